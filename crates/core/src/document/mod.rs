//! The SOP's content. Plain data: it changes only through [`crate::operation`], and is read by the exporters.
//!
//! Fields called *text* hold the inline Markdown subset of [`crate::text`]; all others are plain text.

mod alt;
mod field;
mod figure;
mod identity;
mod meta;
mod numbering;
mod part;
mod procedure;
mod section;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{DocumentId, SessionId};
use crate::template::{Placed, Template};

pub use alt::{alt_parts, alt_text};
pub use field::{Field, FieldName, Fields, Value};
pub use figure::{Figure, Mark};
pub use meta::{Cadence, Meta, Person, Status};
pub use numbering::Numbering;
pub use part::{Answer, Definition, Faq, HistoryRow, Parameter, Question, QuestionTarget, RoleDuty, Wants};
pub use procedure::{Arm, Block, BlockKind, CalloutKind, Phase, SnippetForm, Step, Substep};
pub use section::{SectionKey, Sections};

/// One SOP as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Document {
    /// Its identity, the same over all revisions.
    pub id: DocumentId,
    /// The session that it was drafted from.
    pub session: Option<SessionId>,
    /// Front matter.
    pub meta: Meta,
    /// The template that it took, as it was then: shape, required fields, look.
    #[serde(default)]
    pub template: Template,
    /// The template's standing texts that stand in the sections.
    #[serde(default)]
    pub placed: Vec<Placed>,
    /// The prose sections.
    pub sections: Sections,
    /// Section 4: who does what.
    pub roles: Vec<RoleDuty>,
    /// Section 5: named values to have at hand.
    pub parameters: Vec<Parameter>,
    /// How the steps of the procedure are counted.
    #[serde(default)]
    pub numbering: Numbering,
    /// Section 6: the procedure.
    pub phases: Vec<Phase>,
    /// Section 9.
    pub faq: Vec<Faq>,
    /// Section 11.
    pub definitions: Vec<Definition>,
    /// What is not known yet.
    pub questions: Vec<Question>,
    /// The history of changes, newest first.
    pub history: Vec<HistoryRow>,
}

impl Document {
    /// An empty document.
    pub fn empty(id: DocumentId) -> Self {
        Self {
            id,
            session: None,
            meta: Meta::default(),
            template: Template::default(),
            placed: Vec::new(),
            sections: Sections::default(),
            roles: Vec::new(),
            parameters: Vec::new(),
            numbering: Numbering::default(),
            phases: Vec::new(),
            faq: Vec::new(),
            definitions: Vec::new(),
            questions: Vec::new(),
            history: Vec::new(),
        }
    }

    /// Questions without an answer.
    pub fn open_questions(&self) -> usize {
        self.questions.iter().filter(|q| q.answer.is_none()).count()
    }
}
