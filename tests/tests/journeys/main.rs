//! Journeys through the real application on a real desktop: real key presses, real pictures, a real web view.

mod axe;
mod bar;
mod edit;
mod field;
mod interrupted;
mod picture;
mod record;
mod taken_hotkey;
