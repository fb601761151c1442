//! Words that leave to the reader what the writer should have said.

use super::super::words::{Kind, Words};
use super::{CheckContext, Found, Page};

/// Phrases by their first word: what may follow it. None that is at home in an exact instruction: `properly`, `some`
/// and `usually` are not here, because they are wrong too seldom.
const PHRASES: [(&str, &[&[&str]]); 16] = [
    ("etc", &[&[]]),
    ("et", &[&["cetera"]]),
    ("and", &[&["so", "on"], &["so", "forth"], &["the", "like"]]),
    ("or", &[&["similar"], &["something"]]),
    (
        "as",
        &[
            &["needed"],
            &["necessary"],
            &["required"],
            &["appropriate"],
            &["applicable"],
            &["usual"],
            &["soon", "as", "possible"],
        ],
    ),
    ("if", &[&["needed"], &["necessary"], &["required"], &["appropriate"], &["applicable"], &["possible"]]),
    ("when", &[&["needed"], &["necessary"], &["appropriate"]]),
    ("where", &[&["needed"], &["necessary"], &["appropriate"], &["applicable"], &["possible"]]),
    ("in", &[&["a", "timely", "manner"], &["due", "course"]]),
    ("to", &[&["be", "decided"], &["be", "confirmed"]]),
    ("appropriate", &[&[]]),
    ("appropriately", &[&[]]),
    ("adequate", &[&[]]),
    ("adequately", &[&[]]),
    ("tbd", &[&[]]),
    ("asap", &[&[]]),
];

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if !page.english {
        return;
    }
    for text in page.prose() {
        let said = phrases(&text.words);
        if !said.is_empty() {
            let list = said.iter().map(|phrase| format!("“{phrase}”")).collect::<Vec<_>>().join(", ");
            let message = format!("{list} leaves it to the reader");
            found.add(&text.spot, message, "Say which, how many, or in which case.");
        }
    }
}

/// The vague phrases of a text, each once.
fn phrases(words: &Words) -> Vec<&str> {
    let mut said: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        match phrase_at(words, at) {
            Some(length) => {
                let phrase = words.between(at, at + length);
                if !said.iter().any(|s| s.eq_ignore_ascii_case(phrase)) {
                    said.push(phrase);
                }
                at += length;
            }
            None => at += 1,
        }
    }
    said
}

/// How many words of a vague phrase stand here.
fn phrase_at(words: &Words, at: usize) -> Option<usize> {
    let first = words.lower(at);
    let initial = first.bytes().next();
    let (_, all) = PHRASES.iter().find(|(word, _)| word.bytes().next() == initial && *word == first)?;
    let fits = |rest: &&&[&str]| rest.iter().zip(at + 1..).all(|(word, at)| words.lower(at) == *word);
    let length = 1 + all.iter().find(fits)?.len();
    let said = words.list[at..at + length].iter().all(|w| w.kind == Kind::Said);
    // `as required by law`, `if needed for the audit`: said after all.
    let next = words.lower(at + length);
    let told = length == 2 && matches!(next, "by" | "for" | "in" | "to" | "under");
    (said && !told).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    fn said(text: &str) -> Vec<String> {
        let words = Words::of_blocks(&parse(text));
        phrases(&words).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_left_open_is_found() {
        assert_eq!(said("Bring pens, paper, etc."), ["etc"]);
        assert_eq!(
            said("Repeat as needed. If necessary, call the owner, and so on."),
            ["as needed", "If necessary", "and so on"]
        );
        assert_eq!(
            said("Take appropriate action as soon as possible, if possible."),
            ["appropriate", "as soon as possible", "if possible"]
        );
        assert_eq!(said("Etc. and etc."), ["Etc"]);
    }

    #[test]
    fn what_is_said_is_not() {
        for text in [
            "Edit /etc/hosts and `etc`.",
            "Choose **If needed**.",
            "Keep it as required by law.",
            "Do it as necessary to open the list.",
            "The bank is the same as the list says.",
            "Is it necessary? Then it is possible.",
            "If the needed form is missing, call.",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
    }
}
