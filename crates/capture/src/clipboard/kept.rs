//! What is made of what was read: bounded, in words where something was left out, and nothing at all where nothing is
//! left to keep.

use std::path::PathBuf;

use sopwright_core::entry::Snippet;
use sopwright_core::port::{Clip, Frame};

use super::MOST_TEXT;
use crate::words;

/// Text as it was read.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    pub text: String,
    /// There was more.
    pub cut: bool,
    /// Some of it was no text.
    pub lossy: bool,
}

impl Raw {
    /// Text that a library has read and found good.
    pub fn good(text: String) -> Self {
        Self { text, cut: false, lossy: false }
    }

    /// Bytes that should be UTF-8. `cut` says that there were more.
    #[cfg(target_os = "linux")]
    pub fn from_utf8(mut bytes: Vec<u8>, cut: bool) -> Self {
        if cut {
            // The cut may have split the last character, which is not the owner's fault.
            let tail = bytes.len().saturating_sub(3);
            let start = (tail..bytes.len()).rev().find(|&i| bytes[i] >= 0xc0);
            if let Some(start) = start
                && std::str::from_utf8(&bytes[start..]).is_err()
            {
                bytes.truncate(start);
            }
        }
        if let [0xff, 0xfe, rest @ ..] = bytes.as_slice() {
            // Some programs hand out UTF-16 with a mark in front under the name of UTF-8.
            let units = rest.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
            let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
            return Self { lossy: text.contains('\u{fffd}'), text, cut };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self { text, cut, lossy: false },
            Err(bad) => Self { text: String::from_utf8_lossy(bad.as_bytes()).into_owned(), cut, lossy: true },
        }
    }

    /// Bytes of Latin-1.
    #[cfg(target_os = "linux")]
    pub fn from_latin(bytes: &[u8], cut: bool) -> Self {
        Self { text: bytes.iter().map(|&byte| char::from(byte)).collect(), cut, lossy: false }
    }

    /// Bounded and without NUL.
    fn tidy(mut self) -> Self {
        self.lossy |= self.text.trim_end_matches('\0').contains('\0');
        self.text = words::without_nul(self.text);
        self.cut |= words::cut(&mut self.text, MOST_TEXT);
        self
    }
}

/// Plain text.
pub(crate) fn text(raw: Raw) -> Clip {
    let raw = raw.tidy();
    if raw.text.is_empty() {
        return Clip::Empty;
    }
    let cut = left_out(&raw, None);
    Clip::Kept { snippet: Snippet::Text { text: raw.text }, picture: None, cut }
}

/// Formatted text. Without plain text beside it, that is taken out of the source.
pub(crate) fn html(plain: Raw, source: Raw) -> Clip {
    let (mut plain, source) = (plain.tidy(), source.tidy());
    if plain.text.is_empty() {
        plain = Raw { text: words::plain_of_html(&source.text), cut: source.cut, lossy: source.lossy };
    }
    if source.text.trim().is_empty() {
        return text(plain);
    }
    if plain.text.is_empty() {
        return Clip::Empty;
    }
    let cut = left_out(&plain, Some(&source));
    // Half of the source is no use: its tags would not close.
    let snippet = if source.cut {
        Snippet::Text { text: plain.text }
    } else {
        Snippet::Html { text: plain.text, source: source.text }
    };
    Clip::Kept { snippet, picture: None, cut }
}

/// Names of files; nothing if there are none.
pub(crate) fn files(paths: Vec<PathBuf>, mut cut: bool) -> Option<Clip> {
    let mut kept = Vec::new();
    let mut room = MOST_TEXT;
    let mut lossy = false;
    for path in paths {
        lossy |= path.to_str().is_none();
        let path = words::without_nul(path.to_string_lossy().into_owned());
        let Some(rest) = room.checked_sub(path.len() + 1) else {
            cut = true;
            break;
        };
        room = rest;
        kept.push(path);
    }
    if kept.is_empty() {
        return None;
    }
    let mut said = Vec::new();
    if cut {
        said.push(format!("Only the first {} file names were kept.", kept.len()));
    }
    if lossy {
        said.push("Bytes in file names that are no text were replaced.".to_owned());
    }
    Some(Clip::Kept { snippet: Snippet::Files { paths: kept }, picture: None, cut: said.join(" ") })
}

/// A picture.
pub(crate) fn picture(frame: Frame) -> Clip {
    Clip::Kept { snippet: Snippet::Image, picture: Some(frame), cut: String::new() }
}

/// What was left out, in words.
fn left_out(plain: &Raw, source: Option<&Raw>) -> String {
    let mut said = Vec::new();
    if plain.cut {
        said.push("The text is longer than 1 MiB; only its beginning was kept.");
    }
    if source.is_some_and(|source| source.cut) {
        said.push("Its formatting is longer than 1 MiB and was left out.");
    }
    if plain.lossy {
        said.push("Bytes that are no text were replaced.");
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(clip: Clip) -> (Snippet, String) {
        match clip {
            Clip::Kept { snippet, cut, .. } => (snippet, cut),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn long_text_is_cut_between_characters_and_says_so() {
        let (snippet, cut) = kept(text(Raw::good("\u{20ac}".repeat(400_000))));
        let Snippet::Text { text } = snippet else { panic!() };
        assert!(text.len() <= MOST_TEXT && text.len() > MOST_TEXT - 3);
        assert!(cut.contains("1 MiB"), "{cut}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn bytes_that_are_no_text_are_replaced_but_a_character_split_by_the_cut_is_dropped() {
        let (snippet, cut) = kept(text(Raw::from_utf8(b"a\xffb\0c".to_vec(), false)));
        assert_eq!(snippet, Snippet::Text { text: "a\u{fffd}b\u{fffd}c".into() });
        assert!(cut.contains("replaced"));
        let raw = Raw::from_utf8(b"ab\xe2\x82".to_vec(), true);
        assert_eq!((raw.text.as_str(), raw.lossy), ("ab", false));
        let raw = Raw::from_utf8(b"\xff\xfea\0b\0".to_vec(), false);
        assert_eq!((raw.text.as_str(), raw.lossy), ("ab", false));
    }

    #[test]
    fn formatting_that_is_too_long_is_left_out_whole() {
        let (snippet, cut) = kept(html(Raw::good("a".into()), Raw::good("<p>".repeat(500_000))));
        assert_eq!(snippet, Snippet::Text { text: "a".into() });
        assert!(cut.contains("formatting"));
        let (snippet, _) = kept(html(Raw::default(), Raw::good("<p>x".into())));
        assert_eq!(snippet, Snippet::Html { text: "x".into(), source: "<p>x".into() });
    }

    #[test]
    fn nothing_is_kept_of_nothing() {
        assert!(matches!(text(Raw::good("\0\0".into())), Clip::Empty));
        assert!(matches!(html(Raw::default(), Raw::good("<br>".into())), Clip::Empty));
        assert!(files(Vec::new(), false).is_none());
    }
}
