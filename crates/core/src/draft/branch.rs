//! Reads a decision's words as a branch: `if X then Y, otherwise Z`, chains of `else if`, and `X? Y, otherwise Z`. What
//! cannot be read so stays as the question of an empty branch, to be asked about.

use super::tidy;
use crate::document::{Arm, BlockKind};
use crate::text::escape;

/// Bytes of the longest decision that is read: what is longer is prose, and reading it would take long.
const MOST: usize = 2_000;

/// A decision as read. Plain text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// What is decided.
    pub(super) question: String,
    /// Conditions and what to do.
    pub(super) arms: Vec<(String, String)>,
    /// What to do when none holds.
    pub(super) otherwise: String,
    /// The action that a step made from it is called by.
    pub(super) action: String,
}

/// Reads the words of a decision.
pub(super) fn read(words: &str) -> Choice {
    let words = tidy::line(words);
    if words.is_empty() {
        return Choice {
            question: "Which way does it go on?".into(),
            arms: Vec::new(),
            otherwise: String::new(),
            action: "Decide how to go on".into(),
        };
    }
    let read = if words.len() > MOST { None } else { conditional(&words).or_else(|| interrogative(&words)) };
    read.unwrap_or_else(|| Choice {
        question: tidy::title(&words),
        arms: Vec::new(),
        otherwise: String::new(),
        action: format!("Decide: {}", tidy::title(&words)),
    })
}

impl Choice {
    /// The block that it becomes.
    pub(super) fn block(&self) -> BlockKind {
        let arms = self.arms.iter().map(|(condition, then)| Arm {
            condition: escape(condition),
            then: escape(then),
            target: None,
        });
        BlockKind::Branch {
            question: escape(&self.question),
            arms: arms.collect(),
            otherwise: escape(&self.otherwise),
            otherwise_target: None,
        }
    }

    /// What has to be asked to complete it, if anything.
    pub(super) fn missing(&self) -> Option<&'static str> {
        if self.arms.is_empty() || self.arms.iter().any(|(condition, _)| condition.is_empty()) {
            Some("What decides here between which ways, and what is done in each case?")
        } else if self.arms.iter().any(|(_, then)| then.is_empty()) {
            Some("What is done when this holds, and what otherwise?")
        } else if self.otherwise.is_empty() {
            Some("What is done when none of these conditions holds?")
        } else {
            None
        }
    }
}

/// `if X then Y [else if ...] [else Z]`; `when` may stand for `if`, a comma or an arrow for `then`.
fn conditional(words: &str) -> Option<Choice> {
    let mut rest = after_if(words)?;
    let mut choice = Choice::default();
    loop {
        let (head, tail) = split_else(rest);
        let (condition, then) = split_then(head);
        choice.arms.push((tidy::title(trim(condition)), tidy::title(trim(then))));
        match after_if(tail) {
            Some(next) => rest = next,
            None => {
                choice.otherwise = tidy::title(trim(tail));
                break;
            }
        }
    }
    let condition = choice.arms.first().map(|(condition, _)| condition.clone()).filter(|c| !c.is_empty())?;
    if choice.arms.len() == 1 {
        choice.question = format!("{}?", condition.trim_end_matches('?'));
        choice.action = format!("Check whether {}", uncapital(&condition));
    } else {
        choice.question = "Which of these holds?".into();
        choice.action = "Check which of the conditions holds".into();
    }
    Some(choice)
}

/// `X? Y, otherwise Z`; `X? Yes: Y. No: Z`.
fn interrogative(words: &str) -> Option<Choice> {
    let (question, rest) = words.split_once('?')?;
    let question = format!("{}?", tidy::capital(question.trim()));
    let (then, otherwise) = split_else(rest);
    let (then, otherwise) = match otherwise {
        "" => split_at_word(then, &["no"]).unwrap_or((then, "")),
        _ => (then, otherwise),
    };
    let then = without_lead(trim(then), &["yes", "then", "if so"]);
    Some(Choice {
        action: format!("Decide: {question}"),
        question,
        arms: vec![("Yes".into(), tidy::title(trim(then)))],
        otherwise: tidy::title(without_lead(trim(otherwise), &["no"])),
    })
}

fn after_if(words: &str) -> Option<&str> {
    let words = trim(words);
    let rest = ["if", "when"].iter().find_map(|word| strip_word(words, word))?;
    (!trim(rest).is_empty()).then_some(rest)
}

