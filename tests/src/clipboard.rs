//! Something on the clipboard of the desktop, with an owner that the journey can stop.

use std::io::Write;
use std::process::Stdio;

use xtask::desk::Desk;
use xtask::program::Running;
use xtask::wait;

use crate::Check;

/// Puts bytes of this type on the clipboard. They are there until the owner, which is given, is dropped.
pub fn copy(desk: &Desk, kind: &str, bytes: &[u8]) -> Running {
    let mut command = desk.command("xclip");
    // `-quiet` keeps it in the foreground, so that it is this very process that answers.
    command.args(["-selection", "clipboard", "-t", kind, "-quiet", "-i"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().check("xclip starts");
    child.stdin.take().expect("its input").write_all(bytes).check("it takes the bytes");
    let owner = Running::adopt("xclip", child, desk.logs().join("xclip.log"));
    wait::until_true("the clipboard to have its owner", || {
        let mut ask = desk.command("xclip");
        let out = ask.args(["-selection", "clipboard", "-t", "TARGETS", "-o"]).stderr(Stdio::null()).output()?;
        Ok(String::from_utf8_lossy(&out.stdout).lines().any(|offered| offered == kind))
    })
    .check("the clipboard has its owner");
    owner
}
