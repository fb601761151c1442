//! A dialog of a real toolkit, which tells what is in it and what is typed there.

use xtask::desk::Desk;
use xtask::program::Running;

use crate::Check;

/// The program that shows it, from the package of the same name.
pub const ZENITY: &str = "zenity";

/// Opens the dialog that these words ask for, under a title, and waits until it has the keyboard.
pub fn dialog(desk: &Desk, words: &[&str], title: &str) -> Running {
    // It says aloud what was typed into it, which is not for this test's own logs.
    let mut command = desk.command("sh");
    command.args(["-c", "exec zenity \"$@\" > /dev/null", ZENITY]).args(words).args(["--title", title]);
    let running = desk.start_program(ZENITY, &mut command).check("a dialog");
    desk.hands().wait_for_title(title).check("it has the keyboard");
    running
}
