//! How many things a line asks for. What is not an order beyond doubt is not counted as one.

use super::clause::{FAR, after_leads, is_object};
use super::lexicon::Role;
use super::verb::{Class, class};
use super::words::{Before, Kind, Word, Words};

/// Verb and particle that mean one action.
const PARTICLES: [(&str, &str); 16] = [
    ("log", "in"),
    ("log", "out"),
    ("log", "on"),
    ("log", "off"),
    ("sign", "in"),
    ("sign", "out"),
    ("sign", "off"),
    ("switch", "on"),
    ("switch", "off"),
    ("turn", "on"),
    ("turn", "off"),
    ("fill", "in"),
    ("fill", "out"),
    ("set", "up"),
    ("back", "up"),
    ("shut", "down"),
];

/// Keys that end an input: `type it and press Enter` is one thing to do.
const CLOSING_KEYS: [&str; 3] = ["enter", "return", "tab"];

/// Where each action of the line begins, as places of words: the word after `and`, `then` or a comma. One or none means
/// that there is nothing to split.
pub(super) fn actions(words: &Words) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut purpose = false;
    for at in 0..words.list.len() {
        let opens = opening(words, at);
        if at > 0 && opens.is_none() {
            // `Use the form to add and remove users`: what follows belongs to the purpose.
            purpose |= words.lower(at - 1) == "to" && class(words.lower(at)).is_some();
            continue;
        }
        if opens == Some(Opens::Sentence) {
            purpose = false;
        }
        if at == 0 {
            let first = after_leads(words, 0);
            if is_order(words, first, true) {
                starts.push(0);
            }
        } else if is_order(words, at, false)
            && !ends_action(words, at)
            && (!purpose || opens != Some(Opens::And))
            && !shares_object(words, &starts, at)
            && !is_compound(words, at)
        {
            starts.push(at);
        }
    }
    starts
}

/// What lets a clause begin at a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    Sentence,
    Then,
    And,
}

fn opening(words: &Words, at: usize) -> Option<Opens> {
    let word = words.list.get(at)?;
    let back = |n: usize| at.checked_sub(n).map(|at| words.lower(at)).unwrap_or_default();
    // The word itself is where the clause begins: not the `and` or `then` before it.
    if matches!(words.lower(at), "and" | "then") {
        return None;
    }
    let joined = at.checked_sub(1).and_then(|at| words.list.get(at)).is_some_and(|w| w.kind == Kind::Said);
    match (if joined { back(1) } else { "" }, word.before) {
        (_, Before::Stop) => Some(Opens::Sentence),
        (_, Before::Colon) => None,
        ("then", _) => Some(Opens::Then),
        ("and", _) | (_, Before::Comma) => Some(Opens::And),
        _ => None,
    }
}

/// Whether an order begins here. The first word of a line may be any verb; one further on must be a verb beyond doubt.
fn is_order(words: &Words, at: usize, first: bool) -> bool {
    let is_said = |w: &&Word| !w.aside && (w.kind == Kind::Said || (first && w.kind == Kind::Named));
    let Some(word) = words.list.get(at).filter(is_said) else { return false };
    let lower = words.lower(at);
    // `choose Save and Close`: a capital within a sentence makes a name.
    if !first && word.before != Before::Stop && words.word(word).starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    match class(lower) {
        Some(Class::Verb) => true,
        Some(Class::Either) => first || is_object(words, at + 1) || PARTICLES.contains(&(lower, words.lower(at + 1))),
        None => false,
    }
}

fn ends_action(words: &Words, at: usize) -> bool {
    let closing = |at: usize| CLOSING_KEYS.contains(&words.lower(at));
    let press = matches!(words.lower(at), "press" | "hit") && (closing(at + 1) || closing(at + 2));
    press || Role::Ending.has(words.lower(at))
}

/// `Copy and paste the number`: two verbs, one thing to do.
fn shares_object(words: &Words, starts: &[usize], at: usize) -> bool {
    let Some(start) = starts.last() else { return false };
    let mut between = (after_leads(words, *start)..at).take(FAR).map(|at| words.lower(at));
    let bare = between.all(|word| matches!(word, "and" | "then" | "or") || class(word).is_some());
    bare && words.list.get(at).is_some_and(|w| w.before != Before::Stop)
}

/// `the send and receive times`: two verbs that make one name.
fn is_compound(words: &Words, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map(|at| words.lower(at)).unwrap_or_default();
    back(1) == "and" && class(back(2)) == Some(Class::Verb) && Role::Determiner.has(back(3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse_line;

    fn words(line: &str) -> Words {
        Words::of_line(&parse_line(line))
    }

    fn split(line: &str) -> usize {
        actions(&words(line)).len()
    }

    #[test]
    fn two_things_to_do_are_counted() {
        for (line, count) in [
            ("Paste it into the header and save", 2),
            ("Open the ledger and sign in as yourself", 2),
            ("Press <kbd>Ctrl</kbd>+<kbd>K</kbd>, type **invoice run** and press <kbd>Enter</kbd>", 2),
            ("Open the file, select all rows, and then print the sheet", 3),
            ("Open the ledger. Enter the period", 2),
            ("If it is empty, press <kbd>F5</kbd> and save the list", 2),
            ("Press <kbd>F5</kbd>, then save the list", 2),
        ] {
            assert_eq!(split(line), count, "{line}");
        }
    }

    #[test]
    fn one_thing_to_do_is_one() {
        for line in [
            "Choose **Save and close**",
            "Choose Save and Close in the menu",
            "Choose “Open and print”",
            "Copy and paste the number",
            "Review and approve the invoice",
            "Enter the number of invoices and the control total on the sheet",
            "Check the name and address",
            "Enter name, date and place",
            "Use the form to add and remove users",
            "Choose **Preview** and wait for the list",
            "Type the word and press <kbd>Enter</kbd>",
            "Press and hold the button",
            "Read, sign and return the form",
            "If the list is empty, press <kbd>F5</kbd>",
            "Compare open and closed orders",
            "List new and open invoices",
            "Read the terms and conditions",
            "Check that the totals match and the list is empty",
            "Make sure that sales and returns agree",
            "Find the send and receive times",
            "Check the label (if it is set, skip this order)",
            "Rewrite the page: change the title",
            "Run ./configure, with all options",
            "Bump the version to tag and publish it",
        ] {
            assert!(split(line) < 2, "{line}: {:?}", actions(&words(line)));
        }
    }
}
