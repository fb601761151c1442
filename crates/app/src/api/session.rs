//! Commands about sessions.

use serde::{Deserialize, Serialize};
use sopwright_core::entry::Entry;
use sopwright_core::id::{DocumentId, SessionId};
use sopwright_core::recorder::{Effective, effective};
use sopwright_core::session::SessionSummary;
use ts_rs::TS;

use super::Nothing;
use crate::{ApiError, App, Notice};

/// An entry as it counts now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimelineEntry {
    /// The entry, with the last words that it was given.
    #[serde(flatten)]
    pub entry: Entry,
    /// It was taken back.
    pub withdrawn: bool,
    /// Its words came after it.
    pub words_later: bool,
    /// What automatic capture saw being done, in plain words; empty for what a person logged.
    pub says: String,
}

impl From<Effective> for TimelineEntry {
    fn from(effective: Effective) -> Self {
        let says = sopwright_core::draft::doing(&effective.entry);
        Self { entry: effective.entry, withdrawn: effective.withdrawn, words_later: effective.words_later, says }
    }
}

/// Names a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SessionRequest {
    /// Which.
    pub session: SessionId,
}

/// Renames a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RenameSession {
    /// Which.
    pub session: SessionId,
    /// What to call it.
    pub title: String,
}

/// A session with its entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SessionView {
    /// What a list shows of it.
    pub summary: SessionSummary,
    /// Its entries, in order, withdrawn ones marked.
    pub entries: Vec<TimelineEntry>,
    /// The SOPs that were drafted from it.
    pub documents: Vec<DocumentId>,
}

/// All sessions, newest first.
pub fn sessions(app: &App, _: Nothing) -> Result<Vec<SessionSummary>, ApiError> {
    let store = app.store();
    let sessions = store.sessions()?;
    sessions.iter().map(|s| Ok(store.session_summary(s.id)?)).collect()
}

/// A session with its entries.
pub fn session(app: &App, request: SessionRequest) -> Result<SessionView, ApiError> {
    let store = app.store();
    let summary = store.session_summary(request.session)?;
    let entries = store.entries(request.session)?;
    let documents =
        store.documents()?.into_iter().filter(|d| d.session == Some(request.session)).map(|d| d.id).collect();
    let shots = app.library().shots();
    let shown = effective(&entries).into_iter().map(|effective| {
        let mut shown = TimelineEntry::from(effective);
        // The entry names what was recorded; what is shown is what there is.
        if let Some(shot) = &mut shown.entry.content.shot {
            shot.hash = shots.current(&shot.hash);
        }
        shown
    });
    Ok(SessionView { summary, entries: shown.collect(), documents })
}

/// Renames a session.
pub fn rename_session(app: &App, request: RenameSession) -> Result<SessionSummary, ApiError> {
    app.store().rename_session(request.session, request.title.trim())?;
    app.tell(&Notice::Sessions);
    Ok(app.store().session_summary(request.session)?)
}
