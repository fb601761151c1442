//! What goes to other machines and comes from them: states that both sides know, and everything that a package brings,
//! written together or not at all.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sopwright_core::document::Document;
use sopwright_core::entry::Entry;
use sopwright_core::id::{DocumentId, Hash};
use sopwright_core::journal::EditRow;
use sopwright_core::merge::{Conflict, Point};
use sopwright_core::revision::WholeRevision;
use sopwright_core::session::Session;
use sopwright_core::suggestion::Suggestion;
use sopwright_core::time::Timestamp;

use crate::row::{json, parsed, timestamp};
use crate::{Store, StoreError};

/// What a package brings, as far as the library keeps it.
#[derive(Debug)]
pub struct Arrival<'a> {
    /// The SOP.
    pub id: DocumentId,
    /// When it arrived.
    pub at: Timestamp,
    /// What it does to the SOP here.
    pub brought: Brought<'a>,
    /// The state that came, as JSON.
    pub body: &'a str,
    /// The states that it came after.
    pub after: &'a [Hash],
    /// Its revisions, oldest first.
    pub revisions: &'a [WholeRevision],
    /// What others suggest about it, oldest first.
    pub suggestions: &'a [Suggestion],
    /// The recording, if it came with it.
    pub recording: Option<(&'a Session, &'a [Entry])>,
    /// Its pictures, which are durable already ([`crate::Shots::keep`]).
    pub shots: &'a BTreeSet<Hash>,
}

/// What a package does to the SOP of a library.
#[derive(Clone, Copy, Debug)]
pub enum Brought<'a> {
    /// It is new: the SOP, and its journal.
    New(&'a Document, &'a [EditRow]),
    /// The sender only went on from what is here: the SOP, and the edits that came.
    Further(&'a Document, &'a [EditRow]),
    /// What came was merged by an edit of this library, and these were left to a person.
    Merged(&'a [Conflict]),
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Revisions whose number is taken here by another: the number, and what it is kept as.
    pub renumbered: Vec<(String, String)>,
    /// Revisions that are new here.
    pub revisions: u32,
    /// Suggestions that are new here.
    pub suggestions: u32,
    /// Whether the recording is new here.
    pub recording: bool,
}

impl Store {
    /// The states of an SOP that another library may know, latest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn points(&self, id: DocumentId) -> Result<Vec<Point>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT hash, after FROM exchanged WHERE document = ?1 ORDER BY ordinal DESC")?;
        let rows = statement
            .query_map([id.to_string()], |row| Ok(Point { hash: parsed(row, "hash")?, after: json(row, "after")? }))?;
        let mut points: Vec<Point> = rows.collect::<Result<_, _>>()?;
        let revisions = self.revisions(id)?;
        for (at, revision) in revisions.iter().enumerate() {
            if points.iter().all(|point| point.hash != revision.hash) {
                let after = revisions[at + 1..].iter().map(|before| before.hash.clone()).collect();
                points.push(Point { hash: revision.hash.clone(), after });
            }
        }
        Ok(points)
    }

    /// The SOP as it was in this state, if the library knows it. A picture that was redacted since then shows the
    /// redacted one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn state(&self, id: DocumentId, hash: &Hash) -> Result<Option<Document>, StoreError> {
        let sql = "SELECT body FROM exchanged WHERE document = ?1 AND hash = ?2
                   UNION ALL SELECT body FROM revision WHERE document = ?1 AND hash = ?2 LIMIT 1";
        let found = self.db.query_row(sql, [id.to_string().as_str(), hash.as_str()], |row| json(row, "body"));
        let mut state: Option<Document> = found.optional()?;
        state.iter_mut().for_each(|document| self.follow_redactions_in(document));
        Ok(state)
    }

    /// An SOP's revisions with their bodies, oldest first. These go on naming pictures that were redacted since.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn whole_revisions(&self, id: DocumentId) -> Result<Vec<WholeRevision>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT number, name, at, author, note, seq, body FROM revision WHERE document = ?1 ORDER BY ordinal",
        )?;
        let rows = statement.query_map([id.to_string()], |row| {
            Ok(WholeRevision {
                number: row.get("number")?,
                name: row.get("name")?,
                at: timestamp(row, "at")?,
                author: row.get("author")?,
                note: row.get("note")?,
                seq: row.get("seq")?,
                body: row.get("body")?,
            })
        })?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// Notes that this state of the SOP went out.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_sent(&mut self, id: DocumentId, body: &str, after: &[Hash], at: Timestamp) -> Result<(), StoreError> {
        add_point(&self.db, id, "sent", body, after, at)
    }

    /// Keeps all that a package brings, or nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take_in(&mut self, arrival: &Arrival<'_>) -> Result<Taken, StoreError> {
        let mut taken = Taken::default();
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for shot in arrival.shots {
            crate::redaction::add_picture(&tx, shot, arrival.at)?;
        }
        take_document(&tx, arrival)?;
        for revision in arrival.revisions {
            take_revision(&tx, arrival, revision, &mut taken)?;
        }
        for suggestion in arrival.suggestions {
            taken.suggestions += u32::from(crate::suggestion::take(&tx, suggestion)?);
        }
        if let Some((session, entries)) = arrival.recording {
            taken.recording = take_recording(&tx, session, entries)?;
        }
        add_point(&tx, arrival.id, "received", arrival.body, arrival.after, arrival.at)?;
        tx.commit()?;
        Ok(taken)
    }
}

