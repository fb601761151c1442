//! The command line program where there is no desktop at all.

use std::path::Path;
use std::process::Command;

use xtask::desk::Answer;
use xtask::place::{self, Profile};

use crate::Check;

/// Calls `sopwright` on a library.
pub fn line(library: &Path, words: &[&str]) -> Answer {
    let program = place::built("sopwright", Profile::Dev).check("the command line program is built");
    let mut command = Command::new(program);
    command.arg("--library").arg(library).args(words).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let output = command.output().check("the command line program starts");
    Answer {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
