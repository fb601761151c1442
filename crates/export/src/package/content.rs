//! What a package carries.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sopwright_core::document::Document;
use sopwright_core::entry::Entry;
use sopwright_core::id::{DocumentId, Hash};
use sopwright_core::journal::EditRow;
use sopwright_core::revision::WholeRevision;
use sopwright_core::session::Session;
use sopwright_core::suggestion::Suggestion;
use sopwright_core::time::Timestamp;

/// An SOP on its way, without its pictures: those are too many to hold together.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// The version of the program that packed it.
    pub program: String,
    /// Who packed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The SOP as it stands.
    pub document: Document,
    /// The SOP as JSON, byte for byte: its hash names the state.
    pub body: String,
    /// States that came before and that another library may know, latest first.
    pub known: Vec<Hash>,
    /// Its revisions, oldest first.
    pub revisions: Vec<WholeRevision>,
    /// Every edit of it, oldest first.
    pub journal: Vec<EditRow>,
    /// What others suggest about it, oldest first.
    pub suggestions: Vec<Suggestion>,
    /// Pictures that revisions and entries name, but that were redacted: each with what stands in its place.
    pub replaced: BTreeMap<Hash, Hash>,
    /// The recording that it was drafted from, if it was wanted.
    pub recording: Option<Recording>,
}

/// A session with its entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// The session.
    pub session: Session,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

impl Package {
    /// The hash of the state.
    pub fn state(&self) -> Hash {
        Hash::of(self.body.as_bytes())
    }

    /// The pictures that any part of it shows. None of them was redacted: what stands in its place is named.
    ///
    /// # Errors
    /// When a revision cannot be read.
    pub fn pictures(&self) -> Result<BTreeSet<Hash>, serde_json::Error> {
        let current = |hash: &Hash| self.replaced.get(hash).unwrap_or(hash).clone();
        Ok(self.named()?.iter().map(current).collect())
    }

    /// The pictures that any part of it names, redacted ones too.
    ///
    /// # Errors
    /// When a revision cannot be read.
    pub fn named(&self) -> Result<BTreeSet<Hash>, serde_json::Error> {
        let mut named: BTreeSet<Hash> = self.document.figures().map(|f| f.shot.clone()).collect();
        let logo = |document: &Document| document.template.look.logo.as_ref().map(|logo| logo.picture.clone());
        named.extend(logo(&self.document));
        for revision in &self.revisions {
            let document: Document = serde_json::from_str(&revision.body)?;
            named.extend(document.figures().map(|f| f.shot.clone()));
            named.extend(logo(&document));
        }
        for edit in &self.journal {
            let mut operations = [edit.operations.as_slice(), &edit.inverses].concat();
            named.extend(operations.iter_mut().flat_map(|o| o.figures_mut()).map(|f| f.shot.clone()));
        }
        for suggestion in &self.suggestions {
            named.extend(suggestion.clone().figures_mut().into_iter().map(|f| f.shot.clone()));
        }
        let entries = self.recording.iter().flat_map(|recording| &recording.entries);
        named.extend(entries.filter_map(|entry| Some(entry.content.shot.as_ref()?.hash.clone())));
        Ok(named)
    }

    /// How many operations its journal holds.
    pub(super) fn operations(&self) -> usize {
        self.journal.iter().map(|edit| edit.operations.len() + edit.inverses.len()).sum()
    }
}

/// `manifest.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) program: String,
    pub(super) document: DocumentId,
    pub(super) state: Hash,
    pub(super) by: String,
    pub(super) at: Timestamp,
    pub(super) known: Vec<Hash>,
    pub(super) revisions: Vec<Listed>,
    pub(super) replaced: BTreeMap<Hash, Hash>,
}

/// A revision in the manifest.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) at: Timestamp,
    pub(super) author: String,
    pub(super) note: String,
    pub(super) seq: u32,
    pub(super) hash: Hash,
}

/// What a file in a package is, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Manifest,
    Document,
    Journal,
    Suggestions,
    Session,
    Revision(Hash),
    Shot(Hash),
}

impl Name {
    /// None: no file of a package is called so.
    pub(super) fn of(name: &str) -> Option<Self> {
        let hash = |start: &str, end: &str| name.strip_prefix(start)?.strip_suffix(end)?.parse::<Hash>().ok();
        Some(match name {
            "manifest.json" => Self::Manifest,
            "document.json" => Self::Document,
            "journal.json" => Self::Journal,
            "suggestions.json" => Self::Suggestions,
            "session.json" => Self::Session,
            _ => {
                return hash("revisions/", ".json")
                    .map(Self::Revision)
                    .or_else(|| hash("shots/", ".png").map(Self::Shot));
            }
        })
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Manifest => f.write_str("manifest.json"),
            Self::Document => f.write_str("document.json"),
            Self::Journal => f.write_str("journal.json"),
            Self::Suggestions => f.write_str("suggestions.json"),
            Self::Session => f.write_str("session.json"),
            Self::Revision(hash) => write!(f, "revisions/{hash}.json"),
            Self::Shot(hash) => write!(f, "shots/{hash}.png"),
        }
    }
}
