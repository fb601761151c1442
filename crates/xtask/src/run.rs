//! Building and starting the application.

use std::path::Path;
use std::process::Command;

use xtask::place::{self, Profile};
use xtask::{Done, program};

use crate::demo;
use crate::setup::{self, Purpose};

/// Starts the application on the person's display, or shows it working where there is none.
pub fn run(words: &[String]) -> Done {
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()));
    if cfg!(target_os = "linux") && !display {
        println!("There is no display here. The demo runs on one of its own.");
        return demo::run(Path::new("out/demo"));
    }
    setup::run(Purpose::Build)?;
    programs()?;
    program::run(Command::new(place::built("sopwright-desktop", Profile::Dev)?).args(words))
}

/// Builds the application and the command line program.
pub fn programs() -> Done {
    let mut cargo = Command::new("cargo");
    // Together with the example that `bindings` runs: another choice of packages would build Typst again.
    let packages = ["--package", "sopwright-desktop", "--package", "sopwright-cli", "--package", "sopwright-app"];
    cargo.arg("build").args(packages).args(["--examples", "--bins"]).current_dir(place::root());
    program::run(&mut cargo)
}
