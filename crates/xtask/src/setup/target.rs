//! The standard library for another system than this one, which rustup puts beside the compiler.

use std::path::Path;
use std::process::Command;

use xtask::{Done, Failure, place, program};

use super::say;

/// Makes sure that the compiler has the standard library for this target.
pub fn add(target: &str) -> Done {
    let root = program::read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root()))?;
    if Path::new(root.trim()).join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    if place::found("rustup").is_none() {
        return Err(Failure::new(format!(
            "This Rust has no standard library for {target}. Install it, or use rustup."
        )));
    }
    say(&format!("adding the standard library for {target}"));
    program::run(Command::new("rustup").args(["target", "add", target]).current_dir(place::root()))
}
