//! Commands about wishes: fulfil one, as one edit; and tell beforehand how far it would reach.

use serde::{Deserialize, Serialize};
use sopwright_core::id::DocumentId;
use sopwright_core::rewrite::{Occurrences, Reach, Wish, occurrences as count, rewrite as operations_for};
use sopwright_core::text::Find;
use ts_rs::TS;

use super::document::{Edited, change, with_open};
use crate::{ApiError, App};

/// A wish about an SOP.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Rewrite {
    /// The SOP.
    pub id: DocumentId,
    /// What is wished for.
    pub wish: Wish,
}

/// Asks how often words stand in an SOP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountWords {
    /// The SOP.
    pub id: DocumentId,
    /// The words.
    pub find: Find,
    /// Where they are looked for.
    pub reach: Reach,
}

/// Fulfils a wish: one edit, and one undo.
pub fn rewrite(app: &App, request: Rewrite) -> Result<Edited, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    change(app, request.id, |open, store| {
        let operations = operations_for(&open.document, &request.wish, app.ids())?;
        // What is as wished already is no edit.
        if operations.is_empty() { Ok(Vec::new()) } else { open.edit(store, operations, who, at) }
    })
}

/// How often words stand in an SOP as it is now.
pub fn occurrences(app: &App, request: CountWords) -> Result<Occurrences, ApiError> {
    with_open(app, request.id, |open, _| Ok(count(&open.document, &request.find, request.reach)))
}
