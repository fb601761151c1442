//! Writes paragraphs and lists as the Markdown subset, so that they read back as themselves. Where marks cannot be
//! written so that they do, the words are kept and the marks go: what was written is read again before it is handed out.

use super::parse::{parse, parse_line};
use super::{Inline, TextBlock, escape, plain, plain_line, tidy};

/// The text of some paragraphs and lists.
pub fn write(blocks: &[TextBlock]) -> String {
    let blocks = tidy::blocks(blocks);
    let text = write_blocks(&blocks);
    // Marks may have gone, words must not.
    if plain(&parse(&text)) == plain(&blocks) { text } else { escape(&plain(&blocks)) }
}

/// The text of a line.
pub fn write_line(pieces: &[Inline]) -> String {
    let pieces = tidy::line(pieces);
    write_pieces(&pieces, false)
}

/// `text` if it reads as these paragraphs and lists, else their own text: keeps the writing that people know.
pub(super) fn or_write(text: String, blocks: &[TextBlock]) -> String {
    if parse(&text) == tidy::blocks(blocks) { text } else { write(blocks) }
}

/// `text` if it reads as this line, else the line's own text.
pub(super) fn or_write_line(text: String, pieces: &[Inline]) -> String {
    if parse_line(&text) == tidy::line(pieces) { text } else { write_line(pieces) }
}

fn write_blocks(blocks: &[TextBlock]) -> String {
    let mut out = String::new();
    // Two lists of a kind in a row would be read as one, were their signs the same.
    let mut other_sign = false;
    for (i, block) in blocks.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| blocks.get(i));
        if before.is_some() {
            out.push_str("\n\n");
        }
        match block {
            TextBlock::Paragraph(pieces) => out.push_str(&write_pieces(pieces, true)),
            TextBlock::List { ordered, items } => {
                let grows = matches!(before, Some(TextBlock::List { ordered: other, .. }) if other == ordered);
                other_sign = grows && !other_sign;
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        out.push('\n');
                    }
                    let sign = match (ordered, other_sign) {
                        (true, false) => format!("{}. ", n + 1),
                        (true, true) => format!("{}) ", n + 1),
                        (false, false) => "- ".to_owned(),
                        (false, true) => "* ".to_owned(),
                    };
                    write_item(&sign, item, &mut out);
                }
            }
        }
    }
    out
}

fn write_item(sign: &str, item: &[TextBlock], out: &mut String) {
    let mut text = write_blocks(item);
    // A list right under the words needs no empty line, unless it begins with an empty item.
    if let [TextBlock::Paragraph(_), TextBlock::List { items, .. }, ..] = item
        && items.first().is_some_and(|first| !first.is_empty())
    {
        text = text.replacen("\n\n", "\n", 1);
    }
    if text.is_empty() {
        out.push_str(sign.trim_end());
    }
    for (i, line) in text.split('\n').enumerate().filter(|_| !text.is_empty()) {
        if i > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push_str(if i == 0 { sign.to_owned() } else { " ".repeat(sign.len()) }.as_str());
            out.push_str(line);
        }
    }
}

/// The pieces of a paragraph, or of a line, where the signs of lists and the like mean nothing.
fn write_pieces(pieces: &[Inline], paragraph: bool) -> String {
    let reads_back = |text: &str, pieces: &[Inline]| {
        let read = match paragraph {
            false => Some(parse_line(text)),
            true => match parse(text).as_mut_slice() {
                [] => Some(Vec::new()),
                [TextBlock::Paragraph(read)] => Some(std::mem::take(read)),
                _ => None,
            },
        };
        read.is_some_and(|read| read == pieces)
    };
    let tries = [Marks::Starred, Marks::Underlined, Marks::Guarded].into_iter();
    let written = tries.map(|marks| Writer::write(pieces, marks, paragraph)).find(|text| reads_back(text, pieces));
    written.unwrap_or_else(|| {
        let bare = tidy::paragraph(&without_marks(pieces));
        let text = Writer::write(&bare, Marks::Starred, paragraph);
        if reads_back(&text, &bare) { text } else { escape(&plain_line(pieces)) }
    })
}

fn without_marks(pieces: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Inline::Bold(inner) | Inline::Italic(inner) => out.extend(without_marks(inner)),
            other => out.push(other.clone()),
        }
    }
    out
}

