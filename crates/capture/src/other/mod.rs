//! The desktops of Windows and macOS: what xcap tells of screen and windows, and what the system itself has to be asked
//! for. Sopwright's own windows are kept out of pictures by the system there, which the shell asks to protect their
//! content. Hotkeys come from the shell's plugin.

#[cfg(target_os = "macos")]
mod mac;
mod screen;
#[cfg(windows)]
mod win32;
mod windows;

use sopwright_core::entry::Point;

use crate::chord::{Keys, Modifiers};
use crate::desktop::Missing;
use crate::key;

#[cfg(target_os = "macos")]
use mac as system;
#[cfg(windows)]
use win32 as system;

pub(crate) use self::windows::SystemWindows;
pub(crate) use screen::SystemScreen;

/// The window on top at a point.
struct Top {
    /// Its number, as xcap has it.
    window: u32,
    /// The process that it belongs to.
    process: u32,
}

/// What these systems lack.
pub(crate) fn missing() -> Vec<Missing> {
    if cfg!(windows) {
        return Vec::new();
    }
    vec![Missing {
        what: "Marks of password managers cannot be seen on this system".into(),
        consequence: "The clipboard is not read".into(),
        hint: "Type what you need into the note instead".into(),
    }]
}

/// What keys are called: by their place on a US keyboard, since these systems tell the layout per window.
pub(crate) struct Layout;

impl Layout {
    pub fn new(_display: Option<&str>) -> Self {
        Self
    }

    pub fn name(&self, modifiers: Modifiers, keycode: u8) -> String {
        match key::in_place(keycode) {
            Some(key) => Keys::with(modifiers, key).to_string(),
            None => format!("key {keycode}"),
        }
    }

    /// Where the pointer is, for an event that does not say.
    pub fn pointer(&self) -> Option<Point> {
        system::pointer()
    }
}
