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
        /// Where the pointer was.
        at: Point,
    },
    /// A button came up.
    Released {
        /// Which.
        button: Button,
        /// Where the pointer was.
        at: Point,
    },
    /// The wheel was turned.
    Scrolled {
        /// Notches to the right.
        right: i32,
        /// Notches down.
        down: i32,
        /// Where the pointer was.
        at: Point,
    },
    /// A key that types a character was pressed, with no modifier but Shift or AltGr.
    Typed,
    /// A key that moves within what is typed or takes it back: Backspace, an arrow, with or without Shift. Outside of a
    /// burst of typing it is a chord like others.
    Edited {
        /// Its name in the form of [`crate::port::Chord`].
        keys: String,
    },
    /// Something was copied. What, is not told.
    Copied,
    /// Nothing was heard for a while: what listens had died.
    Lost {
        /// It is listening again soon. Otherwise it has given up.
        again: bool,
    },
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
