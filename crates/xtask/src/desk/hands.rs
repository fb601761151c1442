//! What a person does at the desktop: press chords, type, look which window has the keyboard. All of it goes through
//! the X server as real key events.

use std::process::Stdio;

use super::Desk;
use crate::{Done, Failure, program, wait};

/// The keys as shipped, by the word of the action.
pub fn hotkey(action: &str) -> Done<&'static str> {
    let key = match action {
        "record" => "r",
        "pause" => "p",
        "step" => "s",
        "note" => "t",
        "warning" => "w",
        "decision" => "i",
        "expected" => "e",
        "faq" => "a",
        "question" => "h",
        "snippet" => "v",
        "shot" => "g",
        "withdraw" => "z",
        "forget" => "k",
        other => return Err(Failure::new(format!("No hotkey is known for {other}."))),
    };
    Ok(key)
}

/// Where a window stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

/// Keyboard and eyes.
#[derive(Clone, Copy, Debug)]
pub struct Hands<'a> {
    desk: &'a Desk,
}

impl<'a> Hands<'a> {
    pub(super) fn new(desk: &'a Desk) -> Self {
        Self { desk }
    }

    /// Presses a chord in xdotool's writing, such as `ctrl+s`.
    pub fn press(&self, chord: &str) -> Done {
        program::run(self.desk.command("xdotool").args(["key", chord]))
    }

    /// Presses the shipped hotkey of an action.
    pub fn ask(&self, action: &str) -> Done {
        self.press(&format!("ctrl+super+{}", hotkey(action)?))
    }

    /// Types. A line break is the Enter key, which xdotool's own typing leaves out.
    pub fn write(&self, text: &str) -> Done {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.press("Return")?;
            }
            if !line.is_empty() {
                program::run(self.desk.command("xdotool").args(["type", "--delay", "6", "--"]).arg(line))?;
            }
        }
        Ok(())
    }

    /// Holds keys down together while something happens; the last one repeats quickly meanwhile.
    pub fn hold(&self, keys: &[&str], meanwhile: impl FnOnce() -> Done) -> Done {
        program::run(self.desk.command("xset").args(["r", "rate", "150", "30", "r", "on"]))?;
        let each = |act: &'static str, key: &&str| program::run(self.desk.command("xdotool").args([act, *key]));
        keys.iter().try_for_each(|key| each("keydown", key))?;
        let happened = meanwhile();
        keys.iter().rev().try_for_each(|key| each("keyup", key))?;
        program::run(self.desk.command("xset").args(["r", "off"]))?;
        happened
    }

    /// Moves the pointer to a point of the screen.
    pub fn point_to(&self, x: i32, y: i32) -> Done {
        // Without `--sync`, which waits for ever if the pointer is there already; the server keeps the order anyway.
        program::run(self.desk.command("xdotool").args(["mousemove", "--", &x.to_string(), &y.to_string()]))
    }

    /// Clicks the left button at a point of the screen.
    pub fn click(&self, x: i32, y: i32) -> Done {
        self.point_to(x, y)?;
        program::run(self.desk.command("xdotool").args(["click", "1"]))
    }

    /// The window that has the keyboard.
    pub fn focused(&self) -> Done<Option<u64>> {
        Ok(self.asked(&["getwindowfocus"])?.and_then(|text| text.parse().ok()))
    }

    /// The process whose window has the keyboard.
    pub fn focused_pid(&self) -> Done<Option<u32>> {
        Ok(self.asked(&["getwindowfocus", "getwindowpid"])?.and_then(|text| text.parse().ok()))
    }

    /// The title of the window that has the keyboard.
    pub fn focused_title(&self) -> Done<String> {
        Ok(self.asked(&["getwindowfocus", "getwindowname"])?.unwrap_or_default())
    }

    /// The process that a window belongs to, if the window says so.
    pub fn pid_of(&self, window: u64) -> Done<Option<u32>> {
        Ok(self.asked(&["getwindowpid", &window.to_string()])?.and_then(|text| text.parse().ok()))
    }

    /// Where a window stands, without what the window manager drew around it.
    pub fn place_of(&self, window: u64) -> Done<Stand> {
        // Not by xdotool, which counts the window manager's frame twice.
        let said = program::read(self.desk.command("xwininfo").args(["-id", &window.to_string()]))?;
        let number = |name: &str| said.lines().find_map(|line| line.trim().strip_prefix(name)?.trim().parse().ok());
        let sides =
            (number("Absolute upper-left X:"), number("Absolute upper-left Y:"), number("Width:"), number("Height:"));
        let (Some(x), Some(y), Some(width), Some(height)) = sides else {
            return Err(Failure::new(format!("Window {window} stands nowhere: {said:?}.")));
        };
        Ok(Stand { x, y, width, height })
    }

    /// Visible windows whose title matches.
    pub fn windows(&self, title: &str) -> Done<Vec<u64>> {
        let list = self.asked(&["search", "--onlyvisible", "--name", title])?.unwrap_or_default();
        Ok(list.lines().filter_map(|line| line.trim().parse().ok()).collect())
    }

    /// Visible windows of a process.
    pub fn windows_of(&self, pid: u32) -> Done<Vec<u64>> {
        let list = self.asked(&["search", "--onlyvisible", "--pid", &pid.to_string()])?.unwrap_or_default();
        Ok(list.lines().filter_map(|line| line.trim().parse().ok()).collect())
    }

    /// Gives the keyboard to a window and waits until it has it.
    pub fn turn_to(&self, window: u64) -> Done {
        program::run(self.desk.command("xdotool").args(["windowactivate", "--sync", &window.to_string()]))?;
        wait::until_true("the window to take the keyboard", || Ok(self.focused()? == Some(window)))
    }

    /// Waits until a window with this title has the keyboard.
    pub fn wait_for_title(&self, part: &str) -> Done<u64> {
        wait::until(&format!("a window called {part} to take the keyboard"), || {
            Ok(if self.focused_title()?.contains(part) { self.focused()? } else { None })
        })
    }

    /// Waits until a window of this process has the keyboard.
    pub fn wait_for_process(&self, pid: u32, who: &str) -> Done<u64> {
        wait::until(&format!("{who} to take the keyboard"), || {
            Ok(if self.focused_pid()? == Some(pid) { self.focused()? } else { None })
        })
    }

    /// What xdotool answers; nothing when it finds nothing, which it reports as a failure.
    fn asked(&self, words: &[&str]) -> Done<Option<String>> {
        let output = self.desk.command("xdotool").args(words).stderr(Stdio::null()).output()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok((output.status.success() && !text.is_empty()).then_some(text))
    }
}
