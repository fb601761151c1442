//! Suggestions: what others would change, and what was decided about it. The record of a decided one stays.

use rusqlite::{Connection, OptionalExtension, Row, params};
use sopwright_core::id::{DocumentId, SuggestionId};
use sopwright_core::suggestion::Suggestion;

use crate::row::{json, parsed, timestamp};
use crate::{Store, StoreError};

impl Store {
    /// Adds a suggestion.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_suggestion(&mut self, suggestion: &Suggestion) -> Result<(), StoreError> {
        insert(&self.db, suggestion)
    }

    /// Writes what was decided about a suggestion without anything of it being accepted.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    pub fn decide_suggestion(&mut self, suggestion: &Suggestion) -> Result<(), StoreError> {
        decide(&self.db, suggestion)
    }

    /// The suggestions about an SOP, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn suggestions(&self, id: DocumentId) -> Result<Vec<Suggestion>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} WHERE document = ?1 ORDER BY rowid DESC"))?;
        let rows = statement.query_map([id.to_string()], suggestion_of)?;
        rows.map(|row| Ok(self.current(row?))).collect()
    }

    /// A suggestion.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn suggestion(&self, id: SuggestionId) -> Result<Suggestion, StoreError> {
        self.db
            .query_row(&format!("{SELECT} WHERE id = ?1"), [id.to_string()], suggestion_of)
            .optional()?
            .map(|suggestion| self.current(suggestion))
            .ok_or_else(|| not_found(id))
    }

    /// Lets it name the pictures that there are.
    fn current(&self, mut suggestion: Suggestion) -> Suggestion {
        self.redactions.follow(suggestion.figures_mut());
        suggestion
    }
}

/// Writes a suggestion.
pub(crate) fn insert(db: &Connection, suggestion: &Suggestion) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO suggestion (id, document, at, author, title, reason, base, state, changes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            suggestion.id.to_string(),
            suggestion.document.to_string(),
            suggestion.at.to_rfc3339(),
            suggestion.author,
            suggestion.title,
            suggestion.reason,
            suggestion.base,
            state_of(suggestion)?,
            changes_of(suggestion)?,
        ],
    )?;
    Ok(())
}

/// Takes in one that came from elsewhere; if it is here already, what was decided about it there. Tells whether it is
/// new.
pub(crate) fn take(db: &Connection, suggestion: &Suggestion) -> Result<bool, StoreError> {
    let known =
        db.query_row(&format!("{SELECT} WHERE id = ?1"), [suggestion.id.to_string()], suggestion_of).optional()?;
    match known {
        None => insert(db, suggestion)?,
        Some(mut known) if known.document == suggestion.document => {
            known.decide_as(suggestion);
            decide(db, &known)?;
            return Ok(false);
        }
        // Of another SOP: it is not theirs to decide.
        Some(_) => return Ok(false),
    }
    Ok(true)
}

/// Writes what was decided; also within the transaction of the edit that accepts it.
pub(crate) fn decide(db: &Connection, suggestion: &Suggestion) -> Result<(), StoreError> {
    let changed = db.execute(
        "UPDATE suggestion SET state = ?2, changes = ?3 WHERE id = ?1",
        params![suggestion.id.to_string(), state_of(suggestion)?, changes_of(suggestion)?],
    )?;
    if changed == 1 { Ok(()) } else { Err(not_found(suggestion.id)) }
}

const SELECT: &str = "SELECT id, document, at, author, title, reason, base, changes FROM suggestion";

fn suggestion_of(row: &Row<'_>) -> rusqlite::Result<Suggestion> {
    Ok(Suggestion {
        id: parsed(row, "id")?,
        document: parsed(row, "document")?,
        title: row.get("title")?,
        reason: row.get("reason")?,
        author: row.get("author")?,
        at: timestamp(row, "at")?,
        base: row.get("base")?,
        changes: json(row, "changes")?,
    })
}

fn state_of(suggestion: &Suggestion) -> Result<String, StoreError> {
    let word = serde_json::to_value(suggestion.state()).map_err(|e| StoreError::row("the suggestion", e))?;
    Ok(word.as_str().unwrap_or_default().to_owned())
}

fn changes_of(suggestion: &Suggestion) -> Result<String, StoreError> {
    serde_json::to_string(&suggestion.changes).map_err(|e| StoreError::row("the suggestion", e))
}

fn not_found(id: SuggestionId) -> StoreError {
    StoreError::NotFound { what: "suggestion", id: id.to_string() }
}
