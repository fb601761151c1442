//! What became of each entry of a recording in a document that people have worked on since, so that nothing that the
//! expert said gets lost unseen. Putting an entry (back) in is done next door.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::desk::derived;
use super::figure::has_picture;
use super::said::said;
use crate::document::{BlockKind, Document};
use crate::entry::{Entry, EntryKind, Snippet};
use crate::id::{EntryId, Hash, PartId};

/// The roles of parts that hold what one entry says.
const ROLES: [&str; 6] = ["step", "callout", "snippet", "figure", "faq", "question"];

/// Where an entry is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Whereabouts {
    /// In this part, or in a block of this step.
    Part {
        /// Which.
        part: PartId,
    },
    /// Its words stand in some text.
    Words,
    /// Nowhere: the document does without it.
    Nowhere,
}

/// An entry, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Home {
    /// The entry.
    pub entry: EntryId,
    /// Where it is found.
    pub found: Whereabouts,
}

/// The entries that say or show something and were not taken back, in order, each with where it is found.
pub fn homes(document: &Document, entries: &[Entry]) -> Vec<Home> {
    let index = Index::of(document);
    said(entries)
        .iter()
        .filter(|one| !is_empty(&one.entry))
        .map(|one| Home { entry: one.entry.id, found: index.find(&one.entry) })
        .collect()
}

/// Nothing would be missed without it.
fn is_empty(entry: &Entry) -> bool {
    match entry.content.kind {
        kind if kind.is_bookkeeping() => true,
        kind if kind.is_action() => false,
        _ => !has_picture(entry) && words(entry).is_empty(),
    }
}

/// Its words and what was copied, as letters and digits.
fn words(entry: &Entry) -> Vec<String> {
    let copied = entry.content.snippet.as_ref().map(Snippet::plain).unwrap_or_default();
    [bare(&entry.content.text), bare(&copied)].into_iter().filter(|words| !words.is_empty()).collect()
}

/// Letters and digits alone: neither markup nor the way in which lines break makes words differ.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a document holds, by what it is looked up by.
struct Index {
    /// Steps by the entries that they stand for.
    sources: HashMap<EntryId, PartId>,
    /// Every part, with the part that a person is shown for it.
    parts: HashMap<PartId, PartId>,
    /// Steps by the pictures in them.
    pictures: HashMap<Hash, PartId>,
    /// Steps that say what is to be seen.
    expecting: Vec<PartId>,
    /// All that is written.
    text: String,
}

impl Index {
    fn of(document: &Document) -> Self {
        let mut index = Self {
            sources: HashMap::new(),
            parts: HashMap::new(),
            pictures: HashMap::new(),
            expecting: Vec::new(),
            text: String::new(),
        };
        for step in document.phases.iter().flat_map(|phase| &phase.steps) {
            index.parts.insert(step.id, step.id);
            for source in &step.sources {
                index.sources.entry(*source).or_insert(step.id);
            }
            if !step.expected.is_empty() {
                index.expecting.push(step.id);
            }
            for block in &step.blocks {
                index.parts.insert(block.id, step.id);
                if let BlockKind::Figure(figure) = &block.kind {
                    index.pictures.entry(figure.shot.clone()).or_insert(step.id);
                }
            }
        }
        let items = document.faq.iter().map(|faq| faq.id).chain(document.questions.iter().map(|q| q.id));
        index.parts.extend(items.map(|id| (id, id)));
        index.expecting.sort_unstable();
        // A document is made of nothing that JSON cannot hold; without its text, entries would only seem unused.
        let mut all = serde_json::to_value(document).unwrap_or_default();
        // The scope names the first and the last step, which says nothing about whether they are there.
        if let Some(scope) = all.pointer_mut("/sections/scope") {
            *scope = Value::Null;
        }
        gather(&all, &mut index.text);
        index
    }

    fn find(&self, entry: &Entry) -> Whereabouts {
        use EntryKind as K;
        let kind = entry.content.kind;
        let step = self.sources.get(&entry.id).copied();
        let whole = match kind {
            kind if kind.is_action() => step,
            K::Expected => step.filter(|step| self.expecting.binary_search(step).is_ok()),
            _ => None,
        };
        let own = || ROLES.iter().find_map(|role| self.parts.get(&derived(entry.id.0, role, 0)).copied());
        let pictured = || self.pictures.get(&entry.content.shot.as_ref()?.hash).copied();
        let words = words(entry);
        match whole.or_else(own).or_else(|| if words.is_empty() { pictured() } else { None }) {
            Some(part) => Whereabouts::Part { part },
            None if words.is_empty() || !words.iter().all(|words| self.text.contains(words)) => Whereabouts::Nowhere,
            None => step.map_or(Whereabouts::Words, |part| Whereabouts::Part { part }),
        }
    }
}

/// All strings, apart from each other.
fn gather(value: &Value, text: &mut String) {
    match value {
        Value::String(words) => {
            text.push_str(&bare(words));
            text.push('\n');
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, text)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
