//! Raw input as the process that listens tells it. It says that a character was typed, never which one.

use serde::{Deserialize, Serialize};

use crate::act::Button;
use crate::entry::Point;
use crate::time::Moment;

/// One thing that mouse or keyboard did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Input {
    /// The pointer moved. Told now and then while it moves.
    Moved,
    /// A button went down.
    Pressed {
        /// Which.
        button: Button,
        /// Where the pointer was, if the system told before.
        at: Option<Point>,
    },
    /// A button came up.
    Released {
        /// Which.
        button: Button,
        /// Where the pointer was.
        at: Option<Point>,
    },
    /// The wheel was turned.
    Scrolled {
        /// Notches to the right.
        right: i32,
        /// Notches down.
        down: i32,
        /// Where the pointer was.
        at: Option<Point>,
    },
    /// A key that types a character was pressed, with no modifier but Shift or AltGr.
    Typed,
    /// A key that changes what was typed: Backspace, Delete, an arrow. Outside of a burst it means nothing.
    Edited,
    /// Any other key that does something went down: `Ctrl+S`, `F5`, `Enter`, `Tab`, `Escape`.
    Chord {
        /// Its name in the form of [`crate::port::Chord`].
        keys: String,
    },
}

/// An input and when it was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// What.
    pub input: Input,
    /// When.
    pub moment: Moment,
}
