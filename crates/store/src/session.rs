//! Sessions.

use rusqlite::{OptionalExtension, Row, params};
use sopwright_core::entry::EntryKind;
use sopwright_core::id::SessionId;
use sopwright_core::recorder::effective;
use sopwright_core::session::{Session, SessionState, SessionSummary};
use sopwright_core::time::Timestamp;

use crate::row::{parsed, timestamp};
use crate::{Store, StoreError};

impl Store {
    /// Adds a session.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_session(&mut self, id: SessionId, title: &str, started_at: Timestamp) -> Result<(), StoreError> {
        self.db.execute(
            "INSERT INTO session (id, title, started_at) VALUES (?1, ?2, ?3)",
            params![id.to_string(), title, started_at.to_rfc3339()],
        )?;
        Ok(())
    }

    /// Closes a session.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    pub fn close_session(&mut self, id: SessionId, ended_at: Timestamp) -> Result<(), StoreError> {
        let changed = self.db.execute(
            "UPDATE session SET ended_at = ?2 WHERE id = ?1",
            params![id.to_string(), ended_at.to_rfc3339()],
        )?;
        expect_one(changed, id)
    }

    /// Renames a session.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    pub fn rename_session(&mut self, id: SessionId, title: &str) -> Result<(), StoreError> {
        let changed = self.db.execute("UPDATE session SET title = ?2 WHERE id = ?1", params![id.to_string(), title])?;
        expect_one(changed, id)
    }

    /// A session.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn session(&self, id: SessionId) -> Result<Session, StoreError> {
        self.db
            .query_row(&format!("{SELECT} WHERE id = ?1"), [id.to_string()], session_of)
            .optional()?
            .ok_or_else(|| StoreError::NotFound { what: "session", id: id.to_string() })
    }

    /// All sessions, newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn sessions(&self) -> Result<Vec<Session>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} ORDER BY started_at DESC, id DESC"))?;
        let rows = statement.query_map([], session_of)?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// A session with what a list shows of it.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn session_summary(&self, id: SessionId) -> Result<SessionSummary, StoreError> {
        let session = self.session(id)?;
        let entries = self.entries(id)?;
        let elapsed_ms = entries.last().map_or(0, |e| e.elapsed_ms);
        let counted: Vec<_> = effective(&entries).into_iter().filter(|e| e.counts()).collect();
        let mut apps: Vec<String> = Vec::new();
        for app in counted.iter().filter_map(|e| e.entry.content.place.as_ref()).map(|p| &p.app) {
            if !app.is_empty() && !apps.contains(app) {
                apps.push(app.clone());
            }
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(SessionSummary {
            session,
            entries: count(counted.iter().filter(|e| e.entry.content.kind != EntryKind::Focus).count()),
            shots: count(counted.iter().filter(|e| e.entry.content.shot.is_some()).count()),
            elapsed_ms,
            apps,
        })
    }
}

const SELECT: &str = "SELECT id, title, started_at, ended_at FROM session";

fn session_of(row: &Row<'_>) -> rusqlite::Result<Session> {
    let ended: Option<String> = row.get("ended_at")?;
    let ended_at = if ended.is_some() { Some(timestamp(row, "ended_at")?) } else { None };
    Ok(Session {
        id: parsed(row, "id")?,
        title: row.get("title")?,
        started_at: timestamp(row, "started_at")?,
        state: if ended_at.is_some() { SessionState::Closed } else { SessionState::Open },
        ended_at,
    })
}

fn expect_one(changed: usize, id: SessionId) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::NotFound { what: "session", id: id.to_string() }) }
}
