//! The TypeScript types of the commands. They are committed, and generated from the one list of commands in `app`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use xtask::place::{self, Profile};
use xtask::{Done, Failure, program};

/// Writes them, or with `check` says whether the committed ones are up to date. The example that does it must have been
/// built.
pub fn run(check: bool) -> Done {
    let committed = place::root().join("ui/src/api/gen");
    if !check {
        return generate(&committed);
    }
    let fresh = tempfile::tempdir()?;
    generate(fresh.path())?;
    let (was, is) = (files(&committed)?, files(fresh.path())?);
    let names = was.keys().chain(is.keys()).filter(|name| was.get(*name) != is.get(*name));
    let stale: std::collections::BTreeSet<&String> = names.collect();
    if stale.is_empty() {
        return Ok(());
    }
    let list: Vec<&str> = stale.into_iter().map(String::as_str).collect();
    Err(Failure::new(format!(
        "The types of the commands changed and {} did not follow. Run `cargo xtask bindings`.",
        list.join(", ")
    )))
}

fn generate(folder: &Path) -> Done {
    program::run(Command::new(place::built("examples/bindings", Profile::Dev)?).arg(folder))
}

fn files(folder: &Path) -> Done<BTreeMap<String, Vec<u8>>> {
    let mut all = BTreeMap::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        if file.file_type()?.is_file() {
            all.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
        }
    }
    Ok(all)
}
