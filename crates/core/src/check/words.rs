//! A text as words: which ones a person says, and which are names of what is on a screen, so that the checks do not
//! take a button called “Save and close” for two actions.

use crate::text::{Inline, TextBlock};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Said by the writer.
    Said,
    /// A name: bold, italic, in quotes, a link.
    Named,
    /// Code, key caps, paths and addresses.
    Code,
    /// `{{name}}`; the word is the name.
    Parameter,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Before {
    /// White space, or nothing that matters.
    Space,
    Comma,
    /// What follows says what is meant.
    Colon,
    /// The start of the text, of a line or list item, or the end of a sentence.
    Stop,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    start: u32,
    end: u32,
    pub(super) kind: Kind,
    pub(super) before: Before,
    /// An opening bracket stands right before it.
    pub(super) bracketed: bool,
    /// It stands in brackets.
    pub(super) aside: bool,
}

/// A text's words, in order. `plain` is what is read, without markup.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) plain: String,
    lower: String,
    pub(super) list: Vec<Word>,
}

impl Words {
    pub(super) fn of_blocks(blocks: &[TextBlock]) -> Self {
        let mut reader = Reader::new();
        reader.blocks(blocks);
        reader.finish()
    }

    pub(super) fn of_line(pieces: &[Inline]) -> Self {
        let mut reader = Reader::new();
        reader.pieces(pieces, Kind::Said);
        reader.finish()
    }

    pub(super) fn of_plain(text: &str) -> Self {
        let mut reader = Reader::new();
        for line in text.lines() {
            reader.stop();
            reader.run(line, Kind::Said);
        }
        reader.finish()
    }

    /// As written.
    pub(super) fn word(&self, word: &Word) -> &str {
        &self.plain[word.start as usize..word.end as usize]
    }

    /// With ASCII letters in lower case; empty past the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |w| &self.lower[w.start as usize..w.end as usize])
    }

    /// What is written from this word up to that one, without marks and white space at its end.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        let start = self.list.get(from).map_or(self.plain.len(), |w| w.start as usize);
        let end = self.list.get(to).map_or(self.plain.len(), |w| w.start as usize);
        self.plain.get(start..end).unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric() && c != '}')
    }
}

/// Short forms whose full stop ends no sentence.
const SHORT_FORMS: [&str; 13] =
    ["e.g", "i.e", "no", "nr", "approx", "vs", "mr", "mrs", "ms", "dr", "st", "fig", "incl"];

/// About how many, with the space after it.
const LETTERS_A_WORD: usize = 5;

struct Reader {
    words: Words,
    before: Before,
    bracketed: bool,
    aside: bool,
    quoted: bool,
}

impl Reader {
    fn new() -> Self {
        Self { words: Words::default(), before: Before::Stop, bracketed: false, aside: false, quoted: false }
    }

    fn finish(self) -> Words {
        let mut words = self.words;
        // A text that is bold as a whole names nothing.
        if words.list.iter().all(|w| w.kind == Kind::Named) {
            words.list.iter_mut().for_each(|w| w.kind = Kind::Said);
        }
        words.lower = words.plain.to_ascii_lowercase();
        words
    }

    fn stop(&mut self) {
        if !self.words.plain.is_empty() {
            self.words.plain.push('\n');
        }
        self.before = Before::Stop;
        self.quoted = false;
        self.bracketed = false;
        self.aside = false;
    }

    fn blocks(&mut self, blocks: &[TextBlock]) {
        for block in blocks {
            match block {
                TextBlock::Paragraph(pieces) => {
                    self.stop();
                    self.pieces(pieces, Kind::Said);
                }
                TextBlock::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            }
        }
    }

    fn pieces(&mut self, pieces: &[Inline], kind: Kind) {
        for piece in pieces {
            match piece {
                Inline::Plain(text) => self.run(text, kind),
                Inline::Bold(inner) | Inline::Italic(inner) | Inline::Link { text: inner, .. } => {
                    self.pieces(inner, Kind::Named);
                }
                Inline::StepLink { text, .. } => self.run(text, Kind::Named),
                Inline::Code(text) | Inline::Key(text) => self.whole(text, Kind::Code),
                Inline::Parameter(name) => {
                    self.words.plain.push_str("{{");
                    self.whole(name, Kind::Parameter);
                    self.words.plain.push_str("}}");
                }
                Inline::Break => self.stop(),
            }
        }
    }

    /// A piece that is one word, whatever is in it.
    fn whole(&mut self, text: &str, kind: Kind) {
        let start = self.words.plain.len();
        self.words.plain.push_str(text);
        self.push(start, self.words.plain.len(), kind);
    }

