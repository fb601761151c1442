//! A terminal of one colour, under a title: something that can be told in a picture, and looked for afterwards.

use xtask::desk::{Desk, Stand};
use xtask::program::{self, Running};
use xtask::wait;

use crate::Check;

/// The terminal. It ends with this value.
#[derive(Debug)]
pub struct Pane<'a> {
    desk: &'a Desk,
    window: u64,
    _running: Running,
}

impl<'a> Pane<'a> {
    /// Opens it and waits until it has the keyboard. `geometry` is in xterm's writing, in characters and pixels.
    pub fn open(desk: &'a Desk, title: &str, colour: [u8; 3], geometry: &str) -> Self {
        let [r, g, b] = colour;
        let colour = format!("#{r:02x}{g:02x}{b:02x}");
        let mut command = desk.command("xterm");
        command.args(["-title", title, "-bg", &colour, "-fg", &colour, "-geometry", geometry, "-e", "sleep", "600"]);
        let running = desk.start_program("xterm", &mut command).check("a terminal");
        let window = desk.hands().wait_for_title(title).check("it has the keyboard");
        Self { desk, window, _running: running }
    }

    /// Brings it in front of the others, with the keyboard.
    pub fn to_front(&self) {
        self.desk.hands().turn_to(self.window).check("the window comes to the front with the keyboard");
    }

    /// Gives it another title.
    pub fn rename(&self, title: &str) {
        let mut command = self.desk.command("xdotool");
        program::run(command.args(["set_window", "--name", title, &self.window.to_string()])).check("a new title");
        wait::until_true("the title", || Ok(self.desk.hands().focused_title()? == title)).check("it is told");
    }

    /// Where it stands.
    pub fn stand(&self) -> Stand {
        self.desk.hands().place_of(self.window).check("its place")
    }

    /// Its middle.
    pub fn middle(&self) -> (i32, i32) {
        let Stand { x, y, width, height } = self.stand();
        (x + width / 2, y + height / 2)
    }
}
