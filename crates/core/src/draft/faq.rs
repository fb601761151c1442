//! Makes FAQ entries from what was logged as such: `Q? A` is a question with its answer.

use super::attach::Outline;
use super::desk::Desk;
use super::tidy;
use crate::document::{Faq, QuestionTarget, Wants};
use crate::recorder::Effective;
use crate::text::escape;

pub(super) fn faq(said: &[Effective], outline: &Outline, desk: &mut Desk) -> Vec<Faq> {
    let mut list = Vec::new();
    for entry in outline.faq.iter().map(|&at| &said[at].entry) {
        let (question, answer) = split(&entry.content.text);
        if question.is_empty() {
            let ask = "A question for the FAQ was logged without words. What do people ask, and what is the answer?";
            desk.ask_about(entry.id, "faq without words", ask.to_owned(), QuestionTarget::Document);
            desk.wants(Wants::Faq);
            continue;
        }
        let id = desk.part(entry.id, "faq");
        if answer.is_empty() {
            let target = QuestionTarget::Part { part: id };
            // It says which: the person who answers may have nothing but the list of what is open.
            let ask = format!("“{}” What is the answer?", escape(&question));
            desk.ask_about(entry.id, "faq answer", ask, target);
        }
        list.push(Faq { id, question: escape(&question), answer: escape(&answer) });
    }
    list
}

/// The question, and the answer if there is one. The question ends at the first question mark before a space.
pub(crate) fn split(words: &str) -> (String, String) {
    let words = tidy::prose(words);
    let end = words
        .match_indices('?')
        .map(|(at, _)| at + 1)
        .find(|&end| words[end..].chars().next().is_none_or(char::is_whitespace));
    match end {
        Some(end) => (words[..end].to_owned(), tidy::prose(&words[end..])),
        None => match words.split_once('\n') {
            Some((question, answer)) => (question.to_owned(), tidy::prose(answer)),
            None => (words, String::new()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_told_from_its_answer() {
        assert_eq!(split("why twice? because of tax."), ("Why twice?".into(), "Because of tax.".into()));
        assert_eq!(split("why twice?"), ("Why twice?".into(), String::new()));
        assert_eq!(split("what is a?b? a flag"), ("What is a?b?".into(), "A flag".into()));
        assert_eq!(split("why twice\nbecause"), ("Why twice".into(), "Because".into()));
    }
}
