//! Commands about revisions: list, keep, look at, compare, restore.

use serde::{Deserialize, Serialize};
use sopwright_core::diff::{Comparison, compare as compare_documents};
use sopwright_core::document::{Document, HistoryRow};
use sopwright_core::id::{DocumentId, Hash, PartId};
use sopwright_core::journal::Cause;
use sopwright_core::operation::{Change, Item, Operation, difference};
use sopwright_core::revision::RevisionNumber;
use sopwright_core::text::escape;
use sopwright_core::time::Timestamp;
use sopwright_store::{Along, NewRevision, RevisionRow, RevisionSummary as StoredRevision, Store};
use ts_rs::TS;

use super::document::{Edited, SopRequest, change_for, with_open};
use crate::open_document::{NewEdit, OpenDocument};
use crate::{ApiError, App, Code};

/// What a list shows of a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RevisionSummary {
    /// Such as `0.1`.
    pub number: String,
    /// What somebody calls it; may be empty.
    pub name: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub author: String,
    /// What changed and why.
    pub note: String,
    /// The edit of the journal that it stands after.
    pub seq: u32,
    /// BLAKE3 of its body.
    pub hash: Hash,
}

impl From<StoredRevision> for RevisionSummary {
    fn from(row: StoredRevision) -> Self {
        let StoredRevision { number, name, at, author, note, seq, hash } = row;
        Self { number, name, at, author, note, seq, hash }
    }
}

/// Names a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RevisionRequest {
    /// The SOP.
    pub id: DocumentId,
    /// Its number, such as `0.1`.
    pub number: String,
}

/// A revision with what stands in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RevisionView {
    /// What a list shows of it.
    pub summary: RevisionSummary,
    /// The document as it was.
    pub document: Document,
}

/// Keeps the document as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeepRevision {
    /// The SOP.
    pub id: DocumentId,
    /// What to call the revision; may be empty.
    #[serde(default)]
    pub name: String,
    /// What changed and why; may be empty.
    #[serde(default)]
    pub note: String,
}

/// A revision that is on disk, and the edit that came with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Kept {
    /// Its number.
    pub number: String,
    /// What to show anew.
    pub edited: Edited,
}

/// Compares two states of an SOP, each a revision's number or `now`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Compare {
    /// The SOP.
    pub id: DocumentId,
    /// The first state.
    pub from: String,
    /// The second state.
    pub to: String,
}

/// An SOP's revisions, newest first.
pub fn revisions(app: &App, request: SopRequest) -> Result<Vec<RevisionSummary>, ApiError> {
    app.store().document_summary(request.id)?;
    Ok(app.store().revisions(request.id)?.into_iter().map(Into::into).collect())
}

/// A revision with what stands in it.
pub fn revision(app: &App, request: RevisionRequest) -> Result<RevisionView, ApiError> {
    let row = app.store().revision(request.id, &request.number)?;
    Ok(RevisionView { summary: row.summary.into(), document: row.document })
}

/// Keeps the document as it stands as the next revision.
pub fn keep_revision(app: &App, request: KeepRevision) -> Result<Kept, ApiError> {
    let new = Keeping::new(app, &request.name, &request.note);
    let (edited, number) = change_for(app, request.id, |open, store| {
        if let Some(last) = last_if_unchanged(open, store)? {
            let message = format!("Nothing changed since revision {}", last.number);
            return Err(ApiError::new(Code::Refused, message, ""));
        }
        new.keep(open, store, Vec::new(), None)
    })?;
    Ok(Kept { number, edited })
}

