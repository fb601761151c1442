//! An answer as operations: it is kept with its question, and goes where it belongs.

use chrono::NaiveDate;

use super::AnswerPlace;
use super::form::CADENCES;
use super::read::{day, minutes, person};
use crate::document::{Answer, Block, BlockKind, CalloutKind, Document, Faq, Meta, Question, SectionKey, Step, Wants};
use crate::draft::faq::split;
use crate::id::PartId;
use crate::operation::{Item, ItemList, Operation, OperationError, StepText};
use crate::port::Ids;
use crate::text::escape;
use crate::time::Timestamp;

/// An answer that somebody gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The question.
    pub question: PartId,
    /// The words, as typed: nothing in them is markup.
    pub text: String,
    /// Where it goes; none: where it belongs.
    pub place: Option<AnswerPlace>,
    /// It goes into the FAQ too.
    pub faq: bool,
    /// Who answers.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Why an answer is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The question, or the place for the answer, is not there (any more).
    #[error(transparent)]
    Stale(#[from] OperationError),
    /// Somebody was faster.
    #[error("this question was answered already")]
    Answered,
    /// There are no words.
    #[error("there is no answer yet")]
    Empty,
    /// The answer is to be a day.
    #[error("this is no day")]
    NoDay,
    /// The answer is to be a number of minutes.
    #[error("this is no number of minutes")]
    NoMinutes,
    /// The answer is to be one of these.
    #[error("this is none of the choices")]
    NoChoice(Vec<&'static str>),
    /// The answer is to hold a question too.
    #[error("the FAQ needs a question and its answer")]
    NoQuestion,
}

/// The operations that answer a question.
///
/// # Errors
/// When it makes no sense for this document, or the words cannot be read as what the place takes.
pub fn answer(document: &Document, given: &Given, ids: &dyn Ids) -> Result<Vec<Operation>, AnswerError> {
    let missing = || OperationError::NotFound(given.question);
    let question = document.questions.iter().find(|each| each.id == given.question).ok_or_else(missing)?;
    if question.answer.is_some() {
        return Err(AnswerError::Answered);
    }
    let words = given.text.trim();
    if words.is_empty() {
        return Err(AnswerError::Empty);
    }
    let place = match &given.place {
        Some(place) => place.clone(),
        None => super::places(document, question).into_iter().next().unwrap_or(AnswerPlace::Kept),
    };
    let answered = Answer { text: escape(words), by: given.by.clone(), at: given.at };
    let answered = Question { answer: Some(answered), ..question.clone() };
    let mut operations = vec![Operation::SetItem { item: Item::Question(answered) }];
    operations.extend(landing(document, question, &place, given, ids)?);
    if given.faq && place != AnswerPlace::Faq {
        operations.push(into_faq(document, question, words, ids)?);
    }
    Ok(operations)
}

/// The operation that puts the words in their place.
fn landing(
    document: &Document,
    question: &Question,
    place: &AnswerPlace,
    given: &Given,
    ids: &dyn Ids,
) -> Result<Option<Operation>, AnswerError> {
    let words = given.text.trim();
    let gone = |id: PartId| AnswerError::Stale(OperationError::NotFound(id));
    Ok(Some(match place {
        AnswerPlace::Kept => return Ok(None),
        AnswerPlace::Faq => into_faq(document, question, words, ids)?,
        AnswerPlace::Meta { field } => {
            let mut meta = document.meta.clone();
            set_field(&mut meta, field, words, given.at.date_naive())?;
            Operation::SetMeta { meta: Box::new(meta) }
        }
        AnswerPlace::Section { section } => section_text(document, *section, words),
        AnswerPlace::Step { step, text } => step_text(step_of(document, *step)?, *text, words),
        AnswerPlace::Callout { step, callout } => callout_in(step_of(document, *step)?, *callout, words, ids),
        AnswerPlace::Alt { block } => {
            let steps = document.phases.iter().flat_map(|phase| &phase.steps);
            let found = steps.flat_map(|step| &step.blocks).find(|each| each.id == *block);
            let mut block = found.cloned().ok_or_else(|| gone(*block))?;
            let BlockKind::Figure(figure) = &mut block.kind else { return Err(gone(block.id)) };
            words.clone_into(&mut figure.alt);
            Operation::SetBlock { block }
        }
        AnswerPlace::Item { id } => {
            let mut items = ItemList::ALL.into_iter().flat_map(|list| list.items(document));
            let mut item = items.find(|item| item.id() == *id).ok_or_else(|| gone(*id))?;
            match &mut item {
                Item::Role(part) => part.duty = joined(&part.duty, words),
                Item::Parameter(part) => part.found = joined(&part.found, words),
                Item::Faq(part) => part.answer = joined(&part.answer, words),
                Item::Definition(part) => part.meaning = joined(&part.meaning, words),
                Item::Question(_) | Item::History(_) => return Err(gone(*id)),
            }
            Operation::SetItem { item }
        }
    }))
}

fn step_of(document: &Document, id: PartId) -> Result<&Step, OperationError> {
    let mut steps = document.phases.iter().flat_map(|phase| &phase.steps);
    steps.find(|step| step.id == id).ok_or(OperationError::NotFound(id))
}

fn section_text(document: &Document, section: SectionKey, words: &str) -> Operation {
    Operation::SetSection { section, text: joined(document.sections.get(section), words) }
}

/// What is done and who does it is told anew; what there is to know and to see grows.
fn step_text(step: &Step, field: StepText, words: &str) -> Operation {
    let text = match field {
        StepText::Action => escape(&words.split_whitespace().collect::<Vec<_>>().join(" ")),
        StepText::Role => words.to_owned(),
        StepText::Details => joined(&step.details, words),
        StepText::Expected => joined(&step.expected, words),
    };
    Operation::SetStepText { step: step.id, field, text }
}

fn callout_in(step: &Step, callout: CalloutKind, words: &str, ids: &dyn Ids) -> Operation {
    let kind = BlockKind::Callout { callout, text: escape(words) };
    let block = Block { id: PartId(ids.fresh()), kind };
    Operation::InsertBlock { step: step.id, at: step.blocks.len(), block }
}

/// A question of the FAQ. Where the FAQ itself is asked for, the words hold both.
fn into_faq(document: &Document, question: &Question, words: &str, ids: &dyn Ids) -> Result<Operation, AnswerError> {
    let (asked, answer) = if question.wants == Some(Wants::Faq) {
        let (asked, answer) = split(words);
        if asked.is_empty() || answer.is_empty() {
            return Err(AnswerError::NoQuestion);
        }
        (escape(&asked), answer)
    } else {
        (question.question.clone(), words.to_owned())
    };
    let value = Faq { id: PartId(ids.fresh()), question: asked, answer: escape(&answer) };
    Ok(Operation::InsertItem { at: document.faq.len(), item: Item::Faq(value) })
}

/// The text with the words after it: as one more point where it ends with a list, else as a paragraph.
fn joined(text: &str, words: &str) -> String {
    let text = text.trim_end();
    let words = escape(words);
    if text.is_empty() {
        return words;
    }
    let ends_with_list = text.lines().next_back().is_some_and(|line| line.starts_with("- "));
    if ends_with_list && !words.contains('\n') { format!("{text}\n- {words}") } else { format!("{text}\n\n{words}") }
}

/// Whether an answer can go into this field of the front matter.
pub(super) fn is_field(field: &str) -> bool {
    const FIELDS: [&str; 13] = [
        "number",
        "title",
        "owner",
        "successor",
        "audience",
        "effective",
        "cadence",
        "reviewed",
        "next_review",
        "supersedes",
        "classification",
        "storage",
        "duration_min",
    ];
    FIELDS.contains(&field)
}

fn set_field(meta: &mut Meta, field: &str, words: &str, today: NaiveDate) -> Result<(), AnswerError> {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let read_day = || day(&plain, today).ok_or(AnswerError::NoDay);
    match field {
        "number" => meta.number = plain,
        "title" => meta.title = plain,
        "owner" => meta.owner = person(&plain),
        "successor" => meta.successor = person(&plain),
        "audience" => meta.audience = plain,
        "effective" => meta.effective = Some(read_day()?),
        "reviewed" => meta.reviewed = Some(read_day()?),
        "next_review" => meta.next_review = Some(read_day()?),
        "supersedes" => meta.supersedes = plain,
        "classification" => meta.classification = plain,
        "storage" => meta.storage = plain,
        "duration_min" => meta.duration_min = Some(minutes(&plain).ok_or(AnswerError::NoMinutes)?),
        "cadence" => {
            let chosen = CADENCES.into_iter().find(|each| each.label().eq_ignore_ascii_case(&plain));
            meta.cadence = chosen.ok_or_else(|| AnswerError::NoChoice(CADENCES.map(|each| each.label()).to_vec()))?;
        }
        // Such a place is not offered.
        _ => return Err(AnswerError::NoChoice(Vec::new())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn words_join_a_list_as_a_point_and_other_text_as_a_paragraph() {
        assert_eq!(joined("", "A *b*"), "A \\*b\\*");
        assert_eq!(joined("- One\n", "Two"), "- One\n- Two");
        assert_eq!(joined("One.", "Two."), "One.\n\nTwo.");
    }
}
