//! Compiles the application for Windows on Linux, so that what stands behind `cfg(windows)` does not rot. That it works
//! there is not checked: nothing is linked, and nothing is run.

use std::process::Command;

use xtask::{Done, place, program};

use crate::setup;

const TARGET: &str = "x86_64-pc-windows-gnu";

/// Compiles all programs, with all that they depend on.
pub fn check() -> Done {
    setup::windows(TARGET)?;
    let mut cargo = Command::new("cargo");
    // Of the whole workspace, so that macros and build scripts are those that are there already.
    cargo.args(["check", "--workspace", "--bins", "--target", TARGET]).current_dir(place::root());
    program::run(&mut cargo)?;
    println!("The programs compile for {TARGET}. They were not linked, and not run.");
    Ok(())
}
