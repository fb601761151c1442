//! What the journeys share: a private desktop with the real application on it, a web driver inside its windows, and an
//! honest way to say that a journey could not be made here.

mod browser;
mod journey;
mod skip;

pub use browser::{Browser, Page};
pub use journey::{Check, Journey};
pub use skip::{is_root, skipped, without};
