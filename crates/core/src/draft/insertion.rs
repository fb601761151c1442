//! Puts an entry of the recording into a document that people have worked on since, as the draft rules would have: a
//! step becomes a step, a note goes to the step at hand.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::desk::derived;
use super::{Brief, draft};
use crate::document::{Block, Document, QuestionTarget, Step};
use crate::entry::{Entry, EntryContent, EntryKind};
use crate::id::{EntryId, Hash, PartId};
use crate::operation::{Item, ItemList, Operation, OperationError, StepText};
use crate::port::Ids;
use crate::session::Session;

/// Where an entry is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "spot", rename_all = "snake_case")]
pub enum Spot {
    /// To this step, or after it if the entry is a step of its own.
    Step {
        /// Which.
        step: PartId,
    },
    /// Between steps. What is no step of its own goes to the one before, a warning to the one after.
    Gap {
        /// The phase.
        phase: PartId,
        /// Place among its steps.
        at: usize,
    },
}

/// The operations that put the entry there. They fit the document as it is.
///
/// # Errors
/// When the place is not there (any more).
pub fn insertion(
    document: &Document,
    session: &Session,
    entry: &Entry,
    spot: Spot,
    brief: &Brief,
    ids: &dyn Ids,
) -> Result<Vec<Operation>, OperationError> {
    let mut inserter = Inserter { document, names: Names::of(document, ids), operations: Vec::new() };
    if entry.content.kind.is_action() {
        inserter.step(draft(session, std::slice::from_ref(entry), brief), spot)?;
    } else {
        let lead = lead_for(entry);
        let pair = match entry.content.kind {
            EntryKind::Warning => [entry.clone(), lead],
            _ => [lead, entry.clone()],
        };
        let drafted = draft(session, &pair, brief);
        inserter.faq(&drafted);
        inserter.question(&drafted, entry, spot);
        inserter.addition(drafted, entry, spot)?;
    }
    Ok(inserter.operations)
}

/// A step in the same place for an entry that cannot stand alone.
fn lead_for(entry: &Entry) -> Entry {
    let mut content = EntryContent::new(EntryKind::Step);
    content.text = "Step".to_owned();
    content.place = entry.content.place.clone().map(|place| crate::entry::Place { pointer: None, ..place });
    // The entry's own number: the order is that of the list, and only one of the two can have it.
    Entry { id: EntryId(Uuid::nil()), content, chain: Hash::of(b""), ..entry.clone() }
}

/// Gives out identities that the document does not have yet.
struct Names<'a> {
    taken: HashSet<PartId>,
    ids: &'a dyn Ids,
}

impl<'a> Names<'a> {
    fn of(document: &Document, ids: &'a dyn Ids) -> Self {
        let steps = document.phases.iter().flat_map(|phase| &phase.steps);
        let inner = steps.flat_map(|step| step.blocks.iter().map(|b| b.id).chain([step.id]));
        let lists = document.faq.iter().map(|f| f.id).chain(document.questions.iter().map(|q| q.id));
        let parameters = document.parameters.iter().map(|p| p.id);
        Self { taken: inner.chain(lists).chain(parameters).collect(), ids }
    }

    /// The identity that the draft gave, unless it is taken: an entry that is put back is known as its own again.
    fn free(&self, id: PartId) -> PartId {
        if self.taken.contains(&id) { PartId(self.ids.fresh()) } else { id }
    }
}

struct Inserter<'a> {
    document: &'a Document,
    names: Names<'a>,
    operations: Vec<Operation>,
}

