//! Steps that are too long to be read while doing them.

use super::super::words::{Before, Words};
use super::{CheckContext, Found, Page, StepAt};
use crate::operation::{Operation, StepText};
use crate::text::parse_line;

/// Words of an action that can still be taken in at a glance.
const MOST_ACTION: usize = 30;
/// Words of a step with all that stands in it.
const MOST_STEP: usize = 200;

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    for at in &page.steps {
        let action = page.action(at).words.list.len();
        if action > MOST_ACTION {
            let message = format!("The action is {action} words long");
            found.add(&at.spot, message, "Say in one sentence what to do, and the rest in the details.");
            if let Some(operations) = rest_to_details(page, at) {
                found.fix("Move all but the first sentence to the details", operations);
            }
            continue;
        }
        let prose = page.texts[at.texts.clone()].iter().filter(|t| t.kind.is_prose());
        let all: usize = prose.map(|t| t.words.list.len()).sum();
        if all > MOST_STEP {
            let message = format!("This step is {all} words long");
            found.add(&at.spot, message, "Make several steps of it, or move what is worth knowing elsewhere.");
        }
    }
}

/// Parts the action after its first sentence, where its end can be told in the text as it is kept.
fn rest_to_details(page: &Page<'_>, at: &StepAt<'_>) -> Option<Vec<Operation>> {
    let text = page.action(at);
    let second = text.words.list.iter().skip(1).position(|w| w.before == Before::Stop)? + 1;
    let word = text.words.word(&text.words.list[second]);
    let (first, _) = text.source.split_once(&format!(". {word}"))?;
    // What looks like the end of the sentence may stand in code before it.
    if Words::of_line(&parse_line(first)).list.len() != second {
        return None;
    }
    let rest = text.source[first.len() + 1..].trim();
    let fits = second <= MOST_ACTION && word.starts_with(char::is_alphabetic);
    let before = &at.step.details;
    let details = if before.trim().is_empty() { rest.to_owned() } else { format!("{rest}\n\n{before}") };
    let set = |field, text: String| Operation::SetStepText { step: at.step.id, field, text };
    fits.then(|| vec![set(StepText::Action, first.to_owned()), set(StepText::Details, details)])
}
