//! Operations: the only way a document changes. Each is typed and small, says what it did in words, and applying it
//! gives back its exact inverse, from which undo follows.

mod apply;
mod change;
mod difference;
mod item;
mod list;
mod steady;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{
    Block, Definition, Faq, Figure, HistoryRow, Meta, Numbering, Parameter, Phase, Question, RoleDuty, SectionKey, Step,
};
use crate::id::{EntryId, PartId};
use crate::template::{Placed, Template};

pub use apply::{OperationError, apply, apply_all};
pub use change::{Change, changes};
pub use difference::difference;
pub(crate) use list::Part;
pub(crate) use steady::steady;

/// One typed edit of a document. `at` counts from 0 and may equal the length: at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Operation {
    /// Replaces the front matter.
    SetMeta {
        /// The new front matter.
        meta: Box<Meta>,
    },
    /// Replaces a prose section's text.
    SetSection {
        /// Which.
        section: SectionKey,
        /// The new text.
        text: String,
    },
    /// Gives the document another template. Texts are no part of it; see [`crate::template::adopt`].
    SetTemplate {
        /// The template.
        template: Box<Template>,
        /// Its standing texts that stand in the sections.
        #[serde(default)]
        placed: Vec<Placed>,
    },
    /// Counts the steps another way.
    SetNumbering {
        /// The way.
        numbering: Numbering,
    },
    /// Adds a phase with its steps.
    InsertPhase {
        /// Place among the phases.
        at: usize,
        /// The phase.
        phase: Phase,
    },
    /// Takes a phase away, with its steps.
    RemovePhase {
        /// Which.
        phase: PartId,
    },
    /// Moves a phase.
    MovePhase {
        /// Which.
        phase: PartId,
        /// Its place after the move.
        at: usize,
    },
    /// Renames a phase.
    SetPhaseTitle {
        /// Which.
        phase: PartId,
        /// The new title.
        title: String,
    },
    /// Counts a phase's steps apart from the others', or no longer.
    SetPhaseRestart {
        /// Which.
        phase: PartId,
        /// Whether they are counted apart.
        restart: bool,
    },
    /// Adds a step.
    InsertStep {
        /// The phase.
        phase: PartId,
        /// Place among its steps.
        at: usize,
        /// The step.
        step: Box<Step>,
    },
    /// Takes a step away.
    RemoveStep {
        /// Which.
        step: PartId,
    },
    /// Moves a step, within its phase or to another.
    MoveStep {
        /// Which.
        step: PartId,
        /// The phase that it goes to.
        phase: PartId,
        /// Its place there after the move.
        at: usize,
    },
    /// Replaces one text of a step.
    SetStepText {
        /// Which.
        step: PartId,
        /// Which text.
        field: StepText,
        /// The new text.
        text: String,
    },
    /// Replaces the estimated duration of a step.
    SetStepDuration {
        /// Which.
        step: PartId,
        /// Seconds, or unknown.
        seconds: Option<u32>,
    },
    /// Replaces the list of entries that a step stands for.
    SetStepSources {
        /// Which.
        step: PartId,
        /// The entries.
        sources: Vec<EntryId>,
    },
    /// Adds a block to a step.
    InsertBlock {
        /// The step.
        step: PartId,
        /// Place among its blocks.
        at: usize,
        /// The block.
        block: Block,
    },
    /// Replaces a block, found by its identity, by another with the same identity.
    SetBlock {
        /// The block as it is to be.
        block: Block,
    },
    /// Takes a block away.
    RemoveBlock {
        /// Which.
        block: PartId,
    },
    /// Moves a block, within its step or to another.
    MoveBlock {
        /// Which.
        block: PartId,
        /// The step that it goes to.
        step: PartId,
        /// Its place there after the move.
        at: usize,
    },
    /// Adds a listed part to its list.
    InsertItem {
        /// Place in the list.
        at: usize,
        /// The part.
        item: Item,
    },
    /// Replaces a listed part, found by its identity, by another with the same identity.
    SetItem {
        /// The part as it is to be.
        item: Item,
    },
    /// Takes a listed part away.
    RemoveItem {
        /// Its list.
        list: ItemList,
        /// Which.
        id: PartId,
    },
    /// Moves a listed part within its list.
    MoveItem {
        /// Its list.
        list: ItemList,
        /// Which.
        id: PartId,
        /// Its place after the move.
        at: usize,
    },
}

impl Operation {
    /// The figures that it brings, to change where their pictures are found.
    pub fn figures_mut(&mut self) -> Vec<&mut Figure> {
        match self {
            Self::InsertPhase { phase, .. } => phase.figures_mut().collect(),
            Self::InsertStep { step, .. } => step.figures_mut().collect(),
            Self::InsertBlock { block, .. } | Self::SetBlock { block } => block.kind.figure_mut().into_iter().collect(),
            Self::SetMeta { .. }
            | Self::SetSection { .. }
            | Self::SetTemplate { .. }
            | Self::SetNumbering { .. }
            | Self::RemovePhase { .. }
            | Self::MovePhase { .. }
            | Self::SetPhaseTitle { .. }
            | Self::SetPhaseRestart { .. }
            | Self::RemoveStep { .. }
            | Self::MoveStep { .. }
            | Self::SetStepText { .. }
            | Self::SetStepDuration { .. }
            | Self::SetStepSources { .. }
            | Self::RemoveBlock { .. }
            | Self::MoveBlock { .. }
            | Self::InsertItem { .. }
            | Self::SetItem { .. }
            | Self::RemoveItem { .. }
            | Self::MoveItem { .. } => Vec::new(),
        }
    }
}

/// Which text of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepText {
    /// What to do.
    Action,
    /// What else to know.
    Details,
    /// What to see.
    Expected,
    /// Who does it.
    Role,
}

/// A part that stands in one of the document's lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "list", content = "value", rename_all = "snake_case")]
pub enum Item {
    /// In `roles`.
    Role(RoleDuty),
    /// In `parameters`.
    Parameter(Parameter),
    /// In `faq`.
    Faq(Faq),
    /// In `definitions`.
    Definition(Definition),
    /// In `questions`.
    Question(Question),
    /// In `history`.
    History(HistoryRow),
}

/// Which of the document's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemList {
    /// `roles`.
    Role,
    /// `parameters`.
    Parameter,
    /// `faq`.
    Faq,
    /// `definitions`.
    Definition,
    /// `questions`.
    Question,
    /// `history`.
    History,
}
