//! Texts, parsed and harmless, with the numbers that the steps have now.

use std::cell::Cell;
use std::collections::HashMap;

use sopwright_core::document::Document;
use sopwright_core::id::PartId;
use sopwright_core::template::Chapter;
use sopwright_core::text::{Inline, TextBlock, parse, parse_line};

use crate::clean::{clean_blocks, clean_pieces};

/// Reads the texts of a document, and remembers which steps something leads to.
pub(super) struct Texts {
    steps: HashMap<PartId, Numbered>,
}

/// The printed number of a step, and whether a text or a branch leads to it.
struct Numbered {
    number: String,
    is_target: Cell<bool>,
}

impl Texts {
    pub fn new(document: &Document) -> Self {
        let section = document.template.outline.number(Chapter::Procedure);
        let steps = document.numbered_steps().map(|(number, step)| {
            (step.id, Numbered { number: format!("{section}.{number}"), is_target: Cell::new(false) })
        });
        Self { steps: steps.collect() }
    }

    /// The printed number of a step, such as `6.1.2`.
    pub fn number(&self, step: PartId) -> &str {
        self.steps.get(&step).map(|step| step.number.as_str()).unwrap_or_default()
    }

    /// The number of a step that something leads to; none if the step is gone.
    pub fn lead_to(&self, step: PartId) -> Option<&str> {
        let step = self.steps.get(&step)?;
        step.is_target.set(true);
        Some(&step.number)
    }

    /// Whether anything that was read so far leads to a step.
    pub fn is_target(&self, step: PartId) -> bool {
        self.steps.get(&step).is_some_and(|step| step.is_target.get())
    }

    /// A text of paragraphs and lists.
    pub fn blocks(&self, text: &str) -> Vec<TextBlock> {
        let mut blocks = parse(text);
        self.number_blocks(&mut blocks);
        clean_blocks(&mut blocks);
        blocks
    }

    /// A text of one line.
    pub fn line(&self, text: &str) -> Vec<Inline> {
        let mut pieces = parse_line(text);
        self.number_pieces(&mut pieces);
        clean_pieces(&mut pieces);
        pieces
    }

    fn number_blocks(&self, blocks: &mut [TextBlock]) {
        for block in blocks {
            match block {
                TextBlock::Paragraph(pieces) => self.number_pieces(pieces),
                TextBlock::List { items, .. } => items.iter_mut().for_each(|item| self.number_blocks(item)),
            }
        }
    }

    /// Puts a step's number in place of a link's words. A link to a step that is gone becomes its words.
    fn number_pieces(&self, pieces: &mut [Inline]) {
        for piece in pieces {
            match piece {
                Inline::StepLink { to, text } => match self.lead_to(*to) {
                    Some(number) => number.clone_into(text),
                    None => *piece = Inline::Plain(std::mem::take(text)),
                },
                Inline::Bold(inner) | Inline::Italic(inner) | Inline::Link { text: inner, .. } => {
                    self.number_pieces(inner);
                }
                Inline::Plain(_) | Inline::Code(_) | Inline::Key(_) | Inline::Parameter(_) | Inline::Break => {}
            }
        }
    }
}

/// Plain text as a text; none if it is empty.
pub(super) fn literal(plain: String) -> Vec<TextBlock> {
    if plain.is_empty() { Vec::new() } else { vec![TextBlock::Paragraph(vec![Inline::Plain(plain)])] }
}
