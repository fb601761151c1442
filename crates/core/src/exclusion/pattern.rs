//! A pattern: words that are looked for as whole words, with `*` for any characters.

/// A pattern, ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern {
    /// What stands between the stars, in small letters.
    pieces: Vec<Vec<char>>,
}

/// A text as patterns are compared with it.
pub(super) fn folded(text: &str) -> Vec<char> {
    text.trim().chars().flat_map(char::to_lowercase).collect()
}

impl Pattern {
    pub(super) fn new(words: &str) -> Self {
        let words = words.trim();
        if words.is_empty() {
            return Self::default();
        }
        Self { pieces: words.split('*').map(|piece| piece.chars().flat_map(char::to_lowercase).collect()).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether it is found in the text. An empty pattern is found in every text.
    pub(super) fn fits(&self, text: &[char]) -> bool {
        let Some((last, before)) = self.pieces.split_last() else { return true };
        let mut at = 0;
        for (i, piece) in before.iter().enumerate() {
            // Only the first piece begins a word. The first place where it does leaves most for the others.
            match places(text, piece, at).find(|&start| i > 0 || piece.is_empty() || is_edge(text, start)) {
                Some(start) => at = start + piece.len(),
                None => return false,
            }
        }
        let opens = |start| !before.is_empty() || last.is_empty() || is_edge(text, start);
        let closes = |start: usize| last.is_empty() || is_edge(text, start + last.len());
        places(text, last, at).any(|start| opens(start) && closes(start))
    }
}

/// Where the piece stands, from there on.
fn places<'a>(text: &'a [char], piece: &'a [char], from: usize) -> impl Iterator<Item = usize> + 'a {
    (from..=text.len().saturating_sub(piece.len())).filter(move |&at| text[at..].starts_with(piece))
}

/// Whether no word goes on across this place.
fn is_edge(text: &[char], at: usize) -> bool {
    let inside = at > 0 && at < text.len() && text[at - 1].is_alphanumeric() && text[at].is_alphanumeric();
    !inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fits(pattern: &str, text: &str) -> bool {
        Pattern::new(pattern).fits(&folded(text))
    }

    #[test]
    fn words_are_whole_unless_a_star_says_otherwise() {
        for (pattern, text) in [
            ("bank", "My Bank - Firefox"),
            ("BANK", "bank"),
            ("bank*", "Banking"),
            ("*bank", "Sparbank - Login"),
            ("*bank*", "Databanks"),
            ("(private)", "Mail (Private)"),
            ("private browsing", "x — Private Browsing"),
            ("a*c", "abc"),
            ("a*c", "a b c"),
            ("*", ""),
            ("", "anything"),
            ("größe", "GRÖSSE Größe"),
        ] {
            assert!(fits(pattern, text), "{pattern} in {text}");
        }
        for (pattern, text) in [
            ("bank", "Banking"),
            ("bank", "Databank"),
            ("*bank", "Banks"),
            ("bank*", "Databank"),
            ("a*c", "ab"),
            ("a", ""),
        ] {
            assert!(!fits(pattern, text), "{pattern} in {text}");
        }
    }

    proptest! {
        #[test]
        fn a_text_is_found_in_itself_whatever_is_around_it(word in "[a-z]{1,8}( [a-z]{1,8}){0,2}", before in "\\PC{0,8}", after in "\\PC{0,8}") {
            let spaced = format!("{before} {word} {after}");
            prop_assert!(fits(&word, &spaced));
            let joined = format!("{before}{word}{after}");
            let starred = format!("*{word}*");
            prop_assert!(fits(&starred, &joined));
        }

        #[test]
        fn any_pattern_can_be_looked_for(pattern in "[a*. ]{0,10}", text in "[ab. ]{0,20}") {
            fits(&pattern, &text);
        }
    }
}
