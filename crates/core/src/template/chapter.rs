//! The numbered sections as readers know them. Some hold several prose sections, some hold a list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Document, QuestionTarget, SectionKey};
use crate::id::PartId;

/// A numbered section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named after what stands in it")]
pub enum Chapter {
    Purpose,
    Scope,
    Policy,
    Roles,
    Before,
    Procedure,
    Result,
    Trouble,
    Faq,
    Help,
    Definitions,
    References,
    Records,
}

impl Chapter {
    /// All of them, in the usual order.
    pub const ALL: [Self; 13] = [
        Self::Purpose,
        Self::Scope,
        Self::Policy,
        Self::Roles,
        Self::Before,
        Self::Procedure,
        Self::Result,
        Self::Trouble,
        Self::Faq,
        Self::Help,
        Self::Definitions,
        Self::References,
        Self::Records,
    ];

    /// Whether every SOP shows it. Of the ten parts that can never be hidden, the other six do not stand in a numbered
    /// section: owner, audience, effective date and renewal in the control table, and the contents and the history,
    /// which every SOP has.
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Policy | Self::Procedure | Self::Faq | Self::Help)
    }

    /// The usual title.
    pub fn label(self) -> &'static str {
        match self {
            Self::Purpose => "Purpose",
            Self::Scope => "Scope and audience",
            Self::Policy => "General policy",
            Self::Roles => "Roles and responsibilities",
            Self::Before => "Before you start",
            Self::Procedure => "Procedure",
            Self::Result => "Check the result",
            Self::Trouble => "When something goes wrong",
            Self::Faq => "Frequently asked questions",
            Self::Help => "How to get help",
            Self::Definitions => "Definitions",
            Self::References => "References",
            Self::Records => "Records",
        }
    }

    /// The prose sections that stand in it.
    pub fn prose(self) -> &'static [SectionKey] {
        match self {
            Self::Purpose => &[SectionKey::Purpose],
            Self::Scope => &[SectionKey::Scope],
            Self::Policy => &[SectionKey::Policy],
            Self::Before => &[SectionKey::Trigger, SectionKey::Needs],
            Self::Result => &[SectionKey::Result],
            Self::Trouble => &[SectionKey::Trouble],
            Self::Help => &[SectionKey::Help],
            Self::References => &[SectionKey::References],
            Self::Records => &[SectionKey::Records],
            Self::Roles | Self::Procedure | Self::Faq | Self::Definitions => &[],
        }
    }

    /// The one in which a prose section stands.
    pub fn of(section: SectionKey) -> Self {
        match section {
            SectionKey::Purpose => Self::Purpose,
            SectionKey::Scope => Self::Scope,
            SectionKey::Policy => Self::Policy,
            SectionKey::Trigger | SectionKey::Needs => Self::Before,
            SectionKey::Result => Self::Result,
            SectionKey::Trouble => Self::Trouble,
            SectionKey::Help => Self::Help,
            SectionKey::References => Self::References,
            SectionKey::Records => Self::Records,
        }
    }

    /// Whether anything of the document stands in it: a text, a listed part, or a question that waits for an answer.
    pub fn is_filled(self, document: &Document) -> bool {
        let listed: Vec<PartId> = match self {
            Self::Roles => document.roles.iter().map(|part| part.id).collect(),
            Self::Before => document.parameters.iter().map(|part| part.id).collect(),
            Self::Faq => document.faq.iter().map(|part| part.id).collect(),
            Self::Definitions => document.definitions.iter().map(|part| part.id).collect(),
            Self::Procedure => document.phases.iter().map(|part| part.id).collect(),
            _ => Vec::new(),
        };
        let asked = |target: &QuestionTarget| match target {
            QuestionTarget::Section { section } => self.prose().contains(section),
            QuestionTarget::Document | QuestionTarget::Meta { .. } | QuestionTarget::Part { .. } => false,
        };
        !listed.is_empty()
            || self.prose().iter().any(|key| !document.sections.get(*key).trim().is_empty())
            || document.questions.iter().any(|question| question.answer.is_none() && asked(&question.target))
    }
}
