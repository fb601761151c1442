//! What counts of a session: withdrawn entries are marked, words are put on the entry that they are about. The timeline,
//! the recorder bar and the draft rules all read entries this way.

use std::collections::{HashMap, HashSet};

use crate::entry::{Entry, EntryKind, Snippet};
use crate::id::EntryId;
use crate::secret::shows_mask;

/// An entry as it counts now.
#[derive(Clone, Debug, PartialEq)]
pub struct Effective {
    /// The entry, with the last words that it was given and the kind that they made it.
    pub entry: Entry,
    /// It was taken back.
    pub withdrawn: bool,
    /// Its words came after it.
    pub words_later: bool,
}

/// The entries that say something by themselves, in order, with words applied and withdrawn ones marked. Withdrawing a
/// `Words` entry gives back the words before.
pub fn effective(entries: &[Entry]) -> Vec<Effective> {
    let withdrawn = withdrawn(entries);
    let gone = |id: EntryId| withdrawn.contains(&id);
    let mut words: HashMap<EntryId, &Entry> = HashMap::new();
    for entry in entries.iter().filter(|e| e.content.kind == EntryKind::Words && !gone(e.id)) {
        if let Some(about) = entry.content.about {
            words.insert(about, entry);
        }
    }
    entries
        .iter()
        .filter(|e| !matches!(e.content.kind, EntryKind::Words | EntryKind::Withdrawn))
        .map(|entry| {
            let later = words.get(&entry.id);
            let mut entry = entry.clone();
            if let Some(later) = later {
                give_words(&mut entry, later);
            }
            Effective { withdrawn: gone(entry.id), words_later: later.is_some(), entry }
        })
        .collect()
}

/// What was taken back: entries, words and withdrawals.
pub fn withdrawn(entries: &[Entry]) -> HashSet<EntryId> {
    let mut withdrawn = HashSet::new();
    // Last first, so that a withdrawal that was itself withdrawn has no say.
    for entry in entries.iter().rev().filter(|e| e.content.kind == EntryKind::Withdrawn) {
        if let (false, Some(about)) = (withdrawn.contains(&entry.id), entry.content.about) {
            withdrawn.insert(about);
        }
    }
    withdrawn
}

fn give_words(entry: &mut Entry, words: &Entry) {
    // Words about a snippet reveal what was masked; words about anything else are its text.
    match &words.content.snippet {
        Some(revealed) => entry.content.snippet = Some(revealed.clone()),
        None => entry.content.text.clone_from(&words.content.text),
    }
    entry.content.masked = (entry.content.masked || words.content.masked) && shows_mask(&entry.content);
    if let Some(kind) = words.content.becomes {
        entry.content.kind = kind;
    }
}

impl Effective {
    /// Whether it counts as an entry for people: not taken back, and not the recorder's own bookkeeping.
    pub fn counts(&self) -> bool {
        !self.withdrawn && !self.entry.content.kind.is_bookkeeping()
    }

    /// The words that a one-line list shows for it.
    pub fn line(&self) -> String {
        if !self.entry.content.text.is_empty() {
            return self.entry.content.text.clone();
        }
        self.entry.content.snippet.as_ref().map(Snippet::plain).unwrap_or_default()
    }
}
