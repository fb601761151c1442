//! Redactions: which picture stands in the place of one that was destroyed (invariant 5). Entries, revisions and the
//! journal go on naming the destroyed one, because they are never changed; who reads them gets the other.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rusqlite::{Connection, params};
use sopwright_core::document::{Document, Figure};
use sopwright_core::id::Hash;
use sopwright_core::operation::Operation;
use sopwright_core::time::Timestamp;

use crate::row::parsed;
use crate::{Library, Store, StoreError};

/// All redactions of a library, shared by those who read pictures or documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Redactions(Arc<RwLock<HashMap<Hash, Hash>>>);

impl Redactions {
    /// The picture to show for this one: itself, if it was never redacted.
    pub(crate) fn current(&self, hash: &Hash) -> Hash {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut current = hash;
        // A redacted picture may be redacted again. More steps than there are redactions would be a circle.
        for _ in 0..known.len() {
            match known.get(current) {
                Some(next) => current = next,
                None => break,
            }
        }
        current.clone()
    }

    /// Whether the picture was destroyed.
    pub(crate) fn destroyed(&self, hash: &Hash) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).contains_key(hash)
    }

    /// Lets figures name the pictures that there are.
    pub(crate) fn follow<'a>(&self, figures: impl IntoIterator<Item = &'a mut Figure>) {
        if self.0.read().unwrap_or_else(PoisonError::into_inner).is_empty() {
            return;
        }
        for figure in figures {
            figure.shot = self.current(&figure.shot);
        }
    }

    fn add(&self, old: Hash, new: Hash) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(old, new);
    }
}

impl Library {
    /// Puts other bytes in the place of a picture, everywhere and for good, and destroys the picture. Gives the name of
    /// the new one. In an order that a crash cannot spoil: the new file is durable, then one transaction says that it
    /// stands for the old one, then the old file goes; if it cannot go now, it goes at the next start.
    ///
    /// # Errors
    /// When something cannot be written. [`StoreError::StillThere`] says that all is done but the last.
    pub fn redact(
        &self,
        store: &mut Store,
        old: &Hash,
        png: &[u8],
        at: Timestamp,
        who: &str,
    ) -> Result<Hash, StoreError> {
        let new = self.shots().keep(png)?;
        if store.redactions.current(&new) == *old {
            return Ok(new);
        }
        store.db.execute(
            "INSERT INTO redaction (old, new, at, who) VALUES (?1, ?2, ?3, ?4)",
            params![old.as_str(), new.as_str(), at.to_rfc3339(), who],
        )?;
        store.redactions.add(old.clone(), new.clone());
        self.shots().destroy(old)?;
        Ok(store.redactions.current(&new))
    }

    /// Learns that somebody else put pictures in the place of others, as pairs of the old and the new one. A picture whose
    /// file is here is left alone, because only a person may destroy it; and what stands in its place must be here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn adopt(
        &self,
        store: &mut Store,
        replaced: &[(Hash, Hash)],
        at: Timestamp,
        who: &str,
    ) -> Result<(), StoreError> {
        let is_here = |hash: &Hash| self.shots().path(&self.shots().current(hash)).is_file();
        for (old, new) in replaced.iter().filter(|(old, new)| !is_here(old) && is_here(new)) {
            store.db.execute(
                "INSERT OR IGNORE INTO redaction (old, new, at, who) VALUES (?1, ?2, ?3, ?4)",
                params![old.as_str(), new.as_str(), at.to_rfc3339(), who],
            )?;
        }
        store.learn_redactions()
    }
}

/// Notes that a picture is to stay; also within the transaction of what brings it.
pub(crate) fn add_picture(db: &Connection, hash: &Hash, at: Timestamp) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO picture (hash, at) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
        params![hash.as_str(), at.to_rfc3339()],
    )?;
    Ok(())
}

impl Store {
    /// Lets operations name the pictures that there are.
    pub fn follow_redactions(&self, operations: &mut [Operation]) {
        self.redactions.follow(operations.iter_mut().flat_map(Operation::figures_mut));
    }

    /// Lets a document name the pictures that there are.
    pub fn follow_redactions_in(&self, document: &mut Document) {
        self.redactions.follow(document.figures_mut());
    }

    /// Notes that a picture which no entry names is to stay. It must be durable already ([`crate::Shots::keep`]).
    ///
    /// # Errors
    /// When it cannot be written; the picture is then removed at the next start.
    pub fn add_picture(&mut self, hash: &Hash, at: Timestamp) -> Result<(), StoreError> {
        add_picture(&self.db, hash, at)
    }

    /// The pictures that were added by a person.
    pub(crate) fn added_pictures(&self) -> Result<Vec<Hash>, StoreError> {
        let mut statement = self.db.prepare("SELECT hash FROM picture ORDER BY hash")?;
        let rows = statement.query_map([], |row| parsed(row, "hash"))?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// The pictures that must be there: what entries name and people added, or what stands in its place.
    pub(crate) fn needed_shots(&self) -> Result<Vec<Hash>, StoreError> {
        let mut needed = self.named_shots()?;
        needed.extend(self.added_pictures()?);
        Ok(needed.iter().map(|hash| self.redactions.current(hash)).collect())
    }

    /// Learns the redactions that are on disk.
    pub(crate) fn learn_redactions(&self) -> Result<(), StoreError> {
        let mut statement = self.db.prepare("SELECT old, new FROM redaction")?;
        let rows = statement.query_map([], |row| Ok((parsed(row, "old")?, parsed(row, "new")?)))?;
        for row in rows {
            let (old, new) = row?;
            self.redactions.add(old, new);
        }
        Ok(())
    }
}
