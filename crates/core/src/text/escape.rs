//! Writes plain text so that it reads back as itself. Only what would mean something is marked with a backslash, so that
//! ordinary words, file paths and addresses stay as people know them.

use super::parse::normalised;

/// Text of the Markdown subset that reads back as exactly these characters, and never as markup or a parameter.
///
/// White space at both ends of a line is not kept, nor is more than one empty line in a row: they have no meaning in
/// the subset. Line ends become `\n`.
pub fn escape(plain: &str) -> String {
    let plain = normalised(plain);
    let mut out = String::with_capacity(plain.len() + 8);
    let mut blank = false;
    for line in plain.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        escape_line(line, &mut out);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let chars: Vec<char> = line.chars().collect();
    // `1.` and `1)` at the start of a line begin a list.
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(i + 1).copied();
        let first = i == 0;
        let marked = match c {
            '*' | '`' | '[' => true,
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '_' => !is_within_word(&chars, i),
            '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#'),
            '{' => first || before == Some('{') || after.is_none_or(|c| c == '{'),
            ']' => after == Some(':'),
            '#' | '>' | '-' | '+' | '=' | '~' => first,
            '.' | ')' => digits > 0 && i == digits,
            _ => false,
        };
        if marked {
            out.push('\\');
        }
        out.push(c);
    }
}

/// How far a run of underscores is followed: a longer one is marked, which reads the same, and keeps this linear.
const LONGEST_RUN: usize = 32;

/// Whether a run of underscores has a letter or digit on both sides, and so means nothing.
pub(super) fn is_within_word(chars: &[char], at: usize) -> bool {
    let left = chars[..at].iter().rev().take(LONGEST_RUN).find(|c| **c != '_');
    let right = chars[at..].iter().take(LONGEST_RUN).find(|c| **c != '_');
    let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
    is_word(left) && is_word(right)
}
