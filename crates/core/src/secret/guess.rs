//! Long random tokens, which nothing but their look gives away.

use super::{Finding, has_word_of, words};

/// Characters of a random token that is worth masking. Longer runs are data, not keys.
const TOKEN: (usize, usize) = (20, 512);

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    if !has_word_of(TOKEN.0, text) {
        return;
    }
    let mut certificate = false;
    let mut at_key = false;
    for (start, word) in words(text) {
        // What follows these words is public and looks random all the same.
        if word.starts_with("-----BEGIN") {
            certificate = true;
        } else if word.starts_with("-----END") {
            certificate = false;
        }
        let public = at_key || certificate;
        at_key = word.starts_with("ssh-") || word.starts_with("ecdsa-");
        if public || is_located(word) {
            continue;
        }
        for (offset, piece) in pieces(word) {
            if looks_random(piece) {
                let start = start + offset;
                found.push(Finding { range: start..start + piece.len(), what: "a random token" });
            }
        }
    }
}

/// An address, a path or a file: what is random in it is an identity, not a credential.
pub(super) fn is_located(word: &str) -> bool {
    let word = word.trim_start_matches(['"', '\'', '(', '<', '[']);
    word.contains("://")
        || word.starts_with("www.")
        || word.starts_with("data:")
        || ["/", "./", "../", "~/", "\\", "%", "sha1-", "sha256", "sha384", "sha512"]
            .iter()
            .any(|s| word.starts_with(s))
        || word.contains('\\')
        || word.as_bytes().get(1..3).is_some_and(|b| b == b":/")
}

/// The runs of a word that could be a token, with their offsets.
fn pieces(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let edge =
        |c: char| matches!(c, '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | ',' | ';' | ':' | '|');
    let mut at = 0;
    word.split(edge).filter_map(move |piece| {
        let start = at;
        // Every edge is one byte.
        at += piece.len() + 1;
        // `name=token`; trailing `=` is padding.
        let body = piece.trim_end_matches(['.', '!', '?']);
        let unpadded = body.trim_end_matches('=');
        let skip = unpadded.rfind('=').map_or(0, |i| i + 1);
        let body = &body[skip..];
        (TOKEN.0..=TOKEN.1).contains(&body.len()).then_some((start + skip, body))
    })
}

/// Upper, lower and digits so mixed that no naming rule made it.
fn looks_random(token: &str) -> bool {
    let fits = token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'_' | b'-' | b'='));
    if !fits || !has_all_classes(token) || is_named(token) {
        return false;
    }
    entropy(token) >= 3.6 && class_changes(token) * 10 >= token.len() * 3
}

fn has_all_classes(token: &str) -> bool {
    token.bytes().any(|b| b.is_ascii_uppercase())
        && token.bytes().any(|b| b.is_ascii_lowercase())
        && token.bytes().filter(u8::is_ascii_digit).count() >= 2
}

/// Pieces that are words or numbers each, as in `Invoice-2024-ABC-final` and `docs/Chapter1/Part2`.
fn is_named(token: &str) -> bool {
    let parts = || token.split(['-', '_', '/', '+', '=']).filter(|p| !p.is_empty());
    let pure = parts().filter(|p| {
        let letters = p.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = letters.is_empty();
        let word =
            letters.bytes().all(|b| b.is_ascii_alphabetic()) && letters.bytes().skip(1).all(|b| b.is_ascii_lowercase());
        let shout = letters.bytes().all(|b| b.is_ascii_uppercase());
        number || word || shout
    });
    let (count, pure) = (parts().count(), pure.count());
    let hex = token.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    hex || (count > 1 && pure * 4 >= count * 3)
}

/// Bits a character, from how often each occurs.
pub(super) fn entropy(token: &str) -> f64 {
    let mut counts = [0_u32; 128];
    for byte in token.bytes() {
        counts[usize::from(byte & 0x7f)] += 1;
    }
    let total = f64::from(u32::try_from(token.len()).unwrap_or(u32::MAX));
    counts.iter().filter(|c| **c > 0).map(|c| f64::from(*c) / total).map(|share| -share * share.log2()).sum()
}

/// How often the kind of character changes. Names change at the start of a word only.
pub(super) fn class_changes(token: &str) -> usize {
    let class = |b: u8| match b {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    token.as_bytes().windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_is_told_from_named() {
        assert!(looks_random("wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLE2K9"));
        assert!(looks_random("V1StGXR8Z5jdHi6BmyT0q"));
        assert!(!looks_random("getElementByIdAndTagName2"));
        assert!(!looks_random("Invoice-2024-ABC-final-v12"));
        assert!(!looks_random("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    }
}
