//! The page of the application as one measures on it: keys and the wheel are pressed at the X server, and the page itself
//! says when it was painted.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use xtask::desk::Desk;
use xtask::{Done, Failure, program, wait};

use super::super::server::{CONTROL, Server};
use super::clock::{Clock, millis};
use super::driver::Driver;

/// What stands in the page while it is measured.
const SCRIPT: &str = include_str!("page.js");

/// Between two keys at least: more than two hundred words a minute.
const BEAT: Duration = Duration::from_millis(50);

/// Between two notches of the wheel.
const NOTCH: Duration = Duration::from_millis(16);

/// The wheel's button, turned towards oneself.
const WHEEL: u8 = 5;

/// Longer than the editor waits after the last key before it sends what was typed.
const PAUSE: Duration = Duration::from_millis(700);

/// The keysym of Enter.
pub const ENTER: u32 = 0xff0d;
/// The keysym of Escape.
pub const ESCAPE: u32 = 0xff1b;

/// The page. Fields end in the order in which they are written.
#[derive(Debug)]
pub struct Page<'a> {
    driver: Driver,
    server: Server,
    desk: &'a Desk,
    clock: Clock,
    /// When keys were pressed since the page was told to watch.
    pressed: Vec<Instant>,
}

impl<'a> Page<'a> {
    /// Starts the application on this library, its window as large as the screen.
    pub fn start(desk: &'a Desk, library: &Path) -> Done<Self> {
        let driver = Driver::start(desk, library)?;
        let server = Server::connect(desk.display())?;
        let window = desk.hands().wait_for_title("Sopwright")?.to_string();
        program::run(desk.command("xdotool").args(["windowmove", &window, "0", "0"]))?;
        program::run(desk.command("xdotool").args(["windowsize", "--sync", &window, "1920", "1060"]))?;
        driver.run(SCRIPT)?;
        Ok(Self { clock: Clock::of(&driver)?, driver, server, desk, pressed: Vec::new() })
    }

    /// Runs a script and gives what it returns; a promise is waited for.
    pub fn run(&self, script: &str) -> Done<Value> {
        self.driver.run(script)
    }

    /// Waits until this holds in the page.
    pub fn until(&self, condition: &str) -> Done {
        wait::until_true(condition, || Ok(self.run(&format!("return !!({condition})"))? == true))
    }

    /// Waits until what was typed is saved and the page has long been drawn.
    pub fn settle(&self) -> Done {
        std::thread::sleep(PAUSE);
        self.until("!document.querySelector('[data-testid=saved][data-state=saving]')")
    }

    /// Presses a key, by keysym.
    pub fn press(&mut self, key: u32) -> Done {
        self.pressed.push(Instant::now());
        self.server.key(key, true)?;
        self.server.key(key, false)?;
        self.server.settle()
    }

    /// Presses a letter with the control key.
    pub fn chord(&mut self, letter: char) -> Done {
        self.server.key(CONTROL, true)?;
        self.press(u32::from(letter))?;
        self.server.key(CONTROL, false)?;
        self.server.settle()
    }

    /// Types, each letter once the one before it has been painted, and gives the time that each took. This number of the
    /// page tells how many letters are there.
    pub fn type_in(&mut self, text: &str, letters: &str) -> Done<Vec<Duration>> {
        self.watch(letters)?;
        for letter in text.chars() {
            self.press(u32::from(letter))?;
            // Nothing is asked of the page in the time that is measured, unless it takes very long.
            std::thread::sleep(BEAT);
            self.until_painted(self.pressed.len())?;
        }
        let ends = self.ends()?;
        Ok(self.pressed.iter().zip(&ends).map(|(began, end)| self.clock.since(*began, end)).collect())
    }

    /// From now on the page looks, for each key, for the first frame in which this number of it has risen by one more.
    pub fn watch(&mut self, number: &str) -> Done {
        self.pressed.clear();
        self.run(&format!("bench.keys({number})")).map(|_| ())
    }

    /// Waits until what the key asked for has been painted, and gives the time.
    pub fn painted(&self) -> Done<Duration> {
        self.until_painted(1)?;
        let ends = self.ends()?;
        let (Some(began), Some(end)) = (self.pressed.last(), ends.first()) else {
            return Err(Failure::new("No key was pressed."));
        };
        Ok(self.clock.since(*began, end))
    }

    fn until_painted(&self, keys: usize) -> Done {
        self.until(&format!("bench.count >= {keys}"))
    }

    fn ends(&self) -> Done<Vec<Value>> {
        Ok(self.run("return bench.stop()")?["ends"].as_array().cloned().unwrap_or_default())
    }

    /// How long frames take while the wheel is turned over something, which must move.
    pub fn turn(&mut self, what: &str, notches: usize) -> Done<Vec<Duration>> {
        let (x, y) = self.middle_of(what)?;
        self.desk.hands().point_to(x, y)?;
        self.settle()?;
        let scrolled = format!("return document.querySelector('{what}').scrollTop");
        let before = self.run(&scrolled)?;
        self.run("bench.frames()")?;
        for _ in 0..notches {
            self.server.button(WHEEL)?;
            std::thread::sleep(NOTCH);
        }
        let frames = self.run("return bench.stop()")?;
        if self.run(&scrolled)? == before {
            return Err(Failure::new(format!("The wheel was turned and {what} stayed at {before}.")));
        }
        Ok(frames["frames"].as_array().into_iter().flatten().map(millis).collect())
    }

    fn middle_of(&self, what: &str) -> Done<(i32, i32)> {
        let place = self.run(&format!(
            "const box = document.querySelector('{what}').getBoundingClientRect();
             return [screenX + (outerWidth - innerWidth) / 2 + box.x + box.width / 2,
                     screenY + outerHeight - innerHeight + box.y + box.height / 2]"
        ))?;
        let at = |axis: usize| place[axis].as_f64().unwrap_or_default() as i32;
        Ok((at(0), at(1)))
    }
}