fn take_document(db: &Connection, arrival: &Arrival<'_>) -> Result<(), StoreError> {
    let seq_of = |edits: &[EditRow]| edits.last().map_or(0, |edit| edit.seq);
    let edits = match arrival.brought {
        Brought::New(document, edits) => {
            crate::document::insert(db, document, seq_of(edits), arrival.at)?;
            edits
        }
        Brought::Further(document, edits) => {
            crate::document::renew(db, document, seq_of(edits), arrival.at)?;
            edits
        }
        Brought::Merged(conflicts) => return crate::conflict::insert(db, arrival.id, conflicts),
    };
    edits.iter().try_for_each(|edit| crate::edit::insert(db, arrival.id, edit))
}

/// A state that is known already stays where it stands: what came after it still did.
fn add_point(
    db: &Connection,
    id: DocumentId,
    way: &str,
    body: &str,
    after: &[Hash],
    at: Timestamp,
) -> Result<(), StoreError> {
    let after = serde_json::to_string(after).map_err(|e| StoreError::row("the package", e))?;
    db.execute(
        "INSERT OR IGNORE INTO exchanged (document, hash, ordinal, at, way, after, body)
         SELECT ?1, ?2, coalesce(max(ordinal), 0) + 1, ?3, ?4, ?5, ?6 FROM exchanged WHERE document = ?1",
        params![id.to_string(), Hash::of(body.as_bytes()).as_str(), at.to_rfc3339(), way, after, body],
    )?;
    Ok(())
}

/// A revision that is known is left alone. One whose number is taken here by another is kept under a number that says
/// whose it is.
fn take_revision(
    db: &Connection,
    arrival: &Arrival<'_>,
    revision: &WholeRevision,
    taken: &mut Taken,
) -> Result<(), StoreError> {
    let (id, hash) = (arrival.id.to_string(), revision.hash());
    let is_there = |column: &str, value: &str| -> rusqlite::Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM revision WHERE document = ?1 AND {column} = ?2)");
        db.query_row(&sql, [id.as_str(), value], |row| row.get(0))
    };
    if is_there("hash", hash.as_str())? {
        return Ok(());
    }
    let mut number = revision.number.clone();
    if is_there("number", &number)? {
        let other = format!("{number}+{}", &hash.as_str()[..8]);
        taken.renumbered.push((number, other.clone()));
        number = other;
    }
    taken.revisions += 1;
    let seq = match arrival.brought {
        Brought::New(..) | Brought::Further(..) => revision.seq,
        // Made elsewhere: it stands after no edit of the journal here.
        Brought::Merged(_) => 0,
    };
    crate::revision::insert(db, arrival.id, &WholeRevision { number, seq, ..revision.clone() })
}

/// A recording that is in the library stays as it is: entries are never changed.
fn take_recording(db: &Connection, session: &Session, entries: &[Entry]) -> Result<bool, StoreError> {
    let added = db.execute(
        "INSERT OR IGNORE INTO session (id, title, started_at, ended_at) VALUES (?1, ?2, ?3, ?4)",
        params![
            session.id.to_string(),
            session.title,
            session.started_at.to_rfc3339(),
            session.ended_at.map(|at| at.to_rfc3339()),
        ],
    )?;
    if added == 0 {
        return Ok(false);
    }
    entries.iter().try_for_each(|entry| crate::entry::insert(db, entry))?;
    Ok(true)
}
