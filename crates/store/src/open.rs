//! One connection to the database, with the settings that the promises rest on.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::redaction::Redactions;

/// Marks the file as ours: the bytes `Sopw`.
const APPLICATION_ID: i32 = 0x536f_7077;

/// SQLite before 3.51.3 has the WAL-reset corruption race.
const OLDEST_SQLITE: i32 = 3_051_003;

/// One connection to the library's database.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    /// Documents are read with the pictures that there are.
    pub(crate) redactions: Redactions,
}

impl Store {
    /// Opens the database, making an empty one if there is none.
    pub(crate) fn open(path: &Path, redactions: Redactions) -> Result<Self, StoreError> {
        refuse_old_sqlite(rusqlite::version_number(), rusqlite::version())?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let path_as_is = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let db = Connection::open_with_flags(&path_as_is, flags)?;
        let id: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let empty: bool = db.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
        if id != APPLICATION_ID && !empty {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        // WAL with FULL: a commit is on the disk when it returns. NORMAL loses short sessions whole at a power cut.
        db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is overwritten, also in free pages (invariant 5).
        db.pragma_update(None, "secure_delete", true)?;
        // A schema from elsewhere may not call functions.
        db.pragma_update(None, "trusted_schema", false)?;
        db.busy_timeout(Duration::from_secs(5))?;
        if empty {
            db.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        Ok(Self { db, redactions })
    }

    /// The SQLite that this program is built with.
    pub fn sqlite_version() -> &'static str {
        rusqlite::version()
    }
}

fn refuse_old_sqlite(number: i32, version: &str) -> Result<(), StoreError> {
    if number < OLDEST_SQLITE { Err(StoreError::OldSqlite(version.to_owned())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_with_the_corruption_race_is_refused() {
        assert!(matches!(refuse_old_sqlite(3_051_002, "3.51.2"), Err(StoreError::OldSqlite(v)) if v == "3.51.2"));
        assert!(refuse_old_sqlite(rusqlite::version_number(), rusqlite::version()).is_ok());
    }
}
