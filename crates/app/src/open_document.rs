//! A document that is being edited: as it stands after the last edit of its journal, with what can be undone.

use sopwright_core::document::Document;
use sopwright_core::id::DocumentId;
use sopwright_core::journal::{Cause, EditRole, EditRow, before};
use sopwright_core::merge::{Merge, merge};
use sopwright_core::operation::{Change, Operation, OperationError, apply_all, changes};
use sopwright_core::time::Timestamp;
use sopwright_store::{Along, Store, StoreError};

use crate::app::bad_request;
use crate::{ApiError, Code};

/// Edits after which the snapshot is written anew, so that opening replays few.
const SNAPSHOT_EVERY: u32 = 200;

pub(crate) struct OpenDocument {
    pub(crate) document: Document,
    pub(crate) seq: u32,
    snapshot_seq: u32,
    /// What undoes each edit that stands, last at the end.
    undo: Vec<Vec<Operation>>,
    /// What redoes each edit that was undone, next at the end.
    redo: Vec<Vec<Operation>>,
    /// The last edit was somebody's own work, which can go on.
    goes_on: bool,
}

/// An edit that is to be made.
pub(crate) struct NewEdit {
    pub(crate) operations: Vec<Operation>,
    /// The edit that this one goes on with; it does if nothing came between.
    pub(crate) joins: Option<u32>,
    pub(crate) who: String,
    pub(crate) at: Timestamp,
    pub(crate) cause: Option<Cause>,
}

impl OpenDocument {
    /// Reads snapshot and journal.
    pub(crate) fn load(store: &Store, id: DocumentId) -> Result<Self, ApiError> {
        let (document, snapshot_seq) = Self::read(store, id)?;
        let mut open =
            Self { document, seq: snapshot_seq, snapshot_seq, undo: Vec::new(), redo: Vec::new(), goes_on: false };
        for edit in store.edits_after(id, 0)? {
            open.seq = open.seq.max(edit.seq);
            open.remember(edit);
        }
        Ok(open)
    }

    /// The document as it stands, and the edit after which its snapshot was written.
    pub(crate) fn read(store: &Store, id: DocumentId) -> Result<(Document, u32), ApiError> {
        let (mut document, snapshot_seq) = store.snapshot(id)?;
        for edit in store.edits_after(id, snapshot_seq)? {
            apply_all(&mut document, &edit.operations)
                .map_err(|e| StoreError::Row { what: format!("edit {} of SOP {id}", edit.seq), why: e.to_string() })?;
        }
        Ok((document, snapshot_seq))
    }

    /// Applies and journals new operations.
    pub(crate) fn edit(
        &mut self,
        store: &mut Store,
        operations: Vec<Operation>,
        who: String,
        at: Timestamp,
    ) -> Result<Vec<Change>, ApiError> {
        self.edit_along(store, NewEdit { operations, joins: None, who, at, cause: None }, Along::Nothing)
    }

    /// Applies and journals new operations, and writes something else in one with them.
    pub(crate) fn edit_along(
        &mut self,
        store: &mut Store,
        mut edit: NewEdit,
        along: Along<'_>,
    ) -> Result<Vec<Change>, ApiError> {
        store.follow_redactions(&mut edit.operations);
        self.journal(store, EditRole::Do, edit, along)
    }

    /// Undoes the last edit that stands.
    pub(crate) fn undo(&mut self, store: &mut Store, who: String, at: Timestamp) -> Result<Vec<Change>, ApiError> {
        let operations = self.undo.last().cloned().ok_or_else(|| nothing("undo"))?;
        self.journal(store, EditRole::Undo, NewEdit { operations, joins: None, who, at, cause: None }, Along::Nothing)
    }

    /// Redoes the last edit that was undone.
    pub(crate) fn redo(&mut self, store: &mut Store, who: String, at: Timestamp) -> Result<Vec<Change>, ApiError> {
        let operations = self.redo.last().cloned().ok_or_else(|| nothing("redo"))?;
        self.journal(store, EditRole::Redo, NewEdit { operations, joins: None, who, at, cause: None }, Along::Nothing)
    }

