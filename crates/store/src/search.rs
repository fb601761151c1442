//! Full-text search over entries, SOPs and their steps (FTS5, bm25).

use rusqlite::{Connection, Row, params};

use crate::{Store, StoreError};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundKind {
    /// An SOP.
    Sop,
    /// A step of an SOP.
    Step,
    /// An entry of a session.
    Entry,
}

impl FoundKind {
    const ALL: [Self; 3] = [Self::Sop, Self::Step, Self::Entry];

    fn word(self) -> &'static str {
        match self {
            Self::Sop => "sop",
            Self::Step => "step",
            Self::Entry => "entry",
        }
    }

    /// The rows of the index that are of this kind: from the first number to before the second. All count up, because
    /// FTS5 writes what it has gathered whenever a number is lower than the one before. What people look for most has
    /// the highest ones, so that one look from the highest down gives SOPs, steps and entries, the newest of each first.
    fn numbers(self) -> (i64, i64) {
        const STEPS: i64 = 1 << 40;
        const SOPS: i64 = 1 << 41;
        match self {
            Self::Sop => (SOPS, i64::MAX),
            Self::Step => (STEPS, SOPS),
            Self::Entry => (0, STEPS),
        }
    }
}

/// One place where the words occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub kind: FoundKind,
    /// The session or the SOP.
    pub owner: String,
    /// The entry, the step, or the SOP again.
    pub part: String,
    /// The window's title, or the SOP's.
    pub title: String,
    /// Text around the first word found, with the word between `\u{1}` and `\u{2}`.
    pub excerpt: String,
}

/// Words in more places than this are not weighed: among so many, how often a word stands in a place says little, and
/// weighing 50,000 of them takes 30 ms at each letter that is typed.
const WEIGHED: u32 = 1000;

impl Store {
    /// The best places for the words: each must occur, the last as a beginning. Best first; words that are in more
    /// than a thousand places give SOPs before steps before entries, and of each the newest first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Found>, StoreError> {
        let Some(query) = query_of(words) else { return Ok(Vec::new()) };
        let order =
            if self.is_common(&query)? { "found.rowid DESC" } else { "bm25(found, 2.0, 1.0), found.rowid DESC" };
        // Which column matched decides where the excerpt comes from: -1.
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT s.kind, s.owner, s.part, s.title, snippet(found, -1, char(1), char(2), '…', 16) AS excerpt
             FROM found JOIN searchable s ON s.id = found.rowid
             WHERE found MATCH ?1 ORDER BY {order} LIMIT ?2"
        ))?;
        let rows = statement.query_map(params![query, limit], found_of)?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    fn is_common(&self, query: &str) -> Result<bool, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT 1 FROM found WHERE found MATCH ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2")?;
        Ok(statement.exists(params![query, WEIGHED])?)
    }
}

/// Takes everything of an SOP out of the index.
pub(crate) fn remove_owned(db: &Connection, owner: &str) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM searchable WHERE owner = ?1")?.execute([owner])?;
    Ok(())
}

/// The words as an FTS5 query: each quoted, so that nothing in them is an operator.
fn query_of(words: &str) -> Option<String> {
    let quoted: Vec<String> =
        words.split_whitespace().map(|w| format!("\"{}\"", w.replace(['"', '\0'], " "))).collect();
    let (last, before) = quoted.split_last()?;
    let mut query = before.join(" ");
    query.push(' ');
    query.push_str(last);
    query.push('*');
    Some(query)
}

fn found_of(row: &Row<'_>) -> rusqlite::Result<Found> {
    let kind: String = row.get("kind")?;
    Ok(Found {
        kind: FoundKind::ALL.into_iter().find(|k| k.word() == kind).unwrap_or(FoundKind::Sop),
        owner: row.get("owner")?,
        part: row.get("part")?,
        title: row.get("title")?,
        excerpt: row.get("excerpt")?,
    })
}

/// What search finds of an entry, a step or an SOP.
pub(crate) struct Searchable {
    /// What is found.
    pub(crate) kind: FoundKind,
    /// The session or the SOP.
    pub(crate) owner: String,
    /// What tells it from all others.
    pub(crate) part: String,
    /// The window's title, or the SOP's.
    pub(crate) title: String,
    /// Its words.
    pub(crate) body: String,
}

/// Adds to the index what is not in it yet. Looking first would have the index written twice for each new entry: a
/// statement that may delete makes FTS5 write what it has gathered, and so does one with a trigger.
pub(crate) fn add(db: &Connection, new: &Searchable) -> rusqlite::Result<()> {
    let (from, before) = new.kind.numbers();
    db.prepare_cached(
        "INSERT INTO searchable (kind, owner, part, title, body, id) VALUES (?1, ?2, ?3, ?4, ?5,
            (SELECT ifnull(max(id), ?6) + 1 FROM searchable WHERE id >= ?6 AND id < ?7))",
    )?
    .execute(params![new.kind.word(), new.owner, new.part, new.title, new.body, from, before])?;
    db.prepare_cached("INSERT INTO found (rowid, title, body) VALUES (?1, ?2, ?3)")?.execute(params![
        db.last_insert_rowid(),
        new.title,
        new.body
    ])?;
    Ok(())
}

/// Adds to the index, in place of what stood for this part.
pub(crate) fn put(db: &Connection, new: &Searchable) -> rusqlite::Result<()> {
    remove(db, &new.part)?;
    add(db, new)
}

/// Takes what stands for this part out of the index.
pub(crate) fn remove(db: &Connection, part: &str) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM searchable WHERE part = ?1")?.execute([part])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_operators() {
        assert_eq!(query_of("a OR b*").as_deref(), Some("\"a\" \"OR\" \"b*\"*"));
        assert_eq!(query_of("say \"hi\"").as_deref(), Some("\"say\" \" hi \"*"));
        assert_eq!(query_of("  "), None);
    }
}