    fn run(&mut self, text: &str, kind: Kind) {
        let base = self.words.plain.len();
        self.words.plain.push_str(text);
        self.words.list.reserve(text.len() / LETTERS_A_WORD + 1);
        for chunk in text.split_whitespace() {
            // The chunk is a slice of the text, so the distance between the pointers is where it stands.
            self.chunk(base + (chunk.as_ptr() as usize - text.as_ptr() as usize), chunk, kind);
        }
    }

    /// A word with the marks around it.
    fn chunk(&mut self, start: usize, chunk: &str, kind: Kind) {
        let kind = if self.quoted && kind == Kind::Said { Kind::Named } else { kind };
        if chunk.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return self.push(start, start + chunk.len(), kind);
        }
        if is_located(chunk) {
            let word = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
            self.push(start, start + word.len(), Kind::Code);
            return self.marks(&chunk[word.len()..], "");
        }
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            return self.marks(chunk, "");
        }
        let lead = chunk.find(word).unwrap_or(0);
        self.marks(&chunk[..lead], "");
        let kind = if self.quoted && kind == Kind::Said { Kind::Named } else { kind };
        self.push(start + lead, start + lead + word.len(), kind);
        self.marks(&chunk[lead + word.len()..], word);
    }

    /// Marks between words; `after` is the word that they follow, if they touch it.
    fn marks(&mut self, marks: &str, after: &str) {
        for mark in marks.chars() {
            match mark {
                '“' | '„' | '«' | '‹' => self.quoted = true,
                '”' | '»' | '›' => self.quoted = false,
                '"' => self.quoted = !self.quoted,
                '(' | '[' => (self.bracketed, self.aside) = (true, true),
                ')' | ']' => self.aside = false,
                ':' => self.before = self.before.max(Before::Colon),
                ',' => self.before = self.before.max(Before::Comma),
                '.' if SHORT_FORMS.iter().any(|s| s.eq_ignore_ascii_case(after)) => {}
                '.' | ';' | '!' | '?' | '…' | '–' | '—' => self.before = Before::Stop,
                _ => {}
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        // A text of more than 4 GiB has no words from there on.
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        if start < end {
            self.words.list.push(Word {
                start,
                end,
                kind,
                before: self.before,
                bracketed: self.bracketed,
                aside: self.aside,
            });
            self.before = Before::Space;
            self.bracketed = false;
        }
    }
}

/// A path, an address or a place in one.
fn is_located(chunk: &str) -> bool {
    let chunk = chunk.trim_start_matches(['(', '[', '"', '“']);
    chunk.contains("://")
        || chunk.contains(['\\', '@'])
        || chunk.len() > 1 && chunk.starts_with(['/', '~'])
        || chunk.starts_with("./")
        || chunk.starts_with("../")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{parse, parse_line};

    fn kinds(text: &str) -> Vec<(String, Kind)> {
        let words = Words::of_line(&parse_line(text));
        words.list.iter().map(|w| (words.word(w).to_owned(), w.kind)).collect()
    }

    #[test]
    fn names_are_told_from_what_is_said() {
        let want = [("Choose", Kind::Said), ("Save", Kind::Named), ("as", Kind::Named), ("now", Kind::Said)];
        let want = want.map(|(word, kind)| (word.to_owned(), kind));
        assert_eq!(kinds("Choose **Save as** now."), want);
        assert_eq!(kinds("Choose “Save as” now"), want);
        assert_eq!(kinds("**Choose it**")[0].1, Kind::Said);
    }

    #[test]
    fn paths_addresses_keys_and_parameters_are_words_of_their_own() {
        let found = kinds("Open /etc/hosts, write to a@b.org, press <kbd>Ctrl</kbd> with {{month}}.");
        let code: Vec<_> = found.iter().filter(|(_, k)| *k == Kind::Code).map(|(w, _)| w.as_str()).collect();
        assert_eq!(code, ["/etc/hosts", "a@b.org", "Ctrl"]);
        assert_eq!(found.last(), Some(&("month".to_owned(), Kind::Parameter)));
    }

    #[test]
    fn sentences_lines_and_commas_are_told_apart() {
        let words = Words::of_blocks(&parse("One, two (three). Four e.g. five\nsix\n\n- seven\n- eight: nine"));
        let before: Vec<_> = words.list.iter().map(|w| (words.word(w), w.before)).collect();
        let stops: Vec<_> = before.iter().filter(|(_, b)| *b >= Before::Colon).map(|(w, _)| *w).collect();
        assert_eq!(stops, ["One", "Four", "six", "seven", "eight", "nine"]);
        assert_eq!(before[1], ("two", Before::Comma));
        assert!(words.list[2].bracketed && words.list[2].aside && !words.list[3].aside);
    }

    #[test]
    fn what_stands_between_two_words_is_without_marks_at_its_end() {
        let words = Words::of_line(&parse_line("Open it, then enter {{x}}."));
        assert_eq!(words.between(0, 2), "Open it");
        assert_eq!(words.between(2, 9), "then enter {{x}}");
    }
}
