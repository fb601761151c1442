//! Texts, parsed and harmless.

use sopwright_core::text::{Inline, TextBlock, parse, parse_line};

use crate::clean::{clean_blocks, clean_pieces};

pub(super) fn blocks(text: &str) -> Vec<TextBlock> {
    let mut blocks = parse(text);
    clean_blocks(&mut blocks);
    blocks
}

pub(super) fn line(text: &str) -> Vec<Inline> {
    let mut pieces = parse_line(text);
    clean_pieces(&mut pieces);
    pieces
}

/// Plain text as a text; none if it is empty.
pub(super) fn literal(plain: String) -> Vec<TextBlock> {
    if plain.is_empty() { Vec::new() } else { vec![TextBlock::Paragraph(vec![Inline::Plain(plain)])] }
}
