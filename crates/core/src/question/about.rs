//! What a question is about, as far as it can be shown in small: the step and the picture.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{BlockKind, Document, Figure, Question, QuestionTarget, Step};
use crate::id::PartId;
use crate::text::{parse_line, plain_line};

/// The step and the picture that a question is about; all empty if it is about something else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct About {
    /// The step.
    pub step: Option<PartId>,
    /// Its number, as printed.
    pub number: String,
    /// What is done in it, in plain words.
    pub action: String,
    /// The picture that is asked about, else the first one of the step.
    pub figure: Option<Figure>,
}

/// The steps of a document, by their own identity and that of their blocks.
pub(super) struct Index<'a> {
    steps: HashMap<PartId, (String, &'a Step)>,
}

impl<'a> Index<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut steps = HashMap::new();
        for (number, step) in document.numbered_steps() {
            for block in &step.blocks {
                steps.insert(block.id, (number.clone(), step));
            }
            steps.insert(step.id, (number, step));
        }
        Self { steps }
    }

    pub(super) fn of_question(&self, question: &Question) -> About {
        let QuestionTarget::Part { part } = question.target else { return About::default() };
        let Some((number, step)) = self.steps.get(&part) else { return About::default() };
        let figures = || step.blocks.iter().filter_map(|block| Some((block.id, figure(&block.kind)?)));
        let shown = figures().find(|(id, _)| *id == part).or_else(|| figures().next());
        About {
            step: Some(step.id),
            number: number.clone(),
            action: plain_line(&parse_line(&step.action)),
            figure: shown.map(|(_, figure)| figure.clone()),
        }
    }
}

fn figure(kind: &BlockKind) -> Option<&Figure> {
    match kind {
        BlockKind::Figure(figure) => Some(figure),
        BlockKind::Callout { .. }
        | BlockKind::Snippet { .. }
        | BlockKind::Branch { .. }
        | BlockKind::Substeps { .. } => None,
    }
}
