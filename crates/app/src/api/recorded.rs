//! Commands about the recording behind an SOP: what became of each entry, and putting one in.

use serde::{Deserialize, Serialize};
use sopwright_core::draft::{Brief, Home, Spot, homes as homes_of, insertion};
use sopwright_core::entry::Entry;
use sopwright_core::id::{DocumentId, EntryId, SessionId};
use sopwright_core::recorder::effective;
use sopwright_core::template::standard;
use sopwright_store::Store;
use ts_rs::TS;

use super::document::{Edited, SopRequest, brief, change, with_open};
use crate::{ApiError, App, Code};

/// Puts an entry of the recording into the SOP that was drafted from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UseEntry {
    /// The SOP.
    pub id: DocumentId,
    /// The entry.
    pub entry: EntryId,
    /// Where to.
    pub spot: Spot,
}

/// What became of each entry that says something. Empty for an SOP without a recording.
pub fn homes(app: &App, request: SopRequest) -> Result<Vec<Home>, ApiError> {
    with_open(app, request.id, |open, store| {
        let Some(session) = open.document.session else { return Ok(Vec::new()) };
        Ok(homes_of(&open.document, &entries(app, store, session)?))
    })
}

/// Puts an entry in, as the draft rules would have: one edit, and one undo.
pub fn use_entry(app: &App, request: UseEntry) -> Result<Edited, ApiError> {
    // The SOP has its template already; the standing texts of another are no part of the entry.
    let brief = Brief { template: standard(), ..brief(app, None)?.0 };
    let (who, at) = (app.person(), app.clock().now().at);
    change(app, request.id, |open, store| {
        let not_there = || {
            let hint = "Close and open the SOP to see its recording as it is now.";
            ApiError::new(Code::NotFound, "This entry is not in the recording of this SOP", hint)
        };
        let session = store.session(open.document.session.ok_or_else(not_there)?)?;
        let said = effective(&entries(app, store, session.id)?);
        let entry =
            said.into_iter().find(|one| one.entry.id == request.entry && !one.withdrawn).ok_or_else(not_there)?;
        let operations = insertion(&open.document, &session, &entry.entry, request.spot, &brief, app.ids())?;
        if operations.is_empty() { Ok(Vec::new()) } else { open.edit(store, operations, who, at) }
    })
}

/// The entries of a session, with their pictures as they are shown now.
fn entries(app: &App, store: &Store, session: SessionId) -> Result<Vec<Entry>, ApiError> {
    let mut entries = store.entries(session)?;
    let shots = app.library().shots();
    for shot in entries.iter_mut().filter_map(|entry| entry.content.shot.as_mut()) {
        shot.hash = shots.current(&shot.hash);
    }
    Ok(entries)
}
