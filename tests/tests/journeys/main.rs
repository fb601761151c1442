//! Journeys through the real application on a real desktop: real key presses, real pictures, a real web view.

mod anybody;
mod automatic;
mod axe;
mod bar;
mod beside;
mod decide;
mod edit;
mod field;
mod figure;
mod interrupted;
mod long_task;
mod packages;
mod paste;
mod picture;
mod questions;
mod record;
mod refine;
mod taken_hotkey;
mod templates;
