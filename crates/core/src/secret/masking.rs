//! Masks an entry before it is stored: every text in it. What was readable is given back, to be held in memory and never
//! written, so that the person may still keep it.

use super::{MASK, Reach, mask_within};
use crate::act::Act;
use crate::entry::{EntryContent, EntryKind, Snippet};

/// What was masked of an entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden {
    /// The words as they were, if they were masked.
    pub text: Option<String>,
    /// The kind that the words made the entry, which comes with them.
    pub becomes: Option<EntryKind>,
    /// The snippet as it was, if it was masked.
    pub snippet: Option<Snippet>,
    /// What it all looked like, each kind once.
    pub what: Vec<String>,
}

impl Hidden {
    /// Whether there is something that the person may keep readable. A title is not theirs.
    pub fn can_be_kept(&self) -> bool {
        self.text.is_some() || self.snippet.is_some()
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What is private never reaches a log.
        write!(f, "Hidden({:?})", self.what)
    }
}

/// Masks all texts of the entry, and notes in it that it did. Gives what was masked, or nothing.
pub fn mask_entry(content: &mut EntryContent, reach: Reach) -> Option<Hidden> {
    let mut what = Vec::new();
    // Named one by one: a text that is added to an entry does not compile until it stands here.
    let EntryContent {
        kind: _,
        text,
        about: _,
        becomes,
        snippet,
        masked,
        cut: _,
        place,
        shot: _,
        shot_failed: _,
        hidden: _,
        forgotten: _,
        act,
        element,
    } = content;
    let words = mask_text(text, reach, &mut what);
    let clip = snippet.as_mut().and_then(|snippet| mask_snippet(snippet, reach, &mut what));
    if let Some(Act::Type { text: Some(typed), .. }) = act {
        mask_text(typed, reach, &mut what);
    }
    if let Some(element) = element {
        mask_text(&mut element.name, reach, &mut what);
    }
    if let Some(place) = place {
        mask_text(&mut place.app, reach, &mut what);
        mask_text(&mut place.title, reach, &mut what);
    }
    if what.is_empty() {
        return None;
    }
    *masked = true;
    Some(Hidden { text: words, becomes: *becomes, snippet: clip, what })
}

/// Masks a single text, such as a session's title.
pub fn mask_line(text: &mut String, reach: Reach) {
    mask_text(text, reach, &mut Vec::new());
}

/// Whether a mask stands in a text of this entry.
pub fn shows_mask(content: &EntryContent) -> bool {
    content.text.contains(MASK)
        || content.snippet.as_ref().is_some_and(|snippet| snippet.plain().contains(MASK))
        || content.place.as_ref().is_some_and(|place| place.title.contains(MASK))
        || content.element.as_ref().is_some_and(|element| element.name.contains(MASK))
        || matches!(&content.act, Some(Act::Type { text: Some(typed), .. }) if typed.contains(MASK))
}

impl EntryContent {
    /// Whether it is the snippet in which something was masked.
    pub fn snippet_masked(&self) -> bool {
        self.masked && self.snippet.as_ref().is_some_and(|snippet| snippet.plain().contains(MASK))
    }
}

/// Gives the text as it was.
fn mask_text(text: &mut String, reach: Reach, what: &mut Vec<String>) -> Option<String> {
    let masked = mask_within(text, reach)?;
    for one in masked.what {
        if !what.contains(&one) {
            what.push(one);
        }
    }
    Some(std::mem::replace(text, masked.text))
}

/// Gives the snippet as it was.
fn mask_snippet(snippet: &mut Snippet, reach: Reach, what: &mut Vec<String>) -> Option<Snippet> {
    let before = snippet.clone();
    match snippet {
        Snippet::Text { text } => {
            mask_text(text, reach, what)?;
        }
        Snippet::Html { text, source } => {
            let hidden = mask_text(text, reach, what).is_some();
            let plain = Snippet::Text { text: std::mem::take(text) };
            if !hidden && mask_within(source, reach).is_none() {
                *snippet = before;
                return None;
            }
            // Markup hides in too many ways; what is private in it goes with it.
            *snippet = plain;
            if !hidden {
                return None;
            }
        }
        Snippet::Files { paths } => {
            let hidden = paths.iter_mut().filter_map(|path| mask_text(path, reach, what)).count();
            if hidden == 0 {
                return None;
            }
        }
        Snippet::Image => return None,
    }
    Some(before)
}
