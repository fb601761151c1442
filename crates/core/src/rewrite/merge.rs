//! Makes one step of several, in the place of the first: actions as sentences, texts as paragraphs, blocks in order,
//! times added up, roles and sources united. What led to the others leads to the one that is left.

use super::RewriteError;
use super::reference::{relinked, retarget};
use super::texts;
use super::work::Work;
use crate::document::Step;
use crate::id::PartId;
use crate::operation::{Operation, StepText};
use crate::text::{join, join_lines};

pub(super) fn steps(work: &mut Work, steps: &[PartId]) -> Result<(), RewriteError> {
    let ids = work.in_order(steps)?;
    let [first, others @ ..] = ids.as_slice() else { return Err(RewriteError::TooFew("two steps or more")) };
    if others.is_empty() {
        return Err(RewriteError::TooFew("two steps or more"));
    }
    let parts =
        ids.iter().map(|id| Ok(work.step(work.place(*id)?).clone())).collect::<Result<Vec<_>, RewriteError>>()?;
    set_texts(work, *first, &parts)?;
    set_facts(work, *first, &parts)?;

    // A branch within that led further down in what is now one step simply goes on.
    let order = |id: PartId| ids.iter().position(|own| *own == id);
    let branch = |stands_in: PartId, target: PartId| match (order(stands_in), order(target)) {
        (Some(from), Some(to)) if from < to => None,
        (_, Some(_)) => Some(*first),
        (_, None) => Some(target),
    };
    let part = |id: PartId| if others.contains(&id) { *first } else { id };
    let leading = retarget(&work.document, &branch, &part);
    work.go_on(leading)?;
    let links = others.iter().map(|other| (other, first));
    let linking = texts::changed(&work.document, &mut |_, text| relinked(text, links.clone()));
    work.go_on(linking)?;

    let mut at = parts[0].blocks.len();
    for step in &parts[1..] {
        for block in &step.blocks {
            work.go(Operation::MoveBlock { block: block.id, step: *first, at })?;
            at += 1;
        }
        work.go(Operation::RemoveStep { step: step.id })?;
    }
    Ok(())
}

fn set_texts(work: &mut Work, first: PartId, parts: &[Step]) -> Result<(), RewriteError> {
    let [whole, ..] = parts else { return Ok(()) };
    let fields = [
        (StepText::Action, &whole.action, join_lines(&distinct(parts, |s| &s.action))),
        (StepText::Details, &whole.details, join(&distinct(parts, |s| &s.details))),
        (StepText::Expected, &whole.expected, join(&distinct(parts, |s| &s.expected))),
        (StepText::Role, &whole.role, distinct(parts, |s| &s.role).join(", ")),
    ];
    for (field, now, text) in fields {
        if *now != text {
            work.go(Operation::SetStepText { step: first, field, text })?;
        }
    }
    Ok(())
}

fn set_facts(work: &mut Work, first: PartId, parts: &[Step]) -> Result<(), RewriteError> {
    let [whole, ..] = parts else { return Ok(()) };
    let seconds = parts.iter().filter_map(|s| s.duration_s).reduce(u32::saturating_add);
    if seconds != whole.duration_s {
        work.go(Operation::SetStepDuration { step: first, seconds })?;
    }
    let mut sources = whole.sources.clone();
    for source in parts.iter().flat_map(|s| &s.sources) {
        if !sources.contains(source) {
            sources.push(*source);
        }
    }
    if sources != whole.sources {
        work.go(Operation::SetStepSources { step: first, sources })?;
    }
    Ok(())
}

/// The texts that say something, each once.
fn distinct<'a>(parts: &'a [Step], text: impl Fn(&'a Step) -> &'a String) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for text in parts.iter().map(|part| text(part).as_str()).filter(|text| !text.trim().is_empty()) {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}
