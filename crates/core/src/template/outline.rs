//! The order of the numbered sections, their titles, and which of them are shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Chapter;
use crate::document::Document;

/// A numbered section as a template has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Heading {
    /// Which.
    pub chapter: Chapter,
    /// Its title; empty: the usual one.
    #[serde(default)]
    pub title: String,
    /// Whether it is shown while it is empty. What is filled in is always shown.
    #[serde(default = "shown")]
    pub shown: bool,
}

fn shown() -> bool {
    true
}

/// All numbered sections in order, each once. Reading puts in what is missing, and shows what must be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(from = "Vec<Heading>", into = "Vec<Heading>")]
#[ts(as = "Vec<Heading>")]
pub struct Outline(Vec<Heading>);

/// A numbered section of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered<'a> {
    /// The number that readers see.
    pub number: usize,
    /// Which, with its title.
    pub heading: &'a Heading,
}

impl From<Vec<Heading>> for Outline {
    fn from(given: Vec<Heading>) -> Self {
        let mut headings: Vec<Heading> = Vec::with_capacity(Chapter::ALL.len());
        let missing = Chapter::ALL.map(|chapter| Heading { chapter, title: String::new(), shown: true });
        for mut heading in given.into_iter().chain(missing) {
            if !headings.iter().any(|known| known.chapter == heading.chapter) {
                heading.shown |= heading.chapter.is_fixed();
                headings.push(heading);
            }
        }
        Self(headings)
    }
}

impl From<Outline> for Vec<Heading> {
    fn from(outline: Outline) -> Self {
        outline.0
    }
}

impl Default for Outline {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl Outline {
    /// The sections, in order.
    pub fn headings(&self) -> &[Heading] {
        &self.0
    }

    /// The titles, to change.
    pub fn titles_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.0.iter_mut().map(|heading| &mut heading.title)
    }

    /// Whether a section is shown while it is empty.
    pub fn shows(&self, chapter: Chapter) -> bool {
        self.0.iter().any(|heading| heading.chapter == chapter && heading.shown)
    }

    /// Every section with its number. Numbers go by the outline alone, never by what is filled in, so that they stay
    /// the same from one revision to the next: first those that are shown, then the others.
    pub fn numbered(&self) -> impl Iterator<Item = Numbered<'_>> {
        let (shown, hidden) = (self.0.iter().filter(|h| h.shown), self.0.iter().filter(|h| !h.shown));
        shown.chain(hidden).enumerate().map(|(at, heading)| Numbered { number: at + 1, heading })
    }

    /// The number of a section.
    pub fn number(&self, chapter: Chapter) -> usize {
        // All of them are in the outline.
        self.numbered().find(|each| each.heading.chapter == chapter).map_or(0, |each| each.number)
    }
}

impl Document {
    /// The numbered sections that readers see: those that the template shows, and after them those that it does not
    /// show, but which something stands in.
    pub fn chapters(&self) -> impl Iterator<Item = Numbered<'_>> {
        let outline = &self.template.outline;
        outline.numbered().filter(|each| each.heading.shown || each.heading.chapter.is_filled(self))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::{DocumentId, PartId};

    fn heading(chapter: Chapter, shown: bool) -> Heading {
        Heading { chapter, title: String::new(), shown }
    }

    fn numbers(document: &Document) -> Vec<(usize, Chapter)> {
        document.chapters().map(|each| (each.number, each.heading.chapter)).collect()
    }

    #[test]
    fn the_usual_sections_have_their_usual_numbers() {
        let document = Document::empty(DocumentId(Uuid::nil()));
        let expected: Vec<_> = Chapter::ALL.into_iter().enumerate().map(|(at, each)| (at + 1, each)).collect();
        assert_eq!(numbers(&document), expected);
    }

    #[test]
    fn whatever_is_read_every_section_is_there_once_and_the_fixed_ones_are_shown() {
        let given = vec![heading(Chapter::Help, false), heading(Chapter::Records, false), heading(Chapter::Help, true)];
        let outline = Outline::from(given);
        assert_eq!(outline.headings().len(), Chapter::ALL.len());
        assert_eq!(outline.headings()[0], heading(Chapter::Help, true));
        assert!(Chapter::ALL.into_iter().all(|each| outline.shows(each) == (each != Chapter::Records)));
        let again: Outline = serde_json::from_str(&serde_json::to_string(&outline).unwrap()).unwrap();
        assert_eq!(again, outline);
    }

    #[test]
    fn what_is_filled_in_is_shown_and_shifts_no_number() {
        let mut document = Document::empty(DocumentId(Uuid::nil()));
        document.template.outline =
            Outline::from(vec![heading(Chapter::Purpose, false), heading(Chapter::Roles, false)]);
        let before = numbers(&document);
        assert_eq!(before.len(), 11);
        assert_eq!(before[0], (1, Chapter::Scope));
        document.roles.push(crate::document::RoleDuty {
            id: PartId(Uuid::nil()),
            role: "Clerk".into(),
            duty: String::new(),
        });
        let mut expected = before;
        expected.push((13, Chapter::Roles));
        assert_eq!(numbers(&document), expected);
        document.sections.purpose = "So that it is paid.".into();
        expected.insert(11, (12, Chapter::Purpose));
        assert_eq!(numbers(&document), expected);
    }
}