/// How emphasis is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// `*` and `**`.
    Starred,
    /// `_` and `**`.
    Underlined,
    /// Stars and underscores in turn, and the characters beside them as entities: ugly, and works anywhere.
    Guarded,
}

struct Writer {
    out: String,
    marks: Marks,
    paragraph: bool,
    /// The sign of the mark around, and of the mark that has just ended.
    around: Option<char>,
    ended: Option<char>,
    in_link: bool,
    /// The next plain character stands after a mark and must be an entity.
    guard_next: bool,
}

impl Writer {
    fn write(pieces: &[Inline], marks: Marks, paragraph: bool) -> String {
        let mut writer =
            Self { out: String::new(), marks, paragraph, around: None, ended: None, in_link: false, guard_next: false };
        writer.pieces(pieces, None);
        writer.out
    }

    /// `after` is the character that follows all of them.
    fn pieces(&mut self, pieces: &[Inline], after: Option<char>) {
        for (i, piece) in pieces.iter().enumerate() {
            let after = pieces.get(i + 1).map_or(after, first_char);
            if !matches!(piece, Inline::Plain(_)) {
                self.guard_next = false;
            }
            let ended = self.ended.take();
            match piece {
                Inline::Plain(text) => self.plain(text, after),
                Inline::Bold(inner) => self.emphasis(inner, 2, ended),
                Inline::Italic(inner) => self.emphasis(inner, 1, ended),
                Inline::Code(code) => self.code(code),
                Inline::Key(label) => {
                    self.out.push_str("<kbd>");
                    self.plain(label, Some('<'));
                    self.out.push_str("</kbd>");
                }
                Inline::Link { to, text } => {
                    self.out.push('[');
                    let outer = std::mem::replace(&mut self.in_link, true);
                    self.pieces(text, Some(']'));
                    self.in_link = outer;
                    self.out.push_str("](");
                    self.address(to);
                    self.out.push(')');
                }
                Inline::StepLink { to, text } => {
                    self.out.push('[');
                    let outer = std::mem::replace(&mut self.in_link, true);
                    self.plain(text, Some(']'));
                    self.in_link = outer;
                    self.out.push_str(&format!("](step:{to})"));
                }
                Inline::Parameter(name) => {
                    self.out.push_str("{{");
                    self.out.push_str(name);
                    self.out.push_str("}}");
                }
                // An empty line would end the paragraph.
                Inline::Break if self.out.ends_with('\n') => self.out.push_str("\\\n"),
                Inline::Break => self.out.push('\n'),
            }
        }
    }

    fn emphasis(&mut self, inner: &[Inline], width: usize, ended: Option<char>) {
        let guarded = self.marks == Marks::Guarded;
        let sign = match self.marks {
            Marks::Starred => '*',
            Marks::Underlined if width == 1 => '_',
            Marks::Underlined => '*',
            // Beside a mark of the same sign, the two would be read as one.
            Marks::Guarded if self.around.or(ended) == Some('*') => '_',
            Marks::Guarded => '*',
        };
        if guarded && let Some(last) = self.out.chars().next_back().filter(|c| must_be_guarded(*c)) {
            self.out.pop();
            self.entity(last);
        }
        self.out.extend(std::iter::repeat_n(sign, width));
        self.guard_next = false;
        let around = self.around.replace(sign);
        self.pieces(inner, Some(sign));
        self.around = around;
        self.out.extend(std::iter::repeat_n(sign, width));
        self.guard_next = guarded;
        self.ended = Some(sign);
    }

