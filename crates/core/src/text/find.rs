//! Finds words where people see them: over line ends, over the edges of marks, whatever the white space, and in spite of
//! characters that cannot be seen.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Find {
    /// The words. White space between them is as good as any other; at their ends it does not count.
    pub words: String,
    /// Capital and small letters are the same.
    pub any_case: bool,
    /// Not as a part of a longer word or number.
    pub whole: bool,
}

/// A character that can be seen, and where it stands.
struct Seen {
    c: char,
    at: Range<usize>,
}

impl Find {
    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.needle().is_empty()
    }

    /// Whether the words stand in these characters.
    pub fn is_in(&self, characters: &str) -> bool {
        !self.ranges(characters).is_empty()
    }

    /// Where the words stand in these characters, in bytes, in order and without overlap.
    pub fn ranges(&self, characters: &str) -> Vec<Range<usize>> {
        let needle = self.needle();
        if needle.is_empty() {
            return Vec::new();
        }
        let seen: Vec<Seen> = characters
            .char_indices()
            .filter(|(_, c)| !is_unseen(*c))
            .map(|(at, c)| Seen { c: self.folded(c), at: at..at + c.len_utf8() })
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < seen.len() {
            match self.end_of(&needle, &seen, at) {
                Some(end) => {
                    found.push(seen[at].at.start..seen[end - 1].at.end);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// These characters with others in place of the words; none if they do not stand there.
    pub fn replaced(&self, characters: &str, by: &str) -> Option<(String, usize)> {
        let ranges = self.ranges(characters);
        if ranges.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(characters.len());
        let mut at = 0;
        for range in &ranges {
            out.push_str(&characters[at..range.start]);
            out.push_str(by);
            at = range.end;
        }
        out.push_str(&characters[at..]);
        Some((out, ranges.len()))
    }

    fn needle(&self) -> Vec<char> {
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        words.chars().filter(|c| !is_unseen(*c)).map(|c| self.folded(c)).collect()
    }

    /// Where the words end that begin here, if they do.
    fn end_of(&self, needle: &[char], seen: &[Seen], start: usize) -> Option<usize> {
        let mut at = start;
        for &wanted in needle {
            if seen.get(at)?.c != wanted {
                return None;
            }
            at += 1;
            while wanted == ' ' && seen.get(at).is_some_and(|s| s.c == ' ') {
                at += 1;
            }
        }
        let grows = |edge: Option<&char>, beside: Option<&Seen>| {
            edge.is_some_and(|c| c.is_alphanumeric()) && beside.is_some_and(|s| s.c.is_alphanumeric())
        };
        let before = start.checked_sub(1).and_then(|i| seen.get(i));
        let part = grows(needle.first(), before) || grows(needle.last(), seen.get(at));
        if self.whole && part { None } else { Some(at) }
    }

    fn folded(&self, c: char) -> char {
        if c.is_whitespace() {
            return ' ';
        }
        let mut small = c.to_lowercase();
        match (self.any_case, small.next(), small.next()) {
            (true, Some(small), None) => small,
            _ => c,
        }
    }
}

/// Characters without a picture of their own: soft hyphens, joiners, direction marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(words: &str, any_case: bool, whole: bool) -> Find {
        Find { words: words.into(), any_case, whole }
    }

    #[test]
    fn words_are_found_as_people_see_them() {
        let acme = find(" Acme  Corp ", true, true);
        for text in ["at ACME corp.", "(Acme\nCorp)", "Ac\u{ad}me\u{a0} Corp", "acme corp"] {
            assert!(acme.is_in(text), "{text:?}");
        }
        for text in ["Acme Corporation", "MacAcme Corp", "AcmeCorp", "Acme, Corp"] {
            assert!(!acme.is_in(text), "{text:?}");
        }
        assert!(find("corp", true, false).is_in("Acme Corporation"));
        assert!(!find("acme", false, true).is_in("Acme"));
        assert!(find("2025-10", false, true).is_in("on 2025-10.") && !find("2025-1", false, true).is_in("2025-10"));
        assert!(find("ärger", true, true).is_in("ÄRGER"));
    }

    #[test]
    fn nothing_is_found_nowhere() {
        assert!(find(" \u{200b}", true, true).is_empty() && !find("", false, false).is_in("a"));
    }

    #[test]
    fn each_place_is_replaced_once() {
        assert_eq!(find("aa", false, false).replaced("aaaaa", "b"), Some(("bba".into(), 2)));
        assert_eq!(find("é", false, false).replaced("caf\u{e9}s", "e"), Some(("cafes".into(), 1)));
        assert_eq!(find("x", false, false).replaced("a", "b"), None);
    }
}
