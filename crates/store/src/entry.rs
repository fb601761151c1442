//! Entries: appended, never changed. One transaction an entry, durable when it returns.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use sopwright_core::entry::{Entry, EntryContent, Snippet};
use sopwright_core::id::{EntryId, Hash, SessionId};

use crate::row::{json, parsed, timestamp};
use crate::search::{self, FoundKind, Searchable};
use crate::{Store, StoreError};

impl Store {
    /// Appends an entry. The picture that it names must be durable already ([`crate::Shots::keep`]).
    ///
    /// # Errors
    /// When it cannot be written; nothing of it is then in the library.
    pub fn append(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        insert(&tx, entry)?;
        tx.commit()?;
        Ok(())
    }

    /// A session's entries, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn entries(&self, session: SessionId) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} WHERE session = ?1 ORDER BY seq"))?;
        let rows = statement.query_map([session.to_string()], entry_of)?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// An entry.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn entry(&self, id: EntryId) -> Result<Entry, StoreError> {
        self.db
            .query_row(&format!("{SELECT} WHERE id = ?1"), [id.to_string()], entry_of)
            .optional()?
            .ok_or_else(|| StoreError::NotFound { what: "entry", id: id.to_string() })
    }

    /// The last entry of a session.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_entry(&self, session: SessionId) -> Result<Option<Entry>, StoreError> {
        let sql = format!("{SELECT} WHERE session = ?1 ORDER BY seq DESC LIMIT 1");
        Ok(self.db.query_row(&sql, [session.to_string()], entry_of).optional()?)
    }

    /// The pictures that entries name.
    pub(crate) fn named_shots(&self) -> Result<Vec<Hash>, StoreError> {
        let mut statement = self.db.prepare("SELECT DISTINCT shot FROM entry WHERE shot IS NOT NULL ORDER BY shot")?;
        let rows = statement.query_map([], |row| parsed(row, "shot"))?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }
}

/// Writes an entry, and what is searched for of it.
pub(crate) fn insert(db: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let content = serde_json::to_string(&entry.content).map_err(|e| StoreError::row("the new entry", e))?;
    db.prepare_cached(
        "INSERT INTO entry (session, seq, id, at, elapsed_ms, kind, content, shot, chain)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        entry.session.to_string(),
        entry.seq,
        entry.id.to_string(),
        entry.at.to_rfc3339(),
        i64::try_from(entry.elapsed_ms).unwrap_or(i64::MAX),
        entry.content.kind.word(),
        content,
        entry.content.shot.as_ref().map(|s| s.hash.as_str()),
        entry.chain.as_str(),
    ])?;
    let body = searched_text(&entry.content);
    if !body.is_empty() {
        let title = entry.content.place.as_ref().map(|p| p.title.clone()).unwrap_or_default();
        let (owner, part) = (entry.session.to_string(), entry.id.to_string());
        search::add(db, &Searchable { kind: FoundKind::Entry, owner, part, title, body })?;
    }
    Ok(())
}

const SELECT: &str = "SELECT session, seq, id, at, elapsed_ms, content, chain FROM entry";

pub(crate) fn entry_of(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let elapsed: i64 = row.get("elapsed_ms")?;
    let content: EntryContent = json(row, "content")?;
    Ok(Entry {
        id: parsed(row, "id")?,
        session: parsed(row, "session")?,
        seq: row.get("seq")?,
        at: timestamp(row, "at")?,
        elapsed_ms: elapsed.unsigned_abs(),
        content,
        chain: parsed(row, "chain")?,
    })
}

fn searched_text(content: &EntryContent) -> String {
    let snippet = content.snippet.as_ref().map(Snippet::plain).unwrap_or_default();
    [content.text.as_str(), snippet.as_str()].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join("\n")
}
