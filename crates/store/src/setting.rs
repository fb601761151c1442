//! Settings: one row a name, JSON inside.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Store, StoreError};

impl Store {
    /// A setting; the default when it was never set.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn setting<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, StoreError> {
        let text: Option<String> =
            self.db.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0)).optional()?;
        match text {
            None => Ok(T::default()),
            Some(text) => serde_json::from_str(&text).map_err(|e| StoreError::row(format!("setting {name}"), e)),
        }
    }

    /// Sets it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_setting<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), StoreError> {
        let text = serde_json::to_string(value).map_err(|e| StoreError::row(format!("setting {name}"), e))?;
        self.db.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            params![name, text],
        )?;
        Ok(())
    }
}
