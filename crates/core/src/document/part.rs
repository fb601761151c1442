//! The listed parts outside the procedure: roles, parameters, FAQ, definitions, questions, history.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Person, SectionKey};
use crate::id::PartId;
use crate::time::Timestamp;

/// A role and what it answers for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleDuty {
    /// Its identity.
    pub id: PartId,
    /// Plain text.
    pub role: String,
    /// Text.
    pub duty: String,
}

/// A named value, written `{{name}}` in texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Parameter {
    /// Its identity.
    pub id: PartId,
    /// Lower-case letters, digits and underscores.
    pub name: String,
    /// Plain text: a value as it was in the recording.
    pub example: String,
    /// Text: where the reader finds it.
    pub found: String,
}

/// A question that readers ask, and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Faq {
    /// Its identity.
    pub id: PartId,
    /// Text.
    pub question: String,
    /// Text; empty while it is not known.
    pub answer: String,
}

/// A term and its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Definition {
    /// Its identity.
    pub id: PartId,
    /// Plain text.
    pub term: String,
    /// Text.
    pub meaning: String,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum QuestionTarget {
    /// The SOP as a whole.
    Document,
    /// Something of the front matter, by the name of its field in [`super::Meta`].
    Meta {
        /// The field.
        field: String,
    },
    /// A prose section.
    Section {
        /// Which.
        section: SectionKey,
    },
    /// A phase, step, block or listed part.
    Part {
        /// Which.
        part: PartId,
    },
}

/// What the answer to a question becomes, where whoever asked knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    /// What is done in the step.
    Action,
    /// What is seen after the step.
    Expected,
    /// A note in the step.
    Note,
    /// A warning in the step.
    Warning,
    /// A question of the FAQ with its answer: both are in the words.
    Faq,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Answer {
    /// Text.
    pub text: String,
    /// Who answered.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Something that is not known yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Question {
    /// Its identity.
    pub id: PartId,
    /// Text.
    pub question: String,
    /// What it is about.
    pub target: QuestionTarget,
    /// What the answer becomes, if that is more than the target tells.
    #[serde(default)]
    pub wants: Option<Wants>,
    /// Whom it is for.
    #[serde(default)]
    pub to: Person,
    /// Until when an answer is wanted.
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// The answer, once there is one.
    #[serde(default)]
    pub answer: Option<Answer>,
}

/// One row of the history of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryRow {
    /// Its identity.
    pub id: PartId,
    /// Revision number, such as `0.1`.
    pub revision: String,
    /// From when it holds.
    pub date: Option<NaiveDate>,
    /// Who changed it.
    pub author: String,
    /// Text: what changed and why.
    pub change: String,
    /// Who approved it, or empty.
    pub approved_by: String,
}
