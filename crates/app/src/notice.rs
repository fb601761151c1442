//! Everything that is pushed to the windows, and who listens.

use serde::{Deserialize, Serialize};
use sopwright_core::entry::Shot;
use sopwright_core::id::{DocumentId, EntryId, Hash, SessionId};
use sopwright_core::operation::Change;
use sopwright_core::port::{FieldTarget, HotkeyStatus};
use sopwright_core::session::Receipt;
use sopwright_core::settings::Settings;
use ts_rs::TS;

use crate::api::recording::RecorderStatus;
use crate::api::session::TimelineEntry;

/// Something that windows show as it happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// The recorder's state, after every change of it.
    Recorder {
        /// The state.
        status: Box<RecorderStatus>,
    },
    /// An entry is durable, or its words changed.
    Entry {
        /// The entry.
        entry: Box<TimelineEntry>,
    },
    /// An entry waits for words: the quick field opens.
    Field {
        /// The entry.
        target: FieldTarget,
        /// The picture that will be kept.
        shot: Option<Shot>,
        /// The clipboard looked like a credential and was stored masked.
        masked: bool,
        /// What it looked like.
        secret: String,
    },
    /// A document changed.
    Document {
        /// Which.
        id: DocumentId,
        /// The last edit of its journal.
        seq: u32,
        /// What to show anew.
        changes: Vec<Change>,
        /// Whether there is something to undo.
        can_undo: bool,
        /// Whether there is something to redo.
        can_redo: bool,
    },
    /// A suggestion came, or somebody decided about one.
    Suggestions {
        /// The SOP.
        id: DocumentId,
    },
    /// What waits for a decision in a document changed.
    Conflicts {
        /// Which document.
        id: DocumentId,
        /// How many wait.
        count: u32,
    },
    /// Recording stopped.
    Stopped {
        /// What is on disk.
        receipt: Receipt,
    },
    /// A picture was redacted: whatever shows the old one is to show the new one.
    Redacted {
        /// The picture that was destroyed.
        old: Hash,
        /// What stands in its place.
        new: Hash,
    },
    /// The list of SOPs changed.
    Sops,
    /// The list of templates changed.
    Templates,
    /// The list of sessions changed.
    Sessions,
    /// The settings changed.
    Settings {
        /// As they are now.
        settings: Box<Settings>,
    },
    /// How the hotkeys fare changed.
    Hotkeys {
        /// As they are now.
        hotkeys: Vec<HotkeyStatus>,
    },
    /// A long task got on.
    Progress {
        /// The task, by the name that its caller gave it.
        job: String,
        /// Parts done.
        done: u32,
        /// Parts in all.
        of: u32,
        /// What is being done.
        what: String,
    },
    /// What was recorded last was destroyed.
    Forgotten {
        /// The session.
        session: SessionId,
        /// The entries that are gone.
        entries: Vec<EntryId>,
        /// How many of them were entries for people.
        count: u32,
    },
    /// Something was left out on purpose.
    Skipped {
        /// Why, in words.
        why: String,
    },
    /// A window should show this screen.
    Show {
        /// Its name; empty: only come to the front.
        screen: String,
    },
}

/// Hears every notice. Called from any thread; must not block.
pub trait Listener: Send + Sync {
    /// One notice.
    fn hear(&self, notice: &Notice);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug)]
pub struct Silence;

impl Listener for Silence {
    fn hear(&self, _: &Notice) {}
}