/// What comes before the first `else` or `otherwise`, and what comes after it.
fn split_else(words: &str) -> (&str, &str) {
    split_at_word(words, &["otherwise", "or else", "else", "if not"]).unwrap_or((words, ""))
}

/// The condition and what follows from it.
fn split_then(words: &str) -> (&str, &str) {
    if let Some(parts) = split_at_word(words, &["then"]) {
        return parts;
    }
    [" -> ", " => ", " → ", ", ", ": ", "; "].iter().find_map(|mark| words.split_once(mark)).unwrap_or((words, ""))
}

/// Splits at the first place where one of the words stands as a word, not at the very start of something else.
fn split_at_word<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, &'a str)> {
    // ASCII case folding keeps all byte offsets as they are.
    let lower = text.to_ascii_lowercase();
    let first = words.iter().filter_map(|word| find_word(&lower, word).map(|at| (at, word.len()))).min();
    first.map(|(at, len)| (&text[..at], &text[at + len..]))
}

fn find_word(lower: &str, word: &str) -> Option<usize> {
    lower.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = lower[..at].chars().next_back();
        let after = lower[at + word.len()..].chars().next();
        !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
    })
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && !rest.chars().next().is_some_and(is_of_word)).then_some(rest)
}

fn without_lead<'a>(text: &'a str, leads: &[&str]) -> &'a str {
    leads.iter().find_map(|lead| strip_word(text, lead)).map_or(text, trim)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '’')
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '–' | '—'))
}

/// Takes the capital away that tidying gave, unless it belongs to the word (`PDF`, `I`).
fn uncapital(words: &str) -> String {
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    let own = rest.chars().next().is_none_or(|c| !c.is_lowercase());
    let article = ["A ", "An "].iter().any(|a| words.starts_with(a));
    if own && !article { words.to_owned() } else { format!("{}{rest}", first.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arms(words: &str) -> (String, Vec<(String, String)>, String) {
        let choice = read(words);
        (choice.question, choice.arms, choice.otherwise)
    }

    fn one(question: &str, condition: &str, then: &str, otherwise: &str) -> (String, Vec<(String, String)>, String) {
        (question.into(), vec![(condition.into(), then.into())], otherwise.into())
    }

    #[test]
    fn if_then_else() {
        let want = one("The total is over 500?", "The total is over 500", "Ask Jane", "Go on");
        assert_eq!(arms("if the total is over 500 then ask Jane else go on"), want);
        assert_eq!(arms("If the total is over 500, ask Jane. Otherwise go on."), want);
        assert_eq!(arms("when the total is over 500 -> ask Jane; if not, go on"), want);
        assert_eq!(read("if the total is over 500, ask").action, "Check whether the total is over 500");
    }

    #[test]
    fn a_chain_of_conditions() {
        let (question, arms, otherwise) = arms("if it is red then stop else if it is amber then wait else go");
        assert_eq!(question, "Which of these holds?");
        assert_eq!(arms, [("It is red".into(), "Stop".into()), ("It is amber".into(), "Wait".into())]);
        assert_eq!(otherwise, "Go");
    }

    #[test]
    fn a_question_and_what_follows() {
        assert_eq!(arms("Is it paid? file it, otherwise call"), one("Is it paid?", "Yes", "File it", "Call"));
        assert_eq!(arms("is it paid? Yes: file it. No: call"), one("Is it paid?", "Yes", "File it", "Call"));
        assert_eq!(arms("is it paid?"), one("Is it paid?", "Yes", "", ""));
    }

    #[test]
    fn what_cannot_be_read_is_asked_about() {
        let choice = read("approve or reject");
        assert_eq!(choice.question, "Approve or reject");
        assert!(choice.missing().is_some());
        assert!(read("").missing().is_some());
        assert!(read("if it is late").missing().is_some());
        assert!(read("if it is late then hurry").missing().is_some());
        assert_eq!(read("if it is late then hurry else rest").missing(), None);
    }

    #[test]
    fn words_within_words_split_nothing() {
        let want = one("The elsewhere flag is set?", "The elsewhere flag is set", "Authenticate", "");
        assert_eq!(arms("if the elsewhere flag is set then authenticate"), want);
    }
}
