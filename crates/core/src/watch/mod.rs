//! Automatic capture: how the raw input of mouse and keyboard becomes acts that a procedure can tell. Pure; hearing input
//! and catching pictures is done elsewhere, by way of [`crate::port`].

mod alike;
mod fold;
mod input;

pub use alike::alike;
pub use fold::{Beginning, Done, Fold};
pub use input::{Heard, Input};
