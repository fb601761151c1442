//! Destroys the end of a session because the person wishes it (invariant 5): rows, what is searched for of them, their
//! pictures, and what the write-ahead log still holds. It is the only way in which entries go.
//!
//! The chain goes on from the last entry that is kept, so no entry that is kept changes, and what stands for the
//! destroyed ones is an entry like any other. One transaction; pictures that are still there when the program stops in
//! between go at the next start, as no entry names them any more.

use rusqlite::{Connection, TransactionBehavior, params};
use sopwright_core::entry::Entry;
use sopwright_core::id::{Hash, SessionId};

use crate::row::parsed;
use crate::{Library, Store, StoreError};

impl Library {
    /// Destroys the entries of a session after number `kept`, and writes those in `instead`, which must go on from there.
    ///
    /// # Errors
    /// When it cannot be written; nothing is destroyed then. [`StoreError::StillThere`] says that the entries are gone and
    /// that a picture, or what the log holds, goes at the next start.
    pub fn forget(
        &self,
        store: &mut Store,
        session: SessionId,
        kept: u32,
        instead: &[Entry],
    ) -> Result<(), StoreError> {
        let pictures = store.replace_end(session, kept, instead)?;
        let needed = store.needed_shots()?;
        let mut left = Ok(());
        for picture in pictures.iter().map(|hash| self.shots().current(hash)).filter(|hash| !needed.contains(hash)) {
            left = left.and(self.shots().destroy(&picture));
        }
        left.and(store.empty_log())
    }

    /// Removes a picture that no entry names: the one that belonged to an entry that was never written.
    ///
    /// # Errors
    /// When it cannot be removed now; it goes at the next start.
    pub fn drop_picture(&self, store: &Store, hash: &Hash) -> Result<(), StoreError> {
        let current = self.shots().current(hash);
        if store.needed_shots()?.contains(&current) { Ok(()) } else { self.shots().destroy(&current) }
    }
}

impl Store {
    /// Gives the pictures that the destroyed entries named.
    fn replace_end(&mut self, session: SessionId, kept: u32, instead: &[Entry]) -> Result<Vec<Hash>, StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let pictures = pictures_after(&tx, session, kept)?;
        // Words that are taken out of the index only get a mark in it, unless it is told to take them out in earnest.
        tx.execute("INSERT INTO found (found, rank) VALUES ('secure-delete', 1)", [])?;
        tx.execute(
            "DELETE FROM searchable WHERE part IN (SELECT id FROM entry WHERE session = ?1 AND seq > ?2)",
            params![session.to_string(), kept],
        )?;
        tx.execute("INSERT INTO found (found, rank) VALUES ('secure-delete', 0)", [])?;
        tx.execute("DELETE FROM entry WHERE session = ?1 AND seq > ?2", params![session.to_string(), kept])?;
        for entry in instead {
            crate::entry::insert(&tx, entry)?;
        }
        tx.commit()?;
        Ok(pictures)
    }

    /// Writes all that the write-ahead log holds to its place, and empties the log. Waits for those who read from it, as
    /// long as for a lock.
    pub(crate) fn empty_log(&self) -> Result<(), StoreError> {
        let busy: bool = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !busy {
            return Ok(());
        }
        let held = "somebody is reading the library, so its log could not be emptied yet";
        Err(StoreError::StillThere(std::io::Error::new(std::io::ErrorKind::ResourceBusy, held)))
    }
}

fn pictures_after(db: &Connection, session: SessionId, kept: u32) -> Result<Vec<Hash>, StoreError> {
    let mut statement =
        db.prepare("SELECT DISTINCT shot FROM entry WHERE session = ?1 AND seq > ?2 AND shot IS NOT NULL")?;
    let rows = statement.query_map(params![session.to_string(), kept], |row| parsed(row, "shot"))?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}
