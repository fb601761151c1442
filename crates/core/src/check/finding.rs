//! What a check finds: where, what is wrong, what to do about it, and a ready edit where one is possible.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::RuleKey;
use crate::document::{Document, SectionKey};
use crate::id::PartId;
use crate::operation::{ItemList, Operation};
use crate::port::Ids;

/// What a finding means for approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The SOP cannot be approved with it.
    Blocks,
    /// The SOP would be better without it.
    Advice,
}

impl Severity {
    /// The word that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Blocks => "Blocks approval",
            Self::Advice => "Advice",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum FindingTarget {
    /// Something of the front matter, by the name of its field in [`crate::document::Meta`].
    Meta {
        /// The field.
        field: String,
    },
    /// A prose section.
    Section {
        /// Which.
        section: SectionKey,
    },
    /// The procedure as a whole.
    Procedure,
    /// One of the document's lists as a whole.
    List {
        /// Which.
        list: ItemList,
    },
    /// A listed part.
    Item {
        /// Its list.
        list: ItemList,
        /// Which.
        id: PartId,
    },
    /// A phase.
    Phase {
        /// Which.
        phase: PartId,
    },
    /// A step.
    Step {
        /// Which.
        step: PartId,
    },
    /// A block of a step.
    Block {
        /// The step that it stands in.
        step: PartId,
        /// Which.
        block: PartId,
    },
}

/// A ready edit that mends a finding: applied like any other, so that undo takes it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Fix {
    /// What it does, as on a button.
    pub label: String,
    /// The operations, in order.
    pub operations: Vec<Operation>,
}

/// One thing that a check found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// The check.
    pub rule: RuleKey,
    /// What it means for approval.
    pub severity: Severity,
    /// What it is about.
    pub target: FindingTarget,
    /// Number of the phase or step that it is about, as readers see it, such as `2` or `2.3`; else empty.
    pub number: String,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What to do, as a sentence.
    pub hint: String,
    /// A ready edit, where one is possible.
    pub fix: Option<Fix>,
}

/// Where something stands: what to show, the place of the phase, and that of the step among all steps, from 0.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) target: FindingTarget,
    pub(super) phase: Option<usize>,
    pub(super) step: Option<usize>,
}

impl Spot {
    /// A place outside of the procedure.
    pub(super) fn outside(target: FindingTarget) -> Self {
        Self { target, phase: None, step: None }
    }
}

/// Takes the findings of one check after the other.
pub(super) struct Found<'a> {
    ids: &'a dyn Ids,
    /// Of all steps, as readers see them.
    numbers: Vec<String>,
    pub(super) rule: RuleKey,
    pub(super) severity: Severity,
    pub(super) list: Vec<Finding>,
}

impl<'a> Found<'a> {
    pub(super) fn new(document: &Document, ids: &'a dyn Ids) -> Self {
        let numbers = document.numbered_steps().map(|(number, _)| number).collect();
        Self { ids, numbers, rule: RuleKey::ALL[0], severity: Severity::Blocks, list: Vec::new() }
    }

    pub(super) fn add(&mut self, spot: &Spot, message: impl Into<String>, hint: impl Into<String>) {
        self.list.push(Finding {
            rule: self.rule,
            severity: self.severity,
            target: spot.target.clone(),
            number: self.number(spot),
            message: message.into(),
            hint: hint.into(),
            fix: None,
        });
    }

    /// The number that readers see there.
    pub(super) fn number(&self, spot: &Spot) -> String {
        match (spot.phase, spot.step) {
            (_, Some(step)) => self.numbers.get(step).cloned().unwrap_or_default(),
            (Some(phase), None) => (phase + 1).to_string(),
            (None, None) => String::new(),
        }
    }

    /// Gives the last finding its fix.
    pub(super) fn fix(&mut self, label: impl Into<String>, operations: Vec<Operation>) {
        if let Some(last) = self.list.last_mut() {
            last.fix = Some(Fix { label: label.into(), operations });
        }
    }

    /// An identity for a part that a fix adds.
    pub(super) fn fresh(&self) -> PartId {
        PartId(self.ids.fresh())
    }
}
