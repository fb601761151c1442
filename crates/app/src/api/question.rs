//! Commands about questions: one that is asked, all that are open, and an answer to one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sopwright_core::document::{Person, Question, QuestionTarget};
use sopwright_core::id::{DocumentId, PartId};
use sopwright_core::operation::{Item, Operation};
use sopwright_core::question::{AnswerPlace, Given, OpenQuestion, answer as operations_for, open_questions as open_in};
use sopwright_core::text::escape;
use ts_rs::TS;

use super::document::{Edited, change, change_for, glance};
use crate::app::bad_request;
use crate::{ApiError, App, Code};

/// Asks a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskQuestion {
    /// The SOP.
    pub id: DocumentId,
    /// The question, as typed: nothing in it is markup.
    pub text: String,
    /// What it is about; the SOP as a whole, if nothing is named.
    #[serde(default)]
    pub target: Option<QuestionTarget>,
    /// The name of whom it is for; may be empty.
    #[serde(default)]
    pub to: String,
    /// Until when an answer is wanted.
    #[serde(default)]
    pub due: Option<NaiveDate>,
}

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

/// Adds a question to an SOP, and gives it as whoever answers it will meet it.
pub fn ask(app: &App, request: AskQuestion) -> Result<OpenQuestion, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    let AskQuestion { id, text, target, to, due } = request;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(bad_request("There is no question yet"));
    }
    let question = Question {
        id: PartId(app.ids().fresh()),
        question: escape(&text),
        target: target.unwrap_or(QuestionTarget::Document),
        wants: None,
        to: Person { name: to.trim().to_owned(), ..Person::default() },
        due,
        answer: None,
    };
    let asked = question.id;
    let (_, open) = change_for(app, id, |open, store| {
        let at_end = open.document.questions.len();
        let insert = Operation::InsertItem { at: at_end, item: Item::Question(question) };
        let changes = open.edit(store, vec![insert], who, at)?;
        Ok((changes, open_in(&open.document)))
    })?;
    let found = open.into_iter().find(|open| open.question.id == asked);
    found.ok_or_else(|| ApiError::new(Code::Failed, "The question is not in the SOP", "Ask it once more."))
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
