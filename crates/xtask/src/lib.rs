//! The task runner as a library: where things are, how programs are run, and a private desktop to run them on. The
//! journeys in `tests/` stand on the same desktop as the demo and the bench.

pub mod desk;
pub mod failure;
pub mod place;
pub mod program;
pub mod wait;

pub use failure::{Done, Failure};