    /// A code span, with a fence that is longer than any within.
    fn code(&mut self, code: &str) {
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let blank = code.chars().all(|c| c == ' ');
        let padded = code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' '));
        let pad = if padded && !blank { " " } else { "" };
        self.out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    fn address(&mut self, to: &str) {
        for c in to.chars() {
            if matches!(c, '(' | ')' | '<' | '>' | '\\' | '`') || (c == '&' && to.contains(';')) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn entity(&mut self, c: char) {
        self.out.push_str(&format!("&#{};", u32::from(c)));
    }

    /// Characters that read back as themselves.
    fn plain(&mut self, text: &str, after: Option<char>) {
        let chars: Vec<char> = text.chars().collect();
        let starts_line = self.paragraph && (self.out.is_empty() || self.out.ends_with('\n'));
        let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
        let outside = self.out.chars().next_back();
        for (i, &c) in chars.iter().enumerate() {
            let before = if i == 0 { outside } else { chars.get(i - 1).copied() };
            let after = chars.get(i + 1).copied().or(after);
            let guarded = std::mem::take(&mut self.guard_next) && must_be_guarded(c);
            // What would be read as a line end, or as none of the characters that it is.
            if guarded || matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}') {
                self.entity(c);
                continue;
            }
            let marked = match c {
                '*' | '`' | '[' => true,
                '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
                '_' => !super::escape::is_within_word(&chars, i),
                '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
                '&' => begins_entity(&chars[i + 1..]),
                '{' => before == Some('{') || after == Some('{'),
                '!' => after == Some('['),
                ']' => self.in_link || after == Some(':'),
                '#' | '>' | '-' | '+' | '=' | '~' => starts_line && i == 0,
                '.' | ')' => starts_line && digits > 0 && i == digits,
                _ => false,
            };
            if marked {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }
}

/// Whether a character beside a mark could take the mark's force away.
fn must_be_guarded(c: char) -> bool {
    !c.is_whitespace() && !c.is_ascii_punctuation()
}

/// Whether `&` before these characters would be read with them as one character.
fn begins_entity(chars: &[char]) -> bool {
    let name = chars.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && chars.get(name) == Some(&';')
}

/// What a piece begins with in the text. Only whether it is a mark, a bracket or a letter matters.
fn first_char(piece: &Inline) -> Option<char> {
    match piece {
        Inline::Plain(text) => text.chars().next(),
        Inline::Bold(_) | Inline::Italic(_) => Some('*'),
        Inline::Code(_) => Some('`'),
        Inline::Key(_) => Some('<'),
        Inline::Link { .. } | Inline::StepLink { .. } => Some('['),
        Inline::Parameter(_) => Some('{'),
        Inline::Break => Some('\n'),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::awkward;
    use super::*;

    #[test]
    fn ordinary_texts_stay_as_people_write_them() {
        for text in [
            "Press <kbd>Ctrl+S</kbd> in **the *main* window**, then `a | b` for {{invoice_no}}.",
            "See [the **wiki**](https://example.org/a?b=1&c=2) (soon)\nnext line",
            "One\n\n- a\n  - b\n\n    c\n- d\n\n1. x\n2. y\n\nend",
            "- a\n\n* b\n\n- c",
            r"C:\Users\ann\file_name_2.txt, 5 > 3, a - b, R&D's x",
            "*a **b** c* and **a *b* c**",
            "Go to **[Sign in](step:01890a5d-ac96-774b-bcce-b302099a8057)**.",
        ] {
            assert_eq!(write(&parse(text)), text);
        }
    }

    #[test]
    fn what_means_something_is_written_so_that_it_does_not() {
        for text in [
            "\\# no heading\n1\\. no list\n\\*no\\* \\<b>, &lt;, \\{\\{no}}, \\![x](https://e.org)",
            "`` a`b `` and ` `` ` and **`c`** and a&#10;b",
            "a**b.**&#99; *a*&#95;b",
            "**a****b** [a\\]](https://e.org/\\(x\\)?y=\\&amp;)",
            "a\\\n\\\nb",
            "-\n-\n  - - x",
        ] {
            let read = parse(text);
            assert_eq!(parse(&write(&read)), tidy::blocks(&read), "{:?}", write(&read));
        }
    }

    #[test]
    fn white_space_stands_outside_of_marks() {
        let bold = |words: &str| Inline::Bold(vec![Inline::Plain(words.into())]);
        assert_eq!(write_line(&[Inline::Plain("a".into()), bold(" b "), Inline::Plain("c".into())]), "a **b** c");
        assert_eq!(write_line(&[bold("  "), Inline::Plain("c".into())]), "c");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn a_text_reads_back_as_it_was(text in prop_oneof![awkward(), any::<String>()]) {
            let read = tidy::blocks(&parse(&text));
            prop_assert_eq!(parse(&write(&read)), read, "{:?}", write(&parse(&text)));
        }

        #[test]
        fn a_line_reads_back_as_it_was(text in prop_oneof![awkward(), any::<String>()]) {
            let read = tidy::line(&parse_line(&text));
            prop_assert_eq!(parse_line(&write_line(&read)), read, "{:?}", write_line(&parse_line(&text)));
        }
    }
}
