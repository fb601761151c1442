//! Where things are: the repository, the build folder, the tools kept in it, the built programs.

use std::path::{Path, PathBuf};

use crate::{Done, Failure};

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The build folder that this very program came from, so that `CARGO_TARGET_DIR` and its like need no second reading.
pub fn target() -> Done<PathBuf> {
    let own = std::env::current_exe()?;
    let profile = own.ancestors().find(|folder| folder.ends_with("debug") || folder.ends_with("release"));
    profile
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new(format!("{} does not lie in a build folder of cargo.", own.display())))
}

/// Tools that only this project uses: they live in the build folder and touch nothing else.
pub fn tools() -> Done<PathBuf> {
    Ok(target()?.join("tools"))
}

/// Screenshots and logs of journeys that failed, and the list of those that were skipped.
pub fn journeys() -> Done<PathBuf> {
    let folder = target()?.join("journeys");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// How a program was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For development and tests.
    Dev,
    /// For use and for measuring.
    Release,
}

/// A program that was built from this repository.
pub fn built(name: &str, profile: Profile) -> Done<PathBuf> {
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    let path = target()?.join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        return Ok(path);
    }
    Err(Failure::new(format!("{} has not been built. Run `cargo xtask test`, which builds it first.", path.display())))
}

/// Where a tool is: among our own tools, else on the search path.
pub fn found(name: &str) -> Option<PathBuf> {
    let own = tools().ok().map(|tools| tools.join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    own.into_iter().chain(std::env::split_paths(&path)).map(|folder| folder.join(name)).find(|file| file.is_file())
}
