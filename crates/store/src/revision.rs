//! Revisions: immutable, numbered snapshots, named by the hash of their body.

use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};
use sopwright_core::document::Document;
use sopwright_core::id::{DocumentId, Hash};
use sopwright_core::time::Timestamp;

use crate::row::{json, parsed, timestamp};
use crate::{Store, StoreError};

/// What a list shows of a revision.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionSummary {
    /// Such as `0.1`.
    pub number: String,
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

impl Store {
    /// Adds a revision of the document.
    ///
    /// # Errors
    /// When it cannot be written, or the number is taken.
    pub fn add_revision(
        &mut self,
        document: &Document,
        number: &str,
        at: Timestamp,
        author: &str,
        note: &str,
        seq: u32,
    ) -> Result<RevisionSummary, StoreError> {
        let body = serde_json::to_string(document).map_err(|e| StoreError::row("the revision", e))?;
        let hash = Hash::of(body.as_bytes());
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO revision (document, ordinal, number, at, author, note, seq, hash, body)
             SELECT ?1, coalesce(max(ordinal), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM revision WHERE document = ?1",
            params![document.id.to_string(), number, at.to_rfc3339(), author, note, seq, hash.as_str(), body],
        )?;
        tx.commit()?;
        Ok(RevisionSummary {
            number: number.to_owned(),
            at,
            author: author.to_owned(),
            note: note.to_owned(),
            seq,
            hash,
        })
    }

    /// An SOP's revisions, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn revisions(&self, id: DocumentId) -> Result<Vec<RevisionSummary>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT number, at, author, note, seq, hash FROM revision WHERE document = ?1 ORDER BY ordinal DESC",
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
                "SELECT number, at, author, note, seq, hash, body FROM revision WHERE document = ?1 AND number = ?2",
                [id.to_string().as_str(), number],
                |row| Ok(RevisionRow { summary: summary_of(row)?, document: json(row, "body")? }),
            )
            .optional()?
            .ok_or_else(|| StoreError::NotFound { what: "revision", id: number.to_owned() })?;
        self.follow_redactions_in(&mut revision.document);
        Ok(revision)
    }
}

fn summary_of(row: &Row<'_>) -> rusqlite::Result<RevisionSummary> {
    Ok(RevisionSummary {
        number: row.get("number")?,
        at: timestamp(row, "at")?,
        author: row.get("author")?,
        note: row.get("note")?,
        seq: row.get("seq")?,
        hash: parsed(row, "hash")?,
    })
}
