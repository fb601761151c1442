//! Nine of the ten parts that no SOP may lack: owner, audience, effective date, renewal, contents, policy, steps, FAQ
//! and help. The tenth, the history, has a file of its own.

use chrono::Months;

use super::{CheckContext, FindingTarget, Found, Page, Spot};
use crate::document::{Cadence, Faq, Meta, QuestionTarget, SectionKey, Step};
use crate::operation::{ItemList, Operation};

fn meta(field: &str) -> Spot {
    Spot::outside(FindingTarget::Meta { field: field.to_owned() })
}

fn list(list: ItemList) -> Spot {
    Spot::outside(FindingTarget::List { list })
}

fn set_meta(meta: &Meta, change: impl FnOnce(&mut Meta)) -> Vec<Operation> {
    let mut meta = meta.clone();
    change(&mut meta);
    vec![Operation::SetMeta { meta: Box::new(meta) }]
}

pub(in crate::check) fn owner(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if page.document.meta.owner.name.trim().is_empty() {
        found.add(&meta("owner"), "Nobody owns this SOP", "Name the person who answers for it.");
    }
}

pub(in crate::check) fn audience(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if page.document.meta.audience.trim().is_empty() {
        let hint = "Say who follows it, and what they are expected to know.";
        found.add(&meta("audience"), "It is not said who this SOP is for", hint);
    }
}

pub(in crate::check) fn effective(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if page.document.meta.effective.is_none() {
        let hint = "Set the day from which it holds.";
        found.add(&meta("effective"), "It is not said from when this SOP holds", hint);
    }
}

pub(in crate::check) fn renewal(page: &Page<'_>, context: &CheckContext, found: &mut Found<'_>) {
    let now = &page.document.meta;
    let from = now.reviewed.or(now.effective).filter(|day| *day > context.today).unwrap_or(context.today);
    let next = |cadence: Cadence| from.checked_add_months(Months::new(cadence.months().unwrap_or_default()));
    if now.cadence.months().is_none() {
        found.add(&meta("cadence"), "It is not said how often this SOP is renewed", "Set how often it is reviewed.");
        let change = |m: &mut Meta| {
            m.cadence = Cadence::Yearly;
            m.next_review = m.next_review.or(next(Cadence::Yearly));
        };
        found.fix("Renew it every year", set_meta(now, change));
    } else if now.next_review.is_none() {
        found.add(&meta("next_review"), "No next review is planned", "Set the day of the next review.");
        if let Some(day) = next(now.cadence) {
            found.fix(format!("Plan it for {day}"), set_meta(now, |m| m.next_review = Some(day)));
        }
    }
}

/// The contents list the phases: they need titles, and steps to lead to.
pub(in crate::check) fn contents(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let phases = &page.document.phases;
    if phases.is_empty() {
        let hint = "Add a phase with its steps; the contents follow.";
        found.add(&Spot::outside(FindingTarget::Procedure), "The contents have no phase to list", hint);
    }
    for (at, phase) in phases.iter().enumerate() {
        let spot = Spot { target: FindingTarget::Phase { phase: phase.id }, phase: Some(at), step: None };
        if phase.title.trim().is_empty() {
            found.add(&spot, "This phase has no title for the contents", "Say in a few words what is done in it.");
        }
        if phase.steps.is_empty() {
            found.add(&spot, "This phase has no steps", "Add steps to it, or take it away.");
            found.fix("Remove the phase", vec![Operation::RemovePhase { phase: phase.id }]);
        }
    }
}

pub(in crate::check) fn policy(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let hint = "Say which rules hold for this task, or that none do.";
    section(page, SectionKey::Policy, "The general policy is missing", hint, found);
}

pub(in crate::check) fn help(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let hint = "Say whom the reader asks, and how they are reached.";
    section(page, SectionKey::Help, "It is not said how to get help", hint, found);
}

fn section(page: &Page<'_>, section: SectionKey, message: &str, hint: &str, found: &mut Found<'_>) {
    if page.document.sections.get(section).trim().is_empty() {
        found.add(&Spot::outside(FindingTarget::Section { section }), message, hint);
        let text = page.document.template.standing.get(section);
        if !text.trim().is_empty() {
            found.fix("Use the template's text", vec![Operation::SetSection { section, text: text.to_owned() }]);
        }
    }
}

pub(in crate::check) fn steps(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    if page.steps.is_empty() {
        let hint = "Add the steps, one action each.";
        found.add(&Spot::outside(FindingTarget::Procedure), "The procedure has no steps", hint);
    }
    for at in &page.steps {
        if page.action(at).words.plain.trim().is_empty() {
            found.add(&at.spot, "This step does not say what to do", "Write the action, or take the step away.");
            if is_blank(at.step) {
                found.fix("Remove the empty step", vec![Operation::RemoveStep { step: at.step.id }]);
            }
        }
    }
}

/// Whether nothing would be lost with it.
fn is_blank(step: &Step) -> bool {
    let texts = [&step.action, &step.details, &step.expected, &step.role];
    step.blocks.is_empty() && texts.iter().all(|text| text.trim().is_empty())
}

pub(in crate::check) fn faq(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let all = &page.document.faq;
    if all.iter().any(|faq| !faq.question.trim().is_empty() && !is_unanswered(faq)) {
        return;
    }
    let message = if all.is_empty() { "The FAQ is empty" } else { "No question of the FAQ has an answer" };
    found.add(&list(ItemList::Faq), message, "Answer what people ask when they do this for the first time.");
}

fn is_unanswered(faq: &Faq) -> bool {
    faq.answer.trim().is_empty()
}

/// A question of the FAQ that nobody was asked about yet.
pub(in crate::check) fn unanswered(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let document = page.document;
    let open = document.questions.iter().filter(|q| q.answer.is_none());
    let asked: std::collections::HashSet<_> = open
        .filter_map(|q| match q.target {
            QuestionTarget::Part { part } => Some(part),
            QuestionTarget::Document | QuestionTarget::Meta { .. } | QuestionTarget::Section { .. } => None,
        })
        .collect();
    // Where none has an answer, that is one finding and not many.
    if document.faq.iter().all(is_unanswered) {
        return;
    }
    for faq in document.faq.iter().filter(|faq| is_unanswered(faq) && !asked.contains(&faq.id)) {
        let spot = Spot::outside(FindingTarget::Item { list: ItemList::Faq, id: faq.id });
        found.add(&spot, "This question of the FAQ has no answer", "Answer it, or take it away.");
    }
}
