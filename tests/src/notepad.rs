//! A program in hand: a terminal that writes whatever is typed into it to a file, key by key, so that a journey can tell
//! which words went to it and which did not.

use std::path::PathBuf;

use xtask::desk::Desk;
use xtask::program::{self, Running};
use xtask::{Done, wait};

use crate::Check;

/// The terminal. It ends with this value.
#[derive(Debug)]
pub struct Notepad<'a> {
    desk: &'a Desk,
    window: u64,
    typed: PathBuf,
    _terminal: Running,
}

/// Its title as it starts.
pub const TITLE: &str = "Notepad";

impl<'a> Notepad<'a> {
    /// Opens one of the usual size and waits until it has the keyboard and takes words.
    pub fn open(desk: &'a Desk) -> Self {
        Self::start(desk, &["-geometry", "100x30+60+60"], "-echo")
    }

    /// Opens one that looks as these words for xterm say, and that shows what is typed.
    pub fn open_echoing(desk: &'a Desk, look: &[&str]) -> Self {
        Self::start(desk, look, "echo")
    }

    fn start(desk: &'a Desk, look: &[&str], echo: &str) -> Self {
        let typed = desk.home().join("typed");
        let mut command = desk.command("xterm");
        // The file is made when the terminal has been told to hand on each key at once.
        command.args(["-title", TITLE]).args(look).args(["-e", "sh", "-c"]);
        command.arg(format!("stty -icanon {echo} && exec cat > typed"));
        let terminal = desk.start_program("notepad", &mut command).check("a terminal");
        wait::until_true("the terminal to take words", || Ok(typed.is_file())).check("it takes words");
        let window = desk.hands().wait_for_title(TITLE).check("the terminal has the keyboard");
        Self { desk, window, typed, _terminal: terminal }
    }

    /// Its window.
    pub fn window(&self) -> u64 {
        self.window
    }

    /// All that was typed into it until now.
    pub fn typed(&self) -> String {
        std::fs::read_to_string(&self.typed).check("what was typed")
    }

    /// Waits until this, and nothing else, was typed into it.
    pub fn wait_for(&self, words: &str) {
        wait::until_true("the words to arrive in the terminal", || Ok(self.typed() == words))
            .unwrap_or_else(|failure| panic!("{failure}\nIt got {:?} and not {words:?}.", self.typed()));
    }

    /// Whether it has the keyboard.
    pub fn has_keyboard(&self) -> Done<bool> {
        Ok(self.desk.hands().focused()? == Some(self.window))
    }

    /// Waits until the keyboard is back.
    pub fn wait_for_keyboard(&self) {
        wait::until_true("the keyboard to come back", || self.has_keyboard()).check("the keyboard comes back");
    }

    /// Gives it another title.
    pub fn rename(&self, title: &str) {
        let mut command = self.desk.command("xdotool");
        program::run(command.args(["set_window", "--name", title, &self.window.to_string()])).check("a new title");
    }
}
