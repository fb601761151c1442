//! What looks like a credential and stands in a document that is meant to be read by many.

use super::{CheckContext, FindingTarget, Found, Page, Text, TextKind};
use crate::document::{BlockKind, Parameter};
use crate::operation::{Item, Operation, StepText};
use crate::secret;

/// A procedure may well name the account that is paid to.
const PUBLIC: &str = "a bank account number";

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    for text in &page.texts {
        for secret in secret::find(&text.words.plain).into_iter().filter(|s| s.what != PUBLIC) {
            let message = format!("{} seems to stand here", capital(secret.what));
            let hint =
                "Let the reader use their own. The history of this library still holds it: change it where it is used.";
            found.add(&text.spot, message, hint);
            let value = &text.words.plain[secret.range];
            if let Some(operations) = replace(page, text, value, name(secret.what), found) {
                found.fix(format!("Put {{{{{}}}}} in its place", name(secret.what)), operations);
            }
        }
    }
}

fn name(what: &str) -> &'static str {
    match what {
        what if what.contains("card") => "card_number",
        what if what.contains("password") => "password",
        what if what.contains("key") => "key",
        _ => "token",
    }
}

/// Puts a parameter in the place of the value, where the value stands in the text as it is kept.
fn replace(page: &Page<'_>, text: &Text<'_>, value: &str, name: &str, found: &Found<'_>) -> Option<Vec<Operation>> {
    if !text.source.contains(value) {
        return None;
    }
    let set = set_text(page, text, text.source.replace(value, &format!("{{{{{name}}}}}")))?;
    let parameters = &page.document.parameters;
    if parameters.iter().any(|p| p.name == name) {
        return Some(vec![set]);
    }
    let new = Parameter { id: found.fresh(), name: name.to_owned(), example: String::new(), found: String::new() };
    Some(vec![set, Operation::InsertItem { at: parameters.len(), item: Item::Parameter(new) }])
}

/// The operation that replaces this text, if it is one of a step, a section or a block.
fn set_text(page: &Page<'_>, text: &Text<'_>, new: String) -> Option<Operation> {
    match (&text.spot.target, text.kind) {
        (FindingTarget::Step { step }, TextKind::Step(field)) if field != StepText::Role => {
            Some(Operation::SetStepText { step: *step, field, text: new })
        }
        (FindingTarget::Section { section }, _) => Some(Operation::SetSection { section: *section, text: new }),
        (FindingTarget::Block { block, .. }, TextKind::Block | TextKind::Code) => {
            let step = page.steps.get(text.spot.step?)?.step;
            let mut block = step.blocks.iter().find(|b| b.id == *block)?.clone();
            for place in texts_mut(&mut block.kind).into_iter().filter(|place| **place == text.source) {
                place.clone_from(&new);
            }
            Some(Operation::SetBlock { block })
        }
        _ => None,
    }
}

/// The texts of a block in which a parameter can stand.
fn texts_mut(kind: &mut BlockKind) -> Vec<&mut String> {
    match kind {
        BlockKind::Figure(_) => Vec::new(),
        BlockKind::Callout { text, .. } => vec![text],
        BlockKind::Snippet { code, .. } => vec![code],
        BlockKind::Branch { question, arms, otherwise, .. } => {
            let arms = arms.iter_mut().flat_map(|arm| [&mut arm.condition, &mut arm.then]);
            [question, otherwise].into_iter().chain(arms).collect()
        }
        BlockKind::Substeps { items } => items.iter_mut().map(|item| &mut item.action).collect(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
