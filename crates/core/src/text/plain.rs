//! The words of a text without its markup: for search, titles and descriptions.

use super::{Inline, TextBlock};

/// The words, with an empty line between paragraphs and a mark before each list item.
pub fn plain(blocks: &[TextBlock]) -> String {
    let mut out = String::new();
    write_blocks(blocks, 0, &mut out);
    out
}

/// The words of one line.
pub fn plain_line(pieces: &[Inline]) -> String {
    let mut out = String::new();
    write_pieces(pieces, &mut out);
    out
}

fn write_blocks(blocks: &[TextBlock], indent: usize, out: &mut String) {
    for (i, block) in blocks.iter().enumerate() {
        match block {
            TextBlock::Paragraph(pieces) => {
                if i > 0 {
                    out.push_str("\n\n");
                }
                write_pieces(pieces, out);
            }
            TextBlock::List { ordered, items } => {
                for (n, item) in items.iter().enumerate() {
                    if !out.is_empty() {
                        out.push('\n');
                    }
                    out.push_str(&"  ".repeat(indent));
                    if *ordered {
                        out.push_str(&format!("{}. ", n + 1));
                    } else {
                        out.push_str("- ");
                    }
                    write_blocks(item, indent + 1, out);
                }
            }
        }
    }
}

fn write_pieces(pieces: &[Inline], out: &mut String) {
    for piece in pieces {
        match piece {
            Inline::Plain(text) | Inline::Code(text) | Inline::Key(text) | Inline::StepLink { text, .. } => {
                out.push_str(text);
            }
            Inline::Bold(inner) | Inline::Italic(inner) | Inline::Link { text: inner, .. } => write_pieces(inner, out),
            Inline::Parameter(name) => {
                out.push_str("{{");
                out.push_str(name);
                out.push_str("}}");
            }
            Inline::Break => out.push('\n'),
        }
    }
}
