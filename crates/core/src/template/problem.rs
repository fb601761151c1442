//! What keeps a template from being saved, each with what to do about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Colour, RequiredField, Template};
use crate::document::SectionKey;

/// Most characters of a name, a title or a number series.
const MOST_LINE: usize = 80;
/// Most characters of the words above or below a page.
const MOST_HEAD: usize = 160;
/// Most characters of a standing text.
const MOST_TEXT: usize = 20_000;

/// What a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named after the field that it stands for")]
pub enum ProblemField {
    Name,
    Outline,
    Standing,
    Required,
    Series,
    Accent,
    Ink,
    Header,
    Footer,
    Logo,
}

/// Something that must be mended before a template can be saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// What it is about.
    pub field: ProblemField,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub hint: String,
    /// A colour that would do instead.
    pub offer: Option<Colour>,
}

/// What keeps the template from being saved.
pub fn problems(template: &Template) -> Vec<Problem> {
    let mut list = Vec::new();
    let mut add = |field, message: String, hint: &str| {
        list.push(Problem { field, message, hint: hint.into(), offer: None });
    };
    if template.name.trim().is_empty() {
        add(ProblemField::Name, "The template has no name".into(), "Give it a name.");
    }
    let lines = [(ProblemField::Name, &template.name), (ProblemField::Series, &template.series)];
    let titles = template.outline.headings().iter().map(|heading| (ProblemField::Outline, &heading.title));
    let look = &template.look;
    let heads = [(ProblemField::Header, &look.header), (ProblemField::Footer, &look.footer)];
    let alt = look.logo.iter().map(|logo| (ProblemField::Logo, &logo.alt));
    let lines = lines.into_iter().chain(titles).map(|(field, text)| (field, text, MOST_LINE));
    for (field, text, most) in lines.chain(heads.into_iter().chain(alt).map(|(field, text)| (field, text, MOST_HEAD))) {
        if text.chars().count() > most {
            add(field, format!("This is longer than {most} characters"), "Shorten it.");
        } else if text.chars().any(char::is_control) {
            add(field, "This goes over more than one line".into(), "Write it on one line.");
        }
    }
    for section in SectionKey::ALL {
        let text = template.standing.get(section);
        if text.chars().count() > MOST_TEXT {
            let message = format!("A standing text is longer than {MOST_TEXT} characters");
            add(ProblemField::Standing, message, "Shorten it, or keep it elsewhere and refer to it.");
        }
    }
    for field in &template.required {
        if field.chapter().is_some_and(|chapter| !template.outline.shows(chapter)) {
            let message = format!("The template requires the {}, but does not show its section", field.label());
            add(ProblemField::Required, message, "Show the section, or do not require it.");
        }
    }
    if template.required.len() > RequiredField::ALL.len() {
        add(ProblemField::Required, "A field is required more than once".into(), "Name each field once.");
    }
    for (field, colour) in [(ProblemField::Accent, look.accent), (ProblemField::Ink, look.ink)] {
        if !colour.is_readable() {
            let offer = colour.readable();
            list.push(Problem {
                field,
                message: format!(
                    "{colour} is too light to be read on white ({:.1} to 1; letters need 4.5 to 1)",
                    colour.contrast()
                ),
                hint: format!("Take a darker colour, such as {offer}."),
                offer: Some(offer),
            });
        }
    }
    list
}
