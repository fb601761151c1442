//! Hears input that is not ours: rdev in a process of its own, which lives only while something is wanted. A process of
//! its own because rdev cannot be told to stop, and so that nothing listens when nothing needs to.
//!
//! Two uses, each with a process to itself: chords that another program holds ([`chords`]) and, while automatic capture
//! is on, what is done with mouse and keyboard ([`watcher`]). The process is told what to hear. Which character was typed
//! never leaves it.

#[cfg(target_os = "linux")]
mod chords;
mod keeper;
mod process;
mod raw;
pub mod watcher;

use serde::{Deserialize, Serialize};
use sopwright_core::time::Moment;

#[cfg(target_os = "linux")]
pub(crate) use chords::{Chords, Outlet, Wanted};
#[cfg(target_os = "linux")]
pub(crate) use keeper::this_program;
pub use process::run_helper;

use crate::chord::Modifiers;
use raw::Raw;

/// The argument that makes the program the listener.
pub const FLAG: &str = "--input-helper";

/// What the parent tells the listener, one JSON line at a time; a later line takes the place of an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Order {
    /// Number of the order, so that a late report of an earlier one is known as such.
    round: u64,
    /// Chords to report.
    chords: Vec<Stroke>,
    /// All input is to be reported.
    watch: bool,
}

impl Order {
    fn is_empty(&self) -> bool {
        self.chords.is_empty() && !self.watch
    }
}

/// A chord as the listener meets it: by place, since it knows no layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stroke {
    modifiers: Modifiers,
    keycode: u8,
}

/// What the listener tells the parent, one JSON line at a time.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Report {
    /// It listens: what is done from now on is heard.
    Ready,
    /// It cannot listen.
    Failed(String),
    /// A chord was pressed.
    Press {
        /// The order that the chord is from.
        round: u64,
        /// Which of its chords.
        index: usize,
        /// When.
        moment: Moment,
    },
    /// Something was done.
    Input {
        /// The order that it is reported for.
        round: u64,
        /// What.
        raw: Raw,
        /// When.
        moment: Moment,
    },
}

impl Report {
    /// The order that it is about, if it is about one.
    fn round(&self) -> Option<u64> {
        match self {
            Self::Ready | Self::Failed(_) => None,
            Self::Press { round, .. } | Self::Input { round, .. } => Some(*round),
        }
    }
}
