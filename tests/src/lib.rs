//! What the journeys share: a private desktop with the real application on it, a web driver inside its windows, a
//! scripted desktop for faults of the disk, and an honest way to say that a journey could not be made here.

mod browser;
mod chance;
mod chooser;
mod clipboard;
mod dialog;
mod drag;
mod journey;
mod line;
mod notepad;
mod page;
mod pane;
mod power;
mod promises;
mod room;
mod scripted;
mod sheet;
mod skip;
mod sop;
mod tabbing;
mod traces;

pub use browser::{Browser, DRIVER, Page};
pub use chance::Chance;
pub use chooser::choose_file;
pub use clipboard::copy;
pub use dialog::{ZENITY, dialog};
pub use drag::drag;
pub use journey::{Check, Journey};
pub use line::line;
pub use notepad::Notepad;
pub use pane::Pane;
pub use power::Powered;
pub use promises::{Promises, Scribbler};
pub use room::Room;
pub use scripted::parts;
pub use skip::{ACCESSIBLE, is_root, skipped, without};
pub use sop::Sop;
pub use tabbing::tab_to;
pub use traces::{Traces, holds};