impl Inserter<'_> {
    fn step(&mut self, mut drafted: Document, spot: Spot) -> Result<(), OperationError> {
        let step = drafted.phases.pop().and_then(|mut phase| phase.steps.pop());
        let Some(mut step) = step else { return Ok(()) };
        let (phase, at) = match spot {
            Spot::Gap { phase, at } => (phase, at),
            Spot::Step { step } => self.place(step).map(|(phase, at)| (phase, at + 1))?,
        };
        self.parameters(&drafted);
        let mut renamed = HashMap::from([(step.id, self.names.free(step.id))]);
        step.id = renamed[&step.id];
        for block in &mut step.blocks {
            let free = self.names.free(block.id);
            renamed.insert(block.id, free);
            block.id = free;
        }
        self.operations.push(Operation::InsertStep { phase, at, step: Box::new(step) });
        for mut question in drafted.questions {
            let QuestionTarget::Part { part } = question.target else { continue };
            let Some(&part) = renamed.get(&part) else { continue };
            question.target = QuestionTarget::Part { part };
            question.id = self.names.free(question.id);
            self.append(Item::Question(question));
        }
        Ok(())
    }

    fn faq(&mut self, drafted: &Document) {
        for mut faq in drafted.faq.iter().cloned() {
            faq.id = self.names.free(faq.id);
            self.append(Item::Faq(faq));
        }
    }

    /// Asks what the expert wanted to find out, about the step at hand.
    fn question(&mut self, drafted: &Document, entry: &Entry, spot: Spot) {
        let own = derived(entry.id.0, "question", 0);
        let Some(mut question) = drafted.questions.iter().find(|q| q.id == own).cloned() else { return };
        question.target = match self.neighbour(spot, false) {
            Some(step) => QuestionTarget::Part { part: step.id },
            None => QuestionTarget::Document,
        };
        question.id = self.names.free(question.id);
        self.append(Item::Question(question));
    }

    /// Adds to a step what belongs to it.
    fn addition(&mut self, mut drafted: Document, entry: &Entry, spot: Spot) -> Result<(), OperationError> {
        let made = drafted.phases.pop().and_then(|mut phase| phase.steps.pop());
        let Some(made) = made else { return Ok(()) };
        if made.blocks.is_empty() && made.details.is_empty() && made.expected.is_empty() {
            return Ok(());
        }
        self.parameters(&drafted);
        let blocks: Vec<Block> =
            made.blocks.into_iter().map(|block| Block { id: self.names.free(block.id), ..block }).collect();
        let Some(step) = self.neighbour(spot, entry.content.kind == EntryKind::Warning) else {
            let Spot::Gap { phase, at } = spot else { return self.missing(spot) };
            let Step { details, expected, .. } = made;
            let step = Step {
                id: PartId(self.names.ids.fresh()),
                action: String::new(),
                details,
                expected,
                blocks,
                duration_s: None,
                role: String::new(),
                sources: vec![entry.id],
            };
            self.operations.push(Operation::InsertStep { phase, at, step: Box::new(step) });
            return Ok(());
        };
        let (step, at) = (step.clone(), step.blocks.len());
        for (n, block) in blocks.into_iter().enumerate() {
            self.operations.push(Operation::InsertBlock { step: step.id, at: at + n, block });
        }
        for (field, had, added) in
            [(StepText::Details, &step.details, made.details), (StepText::Expected, &step.expected, made.expected)]
        {
            if !added.is_empty() {
                let text = if had.is_empty() { added } else { format!("{had}\n\n{added}") };
                self.operations.push(Operation::SetStepText { step: step.id, field, text });
            }
        }
        if !step.sources.contains(&entry.id) {
            let sources = step.sources.iter().copied().chain([entry.id]).collect();
            self.operations.push(Operation::SetStepSources { step: step.id, sources });
        }
        Ok(())
    }

    /// Those that the document does not have under their names.
    fn parameters(&mut self, drafted: &Document) {
        let known = |name: &str| self.document.parameters.iter().any(|p| p.name == name);
        let new: Vec<_> = drafted.parameters.iter().filter(|p| !known(&p.name)).cloned().collect();
        for mut parameter in new {
            parameter.id = self.names.free(parameter.id);
            self.append(Item::Parameter(parameter));
        }
    }

    /// Puts a listed part at the end of its list.
    fn append(&mut self, item: Item) {
        let list = item.list();
        let had = match list {
            ItemList::Faq => self.document.faq.len(),
            ItemList::Question => self.document.questions.len(),
            ItemList::Parameter => self.document.parameters.len(),
            ItemList::Role => self.document.roles.len(),
            ItemList::Definition => self.document.definitions.len(),
            ItemList::History => self.document.history.len(),
        };
        let ours =
            |operation: &&Operation| matches!(operation, Operation::InsertItem { item, .. } if item.list() == list);
        let at = had + self.operations.iter().filter(ours).count();
        self.operations.push(Operation::InsertItem { at, item });
    }

    fn place(&self, step: PartId) -> Result<(PartId, usize), OperationError> {
        let phases = &self.document.phases;
        let found = phases.iter().find_map(|p| Some((p.id, p.steps.iter().position(|s| s.id == step)?)));
        found.ok_or(OperationError::NotFound(step))
    }

    /// The step at hand; between steps, the one before, or the one after if that comes first.
    fn neighbour(&self, spot: Spot, after_first: bool) -> Option<&Step> {
        match spot {
            Spot::Step { step } => self.document.phases.iter().flat_map(|p| &p.steps).find(|s| s.id == step),
            Spot::Gap { phase, at } => {
                let steps = &self.document.phases.iter().find(|p| p.id == phase)?.steps;
                let (before, after) = (at.checked_sub(1).and_then(|at| steps.get(at)), steps.get(at));
                if after_first { after.or(before) } else { before.or(after) }
            }
        }
    }

    fn missing(&self, spot: Spot) -> Result<(), OperationError> {
        match spot {
            Spot::Step { step: part } | Spot::Gap { phase: part, .. } => Err(OperationError::NotFound(part)),
        }
    }
}
