//! How a question can be answered: in words, or by one key where there is a choice.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Cadence, Question, QuestionTarget};
use crate::text::{parse_line, plain_line};

/// What kind of answer a question takes. Words always do, where they can be read as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum AnswerForm {
    /// Words.
    Words,
    /// Yes or no, or words.
    YesNo,
    /// A day.
    Day,
    /// A number of minutes.
    Minutes,
    /// Name, role and contact of somebody, with commas between them.
    Person,
    /// One of these words, or others if `open`.
    Choice {
        /// The words.
        choices: Vec<String>,
        /// Other words do as well.
        open: bool,
    },
}

/// The cadences that can be chosen.
pub(super) const CADENCES: [Cadence; 5] =
    [Cadence::Quarterly, Cadence::HalfYearly, Cadence::Yearly, Cadence::TwoYearly, Cadence::ThreeYearly];

pub(super) fn form(question: &Question) -> AnswerForm {
    let QuestionTarget::Meta { field } = &question.target else {
        return if is_yes_or_no(&question.question) { AnswerForm::YesNo } else { AnswerForm::Words };
    };
    let choice = |choices: &[&str], open| AnswerForm::Choice {
        choices: choices.iter().map(|word| (*word).to_owned()).collect(),
        open,
    };
    match field.as_str() {
        "effective" | "reviewed" | "next_review" => AnswerForm::Day,
        "duration_min" => AnswerForm::Minutes,
        "owner" | "successor" => AnswerForm::Person,
        "cadence" => choice(&CADENCES.map(Cadence::label), false),
        "classification" => choice(&["Public", "Internal", "Confidential"], true),
        _ => AnswerForm::Words,
    }
}

/// Whether yes or no answers the question: its last sentence begins with a verb that asks for it, and offers no choice.
pub(super) fn is_yes_or_no(question: &str) -> bool {
    const VERBS: [&str; 28] = [
        "am",
        "are",
        "is",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "may",
        "might",
        "must",
        "need",
        "shall",
        "should",
        "will",
        "would",
        "isn't",
        "aren't",
        "doesn't",
        "don't",
        "can't",
        "shouldn't",
        "won't",
    ];
    let plain = plain_line(&parse_line(question)).to_lowercase();
    let Some((asked, _)) = plain.rsplit_once('?') else { return false };
    let last = asked.rsplit(['.', '?', '!', ':']).next().unwrap_or(asked).trim();
    let mut words = last.split_whitespace();
    let first = words.next().unwrap_or_default().replace('\u{2019}', "'");
    VERBS.contains(&first.as_str()) && !words.any(|word| matches!(word, "or" | "what" | "which" | "who" | "how"))
}

#[cfg(test)]
mod tests {
    use super::is_yes_or_no;

    #[test]
    fn a_verb_first_asks_for_yes_or_no() {
        for yes in [
            "Is something missing?",
            "The recording was interrupted here. Is something missing?",
            "The recording was interrupted here. Is something missing? (asleep)",
            "Must the **run** be approved?",
            "Isn\u{2019}t it locked?",
        ] {
            assert!(is_yes_or_no(yes), "{yes}");
        }
    }

    #[test]
    fn a_choice_or_a_question_word_asks_for_more() {
        for no in ["Is it the first or the last?", "Who owns this?", "Do it", "", "?", "Is it known who signs?"] {
            assert!(!is_yes_or_no(no), "{no}");
        }
    }
}
