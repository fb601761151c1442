//! Hears chords that another program holds: rdev in a process of its own, which lives only while such a chord is wanted.
//! A process of its own because rdev cannot be told to stop, and so that nothing listens when nothing needs to. It is
//! told which chords to hear and reports those; no other key leaves it.

#[cfg(target_os = "linux")]
mod parent;
mod process;

use serde::{Deserialize, Serialize};
use sopwright_core::time::Moment;

#[cfg(target_os = "linux")]
pub(crate) use parent::{Listener, Outlet, Wanted, this_program};
pub use process::run_helper;

use crate::chord::Modifiers;

/// The argument that makes the program the listener.
pub const FLAG: &str = "--input-helper";

/// What the parent tells the listener, one JSON line at a time; a later line takes the place of an earlier one.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Order {
    /// Number of the order, so that a late report of an earlier one is known as such.
    round: u64,
    chords: Vec<Heard>,
}

/// A chord as the listener meets it: by place, since it knows no layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Heard {
    modifiers: Modifiers,
    keycode: u8,
}

/// What the listener tells the parent, one JSON line at a time.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Report {
    /// The first order has come.
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
}