/// Brings back an old revision as a new one, in one edit that can be undone. What came since stays in the history, and
/// what was not kept yet is kept first.
pub fn restore(app: &App, request: RevisionRequest) -> Result<Kept, ApiError> {
    let number = &request.number;
    let before = Keeping::new(app, &format!("Before {number} was restored"), "");
    let new = Keeping::new(app, "", &format!("Restored revision {number}."));
    let (edited, number) = change_for(app, request.id, |open, store| {
        let old = store.revision(request.id, number)?.document;
        let target = Document {
            // The rows tell what happened, and this is one more; where the SOP stands is decided by people.
            history: open.document.history.clone(),
            meta: sopwright_core::document::Meta { status: open.document.meta.status, ..old.meta },
            ..old
        };
        let operations = difference(&open.document, &target);
        if operations.is_empty() {
            let message = format!("The SOP is as it was in revision {number}");
            return Err(ApiError::new(Code::Refused, message, "There is nothing to restore."));
        }
        let mut changes = Vec::new();
        if last_if_unchanged(open, store)?.is_none() {
            changes = before.keep(open, store, Vec::new(), None)?.0;
        }
        let cause = Cause::Restore { revision: number.clone() };
        let (more, number) = new.keep(open, store, operations, Some(cause))?;
        changes.extend(more);
        Ok((changes, number))
    })?;
    Ok(Kept { number, edited })
}

/// What differs between two states.
pub fn compare(app: &App, request: Compare) -> Result<Comparison, ApiError> {
    let state = |name: &str| match name {
        "now" => with_open(app, request.id, |open, _| Ok(open.document.clone())),
        number => Ok(app.store().revision(request.id, number)?.document),
    };
    Ok(compare_documents(&state(&request.from)?, &state(&request.to)?))
}

/// The document as it stands as a revision: the last one if nothing changed since, else a new one.
pub(crate) fn as_it_stands(app: &App, id: DocumentId, note: &str) -> Result<RevisionRow, ApiError> {
    let last = with_open(app, id, |open, store| last_if_unchanged(open, store))?;
    let number = match last {
        Some(last) => last.number,
        None => {
            let new = Keeping::new(app, "", note);
            change_for(app, id, |open, store| new.keep(open, store, Vec::new(), None))?.1
        }
    };
    Ok(app.store().revision(id, &number)?)
}

/// The last revision, if it is the document as it stands. One that came with a package may stand after no edit here.
fn last_if_unchanged(open: &OpenDocument, store: &Store) -> Result<Option<StoredRevision>, ApiError> {
    let Some(last) = store.revisions(open.document.id)?.into_iter().next() else { return Ok(None) };
    let revision = store.revision(open.document.id, &last.number)?;
    Ok((revision.document == open.document).then_some(last))
}

/// A revision that is about to be kept: by whom, when, and what it says.
struct Keeping {
    row: PartId,
    who: String,
    at: Timestamp,
    name: String,
    note: String,
}

impl Keeping {
    fn new(app: &App, name: &str, note: &str) -> Self {
        let (name, note) = (name.trim().to_owned(), note.trim().to_owned());
        Self { row: PartId(app.ids().fresh()), who: app.person(), at: app.clock().now().at, name, note }
    }

    /// Applies the operations, adds a row to the document's history and keeps what comes of it: all in one.
    fn keep(
        self,
        open: &mut OpenDocument,
        store: &mut Store,
        mut operations: Vec<Operation>,
        cause: Option<Cause>,
    ) -> Result<(Vec<Change>, String), ApiError> {
        let Self { row, who, at, name, note } = self;
        let number = next_number(store, open.document.id)?;
        let change = [note.as_str(), &name, "Edited."].into_iter().find(|words| !words.is_empty()).unwrap_or_default();
        // The revision names itself in its history.
        let history = HistoryRow {
            id: row,
            revision: number.clone(),
            date: Some(at.date_naive()),
            author: who.clone(),
            change: escape(change),
            approved_by: String::new(),
        };
        operations.push(Operation::InsertItem { at: 0, item: Item::History(history) });
        let new = NewRevision { number: &number, name: &name, at, author: &who, note: change, seq: open.seq + 1 };
        let edit = NewEdit { operations, joins: None, who: who.clone(), at, cause };
        let changes = open.edit_along(store, edit, Along::Revision(new))?;
        Ok((changes, number))
    }
}

fn next_number(store: &Store, id: DocumentId) -> Result<String, ApiError> {
    // A number that is not one of ours counts from the start; the highest is the last.
    let numbers = store.revisions(id)?.into_iter().filter_map(|row| row.number.parse::<RevisionNumber>().ok());
    Ok(numbers.max().map_or(RevisionNumber::FIRST, RevisionNumber::next).to_string())
}
