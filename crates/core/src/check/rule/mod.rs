//! The checks themselves. Each reads the page and adds what it finds; which there are, and how heavy each is, stands in
//! the table of [`super`].

pub(super) mod abbreviation;
pub(super) mod branch;
pub(super) mod figure;
pub(super) mod history;
pub(super) mod length;
pub(super) mod mandatory;
pub(super) mod owner;
pub(super) mod parameter;
pub(super) mod question;
pub(super) mod required;
pub(super) mod review;
pub(super) mod screen;
pub(super) mod secret_left;
pub(super) mod step;
pub(super) mod vague;

use super::CheckContext;
use super::finding::{FindingTarget, Found, Spot};
use super::page::{Page, StepAt, Text, TextKind};
