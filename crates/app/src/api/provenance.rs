//! The command that tells where texts come from.

use serde::{Deserialize, Serialize};
use sopwright_core::document::QuestionTarget;
use sopwright_core::id::DocumentId;
use sopwright_core::provenance::{Birth, Story, provenance as provenance_of};
use ts_rs::TS;

use super::document::with_open;
use crate::{ApiError, App};

/// Asks where the texts of a part come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProvenanceRequest {
    /// The SOP.
    pub id: DocumentId,
    /// The part; of a step, its blocks are told too. The document: its front matter.
    pub of: QuestionTarget,
}

/// Where each text of a part comes from.
pub fn provenance(app: &App, request: ProvenanceRequest) -> Result<Vec<Story>, ApiError> {
    with_open(app, request.id, |open, store| {
        let journal = store.edits_after(request.id, 0)?;
        let first = store.revisions(request.id)?.pop();
        let recorded = match open.document.session {
            // Without its recording, an SOP was recorded when it was drafted, as far as anyone can tell.
            Some(session) => store.session(session).ok().map(|session| session.started_at),
            None => None,
        };
        let birth = Birth {
            who: first.as_ref().map(|row| row.author.clone()).unwrap_or_default(),
            at: first.map_or_else(|| app.clock().now().at, |row| row.at),
            recorded,
        };
        Ok(provenance_of(&open.document, &journal, &birth, &request.of))
    })
}
