//! Programs from the Rust registry that only this project uses. They are installed into the build folder.

use std::path::PathBuf;
use std::process::Command;

use xtask::{Done, Failure, place, program};

use super::say;

/// Installs Typst's own program: a peer of the PDF export.
pub fn typst() -> Done<PathBuf> {
    install("typst-cli", "0.15.1", "typst")
}

fn install(name: &str, version: &str, binary: &str) -> Done<PathBuf> {
    let tools = place::tools()?;
    let file = tools.join("bin").join(format!("{binary}{}", std::env::consts::EXE_SUFFIX));
    // Cargo's own record of what it put there.
    let record = std::fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if file.is_file() && record.contains(&format!("\"{name} {version} ")) {
        return Ok(file);
    }
    say(&format!("installing {name} {version} into {}", tools.display()));
    let mut cargo = Command::new("cargo");
    cargo.args(["install", name, "--version", version, "--locked", "--root"]).arg(&tools);
    program::run(&mut cargo)?;
    if file.is_file() { Ok(file) } else { Err(Failure::new(format!("{} was not installed.", file.display()))) }
}
