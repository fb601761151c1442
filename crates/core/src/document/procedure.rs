//! Section 6: phases, steps and what stands in a step.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Figure;
use crate::id::{EntryId, PartId};

/// A named group of steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Phase {
    /// Its identity.
    pub id: PartId,
    /// Plain text, in the imperative.
    pub title: String,
    /// Its steps are counted apart from those of the other phases; see [`super::Numbering::Running`].
    #[serde(default)]
    pub restart: bool,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Phase {
    /// A phase without steps.
    pub fn new(id: PartId, title: impl Into<String>) -> Self {
        Self { id, title: title.into(), restart: false, steps: Vec::new() }
    }
}

/// One action of the procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Step {
    /// Its identity; stands in the Markdown as `<!-- step:ID -->`.
    pub id: PartId,
    /// Text, one line: what to do, in the imperative.
    pub action: String,
    /// Text: what else there is to know.
    #[serde(default)]
    pub details: String,
    /// Text: what the reader sees when it worked.
    #[serde(default)]
    pub expected: String,
    /// Figures, callouts, snippets and branches, in order.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Seconds that it takes, as estimated from the recording.
    #[serde(default)]
    pub duration_s: Option<u32>,
    /// Who does it, if not the reader.
    #[serde(default)]
    pub role: String,
    /// The entries that it was drafted from.
    #[serde(default)]
    pub sources: Vec<EntryId>,
}

impl Step {
    /// A step with nothing but its action.
    pub fn new(id: PartId, action: impl Into<String>) -> Self {
        Self {
            id,
            action: action.into(),
            details: String::new(),
            expected: String::new(),
            blocks: Vec::new(),
            duration_s: None,
            role: String::new(),
            sources: Vec::new(),
        }
    }
}

/// Something that stands in a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Block {
    /// Its identity.
    pub id: PartId,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum BlockKind {
    /// A picture.
    Figure(Figure),
    /// A remark that is set apart.
    Callout {
        /// How strong it is.
        callout: CalloutKind,
        /// Text.
        text: String,
    },
    /// Something to copy or to type, word for word. Plain text.
    Snippet {
        /// What it is.
        form: SnippetForm,
        /// The characters.
        code: String,
    },
    /// A choice.
    Branch {
        /// Text: what is decided.
        question: String,
        /// The conditions, tried in order.
        arms: Vec<Arm>,
        /// Text: what to do when none holds.
        otherwise: String,
        /// The step to go on with when none holds, if not the next.
        #[serde(default)]
        otherwise_target: Option<PartId>,
    },
    /// Smaller actions that make up the step, in order.
    Substeps {
        /// In order.
        items: Vec<Substep>,
    },
}

/// A small action within a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Substep {
    /// Its identity within the block.
    pub id: PartId,
    /// Text, one line: what to do, in the imperative.
    pub action: String,
}

/// How strong a callout is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalloutKind {
    /// Makes it easier.
    Tip,
    /// Worth knowing.
    Note,
    /// Something can go wrong.
    Warning,
    /// Somebody or something can be harmed.
    Danger,
}

impl CalloutKind {
    /// The word that readers see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tip => "Tip",
            Self::Note => "Note",
            Self::Warning => "Warning",
            Self::Danger => "Danger",
        }
    }
}

/// What a snippet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SnippetForm {
    /// A command for a terminal.
    Command,
    /// An address on the web or on a network.
    Address,
    /// The path of a file or folder.
    Path,
    /// A value to type or to look for.
    Value,
    /// Any other text.
    Text,
}

/// One condition of a branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arm {
    /// Text: the condition.
    pub condition: String,
    /// Text: what to do.
    pub then: String,
    /// The step to go on with, if not the next.
    #[serde(default)]
    pub target: Option<PartId>,
}
