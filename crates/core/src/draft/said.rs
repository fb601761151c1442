//! First pass: what counts of the entries, in order. Withdrawals and later words are applied by
//! [`crate::recorder::effective`]; this pass sees to it that no words fall through.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::entry::{Entry, EntryKind};
use crate::id::EntryId;
use crate::recorder::{Effective, effective};

/// The entries that count, in order of sequence.
pub(super) fn said(entries: &[Entry]) -> Vec<Effective> {
    let mut said = effective(&with_a_home(&in_order(entries)));
    said.retain(|one| !one.withdrawn);
    for one in &mut said {
        settle(one);
    }
    said
}

/// By sequence number (invariant 9), wherever they come from.
fn in_order(entries: &[Entry]) -> Cow<'_, [Entry]> {
    if entries.is_sorted_by_key(|e| e.seq) {
        return Cow::Borrowed(entries);
    }
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|e| e.seq);
    Cow::Owned(sorted)
}

/// Words about an entry that is not there (its row was damaged, say) stand for themselves, as a note.
fn with_a_home(entries: &[Entry]) -> Cow<'_, [Entry]> {
    let known: HashSet<EntryId> = entries
        .iter()
        .filter(|e| !matches!(e.content.kind, EntryKind::Words | EntryKind::Withdrawn))
        .map(|e| e.id)
        .collect();
    let lost = |e: &Entry| e.content.kind == EntryKind::Words && e.content.about.is_none_or(|id| !known.contains(&id));
    if !entries.iter().any(lost) {
        return Cow::Borrowed(entries);
    }
    let mut housed = entries.to_vec();
    for entry in housed.iter_mut().filter(|e| lost(e)) {
        let becomes = entry.content.becomes.filter(|k| !matches!(k, EntryKind::Words | EntryKind::Withdrawn));
        entry.content.kind = becomes.unwrap_or(EntryKind::Note);
        // Still named by its identity, so that its own withdrawal finds it.
        entry.content.about = None;
    }
    Cow::Owned(housed)
}

/// Words that were put on a kind that cannot speak make it a note; a gap stays what it is.
fn settle(one: &mut Effective) {
    use EntryKind as K;
    let content = &mut one.entry.content;
    let speaks = match content.kind {
        K::Pause | K::Resume | K::Forgotten => !content.text.trim().is_empty(),
        // What the recorder itself writes on a change of window is no one's words.
        K::Focus => one.words_later && !content.text.trim().is_empty(),
        K::Words | K::Withdrawn => true,
        _ => false,
    };
    if speaks {
        content.kind = K::Note;
    }
}
