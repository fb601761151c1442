//! Questions as whoever answers them meets them: what each is about, how it can be answered, where the answer may go,
//! and the ordinary operations that put it there.
//!
//! The places that are offered follow from the question's target and from what whoever asked it wanted.

mod about;
mod answer;
mod form;
mod place;
mod read;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{CalloutKind, Document, Question, SectionKey};
use crate::id::PartId;
use crate::operation::StepText;

pub use about::About;
pub use answer::{AnswerError, Given, answer};
pub use form::AnswerForm;
pub use place::places;

/// Where an answer goes, besides being kept with its question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum AnswerPlace {
    /// Nowhere else.
    Kept,
    /// Into the FAQ, under the question.
    Faq,
    /// Into the front matter, by the name of the field in [`crate::document::Meta`].
    Meta {
        /// The field.
        field: String,
    },
    /// Into a prose section.
    Section {
        /// Which.
        section: SectionKey,
    },
    /// Into one of a step's texts.
    Step {
        /// The step.
        step: PartId,
        /// Which text.
        text: StepText,
    },
    /// Into a step, as a callout.
    Callout {
        /// The step.
        step: PartId,
        /// Of which kind.
        callout: CalloutKind,
    },
    /// Into the description of a figure.
    Alt {
        /// The figure's block.
        block: PartId,
    },
    /// Into a listed part: where a parameter is found, what a term means, the answer of the FAQ.
    Item {
        /// The part.
        id: PartId,
    },
}

/// An open question, ready to be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenQuestion {
    /// The question.
    pub question: Question,
    /// What it is about.
    pub about: About,
    /// How it can be answered.
    pub form: AnswerForm,
    /// Where the answer can go; the first one is where it belongs.
    pub places: Vec<AnswerPlace>,
}

/// The open questions of a document: those that are due first, and then in the document's order.
pub fn open_questions(document: &Document) -> Vec<OpenQuestion> {
    let about = about::Index::of(document);
    let mut open: Vec<_> = document
        .questions
        .iter()
        .filter(|question| question.answer.is_none())
        .map(|question| OpenQuestion {
            about: about.of_question(question),
            form: form::form(question),
            places: places(document, question),
            question: question.clone(),
        })
        .collect();
    open.sort_by_key(|each| (each.question.due.is_none(), each.question.due));
    open
}
