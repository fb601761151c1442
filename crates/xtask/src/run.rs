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

/// Builds the application and the command line program, with the example that writes the bindings. Of the whole
/// workspace: another choice of packages has other features of what they depend on, and cargo would build Typst once
/// more for each.
pub fn programs() -> Done {
    build(&["--workspace", "--bins", "--examples"])
}

/// Builds everything that `cargo test --workspace` and clippy look at.
pub fn everything() -> Done {
    build(&["--workspace", "--all-targets"])
}

fn build(what: &[&str]) -> Done {
    program::run(Command::new("cargo").arg("build").args(what).current_dir(place::root()))
}
