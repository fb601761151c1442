//! Revisions: immutable, numbered snapshots, named by the hash of their body.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use sopwright_core::document::Document;
use sopwright_core::id::{DocumentId, Hash};
use sopwright_core::revision::WholeRevision;
use sopwright_core::time::Timestamp;

use crate::row::{json, parsed, timestamp};
use crate::{Store, StoreError};

/// What a list shows of a revision.
#[derive(Clone, Debug, PartialEq)]
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

/// A revision with its document.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionRow {
    /// What a list shows.
    pub summary: RevisionSummary,
    /// The document as it was.
    pub document: Document,
}

/// A revision that is to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    /// Such as `0.1`.
    pub number: &'a str,
    /// What somebody calls it; may be empty.
    pub name: &'a str,
    /// When it is made.
    pub at: Timestamp,
    /// Who makes it.
    pub author: &'a str,
    /// What changed and why.
    pub note: &'a str,
    /// The edit of the journal that it stands after.
    pub seq: u32,
}

impl Store {
    /// Adds a revision of the document.
    ///
    /// # Errors
    /// When it cannot be written, or the number is taken.
    pub fn add_revision(&mut self, document: &Document, new: NewRevision<'_>) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        add(&tx, document, new)?;
        tx.commit()?;
        Ok(())
    }

    /// An SOP's revisions, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn revisions(&self, id: DocumentId) -> Result<Vec<RevisionSummary>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT number, name, at, author, note, seq, hash FROM revision WHERE document = ?1 ORDER BY ordinal DESC",
        )?;
        let rows = statement.query_map([id.to_string()], summary_of)?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// One revision, by its number. A picture that was redacted since then shows the redacted one.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn revision(&self, id: DocumentId, number: &str) -> Result<RevisionRow, StoreError> {
        let mut revision = self
            .db
            .query_row(
                "SELECT number, name, at, author, note, seq, hash, body FROM revision
                 WHERE document = ?1 AND number = ?2",
                [id.to_string().as_str(), number],
                |row| Ok(RevisionRow { summary: summary_of(row)?, document: json(row, "body")? }),
            )
            .optional()?
            .ok_or_else(|| StoreError::NotFound { what: "revision", id: number.to_owned() })?;
        self.follow_redactions_in(&mut revision.document);
        Ok(revision)
    }
}

/// Adds a revision; also within the transaction of the edit that it stands after.
pub(crate) fn add(db: &Connection, document: &Document, new: NewRevision<'_>) -> Result<(), StoreError> {
    let body = serde_json::to_string(document).map_err(|e| StoreError::row("the revision", e))?;
    let NewRevision { number, name, at, author, note, seq } = new;
    let (number, name, author, note) = (number.into(), name.into(), author.into(), note.into());
    insert(db, document.id, &WholeRevision { number, name, at, author, note, seq, body })
}

/// Writes a revision behind the others.
pub(crate) fn insert(db: &Connection, document: DocumentId, revision: &WholeRevision) -> Result<(), StoreError> {
    let WholeRevision { number, name, at, author, note, seq, body } = revision;
    let hash = revision.hash();
    db.execute(
        "INSERT INTO revision (document, ordinal, number, name, at, author, note, seq, hash, body)
         SELECT ?1, coalesce(max(ordinal), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM revision WHERE document = ?1",
        params![document.to_string(), number, name, at.to_rfc3339(), author, note, seq, hash.as_str(), body],
    )?;
    Ok(())
}

fn summary_of(row: &Row<'_>) -> rusqlite::Result<RevisionSummary> {
    Ok(RevisionSummary {
        number: row.get("number")?,
        name: row.get("name")?,
        at: timestamp(row, "at")?,
        author: row.get("author")?,
        note: row.get("note")?,
        seq: row.get("seq")?,
        hash: parsed(row, "hash")?,
    })
}
