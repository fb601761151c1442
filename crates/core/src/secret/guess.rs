//! Credentials that nothing but their look gives away: long random tokens, and a text that is one password-like word.

use super::{Finding, words};

/// Characters of a random token that is worth masking. Longer runs are data, not keys.
const TOKEN: (usize, usize) = (20, 512);
/// Characters of a password.
const PASSWORD: (usize, usize) = (8, 64);
/// Marks that people put into passwords and seldom into names, numbers and files.
const MARKS: &str = "!@#$%^&*?=~§€£";

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
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
    let alone = text.trim();
    // What is in quotes or brackets, or ends like a part of a sentence, is judged without them.
    let bare = alone.trim_matches(|c: char| "\"'`()[]{}<>,;:".contains(c));
    if looks_like_password(alone) && (bare == alone || looks_like_password(bare)) {
        let start = text.len() - text.trim_start().len();
        found.push(Finding { range: start..start + alone.len(), what: "a password" });
    }
}

/// An address, a path or a file: what is random in it is an identity, not a credential.
fn is_located(word: &str) -> bool {
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
fn entropy(token: &str) -> f64 {
    let mut counts = [0_u32; 128];
    for byte in token.bytes() {
        counts[usize::from(byte & 0x7f)] += 1;
    }
    let total = f64::from(u32::try_from(token.len()).unwrap_or(u32::MAX));
    counts.iter().filter(|c| **c > 0).map(|c| f64::from(*c) / total).map(|share| -share * share.log2()).sum()
}

/// How often the kind of character changes. Names change at the start of a word only.
fn class_changes(token: &str) -> usize {
    let class = |b: u8| match b {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    token.as_bytes().windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count()
}

/// Whether this text is one word that looks like a password: `Tr0ub4dor&3x!`.
fn looks_like_password(word: &str) -> bool {
    let length = word.chars().take(PASSWORD.1 + 1).count();
    if !(PASSWORD.0..=PASSWORD.1).contains(&length) || word.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return false;
    }
    if is_soup(word) {
        return true;
    }
    let is_mark = |c: char| MARKS.contains(c);
    let marks: Vec<char> = word.chars().filter(|c| is_mark(*c)).collect();
    let upper = word.chars().any(char::is_uppercase);
    let lower = word.chars().any(char::is_lowercase);
    let digit = word.chars().any(|c| c.is_ascii_digit());
    if marks.is_empty() || usize::from(upper) + usize::from(lower) + usize::from(digit) < 2 {
        return false;
    }
    if is_located(word) || is_written_so(word, &marks) {
        return false;
    }
    // Without a digit, one mark within or at the end is how people write (`Müller&Sohn`, `Welcome!`).
    let inner = word.trim_end_matches(['!', '?', '.', '*']);
    let inner_marks = inner.chars().filter(|c| is_mark(*c)).count();
    digit || inner_marks >= 2 || (inner_marks == 1 && inner.len() < word.len() && !marks.contains(&'&'))
}

/// Ordinary ways of writing that use marks.
fn is_written_so(word: &str, marks: &[char]) -> bool {
    let only = |set: &str| marks.iter().all(|c| set.contains(*c));
    let identifier = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let brackets = word.chars().filter(|c| "()[]{}<>".contains(*c)).count();
    let call =
        ["(", "!(", "[", "!["].iter().any(|open| word.split_once(open).is_some_and(|(name, _)| identifier(name)));
    // `%Y-%m`, `100%`, `a%20b`; `=SUM(A1)`; `$HOME`, `#Channel1`, `@Jane1`; `?a=1&b=2`, `KEY=value`.
    only("%")
        || brackets > 1
        || call
        || word.matches(':').count() > 1
        || is_setting(word)
        || is_issue(word)
        || (only("*!") && (word.trim_start_matches('!').starts_with('*') || word.ends_with('*')))
        || word.starts_with('=')
        || word.strip_prefix(['$', '#', '@', '+', '~']).is_some_and(identifier)
        || (only("=&?+%") && word.contains('='))
        || (only("*?") && word.contains('.'))
        || is_joined(word, marks)
        || word.split_once('!').is_some_and(|(sheet, cell)| only("!") && identifier(sheet) && is_cell(cell))
        || is_mail(word)
}

/// What a password manager makes: all kinds of characters in turn, and never a word.
fn is_soup(word: &str) -> bool {
    let is_range = ["A-Z", "a-z", "0-9", "://", ":\\"].iter().any(|range| word.contains(range));
    if word.len() < 12 || !word.is_ascii() || is_range || !word.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut marks: Vec<u8> = word.bytes().filter(u8::is_ascii_punctuation).collect();
    marks.sort_unstable();
    marks.dedup();
    let both_cases = word.bytes().any(|b| b.is_ascii_uppercase()) && word.bytes().any(|b| b.is_ascii_lowercase());
    let longest = word.split(|c: char| !c.is_ascii_lowercase()).map(str::len).max().unwrap_or(0);
    let shout = word.split(|c: char| !c.is_ascii_uppercase()).map(str::len).max().unwrap_or(0);
    both_cases
        && marks.len() >= 3
        && longest.max(shout) <= 4
        && class_changes(word) * 2 >= word.len()
        && entropy(word) >= 3.2
}

/// `#ForwardToWall=yes`, `Name2=value`, `FILES=$(ls`
fn is_setting(word: &str) -> bool {
    let Some((name, value)) = word.trim_start_matches(['#', '-']).split_once('=') else { return false };
    let named = name.len() > 2 && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    named && (value.starts_with(['$', '"', '\'', '#']) || value.chars().all(|c| !MARKS.contains(c)))
}

/// `parser#12`; a capital makes it more likely a password (`Sommer#2024`).
fn is_issue(word: &str) -> bool {
    word.split_once('#').is_some_and(|(name, number)| {
        name.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '_' | '/' | '.'))
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `A1`, `$B$20`, `A1:C3`
fn is_cell(text: &str) -> bool {
    let one = |cell: &str| {
        let cell = cell.replace('$', "");
        let row = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
        (1..=3).contains(&(cell.len() - row.len())) && !row.is_empty() && row.bytes().all(|b| b.is_ascii_digit())
    };
    text.split(':').all(one)
}

/// Pieces of pure letters or pure digits joined by marks that join: `R&D-2024`, `Q+A/2024`.
fn is_joined(word: &str, marks: &[char]) -> bool {
    let joins = |c: char| matches!(c, '&' | '+' | '-' | '_' | '.' | '/' | ',' | ':');
    marks.iter().all(|c| joins(*c))
        && word.split(joins).all(|p| p.chars().all(char::is_alphabetic) || p.bytes().all(|b| b.is_ascii_digit()))
}

/// `jane@example.com`, `root@server01`, `react@18.2.0`; but not `P@ssw0rd`.
fn is_mail(word: &str) -> bool {
    let Some((user, host)) = word.rsplit_once('@') else { return false };
    // `git@example.com:org/name.git`
    let host = host.split(':').next().unwrap_or_default();
    let part = |s: &str| s.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '/' | '@'));
    if !part(user) || !part(host) || host.is_empty() {
        return false;
    }
    let named = host.trim_end_matches(|c: char| c.is_ascii_digit()).chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let version = host.starts_with(|c: char| c.is_ascii_digit()) && host.contains('.');
    let dotted =
        host.split_once('.').is_some_and(|(name, top)| !name.is_empty() && top.chars().any(char::is_alphabetic));
    let login = named && user.len() >= 3 && !user.chars().any(char::is_uppercase);
    dotted || version || login
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

    #[test]
    fn a_password_is_told_from_ordinary_writing() {
        for word in ["Tr0ub4dor&3x!", "P@ssw0rd", "Sommer#2024", "hunter2!x"] {
            assert!(looks_like_password(word), "{word}");
        }
        for word in ["Welcome!", "R&D-2024", "jane@example.com", "root@server01", "100%Baumwolle", "$HOME_DIR1"] {
            assert!(!looks_like_password(word), "{word}");
        }
    }
}
