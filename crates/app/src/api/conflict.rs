//! Deciding what a merge left open.

use serde::{Deserialize, Serialize};
use sopwright_core::document::Document;
use sopwright_core::id::DocumentId;
use sopwright_core::merge::{Conflict, Whose, choose};
use sopwright_store::{ConflictRow, Store};
use ts_rs::TS;

use super::document::{SopRequest, change, with_open};
use crate::{ApiError, App, Code, Notice};

/// Something that both sides changed and that waits for a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenConflict {
    /// Its number.
    pub id: u32,
    /// What it is about, and what each side has.
    pub conflict: Conflict,
}

impl From<ConflictRow> for OpenConflict {
    fn from(row: ConflictRow) -> Self {
        Self { id: row.id, conflict: row.conflict }
    }
}

/// Decides one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settle {
    /// The SOP.
    pub id: DocumentId,
    /// The conflict's number.
    pub conflict: u32,
    /// Whose it is to be.
    pub whose: Whose,
}

/// What waits for a decision in an SOP.
pub fn conflicts(app: &App, request: SopRequest) -> Result<Vec<OpenConflict>, ApiError> {
    app.store().document_summary(request.id)?;
    with_open(app, request.id, |open, store| waiting(store, &open.document))
}

/// Decides: an ordinary edit, which can be undone, and the conflict is gone. Gives those that still wait.
pub fn settle(app: &App, request: Settle) -> Result<Vec<OpenConflict>, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    change(app, request.id, |open, store| {
        let row = store.conflicts(request.id)?.into_iter().find(|row| row.id == request.conflict);
        let row = row.ok_or_else(|| {
            ApiError::new(Code::NotFound, "This was decided already", "Look at what still waits for a decision.")
        })?;
        let operations = choose(&open.document, &row.conflict, request.whose)?;
        let changes = if operations.is_empty() { Vec::new() } else { open.edit(store, operations, who, at)? };
        store.remove_conflicts(&[row.id])?;
        Ok(changes)
    })?;
    let left = conflicts(app, SopRequest { id: request.id })?;
    app.tell(&Notice::Conflicts { id: request.id, count: u32::try_from(left.len()).unwrap_or(u32::MAX) });
    Ok(left)
}

/// The conflicts of the SOP that an edit has not settled meanwhile. Those that have been are taken away.
pub(crate) fn waiting(store: &mut Store, document: &Document) -> Result<Vec<OpenConflict>, ApiError> {
    let (open, settled): (Vec<_>, Vec<_>) =
        store.conflicts(document.id)?.into_iter().partition(|row| is_open(document, &row.conflict));
    store.remove_conflicts(&settled.iter().map(|row| row.id).collect::<Vec<_>>())?;
    Ok(open.into_iter().map(Into::into).collect())
}

/// Whether the other choice than what stands would still change something.
fn is_open(document: &Document, conflict: &Conflict) -> bool {
    let other = if conflict.ours.is_some() { Whose::Theirs } else { Whose::Ours };
    // One that no longer fits is for a person to see.
    choose(document, conflict, other).map_or(true, |operations| !operations.is_empty())
}