    /// The document as it was after an earlier edit.
    pub(crate) fn as_it_was(&self, store: &Store, seq: u32) -> Result<Document, ApiError> {
        let id = self.document.id;
        let broken =
            |e: OperationError| StoreError::Row { what: format!("the journal of SOP {id}"), why: e.to_string() };
        Ok(before(&self.document, &store.edits_after(id, seq)?).map_err(broken)?)
    }

    /// The operations of someone who knows the document only up to edit `seq`, made to fit what others did since.
    ///
    /// # Errors
    /// When both changed the same, or removed what the other changed: `stale`. Nothing is overwritten unseen.
    pub(crate) fn since(&self, store: &Store, seq: u32, operations: &[Operation]) -> Result<Vec<Operation>, ApiError> {
        if seq > self.seq {
            return Err(bad_request(format!("There is no edit {seq} of this SOP yet")));
        }
        let known = self.as_it_was(store, seq)?;
        let mut wanted = known.clone();
        apply_all(&mut wanted, operations)?;
        let Merge { operations, conflicts } = merge(&known, &self.document, &wanted);
        if conflicts.is_empty() { Ok(operations) } else { Err(overtaken()) }
    }

    /// Lets everything name the pictures that there are, so that undo cannot ask for one that was destroyed.
    pub(crate) fn follow_redactions(&mut self, store: &Store) {
        store.follow_redactions_in(&mut self.document);
        for operations in self.undo.iter_mut().chain(&mut self.redo) {
            store.follow_redactions(operations);
        }
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Writes the snapshot if edits came after it.
    pub(crate) fn settle(&mut self, store: &mut Store) -> Result<(), StoreError> {
        if self.seq > self.snapshot_seq {
            store.set_snapshot(&self.document, self.seq)?;
            self.snapshot_seq = self.seq;
        }
        Ok(())
    }

    fn journal(
        &mut self,
        store: &mut Store,
        role: EditRole,
        edit: NewEdit,
        along: Along<'_>,
    ) -> Result<Vec<Change>, ApiError> {
        let NewEdit { operations, joins, who, at, cause } = edit;
        let joins = self.goes_on && joins == Some(self.seq);
        let inverses = apply_all(&mut self.document, &operations)?;
        let changes = changes(&self.document, &operations, &inverses);
        let edit = EditRow { seq: self.seq + 1, at, who, role, joins, cause, operations, inverses };
        if let Err(error) = store.add_edit(&self.document, &edit, &changes, along) {
            // What is not on disk did not happen. Inverses fit the state right after their operations.
            apply_all(&mut self.document, &edit.inverses)?;
            return Err(error.into());
        }
        self.remember(edit);
        if self.seq - self.snapshot_seq >= SNAPSHOT_EVERY {
            // For speed only: the journal has everything.
            self.settle(store).ok();
        }
        Ok(changes)
    }

    fn remember(&mut self, edit: EditRow) {
        let EditRow { seq, role, joins, cause, mut inverses, .. } = edit;
        self.seq = seq;
        self.goes_on = role == EditRole::Do && cause.is_none();
        match role {
            EditRole::Do => {
                // What came last is undone first.
                if let Some(before) = self.undo.pop_if(|_| joins) {
                    inverses.extend(before);
                }
                self.undo.push(inverses);
                self.redo.clear();
            }
            EditRole::Undo => {
                self.undo.pop();
                self.redo.push(inverses);
            }
            EditRole::Redo => {
                self.redo.pop();
                self.undo.push(inverses);
            }
        }
    }
}

fn overtaken() -> ApiError {
    let message = "The same was changed elsewhere meanwhile, in another window or from the command line";
    ApiError::new(Code::Stale, message, "Send yours again to put it in place of that, or discard it.")
}

fn nothing(what: &str) -> ApiError {
    ApiError::new(Code::Refused, format!("There is nothing to {what}"), "")
}
