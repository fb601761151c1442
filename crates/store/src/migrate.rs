//! Brings the database to this program's format: numbered files, in order, all or nothing, and never back.

use rusqlite::TransactionBehavior;

use crate::{Store, StoreError};

/// One file a format; only ever appended to.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_init.sql"),
    include_str!("../migrations/0002_pictures.sql"),
    include_str!("../migrations/0003_history.sql"),
    include_str!("../migrations/0004_packages.sql"),
    include_str!("../migrations/0005_templates.sql"),
    include_str!("../migrations/0006_joined_edits.sql"),
    include_str!("../migrations/0007_common_words.sql"),
];

/// The format that this program writes.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

impl Store {
    /// Applies the migrations that are missing, in one transaction.
    ///
    /// # Errors
    /// When the database is newer than this program, or a migration fails; it is then as it was.
    pub(crate) fn bring_up_to_date(&mut self) -> Result<(), StoreError> {
        let found: u32 = self.db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > SCHEMA_VERSION {
            return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
        }
        if found == SCHEMA_VERSION {
            return Ok(());
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for migration in MIGRATIONS.iter().skip(found as usize) {
            tx.execute_batch(migration)?;
        }
        tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        tx.commit()?;
        Ok(())
    }
}
