//! What differs between two states of a document, as data that any view can show: parts are paired by identity, texts
//! are compared word by word. Judges nothing, merges nothing; the way back is [`crate::operation::difference`].

mod part;
mod value;
mod weave;
mod words;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{BlockKind, FieldName, Figure, SectionKey};
use crate::id::PartId;
use crate::operation::Item;

pub use part::compare;
pub(crate) use value::{NumberOf, pieces, shown};
pub use words::{Accent, Piece, Side};
pub(crate) use words::{Token, line, plain};

/// What differs between two states of a document, in reading order. What is the same is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// The parts that differ, or contain some that do.
    pub parts: Vec<PartDiff>,
    /// How many sections, steps and listed parts differ.
    pub count: DiffCount,
}

impl Comparison {
    /// The figures that it shows, to change where their pictures are found.
    pub fn figures_mut(&mut self) -> Vec<&mut Figure> {
        let mut figures = Vec::new();
        self.parts.iter_mut().for_each(|part| part.figures_mut(&mut figures));
        figures
    }
}

/// How many sections, steps and listed parts differ. One that changed and moved counts for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiffCount {
    /// Only in the second state.
    pub added: u32,
    /// Only in the first state.
    pub removed: u32,
    /// Elsewhere in the second state.
    pub moved: u32,
    /// In both, with other words or pictures.
    pub changed: u32,
}

impl DiffCount {
    /// Whether nothing differs.
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Front matter.
    Front,
    /// A prose section.
    Section,
    /// A phase.
    Phase,
    /// A step.
    Step,
    /// A block with a picture.
    Figure,
    /// A block with a remark.
    Callout,
    /// A block with something to copy.
    Snippet,
    /// A block with a choice.
    Branch,
    /// One condition of a choice.
    Arm,
    /// A block with small actions.
    Substeps,
    /// One small action.
    Substep,
    /// A role and its duty.
    Role,
    /// A parameter.
    Parameter,
    /// A question of readers.
    Faq,
    /// A term.
    Definition,
    /// Something that is not known yet.
    Question,
    /// A row of the history of changes.
    History,
}

impl PartKind {
    /// What a block is.
    pub fn of_block(kind: &BlockKind) -> Self {
        match kind {
            BlockKind::Figure(_) => Self::Figure,
            BlockKind::Callout { .. } => Self::Callout,
            BlockKind::Snippet { .. } => Self::Snippet,
            BlockKind::Branch { .. } => Self::Branch,
            BlockKind::Substeps { .. } => Self::Substeps,
        }
    }

    /// What a listed part is.
    pub fn of_item(item: &Item) -> Self {
        match item {
            Item::Role(_) => Self::Role,
            Item::Parameter(_) => Self::Parameter,
            Item::Faq(_) => Self::Faq,
            Item::Definition(_) => Self::Definition,
            Item::Question(_) => Self::Question,
            Item::History(_) => Self::History,
        }
    }
}

/// Which of the two states a part stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// In both.
    Kept,
    /// Only in the second.
    Added,
    /// Only in the first.
    Removed,
}

/// A part that differs, or that contains some that do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PartDiff {
    /// What it is.
    pub kind: PartKind,
    /// Its identity, if it has one.
    pub id: Option<PartId>,
    /// Which prose section it is.
    pub section: Option<SectionKey>,
    /// What to call it: a step's action, a phase's title, a term. Plain words; empty where the kind says it all.
    pub title: String,
    /// A step's number in the first state, or empty.
    pub before: String,
    /// A step's number in the second state, or empty.
    pub after: String,
    /// Where it stands.
    pub fate: Fate,
    /// Whether it stands elsewhere, among its fellows or under another part.
    pub moved: bool,
    /// The fields that differ; all that are filled, of a part that was added or removed.
    pub fields: Vec<FieldDiff>,
    /// Its picture, if that differs.
    pub figure: Option<FigureDiff>,
    /// The parts within it that differ.
    pub parts: Vec<PartDiff>,
}

impl PartDiff {
    fn figures_mut<'a>(&'a mut self, figures: &mut Vec<&'a mut Figure>) {
        let shown = self.figure.as_mut().map(|f| [f.before.as_mut(), f.after.as_mut()]);
        figures.extend(shown.into_iter().flatten().flatten());
        self.parts.iter_mut().for_each(|part| part.figures_mut(figures));
    }
}

/// How the characters of a field are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Words.
    Words,
    /// Characters, each of which counts.
    Code,
    /// One of a few words, as in JSON.
    Choice,
    /// `true` or `false`.
    Flag,
    /// A day, as in ISO 8601.
    Date,
    /// A number of minutes.
    Minutes,
    /// A number of seconds.
    Seconds,
    /// The number of a step.
    Step,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldDiff {
    /// Which.
    pub field: FieldName,
    /// How its characters are meant.
    pub form: Form,
    /// Both states in one, in reading order. All but words are replaced as a whole.
    pub pieces: Vec<Piece>,
}

/// A picture that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FigureDiff {
    /// In the first state.
    pub before: Option<Figure>,
    /// In the second state.
    pub after: Option<Figure>,
    /// It is another shot.
    pub shot: bool,
    /// Another part of it is shown.
    pub crop: bool,
    /// Other marks are drawn over it.
    pub marks: bool,
}
