//! Templates: what a person made or changed. One that cannot be read is named, and hides no other.

use rusqlite::params;
use sopwright_core::id::TemplateId;
use sopwright_core::template::Template;
use sopwright_core::time::Timestamp;

use crate::row::parsed;
use crate::{Store, StoreError};

/// A template that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenTemplate {
    /// Its identity.
    pub id: TemplateId,
    /// What people called it.
    pub name: String,
    /// Why.
    pub why: String,
}

impl Store {
    /// All templates that were saved, by name.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn templates(&self) -> Result<Vec<Result<Template, BrokenTemplate>>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT id, name, body FROM template ORDER BY name COLLATE NOCASE, id")?;
        let rows = statement.query_map([], |row| {
            let (id, name): (TemplateId, String) = (parsed(row, "id")?, row.get("name")?);
            let body: String = row.get("body")?;
            let read = serde_json::from_str::<Template>(&body).map_err(|error| error.to_string());
            Ok(match read {
                Ok(template) if template.id == id => Ok(template),
                Ok(_) => Err(BrokenTemplate { id, name, why: "it says that it is another one".into() }),
                Err(why) => Err(BrokenTemplate { id, name, why }),
            })
        })?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// Saves a template in place of the one with its identity, if there is one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save_template(&mut self, template: &Template, at: Timestamp) -> Result<(), StoreError> {
        let body = serde_json::to_string(template).map_err(|e| StoreError::row("the template", e))?;
        self.db.execute(
            "INSERT INTO template (id, name, updated_at, body) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = ?2, updated_at = ?3, body = ?4",
            params![template.id.to_string(), template.name, at.to_rfc3339(), body],
        )?;
        Ok(())
    }

    /// Removes a template. Tells whether there was one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remove_template(&mut self, id: TemplateId) -> Result<bool, StoreError> {
        Ok(self.db.execute("DELETE FROM template WHERE id = ?1", [id.to_string()])? > 0)
    }
}
