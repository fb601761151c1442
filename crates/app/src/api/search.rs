//! Search over everything.

use serde::{Deserialize, Serialize};
use sopwright_core::id::{DocumentId, SessionId};
use sopwright_store::{Found, FoundKind};
use ts_rs::TS;

use crate::{ApiError, App};

/// Looks for words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchRequest {
    /// The words; each must occur, the last as a beginning.
    pub words: String,
    /// At most so many places.
    #[serde(default = "fifty")]
    pub limit: u32,
}

fn fifty() -> u32 {
    50
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// An entry of a session.
    Entry,
    /// A step of an SOP.
    Step,
    /// An SOP.
    Sop,
}

/// One place where the words occur.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Hit {
    /// What was found.
    pub kind: HitKind,
    /// Its session, for an entry.
    pub session: Option<SessionId>,
    /// Its SOP, for a step or an SOP.
    pub document: Option<DocumentId>,
    /// The entry's or step's identity.
    pub part: String,
    /// The window's or the SOP's title.
    pub title: String,
    /// Text before the word.
    pub before: String,
    /// The word.
    #[serde(rename = "match")]
    pub found: String,
    /// Text after it.
    pub after: String,
}

/// The best places for the words, best first.
pub fn search(app: &App, request: SearchRequest) -> Result<Vec<Hit>, ApiError> {
    Ok(app.store().search(&request.words, request.limit.min(500))?.into_iter().map(hit).collect())
}

fn hit(found: Found) -> Hit {
    let (before, rest) = found.excerpt.split_once('\u{1}').unwrap_or((&found.excerpt, ""));
    let (word, after) = rest.split_once('\u{2}').unwrap_or((rest, ""));
    let plain = |text: &str| text.replace(['\u{1}', '\u{2}'], "");
    let kind = match found.kind {
        FoundKind::Entry => HitKind::Entry,
        FoundKind::Step => HitKind::Step,
        FoundKind::Sop => HitKind::Sop,
    };
    let entry = kind == HitKind::Entry;
    Hit {
        kind,
        session: if entry { found.owner.parse().ok() } else { None },
        document: if entry { None } else { found.owner.parse().ok() },
        // A step is indexed as `SOP/step`.
        part: found.part.rsplit('/').next().unwrap_or_default().to_owned(),
        title: found.title,
        before: plain(before),
        found: plain(word),
        after: plain(after),
    }
}
