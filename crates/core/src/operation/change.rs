//! What an operation changed, as seen after it: what a view must show anew. Saves every view from having its own copy
//! of [`super::apply`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Item, ItemList, Operation};
use crate::document::{Document, Meta, Numbering, SectionKey, Step};
use crate::id::PartId;
use crate::template::{Placed, Template};

/// One thing to show anew. What is no longer named by an order is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The front matter.
    Meta {
        /// As it is now.
        meta: Box<Meta>,
    },
    /// A prose section.
    Section {
        /// Which.
        section: SectionKey,
        /// Its text now.
        text: String,
    },
    /// The template, and with it the order and the numbers of the sections.
    Template {
        /// As it is now.
        template: Box<Template>,
        /// Its standing texts that stand in the sections.
        placed: Vec<Placed>,
    },
    /// How steps are counted.
    Numbering {
        /// As it is now.
        numbering: Numbering,
    },
    /// Which phases there are, in order.
    Phases {
        /// Their identities.
        order: Vec<PartId>,
    },
    /// A phase's title, and which steps it has, in order.
    Phase {
        /// Which.
        id: PartId,
        /// Its title now.
        title: String,
        /// Whether its steps are counted apart.
        restart: bool,
        /// Its steps' identities.
        steps: Vec<PartId>,
    },
    /// A step, with its blocks.
    Step {
        /// As it is now.
        step: Box<Step>,
    },
    /// A list of parts.
    List {
        /// Which.
        list: ItemList,
        /// All that stand in it, in order.
        items: Vec<Item>,
    },
}

/// What a view must show anew after the operations were applied; `inverses` are what [`super::apply_all`] gave back.
pub fn changes(document: &Document, operations: &[Operation], inverses: &[Operation]) -> Vec<Change> {
    let mut touched = Touched::default();
    for operation in operations.iter().chain(inverses) {
        touched.note(operation);
    }
    touched.describe(document)
}

#[derive(Default)]
struct Touched {
    meta: bool,
    template: bool,
    numbering: bool,
    order: bool,
    sections: Vec<SectionKey>,
    phases: BTreeSet<PartId>,
    steps: BTreeSet<PartId>,
    blocks: BTreeSet<PartId>,
    lists: Vec<ItemList>,
}

impl Touched {
    fn note(&mut self, operation: &Operation) {
        match operation {
            Operation::SetMeta { .. } => self.meta = true,
            Operation::SetSection { section, .. } => {
                if !self.sections.contains(section) {
                    self.sections.push(*section);
                }
            }
            Operation::SetTemplate { .. } => self.template = true,
            Operation::SetNumbering { .. } => self.numbering = true,
            Operation::InsertPhase { phase, .. } => {
                self.order = true;
                self.phases.insert(phase.id);
                self.steps.extend(phase.steps.iter().map(|s| s.id));
            }
            Operation::RemovePhase { .. } | Operation::MovePhase { .. } => self.order = true,
            Operation::SetPhaseTitle { phase, .. } | Operation::SetPhaseRestart { phase, .. } => {
                self.phases.insert(*phase);
            }
            Operation::InsertStep { phase, step, .. } => {
                self.phases.insert(*phase);
                self.steps.insert(step.id);
            }
            // Its phase is named by the inverse (or by the insertion that it undoes).
            Operation::RemoveStep { .. } => {}
            Operation::MoveStep { phase, .. } => {
                self.phases.insert(*phase);
            }
            Operation::SetStepText { step, .. }
            | Operation::SetStepDuration { step, .. }
            | Operation::SetStepSources { step, .. }
            | Operation::InsertBlock { step, .. }
            | Operation::MoveBlock { step, .. } => {
                self.steps.insert(*step);
            }
            Operation::SetBlock { block } => {
                self.blocks.insert(block.id);
            }
            Operation::RemoveBlock { .. } => {}
            Operation::InsertItem { item, .. } | Operation::SetItem { item } => self.list(item.list()),
            Operation::RemoveItem { list, .. } | Operation::MoveItem { list, .. } => self.list(*list),
        }
    }

    fn list(&mut self, list: ItemList) {
        if !self.lists.contains(&list) {
            self.lists.push(list);
        }
    }

    fn describe(&self, document: &Document) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.meta {
            changes.push(Change::Meta { meta: Box::new(document.meta.clone()) });
        }
        for section in &self.sections {
            changes.push(Change::Section { section: *section, text: document.sections.get(*section).to_owned() });
        }
        if self.template {
            let template = Box::new(document.template.clone());
            changes.push(Change::Template { template, placed: document.placed.clone() });
        }
        if self.numbering {
            changes.push(Change::Numbering { numbering: document.numbering });
        }
        if self.order {
            changes.push(Change::Phases { order: document.phases.iter().map(|p| p.id).collect() });
        }
        for phase in &document.phases {
            if self.phases.contains(&phase.id) {
                let steps = phase.steps.iter().map(|s| s.id).collect();
                changes.push(Change::Phase { id: phase.id, title: phase.title.clone(), restart: phase.restart, steps });
            }
        }
        if !self.steps.is_empty() || !self.blocks.is_empty() {
            let touched =
                |step: &&Step| self.steps.contains(&step.id) || step.blocks.iter().any(|b| self.blocks.contains(&b.id));
            let steps = document.phases.iter().flat_map(|p| &p.steps).filter(touched);
            changes.extend(steps.map(|step| Change::Step { step: Box::new(step.clone()) }));
        }
        changes.extend(self.lists.iter().map(|list| Change::List { list: *list, items: list.items(document) }));
        changes
    }
}
