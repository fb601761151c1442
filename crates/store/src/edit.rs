//! The journal: every edit of an SOP, durable before it is acknowledged. Undo survives a restart because of it.

use rusqlite::{Connection, TransactionBehavior, params};
use sopwright_core::document::Document;
use sopwright_core::id::DocumentId;
use sopwright_core::journal::{EditRole, EditRow};
use sopwright_core::operation::{Change, Operation};
use sopwright_core::suggestion::Suggestion;

use crate::document::{found_of_step, front_of, step_key, update_columns};
use crate::row::json;
use crate::search;
use crate::{NewRevision, Store, StoreError};

/// What is written in one with an edit: all of it is on disk, or none.
#[derive(Clone, Copy, Debug)]
pub enum Along<'a> {
    /// Nothing else.
    Nothing,
    /// The document after the edit is kept as a revision.
    Revision(NewRevision<'a>),
    /// The edit accepts a suggestion, or some of it.
    Suggestion(&'a Suggestion),
}

impl Store {
    /// Journals an edit that gave `after`, and brings lists and search up to date by what it changed.
    ///
    /// # Errors
    /// When it cannot be written; nothing of it is then in the library.
    pub fn add_edit(
        &mut self,
        after: &Document,
        edit: &EditRow,
        changes: &[Change],
        along: Along<'_>,
    ) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        insert(&tx, after.id, edit)?;
        update_columns(&tx, after, edit.at)?;
        for change in changes {
            match change {
                Change::Step { step } => search::put(&tx, &found_of_step(after.id, step))?,
                Change::Meta { .. } | Change::Section { .. } | Change::List { .. } => {
                    search::put(&tx, &front_of(after))?;
                }
                Change::Template { .. } | Change::Numbering { .. } | Change::Phases { .. } | Change::Phase { .. } => {}
            }
        }
        for operation in &edit.operations {
            match operation {
                Operation::RemoveStep { step } => search::remove(&tx, &step_key(after.id, *step))?,
                Operation::RemovePhase { .. } => remove_gone(&tx, after)?,
                _ => {}
            }
        }
        match along {
            Along::Nothing => {}
            Along::Revision(new) => {
                crate::revision::add(&tx, after, new)?;
            }
            Along::Suggestion(suggestion) => crate::suggestion::decide(&tx, suggestion)?,
        }
        tx.commit()?;
        Ok(())
    }

    /// The edits after `seq`, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn edits_after(&self, id: DocumentId, seq: u32) -> Result<Vec<EditRow>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT seq, at, who, role, joins, cause, operations, inverses
             FROM edit WHERE document = ?1 AND seq > ?2 ORDER BY seq",
        )?;
        let rows = statement.query_map(params![id.to_string(), seq], |row| {
            let role: String = row.get("role")?;
            let cause: Option<String> = row.get("cause")?;
            Ok(EditRow {
                seq: row.get("seq")?,
                at: crate::row::timestamp(row, "at")?,
                who: row.get("who")?,
                role: match role.as_str() {
                    "undo" => EditRole::Undo,
                    "redo" => EditRole::Redo,
                    _ => EditRole::Do,
                },
                joins: row.get("joins")?,
                cause: if cause.is_some() { Some(json(row, "cause")?) } else { None },
                operations: json(row, "operations")?,
                inverses: json(row, "inverses")?,
            })
        })?;
        rows.map(|row| {
            let mut edit = row?;
            self.follow_redactions(&mut edit.operations);
            self.follow_redactions(&mut edit.inverses);
            Ok(edit)
        })
        .collect()
    }
}

/// Writes one edit and nothing else.
pub(crate) fn insert(db: &Connection, document: DocumentId, edit: &EditRow) -> Result<(), StoreError> {
    let text = |operations: &[Operation]| serde_json::to_string(operations).map_err(|e| StoreError::row("the edit", e));
    let (operations, inverses) = (text(&edit.operations)?, text(&edit.inverses)?);
    let cause = edit.cause.as_ref().map(serde_json::to_string).transpose();
    let cause = cause.map_err(|e| StoreError::row("the edit", e))?;
    db.prepare_cached(
        "INSERT INTO edit (document, seq, at, who, role, joins, cause, operations, inverses)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        document.to_string(),
        edit.seq,
        edit.at.to_rfc3339(),
        edit.who,
        word(edit.role),
        edit.joins,
        cause,
        operations,
        inverses,
    ])?;
    Ok(())
}

fn word(role: EditRole) -> &'static str {
    match role {
        EditRole::Do => "do",
        EditRole::Undo => "undo",
        EditRole::Redo => "redo",
    }
}

/// Takes the steps that went with a phase out of the index.
fn remove_gone(db: &Connection, after: &Document) -> Result<(), StoreError> {
    let kept: std::collections::HashSet<String> =
        after.phases.iter().flat_map(|p| &p.steps).map(|s| step_key(after.id, s.id)).collect();
    let mut statement = db.prepare_cached("SELECT part FROM searchable WHERE owner = ?1 AND kind = 'step'")?;
    let parts: Vec<String> =
        statement.query_map([after.id.to_string()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for part in parts.iter().filter(|part| !kept.contains(*part)) {
        search::remove(db, part)?;
    }
    Ok(())
}
