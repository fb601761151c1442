//! Makes characters harmless that can change how other text is shown, or that cannot be seen. What could matter to the
//! meaning is shown by its number, such as `[U+202E]`; what only takes part in shaping is taken out.

use std::borrow::Cow;

use sopwright_core::text::{Inline, TextBlock};

/// Plain text without hidden characters. Line ends become `\n`; tabs stay.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| verdict(c) == Verdict::Keep) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match verdict(c) {
            Verdict::Keep => out.push(c),
            Verdict::LineEnd => out.push('\n'),
            Verdict::Drop => {}
            Verdict::Show => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            Verdict::Replace => out.push('\u{fffd}'),
        }
    }
    Cow::Owned(out)
}

/// Plain text on one line, without white space at its ends.
pub(crate) fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Parsed text without hidden characters.
pub(crate) fn clean_blocks(blocks: &mut [TextBlock]) {
    for block in blocks {
        match block {
            TextBlock::Paragraph(pieces) => clean_pieces(pieces),
            TextBlock::List { items, .. } => items.iter_mut().for_each(|item| clean_blocks(item)),
        }
    }
}

/// A parsed line without hidden characters.
pub(crate) fn clean_pieces(pieces: &mut [Inline]) {
    for piece in pieces {
        match piece {
            Inline::Plain(text) | Inline::Code(text) | Inline::Key(text) | Inline::StepLink { text, .. } => {
                let cleaned = clean(text).replace(['\n', '\t'], " ");
                *text = cleaned;
            }
            Inline::Bold(inner) | Inline::Italic(inner) | Inline::Link { text: inner, .. } => clean_pieces(inner),
            // The parser lets only harmless characters into these.
            Inline::Parameter(_) | Inline::Break => {}
        }
    }
}

#[derive(PartialEq)]
enum Verdict {
    Keep,
    LineEnd,
    Drop,
    Show,
    Replace,
}

fn verdict(c: char) -> Verdict {
    match c {
        '\n' | '\t' => Verdict::Keep,
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Verdict::LineEnd,
        _ if c.is_control() => Verdict::Show,
        // They turn the direction of other text around.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Verdict::Show,
        // Invisible: direction marks, zero-width spaces and joiners that shape nothing, annotations, tags.
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' => {
            Verdict::Drop
        }
        '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => Verdict::Drop,
        '\u{fdd0}'..='\u{fdef}' => Verdict::Replace,
        _ if u32::from(c) & 0xfffe == 0xfffe => Verdict::Replace,
        _ => Verdict::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown_or_taken_out() {
        assert_eq!(
            clean("a\u{202e}b\u{7}c\u{200b}d\r\ne\u{feff}\u{e0041}f\u{fffe}"),
            "a[U+202E]b[U+0007]cd\ne f\u{fffd}".replace(' ', "")
        );
        assert_eq!(clean("שלום 漢字 é\tx\n👩\u{200d}🚀"), "שלום 漢字 é\tx\n👩\u{200d}🚀");
        assert_eq!(clean_line("  a\n\t b "), "a b");
    }
}
