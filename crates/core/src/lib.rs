//! The domain of Sopwright: entries and sessions, the recorder's rules, draft rules, the document, its operations,
//! its checks, its history and its merging.
//!
//! Pure: no disk, no clock, no threads, no randomness. What it needs from outside comes through [`port`].

pub mod act;
pub mod check;
pub mod diff;
pub mod document;
pub mod draft;
pub mod entry;
pub mod exclusion;
pub mod id;
pub mod journal;
pub mod merge;
pub mod operation;
pub mod port;
pub mod provenance;
pub mod question;
pub mod recorder;
pub mod revision;
pub mod rewrite;
pub mod secret;
pub mod session;
pub mod settings;
pub mod suggestion;
pub mod template;
pub mod text;
pub mod time;
pub mod watch;
