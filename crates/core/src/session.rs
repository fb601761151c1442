//! A session: one recording, from start to stop.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entry::EntryKind;
use crate::id::SessionId;
use crate::time::Timestamp;

/// Whether a session still takes entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// It takes entries; found at a start of the program, it was interrupted.
    Open,
    /// It was stopped.
    Closed,
}

/// One recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// What the person called it, or an empty string.
    pub title: String,
    /// When it started.
    pub started_at: Timestamp,
    /// When it was stopped.
    pub ended_at: Option<Timestamp>,
    /// Whether it still takes entries.
    pub state: SessionState,
}

/// A session with what a list shows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SessionSummary {
    /// The session.
    pub session: Session,
    /// Entries that count: neither withdrawn nor only about another.
    pub entries: u32,
    /// Pictures among them.
    pub shots: u32,
    /// Milliseconds on the recording clock at the last entry.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// Applications in order of first use.
    pub apps: Vec<String>,
}

/// What a stop leaves on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Receipt {
    /// The session.
    pub session: Option<SessionId>,
    /// Entries on disk.
    pub entries: u32,
    /// Pictures on disk.
    pub shots: u32,
    /// Left out on purpose (a clipboard marked secret), one reason each.
    pub skipped: Vec<String>,
    /// Could not be kept, one reason each.
    pub failed: Vec<String>,
    /// What automatic capture saw, by kind, and what became of it. Empty if it was off.
    pub watched: Vec<Watched>,
    /// Entries that were destroyed because the person wished it.
    pub forgotten: u32,
}

/// An account of the inputs of one kind: `seen` is the sum of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Watched {
    /// Click, shortcut or typing.
    pub kind: EntryKind,
    /// Presses of a button or a shortcut, turns of the wheel, bursts of typing.
    pub seen: u32,
    /// Entries of their own.
    pub kept: u32,
    /// Parts of another entry: the second press of a double click, Enter after typing.
    pub joined: u32,
    /// Meant for Sopwright itself.
    pub own: u32,
    /// Not kept although they should have been.
    pub failed: u32,
}

impl Watched {
    /// An account of nothing.
    pub fn of(kind: EntryKind) -> Self {
        Self { kind, seen: 0, kept: 0, joined: 0, own: 0, failed: 0 }
    }
}
