//! How an action is put: that it has a verb, and that it is one action.

use super::super::actions::actions;
use super::super::clause::names_only;
use super::super::words::Kind;
use super::{CheckContext, Found, Page, StepAt, Text};
use crate::document::Step;
use crate::operation::{Operation, StepText};
use crate::text::{parse_line, plain_line};

/// Most characters of an action that a message quotes.
const MOST_QUOTE: usize = 60;

pub(in crate::check) fn no_verb(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if !page.english {
        return;
    }
    for at in &page.steps {
        let text = page.action(at);
        if !names_only(&text.words) {
            continue;
        }
        let message = format!("“{}” does not say what to do", quote(text.words.plain.trim()));
        found.add(&at.spot, message, "Begin with a verb, such as “Open” or “Check”.");
        if is_keys(text) {
            let text = format!("Press {}", text.source.trim());
            let operation = Operation::SetStepText { step: at.step.id, field: StepText::Action, text: text.clone() };
            found.fix("Begin with “Press”", vec![operation]);
        }
    }
}

/// Whether only key caps stand there.
fn is_keys(text: &Text<'_>) -> bool {
    text.source.trim_start().starts_with("<kbd>") && text.words.list.iter().all(|w| w.kind == Kind::Code)
}

pub(in crate::check) fn two_actions(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if !page.english {
        return;
    }
    for at in &page.steps {
        let text = page.action(at);
        let starts = actions(&text.words);
        if starts.len() < 2 {
            continue;
        }
        let message = match starts.len() {
            2 => {
                let second = text.words.between(starts[1], text.words.list.len());
                format!("This step asks for two actions; the second is “{}”", quote(second))
            }
            n => format!("This step asks for {n} actions"),
        };
        found.add(&at.spot, message, "Make a step of each, so that the reader can tick off one at a time.");
        if let Some(parts) = split(text, &starts) {
            let operations = steps_of(at, &parts, found);
            found.fix(format!("Split into {} steps", parts.len()), operations);
        }
    }
}

/// The actions as they are kept, with their markup. Nothing where the places cannot be told for sure.
fn split(text: &Text<'_>, starts: &[usize]) -> Option<Vec<String>> {
    if starts.len() > MOST_PARTS {
        return None;
    }
    let mut parts = Vec::new();
    let mut rest = text.source.trim();
    for pair in starts.windows(2) {
        let said = text.words.between(pair[0], pair[1]);
        let next = text.words.word(text.words.list.get(pair[1])?);
        let (part, left) = joints(rest, next).into_iter().find(|(part, _)| reads_as(part, said))?;
        parts.push(part);
        rest = left;
    }
    let said = text.words.between(*starts.last()?, text.words.list.len());
    parts.push(rest);
    reads_as(rest, said).then(|| parts.into_iter().map(capital).collect())
}

/// What joins two actions; of two that begin alike, the longer comes first.
const JOINTS: [&str; 11] =
    [", and then ", " and then ", ", and ", ", then ", "; then ", ". Then ", " and ", " then ", "; ", ". ", ", "];
const LONGEST_JOINT: usize = 12;
/// More parts make no sentence, and looking for their places would take long.
const MOST_PARTS: usize = 12;
/// Places that are tried for one part.
const MOST_TRIES: usize = 24;

/// What stands before and after each place where this word is joined to what is before it, the nearest first.
fn joints<'a>(text: &'a str, word: &str) -> Vec<(&'a str, &'a str)> {
    let places = JOINTS.iter().flat_map(|joint| {
        let place = format!("{joint}{word}");
        let hits: Vec<usize> = text.match_indices(&place).map(|(at, _)| at).take(MOST_TRIES).collect();
        let whole = move |at: &usize| !text[at + place.len()..].starts_with(char::is_alphanumeric);
        hits.into_iter().filter(whole).map(|at| (at, at + joint.len()))
    });
    let mut places: Vec<(usize, usize)> = places.collect();
    places.sort_by_key(|(at, next)| (*at, std::cmp::Reverse(*next)));
    places.into_iter().take(MOST_TRIES).map(|(at, next)| (text[..at].trim(), &text[next..])).collect()
}

/// Whether the part reads as what is said there, but for what joins it to the next. A mark that opens in one part and
/// closes in another would be left standing in both.
fn reads_as(part: &str, said: &str) -> bool {
    let read = plain_line(&parse_line(part));
    said.strip_prefix(bare(&read)).is_some_and(|joint| joint.len() < LONGEST_JOINT)
}

fn bare(text: &str) -> &str {
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '}')
}

/// The step keeps the first action; what is to be seen in the end goes to the last.
fn steps_of(at: &StepAt<'_>, parts: &[String], found: &Found<'_>) -> Vec<Operation> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    let set = |field, text: &str| Operation::SetStepText { step: at.step.id, field, text: text.to_owned() };
    let mut operations = vec![set(StepText::Action, first)];
    if !at.step.expected.is_empty() {
        operations.push(set(StepText::Expected, ""));
    }
    for (n, part) in others.iter().enumerate() {
        let last = n + 1 == others.len();
        let step = Step {
            expected: if last { at.step.expected.clone() } else { String::new() },
            role: at.step.role.clone(),
            sources: at.step.sources.clone(),
            ..Step::new(found.fresh(), part)
        };
        operations.push(Operation::InsertStep { phase: at.phase.id, at: at.at + n + 1, step: Box::new(step) });
    }
    operations
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn quote(text: &str) -> String {
    match text.char_indices().nth(MOST_QUOTE) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}
