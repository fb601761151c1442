//! Commands about sketches: what somebody would change in an SOP, applied nowhere but in what is shown to them, until it
//! is handed in as a suggestion. Nothing is kept here: a sketch comes with every request, and its window keeps it.

use serde::{Deserialize, Serialize};
use sopwright_core::diff::{Comparison, compare};
use sopwright_core::document::Document;
use sopwright_core::id::DocumentId;
use sopwright_core::operation::{Change, Operation, apply_all, changes, difference};
use sopwright_core::question::answer;
use sopwright_core::rewrite::{Wish, rewrite};
use ts_rs::TS;

use super::document::with_open;
use super::question::AnswerQuestion;
use crate::app::bad_request;
use crate::{ApiError, App};

/// A sketch so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Sketch {
    /// The SOP.
    pub id: DocumentId,
    /// The edit of its journal on which it stands.
    pub base: u32,
    /// What was done in it, in order.
    pub operations: Vec<Operation>,
}

/// Goes on with a sketch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SketchOn {
    /// The sketch so far.
    pub sketch: Sketch,
    /// What is done next.
    pub next: SketchStep,
}

/// What is done next in a sketch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum SketchStep {
    /// An edit.
    Edit {
        /// The operations, in order.
        operations: Vec<Operation>,
    },
    /// What a person wishes for.
    Rewrite {
        /// The wish.
        wish: Wish,
    },
    /// An answer to a question.
    Answer {
        /// The answer.
        answer: AnswerQuestion,
    },
    /// Takes back the last operations.
    Back {
        /// How many.
        operations: usize,
    },
}

/// A sketch after a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SketchMore {
    /// The operations that came.
    pub operations: Vec<Operation>,
    /// What to show anew.
    pub changes: Vec<Change>,
}

/// What a sketch amounts to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Sketched {
    /// The operations that lead there, without detours: what is to be suggested.
    pub operations: Vec<Operation>,
    /// What differs from the SOP on which it stands.
    pub comparison: Comparison,
}

/// Does one more step in a sketch.
pub fn sketch(app: &App, request: SketchOn) -> Result<SketchMore, ApiError> {
    let (_, mut now, inverses) = drawn(app, request.sketch)?;
    let (operations, is_new) = match request.next {
        SketchStep::Edit { operations } => (operations, true),
        SketchStep::Rewrite { wish } => (rewrite(&now, &wish, app.ids())?, true),
        SketchStep::Answer { answer: given } => (answer(&now, &given.given(app), app.ids())?, true),
        // Inverses are in the order in which they are to be applied: the last operation's comes first.
        SketchStep::Back { operations } => (inverses.into_iter().take(operations).collect(), false),
    };
    let undone = apply_all(&mut now, &operations)?;
    let changes = changes(&now, &operations, &undone);
    Ok(SketchMore { operations: if is_new { operations } else { Vec::new() }, changes })
}

/// What a sketch amounts to.
pub fn sketched(app: &App, request: Sketch) -> Result<Sketched, ApiError> {
    let (base, now, _) = drawn(app, request)?;
    Ok(Sketched { operations: difference(&base, &now), comparison: compare(&base, &now) })
}

/// The SOP as it is in a sketch.
pub fn sketched_sop(app: &App, request: Sketch) -> Result<Document, ApiError> {
    drawn(app, request).map(|(_, now, _)| now)
}

/// What the sketch stands on, what it makes of it, and what takes that back.
fn drawn(app: &App, sketch: Sketch) -> Result<(Document, Document, Vec<Operation>), ApiError> {
    let Sketch { id, base, mut operations } = sketch;
    let before = with_open(app, id, |open, store| {
        if base > open.seq {
            return Err(bad_request(format!("The SOP has no edit {base} yet")));
        }
        store.follow_redactions(&mut operations);
        open.as_it_was(store, base)
    })?;
    let mut now = before.clone();
    let inverses = apply_all(&mut now, &operations)?;
    Ok((before, now, inverses))
}
