//! Use cases: one list of [`commands`] that the windows, the command line and the tests call, the recorder's threads,
//! and errors for people. Knows no window and no operating system: what it needs of the desktop is handed to it.

pub mod api;
pub mod commands;
pub mod socket;

mod app;
mod arrival;
mod error;
mod ground;
mod job;
mod notice;
mod open_document;
mod picture;
mod place;
mod recorder;
mod write;

pub use app::{App, DesktopReport, Keys, Parts};
pub use error::{ApiError, Code};
pub use notice::{Listener, Notice, Silence};
pub use place::default_library;
pub use recorder::{Order, Recorder, Senses};
