//! Commands about questions: all that are open, and an answer to one.

use serde::{Deserialize, Serialize};
use sopwright_core::id::{DocumentId, PartId};
use sopwright_core::question::{AnswerPlace, Given, OpenQuestion, answer as operations_for, open_questions as open_in};
use ts_rs::TS;

use super::document::{Edited, change, glance};
use crate::{ApiError, App};

/// Asks for open questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestionsRequest {
    /// Of this SOP; of all, if none is named.
    #[serde(default)]
    pub id: Option<DocumentId>,
}

/// The open questions of an SOP, those that are due first at the top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SopQuestions {
    /// The SOP.
    pub id: DocumentId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The questions.
    pub questions: Vec<OpenQuestion>,
}

/// Answers a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerQuestion {
    /// The SOP.
    pub id: DocumentId,
    /// The question.
    pub question: PartId,
    /// The answer, as typed: nothing in it is markup.
    pub text: String,
    /// Where it goes; where it belongs, if none is named.
    #[serde(default)]
    pub place: Option<AnswerPlace>,
    /// It goes into the FAQ too.
    #[serde(default)]
    pub faq: bool,
}

/// The open questions by SOP: those SOPs first in which one is due first, then those that changed last.
pub fn open_questions(app: &App, request: QuestionsRequest) -> Result<Vec<SopQuestions>, ApiError> {
    let summaries = match request.id {
        Some(id) => vec![app.store().document_summary(id)?],
        None => app.store().documents()?,
    };
    let mut all = Vec::new();
    for summary in summaries.into_iter().filter(|summary| summary.open_questions > 0) {
        let questions = glance(app, summary.id, open_in)?;
        all.push(SopQuestions { id: summary.id, number: summary.number, title: summary.title, questions });
    }
    let due = |sop: &SopQuestions| sop.questions.first().and_then(|first| first.question.due);
    all.sort_by_key(|sop| (due(sop).is_none(), due(sop)));
    Ok(all)
}

/// Keeps an answer with its question and puts it where it goes: one edit, and one undo.
pub fn answer(app: &App, request: AnswerQuestion) -> Result<Edited, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    let (id, given) = (request.id, request.given(app));
    change(app, id, |open, store| {
        let operations = operations_for(&open.document, &given, app.ids())?;
        open.edit(store, operations, who, at)
    })
}

impl AnswerQuestion {
    /// The answer as this person gives it now.
    pub(super) fn given(self, app: &App) -> Given {
        let Self { id: _, question, text, place, faq } = self;
        Given { question, text, place, faq, by: app.person(), at: app.clock().now().at }
    }
}
