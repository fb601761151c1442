//! The inline Markdown subset of texts: bold, italic, code, key caps (`<kbd>`), links to the web and to other steps,
//! `{{parameters}}`, paragraphs and lists. Parsed once here; exporters work on the parsed form, so no text can become
//! markup in an output. `cases.json` holds what texts read as; the editor is held to the same cases.

mod address;
mod escape;
mod find;
mod join;
mod parse;
mod plain;
mod replace;
#[cfg(test)]
mod tests;
mod tidy;
mod unmarked;
mod write;

use serde::{Deserialize, Serialize};

use crate::id::PartId;

pub use escape::escape;
pub use find::Find;
pub use join::{join, join_lines};
pub use parse::{parse, parse_line};
pub use plain::{plain, plain_line};
pub use replace::{Form, With, rename, replace, uses};
pub use write::{write, write_line};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
pub enum Inline {
    /// Characters as they are.
    Plain(String),
    /// Strong.
    Bold(Vec<Inline>),
    /// Emphasis.
    Italic(Vec<Inline>),
    /// Characters in a fixed-width font.
    Code(String),
    /// A key cap.
    Key(String),
    /// A link to an http, https or mailto address; any other address is left as plain text.
    Link {
        /// The address.
        to: String,
        /// What it reads as.
        text: Vec<Inline>,
    },
    /// A link to another step of the same document, `[words](step:ID)`. Readers see the number that the step has now.
    StepLink {
        /// The step.
        to: PartId,
        /// What it reads as where steps have no numbers, and once the step is gone.
        text: String,
    },
    /// `{{name}}`.
    Parameter(String),
    /// A line break that was asked for.
    Break,
}

/// A paragraph or list of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
pub enum TextBlock {
    /// Some lines.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered, else with bullets.
        ordered: bool,
        /// What stands in each item.
        items: Vec<Vec<TextBlock>>,
    },
}
