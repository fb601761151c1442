//! The interface's packages and its built pages. Both are stamped with what they were made from, and made again only
//! when that changed.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use xtask::{Done, place, program};

use super::{node, say};

/// Installs the packages and builds the pages, where needed.
pub fn build() -> Done {
    let ui = place::root().join("ui");
    let modules = ui.join("node_modules");
    let mut packages = Stamp::new(modules.join(".sopwright-packages"));
    packages.add(&ui.join("package-lock.json"))?;
    packages.add(&ui.join("package.json"))?;
    if !packages.holds() {
        say("installing the packages of the interface");
        program::run(node::npm()?.arg("ci"))?;
        packages.press()?;
    }
    let mut pages = Stamp::new(modules.join(".sopwright-pages"));
    for name in ["src", "public", "package-lock.json"] {
        pages.add(&ui.join(name))?;
    }
    for file in std::fs::read_dir(&ui)? {
        let file = file?.path();
        if file.is_file() {
            pages.add(&file)?;
        }
    }
    if !pages.holds() || !ui.join("dist/index.html").is_file() {
        say("building the interface");
        program::run(node::npm()?.args(["run", "build"]))?;
        pages.press()?;
    }
    Ok(())
}

/// A fingerprint of files, kept beside what was made from them.
struct Stamp {
    kept: PathBuf,
    now: u64,
}

impl Stamp {
    fn new(kept: PathBuf) -> Self {
        Self { kept, now: 0 }
    }

    /// Adds a file, or a folder with all that is in it. What does not exist adds nothing.
    fn add(&mut self, path: &Path) -> Done {
        if path.is_dir() {
            for inside in std::fs::read_dir(path)? {
                self.add(&inside?.path())?;
            }
        } else if path.is_file() {
            let mut hasher = DefaultHasher::new();
            path.hash(&mut hasher);
            std::fs::read(path)?.hash(&mut hasher);
            // Added up, so that the order in which a folder is read does not matter.
            self.now = self.now.wrapping_add(hasher.finish());
        }
        Ok(())
    }

    fn holds(&self) -> bool {
        std::fs::read_to_string(&self.kept).is_ok_and(|kept| kept == self.text())
    }

    fn press(&self) -> Done {
        Ok(std::fs::write(&self.kept, self.text())?)
    }

    fn text(&self) -> String {
        format!("{:016x}", self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_holds_until_a_file_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let source = folder.path().join("source");
        std::fs::create_dir(&source).expect("a folder inside");
        let stamp = || {
            let mut stamp = Stamp::new(folder.path().join("stamp"));
            stamp.add(&source).expect("it can be read");
            stamp
        };
        std::fs::write(source.join("a"), "one").expect("written");
        assert!(!stamp().holds());
        stamp().press().expect("written");
        assert!(stamp().holds());
        std::fs::write(source.join("a"), "two").expect("written");
        assert!(!stamp().holds());
    }
}
