//! Suggestions: a named group of operations from somebody else that waits beside the document until a person accepts or
//! rejects each of them.
//!
//! A document goes on while a suggestion waits. So each operation remembers what it was to replace and what it was to
//! follow, and is fitted to the document as it is when it is looked at, and again when it is accepted; see [`fit`].

mod fit;
mod reading;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::diff::{Comparison, compare};
use crate::document::{Document, Figure};
use crate::id::{DocumentId, PartId, SuggestionId};
use crate::operation::{Operation, OperationError, apply};
use crate::time::Timestamp;

pub use fit::{Accepted, accept, fit};
pub use reading::{Reading, read};

/// Some operations that somebody suggests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its identity.
    pub id: SuggestionId,
    /// The document that it is about.
    pub document: DocumentId,
    /// What it is called.
    pub title: String,
    /// Why it is suggested; may be empty.
    pub reason: String,
    /// Who suggests it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// The edit of the document's journal that its author knew.
    pub base: u32,
    /// What it would do, in order.
    pub changes: Vec<Suggested>,
}

/// One operation of a suggestion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggested {
    /// What is suggested.
    pub operation: Operation,
    /// What would have undone it when it was suggested: it knows what is to be replaced.
    pub inverse: Operation,
    /// The part that it was to follow, where it puts a part somewhere; none: it was to be the first.
    pub behind: Option<PartId>,
    /// What it would have changed when it was suggested, for when it does not fit any more, or is decided.
    pub shown: Comparison,
    /// What was decided.
    pub verdict: Option<Verdict>,
}

/// What was decided about a suggested operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verdict {
    /// Accepted, else rejected.
    pub accepted: bool,
    /// By whom.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

/// How far a suggestion is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionState {
    /// Some of it waits.
    Waiting,
    /// All of it was accepted.
    Accepted,
    /// All of it was rejected.
    Rejected,
    /// Some of it was accepted and the rest rejected.
    Partly,
}

impl Suggestion {
    /// How far it is decided.
    pub fn state(&self) -> SuggestionState {
        let count = |accepted| {
            self.changes.iter().filter(|c| c.verdict.as_ref().is_some_and(|v| v.accepted == accepted)).count()
        };
        match (count(true), count(false)) {
            (yes, no) if yes + no < self.changes.len() => SuggestionState::Waiting,
            (_, 0) => SuggestionState::Accepted,
            (0, _) => SuggestionState::Rejected,
            _ => SuggestionState::Partly,
        }
    }

    /// Takes over what was decided elsewhere about what still waits here.
    pub fn decide_as(&mut self, elsewhere: &Self) {
        for (change, other) in self.changes.iter_mut().zip(&elsewhere.changes) {
            if change.verdict.is_none() {
                change.verdict.clone_from(&other.verdict);
            }
        }
    }

    /// The figures that it brings or shows, to change where their pictures are found.
    pub fn figures_mut(&mut self) -> Vec<&mut Figure> {
        let mut figures = Vec::new();
        for change in &mut self.changes {
            figures.extend(change.operation.figures_mut());
            figures.extend(change.inverse.figures_mut());
            figures.extend(change.shown.figures_mut());
        }
        figures
    }

    /// Decides about the operations with these places; those that are decided already stay so.
    pub fn decide(&mut self, places: &[usize], verdict: &Verdict) {
        for place in places {
            if let Some(change) = self.changes.get_mut(*place) {
                change.verdict.get_or_insert_with(|| verdict.clone());
            }
        }
    }
}

/// Notes what each operation is to replace and to follow.
///
/// # Errors
/// When the operations do not fit the document.
pub fn suggest(document: &Document, operations: Vec<Operation>) -> Result<Vec<Suggested>, OperationError> {
    let mut now = document.clone();
    let mut changes = Vec::with_capacity(operations.len());
    for operation in operations {
        let before = now.clone();
        let inverse = apply(&mut now, &operation)?;
        let (behind, shown) = (fit::behind(&now, &operation), compare(&before, &now));
        changes.push(Suggested { operation, inverse, behind, shown, verdict: None });
    }
    Ok(changes)
}
