//! A text that is one password-like word, as it is when a password was copied.

use super::Finding;
use super::guess::{class_changes, entropy, is_located};

/// Characters of a password.
const PASSWORD: (usize, usize) = (8, 64);
/// Marks that people put into passwords and seldom into names, numbers and files.
const MARKS: &str = "!@#$%^&*?=~§€£";

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    let alone = text.trim();
    // Most texts end here: they are more than one word.
    if alone.contains(char::is_whitespace) {
        return;
    }
    // What is in quotes or brackets, or ends like a part of a sentence, is judged without them.
    let bare = alone.trim_matches(|c: char| "\"'`()[]{}<>,;:.".contains(c));
    if looks_like_password(alone) && (bare == alone || looks_like_password(bare)) {
        let start = text.len() - text.trim_start().len();
        found.push(Finding { range: start..start + alone.len(), what: "a password" });
    }
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
    let name = word.trim_start_matches(['&', '*', '!']);
    let call =
        ["(", "!(", "[", "!["].iter().any(|open| name.split_once(open).is_some_and(|(name, _)| identifier(name)));
    // `%Y-%m`, `100%`, `a%20b`; `=SUM(A1)`; `$HOME`, `#Channel1`, `@Jane1`; `?a=1&b=2`, `KEY=value`.
    only("%")
        || brackets > 1
        || call
        || word.matches(':').count() > 1
        || word.contains(['`', '"'])
        || is_setting(word)
        || is_issue(word)
        || (only("*!") && (word.trim_start_matches('!').starts_with('*') || word.ends_with('*')))
        || word.starts_with('=')
        || word.strip_prefix(['$', '#', '@', '~']).is_some_and(|name| identifier(&name.replace('/', ".")))
        || (only("=&?+%") && word.contains('='))
        || (only("*?") && word.contains('.'))
        || is_joined(word, marks)
        || word.split_once('!').is_some_and(|(sheet, cell)| only("!") && identifier(sheet) && is_cell(cell))
        || is_mail(word)
}

/// What a password manager makes: all kinds of characters in turn, and never a word.
fn is_soup(word: &str) -> bool {
    let is_range = ["A-Z", "a-z", "0-9", "://", ":\\"].iter().any(|range| word.contains(range));
    if word.len() < 14 || !word.is_ascii() || is_range || !word.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    // Marks that neither join words nor stand in addresses.
    let odd = |b: &u8| b.is_ascii_punctuation() && !b"-_./:,=&?%".contains(b);
    let mut marks: Vec<u8> = word.bytes().filter(odd).collect();
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
        let plain = name.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '_' | '.'));
        (plain || name.contains('/')) && number.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())
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
    fn a_password_is_told_from_ordinary_writing() {
        for word in ["Tr0ub4dor&3x!", "P@ssw0rd", "Sommer#2024", "hunter2!x"] {
            assert!(looks_like_password(word), "{word}");
        }
        for word in ["Welcome!", "R&D-2024", "jane@example.com", "root@server01", "100%Baumwolle", "$HOME_DIR1"] {
            assert!(!looks_like_password(word), "{word}");
        }
    }
}
