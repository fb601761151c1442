//! How the pages look, from the document's template. Whatever the template holds, its words are plain and bounded, and
//! its colours can be read.

use sopwright_core::document::{Document, Figure};

use super::{FigureUse, Look};
use crate::Labels;
use crate::clean::clean_line;

/// Longest title of a section, in characters.
const MOST_TITLE: usize = 80;
/// Longest words above or below a page, in characters.
const MOST_HEAD: usize = 160;

pub(super) fn look(document: &Document) -> Look {
    let look = &document.template.look;
    Look {
        accent: look.accent.readable().to_string(),
        ink: look.ink.readable().to_string(),
        face: look.face,
        paper: look.paper,
        header: short(&look.header, MOST_HEAD),
        footer: short(&look.footer, MOST_HEAD),
    }
}

/// The logo as a picture without marks.
pub(super) fn logo(document: &Document, labels: &Labels) -> Option<FigureUse> {
    let logo = document.template.look.logo.as_ref()?;
    let alt = short(&logo.alt, MOST_HEAD);
    let alt = if alt.is_empty() { labels.logo.clone() } else { alt };
    let figure = Figure {
        shot: logo.picture.clone(),
        width: logo.width,
        height: logo.height,
        alt: alt.clone(),
        caption: String::new(),
        crop: None,
        marks: Vec::new(),
    };
    Some(FigureUse { figure, step: String::new(), alt })
}

/// A section's title: the template's, or else the usual one.
pub(super) fn title(own: &str, usual: &str) -> String {
    let own = short(own, MOST_TITLE);
    if own.is_empty() { usual.to_owned() } else { own }
}

fn short(text: &str, most: usize) -> String {
    let text = clean_line(text);
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}\u{2026}", text[..cut].trim_end()),
        None => text,
    }
}
