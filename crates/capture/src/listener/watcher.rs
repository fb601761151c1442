//! Watches what is done with mouse and keyboard, while automatic capture wants it. What comes of the
//! input is decided in `core`.

use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use sopwright_core::entry::Point;
use sopwright_core::port::{CaptureError, Clock as _, Ear, Inputs};
use sopwright_core::watch::{Heard as Told, Input};

use super::keeper::{Heard, Keeper, this_program};
use super::raw::Raw;
use super::{Order, Report, Stroke};
use crate::SystemClock;
#[cfg(not(target_os = "linux"))]
use crate::other::Layout;
#[cfg(target_os = "linux")]
use crate::x11::Layout;

/// Hears all input, by way of a process of its own, and only while it is told to.
pub struct Watcher {
    keeper: Keeper,
    ear: Arc<Mutex<Option<Ear>>>,
}

impl Watcher {
    /// For the desktop that this program runs on, with itself as the listener. Nothing is heard yet.
    pub fn new() -> Self {
        Self::on(None, this_program())
    }

    /// For the X11 display with that name (elsewhere there is none), and with the program to start as a listener.
    pub fn on(display: Option<&str>, start: impl Fn() -> std::io::Result<Command> + Send + Sync + 'static) -> Self {
        let layout = Layout::new(display);
        let ear: Arc<Mutex<Option<Ear>>> = Arc::default();
        let told = Arc::clone(&ear);
        let hear = move |heard| {
            let told = told.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(ear) = told.as_ref() else { return };
            match heard {
                Heard::Report(Report::Input { raw, moment, .. }) => {
                    ear(Told { input: translate(raw, &layout), moment });
                }
                Heard::Died { again } => ear(Told { input: Input::Lost { again }, moment: SystemClock.now() }),
                Heard::Report(_) => {}
            }
        };
        Self { keeper: Keeper::new(start, hear), ear }
    }
}

impl Default for Watcher {
    fn default() -> Self {
        Self::new()
    }
}

impl Inputs for Watcher {
    fn listen(&self, ear: Option<Ear>) -> Result<(), CaptureError> {
        let watch = ear.is_some();
        *self.ear.lock().unwrap_or_else(PoisonError::into_inner) = ear;
        let order = Order { watch, ..Order::default() };
        self.keeper.order(order).map_err(|why| CaptureError {
            what: format!("Mouse and keyboard cannot be watched: {why}"),
            hint: "Log the steps with the hotkeys".into(),
        })
    }
}

fn translate(raw: Raw, layout: &Layout) -> Input {
    let place = |at: Option<Point>| at.or_else(|| layout.pointer()).unwrap_or(Point { x: 0, y: 0 });
    let name = |Stroke { modifiers, keycode }| layout.name(modifiers, keycode);
    match raw {
        Raw::Moved => Input::Moved,
        Raw::Pressed(button, at) => Input::Pressed { button, at: place(at) },
        Raw::Released(button, at) => Input::Released { button, at: place(at) },
        Raw::Scrolled(right, down, at) => Input::Scrolled { right, down, at: place(at) },
        Raw::Typed => Input::Typed,
        Raw::Edited(stroke) => Input::Edited { keys: name(stroke) },
        Raw::Chord(stroke) => Input::Chord { keys: name(stroke) },
    }
}
