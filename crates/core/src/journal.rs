//! The journal of a document: its edits, in order, each with what undoes it and why it was made.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::Document;
use crate::id::SuggestionId;
use crate::operation::{Operation, OperationError, apply_all};
use crate::time::Timestamp;

/// What an edit is to the undo stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditRole {
    /// A new edit; nothing can be redone after it.
    Do,
    /// Undoes the last edit that stands.
    Undo,
    /// Redoes the last edit that was undone.
    Redo,
}

/// Where an edit came from, if not from the hand of whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// Somebody suggested it.
    Suggestion {
        /// Which suggestion.
        id: SuggestionId,
        /// Who suggested it.
        author: String,
        /// What it is called.
        title: String,
    },
    /// A revision was restored.
    Restore {
        /// Its number.
        revision: String,
    },
    /// It came with a package, and was merged with what was here.
    Package {
        /// Who sent it.
        by: String,
    },
}

/// One edit: some operations that were applied together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditRow {
    /// Its place in the journal, from 1.
    pub seq: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What it is to the undo stack.
    pub role: EditRole,
    /// It goes on with the edit before it, as typing does: both are undone in one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joins: bool,
    /// Where it came from.
    pub cause: Option<Cause>,
    /// What was applied.
    pub operations: Vec<Operation>,
    /// What undoes it, in order.
    pub inverses: Vec<Operation>,
}

impl EditRow {
    /// Each operation with what undoes it.
    pub fn steps(&self) -> impl Iterator<Item = (&Operation, &Operation)> {
        self.operations.iter().zip(self.inverses.iter().rev())
    }
}

/// The document as it was before these edits, the last of which led to it.
///
/// # Errors
/// When they do not fit it: the journal is another document's.
pub fn before(document: &Document, journal: &[EditRow]) -> Result<Document, OperationError> {
    let mut document = document.clone();
    for edit in journal.iter().rev() {
        apply_all(&mut document, &edit.inverses)?;
    }
    Ok(document)
}

/// Whether the journal is one without holes that leads to the document, there and back.
pub fn leads_to(journal: &[EditRow], document: &Document) -> bool {
    let there = || {
        let mut now = before(document, journal)?;
        for edit in journal {
            apply_all(&mut now, &edit.operations)?;
        }
        Ok::<_, OperationError>(now == *document)
    };
    (1..).zip(journal).all(|(place, edit)| edit.seq == place) && there().unwrap_or(false)
}

/// The edits that stand: neither undone, nor such as undo or redo others. Oldest first.
pub fn standing(journal: &[EditRow]) -> Vec<&EditRow> {
    // Each is what is undone in one.
    let (mut done, mut undone): (Vec<Vec<&EditRow>>, Vec<_>) = (Vec::new(), Vec::new());
    for row in journal {
        match row.role {
            EditRole::Do => {
                match done.last_mut().filter(|_| row.joins) {
                    Some(before) => before.push(row),
                    None => done.push(vec![row]),
                }
                undone.clear();
            }
            EditRole::Undo => undone.extend(done.pop()),
            EditRole::Redo => done.extend(undone.pop()),
        }
    }
    done.concat()
}
