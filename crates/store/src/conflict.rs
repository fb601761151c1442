//! What merges left to a person to decide.

use rusqlite::{Connection, params};
use sopwright_core::id::DocumentId;
use sopwright_core::merge::Conflict;

use crate::row::json;
use crate::{Store, StoreError};

/// A conflict that waits for its decision.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictRow {
    /// Its number in the library.
    pub id: u32,
    /// What it is about.
    pub conflict: Conflict,
}

impl Store {
    /// The conflicts of an SOP, in the order in which they were found.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn conflicts(&self, document: DocumentId) -> Result<Vec<ConflictRow>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, body FROM conflict WHERE document = ?1 ORDER BY id")?;
        let rows = statement.query_map([document.to_string()], |row| {
            Ok(ConflictRow { id: row.get("id")?, conflict: json(row, "body")? })
        })?;
        rows.map(|row| {
            let mut row = row?;
            self.redactions.follow(row.conflict.figures_mut());
            Ok(row)
        })
        .collect()
    }

    /// Takes conflicts away that are decided. Those that are gone are no error.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn remove_conflicts(&mut self, ids: &[u32]) -> Result<(), StoreError> {
        for id in ids {
            self.db.execute("DELETE FROM conflict WHERE id = ?1", [id])?;
        }
        Ok(())
    }
}

/// Adds conflicts, each in place of an older one about the same.
pub(crate) fn insert(db: &Connection, document: DocumentId, conflicts: &[Conflict]) -> Result<(), StoreError> {
    for conflict in conflicts {
        let body = serde_json::to_string(conflict).map_err(|e| StoreError::row("the conflict", e))?;
        db.execute(
            "DELETE FROM conflict WHERE document = ?1 AND body ->> 'target' = ?2 ->> 'target'
                                    AND body ->> 'aspect' = ?2 ->> 'aspect'",
            params![document.to_string(), body],
        )?;
        db.execute("INSERT INTO conflict (document, body) VALUES (?1, ?2)", params![document.to_string(), body])?;
    }
    Ok(())
}
