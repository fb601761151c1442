//! What every command takes and gives, by noun, and the functions that do it. The list itself is in
//! [`crate::commands`].

pub mod check;
pub mod conflict;
pub mod document;
pub mod export;
pub mod import;
pub mod library;
pub mod package;
pub mod picture;
pub mod provenance;
pub mod question;
pub mod recorded;
pub mod recording;
pub mod revision;
pub mod rewrite;
pub mod search;
pub mod session;
pub mod sketch;
pub mod suggestion;
pub mod template;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request or answer with nothing in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}
