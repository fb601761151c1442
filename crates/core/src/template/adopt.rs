//! Giving a document a template. The shape and the look come with it; of the texts, only those that nobody wrote change.
//!
//! A standing text that nobody changed gives way to the new template's. Where the new one has none it stays, except in a
//! section that was empty before the old template came: that is empty again. A section that is empty takes the new
//! template's standing text. So going to another template and back leaves a document as it was, and no word that
//! somebody wrote is ever touched.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Chapter, Placed, Template};
use crate::document::{Document, SectionKey};
use crate::operation::Operation;

/// What becomes of a document that takes a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Adoption {
    /// The operations, in order.
    pub operations: Vec<Operation>,
    /// The texts that change.
    pub texts: Vec<TextMove>,
    /// The sections whose number changes.
    pub renumbered: Vec<Renumbered>,
    /// Sections that the template does not show, and which stay because something stands in them.
    pub kept: Vec<Chapter>,
}

/// A standing text that comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextMove {
    /// Where.
    pub section: SectionKey,
    /// What becomes of it.
    pub fate: TextFate,
}

/// What becomes of a section's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextFate {
    /// It was empty, and takes the standing text.
    Filled,
    /// One standing text gives way to another.
    Replaced,
    /// It was empty before the old template came, and is empty again.
    Emptied,
}

/// A section with another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Renumbered {
    /// Which.
    pub chapter: Chapter,
    /// Its number so far.
    pub from: u32,
    /// Its number with the template.
    pub to: u32,
}

/// What becomes of the document when it takes the template.
pub fn adopt(document: &Document, template: &Template) -> Adoption {
    let (mut placed, mut texts, mut operations) = (Vec::new(), Vec::new(), Vec::new());
    for section in SectionKey::ALL {
        let (text, standing) = (document.sections.get(section), template.standing.get(section));
        let own = document.placed.iter().find(|each| each.section == section);
        // What somebody wrote into is theirs.
        let own = own.filter(|_| text == document.template.standing.get(section));
        let was_empty = text.is_empty() || own.is_some_and(|own| own.filled);
        let next = if was_empty || (own.is_some() && !standing.is_empty()) { standing } else { text };
        if !standing.is_empty() && (was_empty || own.is_some()) {
            placed.push(Placed { section, filled: was_empty });
        }
        if next != text {
            let fate = match (text.is_empty(), next.is_empty()) {
                (true, _) => TextFate::Filled,
                (_, true) => TextFate::Emptied,
                _ => TextFate::Replaced,
            };
            texts.push(TextMove { section, fate });
            operations.push(Operation::SetSection { section, text: next.to_owned() });
        }
    }
    if document.template != *template || document.placed != placed {
        operations.insert(0, Operation::SetTemplate { template: Box::new(template.clone()), placed });
    }
    let was = &document.template.outline;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let renumbered = template.outline.numbered().filter_map(|now| {
        let chapter = now.heading.chapter;
        let (from, to) = (number(was.number(chapter)), number(now.number));
        (from != to).then_some(Renumbered { chapter, from, to })
    });
    let hidden = template.outline.headings().iter().filter(|heading| !heading.shown);
    Adoption {
        texts,
        renumbered: renumbered.collect(),
        kept: hidden.map(|heading| heading.chapter).filter(|chapter| chapter.is_filled(document)).collect(),
        operations,
    }
}

/// Gives a new document its template: standing texts fill what the recording left empty.
pub fn begin(document: &mut Document, template: &Template) {
    for section in SectionKey::ALL {
        let standing = template.standing.get(section);
        let text = document.sections.get_mut(section);
        if text.is_empty() {
            standing.clone_into(text);
        }
        if !standing.is_empty() && *text == standing {
            document.placed.push(Placed { section, filled: false });
        }
    }
    document.template = template.clone();
}
