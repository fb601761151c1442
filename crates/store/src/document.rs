//! SOPs: a snapshot, the journal of edits after it, and the columns that a list shows.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use sopwright_core::document::{Document, SectionKey, Step};
use sopwright_core::id::{DocumentId, PartId, SessionId};
use sopwright_core::text::{parse, plain};
use sopwright_core::time::Timestamp;

use crate::row::{json, parsed, timestamp};
use crate::search::{self, FoundKind, Searchable};
use crate::{Store, StoreError};

/// What a list shows of an SOP.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentSummary {
    /// Its identity.
    pub id: DocumentId,
    /// The session that it was drafted from.
    pub session: Option<SessionId>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its status, as in JSON.
    pub status: String,
    /// Its owner's name.
    pub owner: String,
    /// When it is due for review.
    pub next_review: Option<NaiveDate>,
    /// Questions without an answer.
    pub open_questions: u32,
    /// Steps.
    pub steps: u32,
    /// Number of the last revision.
    pub revision: String,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Store {
    /// Adds an SOP.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_document(&mut self, document: &Document, at: Timestamp) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        insert(&tx, document, 0, at)?;
        tx.commit()?;
        Ok(())
    }

    /// The SOP's snapshot and the edit of its journal that it stands after.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn snapshot(&self, id: DocumentId) -> Result<(Document, u32), StoreError> {
        let (mut document, seq): (Document, u32) = self
            .db
            .query_row("SELECT snapshot, snapshot_seq FROM document WHERE id = ?1", [id.to_string()], |row| {
                Ok((json(row, "snapshot")?, row.get("snapshot_seq")?))
            })
            .optional()?
            .ok_or_else(|| not_found(id))?;
        self.follow_redactions_in(&mut document);
        Ok((document, seq))
    }

    /// Replaces the snapshot by the document as it is after edit `seq`. The journal stays whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_snapshot(&mut self, document: &Document, seq: u32) -> Result<(), StoreError> {
        self.db.execute(
            "UPDATE document SET snapshot = ?2, snapshot_seq = ?3 WHERE id = ?1",
            params![document.id.to_string(), body_of(document)?, seq],
        )?;
        Ok(())
    }

    /// All SOPs, last changed first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentSummary>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} ORDER BY updated_at DESC, id DESC"))?;
        let rows = statement.query_map([], summary_of)?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// What a list shows of this SOP.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn document_summary(&self, id: DocumentId) -> Result<DocumentSummary, StoreError> {
        self.db
            .query_row(&format!("{SELECT} WHERE d.id = ?1"), [id.to_string()], summary_of)
            .optional()?
            .ok_or_else(|| not_found(id))
    }

    /// The numbers that are taken.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn document_numbers(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT number FROM document")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }
}

/// Writes an SOP as it is after edit `seq` of its journal, and what is searched for of it.
pub(crate) fn insert(db: &Connection, document: &Document, seq: u32, at: Timestamp) -> Result<(), StoreError> {
    let columns = Columns::of(document)?;
    db.execute(
        "INSERT INTO document (id, session, number, title, status, owner, next_review, open_questions, steps,
                               created_at, updated_at, snapshot_seq, snapshot)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12)",
        params![
            document.id.to_string(),
            document.session.map(|s| s.to_string()),
            columns.number,
            columns.title,
            columns.status,
            columns.owner,
            columns.next_review,
            columns.open_questions,
            columns.steps,
            at.to_rfc3339(),
            seq,
            body_of(document)?,
        ],
    )?;
    index(db, document)
}

/// Writes a snapshot as it is after edit `seq`, and brings lists and search up to date with all of it.
pub(crate) fn renew(db: &Connection, document: &Document, seq: u32, at: Timestamp) -> Result<(), StoreError> {
    db.execute(
        "UPDATE document SET snapshot = ?2, snapshot_seq = ?3 WHERE id = ?1",
        params![document.id.to_string(), body_of(document)?, seq],
    )?;
    update_columns(db, document, at)?;
    search::remove_owned(db, &document.id.to_string())?;
    index(db, document)
}

/// Puts all of an SOP into the search index, which has nothing of it.
fn index(db: &Connection, document: &Document) -> Result<(), StoreError> {
    for step in document.phases.iter().flat_map(|p| &p.steps) {
        search::add(db, &found_of_step(document.id, step))?;
    }
    Ok(search::add(db, &front_of(document))?)
}

