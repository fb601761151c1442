//! Where the answer to a question can go.

use super::AnswerPlace;
use crate::document::{BlockKind, CalloutKind, Document, Question, QuestionTarget, Step, Wants};
use crate::id::PartId;
use crate::operation::{ItemList, StepText};

/// The places that are offered for an answer; the first one is where it belongs. It can always be kept with the question
/// alone, and go into the FAQ.
pub fn places(document: &Document, question: &Question) -> Vec<AnswerPlace> {
    use AnswerPlace as P;
    let mut places = match &question.target {
        QuestionTarget::Document => Vec::new(),
        QuestionTarget::Meta { field } if super::answer::is_field(field) => vec![P::Meta { field: field.clone() }],
        QuestionTarget::Meta { .. } => Vec::new(),
        QuestionTarget::Section { section } => vec![P::Section { section: *section }],
        QuestionTarget::Part { part } => of_part(document, *part),
    };
    // Yes or no says nothing without its question.
    if super::form::is_yes_or_no(&question.question) {
        places.insert(0, P::Kept);
    }
    if let Some(wanted) = question.wants.and_then(|wants| wanted(wants, &places)) {
        places.retain(|place| *place != wanted);
        places.insert(0, wanted);
    }
    for always in [P::Kept, P::Faq] {
        if !places.contains(&always) {
            places.push(always);
        }
    }
    places
}

fn of_part(document: &Document, part: PartId) -> Vec<AnswerPlace> {
    let mut steps = document.phases.iter().flat_map(|phase| &phase.steps);
    let found = steps.find(|step| step.id == part || step.blocks.iter().any(|block| block.id == part));
    if let Some(step) = found {
        return of_step(step, part);
    }
    let is_listed = |list: ItemList| list.items(document).iter().any(|item| item.id() == part);
    let answerable = [ItemList::Role, ItemList::Parameter, ItemList::Faq, ItemList::Definition];
    if answerable.into_iter().any(is_listed) { vec![AnswerPlace::Item { id: part }] } else { Vec::new() }
}

fn of_step(step: &Step, part: PartId) -> Vec<AnswerPlace> {
    let text = |text| AnswerPlace::Step { step: step.id, text };
    let callout = |callout| AnswerPlace::Callout { step: step.id, callout };
    let mut places = vec![
        text(StepText::Details),
        callout(CalloutKind::Note),
        callout(CalloutKind::Warning),
        text(StepText::Expected),
        text(StepText::Role),
    ];
    // What is empty is what is asked for.
    places.insert(if step.action.trim().is_empty() { 0 } else { 4 }, text(StepText::Action));
    let block = step.blocks.iter().find(|block| block.id == part);
    if block.is_some_and(|block| matches!(&block.kind, BlockKind::Figure(figure) if figure.alt.trim().is_empty())) {
        places.insert(0, AnswerPlace::Alt { block: part });
    }
    places
}

/// The place for what was wanted, if the target has it.
fn wanted(wants: Wants, places: &[AnswerPlace]) -> Option<AnswerPlace> {
    use AnswerPlace as P;
    if wants == Wants::Faq {
        return Some(P::Faq);
    }
    let fits = |place: &&P| match wants {
        Wants::Action => matches!(place, P::Step { text: StepText::Action, .. }),
        Wants::Expected => matches!(place, P::Step { text: StepText::Expected, .. }),
        Wants::Note => matches!(place, P::Callout { callout: CalloutKind::Note, .. }),
        Wants::Warning => matches!(place, P::Callout { callout: CalloutKind::Warning, .. }),
        Wants::Faq => false,
    };
    places.iter().find(fits).cloned()
}