pub(crate) fn not_found(id: DocumentId) -> StoreError {
    StoreError::NotFound { what: "SOP", id: id.to_string() }
}

/// Brings the columns that a list shows up to date.
pub(crate) fn update_columns(db: &Connection, document: &Document, at: Timestamp) -> Result<(), StoreError> {
    let columns = Columns::of(document)?;
    db.prepare_cached(
        "UPDATE document SET number = ?2, title = ?3, status = ?4, owner = ?5, next_review = ?6, open_questions = ?7,
                             steps = ?8, updated_at = ?9 WHERE id = ?1",
    )?
    .execute(params![
        document.id.to_string(),
        columns.number,
        columns.title,
        columns.status,
        columns.owner,
        columns.next_review,
        columns.open_questions,
        columns.steps,
        at.to_rfc3339(),
    ])?;
    Ok(())
}

/// Title and prose, as people read them.
pub(crate) fn front_of(document: &Document) -> Searchable {
    let id = document.id.to_string();
    let sections = SectionKey::ALL.iter().map(|key| document.sections.get(*key));
    let texts = sections.chain(document.faq.iter().flat_map(|f| [f.question.as_str(), f.answer.as_str()]));
    let title = format!("{} {}", document.meta.number, document.meta.title);
    Searchable { kind: FoundKind::Sop, owner: id.clone(), part: id, title, body: words(texts) }
}

/// A step, as people read it.
pub(crate) fn found_of_step(document: DocumentId, step: &Step) -> Searchable {
    let body = words([step.action.as_str(), &step.details, &step.expected]);
    let part = step_key(document, step.id);
    Searchable { kind: FoundKind::Step, owner: document.to_string(), part, title: String::new(), body }
}

/// The words of texts: marks, addresses and identities are none.
fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let filled = texts.into_iter().filter(|text| !text.is_empty());
    filled.map(|text| plain(&parse(text))).collect::<Vec<_>>().join("\n")
}

/// A step's key in the index. The document is part of it: two drafts of one session have the same steps.
pub(crate) fn step_key(document: DocumentId, step: PartId) -> String {
    format!("{document}/{step}")
}

struct Columns<'a> {
    number: &'a str,
    title: &'a str,
    status: String,
    owner: &'a str,
    next_review: Option<String>,
    open_questions: i64,
    steps: i64,
}

impl<'a> Columns<'a> {
    fn of(document: &'a Document) -> Result<Self, StoreError> {
        let status = serde_json::to_value(document.meta.status).map_err(|e| StoreError::row("the SOP's status", e))?;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Ok(Self {
            number: &document.meta.number,
            title: &document.meta.title,
            status: status.as_str().unwrap_or_default().to_owned(),
            owner: &document.meta.owner.name,
            next_review: document.meta.next_review.map(|d| d.to_string()),
            open_questions: count(document.open_questions()),
            steps: count(document.phases.iter().map(|p| p.steps.len()).sum()),
        })
    }
}

fn body_of(document: &Document) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|e| StoreError::row("the SOP", e))
}

const SELECT: &str = "SELECT d.id, d.session, d.number, d.title, d.status, d.owner, d.next_review, d.open_questions,
    d.steps, d.updated_at,
    coalesce((SELECT r.number FROM revision r WHERE r.document = d.id AND r.number NOT LIKE '%+%'
              ORDER BY r.ordinal DESC LIMIT 1), '') AS revision
    FROM document d";

fn summary_of(row: &Row<'_>) -> rusqlite::Result<DocumentSummary> {
    let session: Option<String> = row.get("session")?;
    let review: Option<String> = row.get("next_review")?;
    Ok(DocumentSummary {
        id: parsed(row, "id")?,
        session: if session.is_some() { Some(parsed(row, "session")?) } else { None },
        number: row.get("number")?,
        title: row.get("title")?,
        status: row.get("status")?,
        owner: row.get("owner")?,
        next_review: if review.is_some() { Some(parsed(row, "next_review")?) } else { None },
        open_questions: row.get("open_questions")?,
        steps: row.get("steps")?,
        revision: row.get("revision")?,
        updated_at: timestamp(row, "updated_at")?,
    })
}
