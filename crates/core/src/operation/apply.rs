//! Applying an operation, which yields its inverse. A refused operation leaves the document as it was.

use std::collections::HashSet;

use crate::document::{Block, Document, Phase, Step};
use crate::id::PartId;

use super::list::{insert, position, remove, replace, shift};
use super::{Item, ItemList, Operation, StepText};

/// Why an operation does not fit the document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    /// The part is not in the document (any more).
    #[error("part {0} is not in this SOP any more")]
    NotFound(PartId),
    /// The place is past the end of the list.
    #[error("place {at} is past the end of a list of {len}")]
    OutOfRange {
        /// The place asked for.
        at: usize,
        /// The list's length.
        len: usize,
    },
    /// A part with this identity is in the document already.
    #[error("part {0} is in this SOP already")]
    Duplicate(PartId),
}

type Applied = Result<Operation, OperationError>;

/// Applies the operation and gives back its inverse.
///
/// # Errors
/// When the operation does not fit; the document is then unchanged.
pub fn apply(document: &mut Document, operation: &Operation) -> Applied {
    match operation.clone() {
        Operation::SetMeta { meta } => {
            let before = std::mem::replace(&mut document.meta, *meta);
            Ok(Operation::SetMeta { meta: Box::new(before) })
        }
        Operation::SetSection { section, text } => {
            let before = std::mem::replace(document.sections.get_mut(section), text);
            Ok(Operation::SetSection { section, text: before })
        }
        Operation::SetTemplate { template, placed } => {
            let template = Box::new(std::mem::replace(&mut document.template, *template));
            let placed = std::mem::replace(&mut document.placed, placed);
            Ok(Operation::SetTemplate { template, placed })
        }
        Operation::SetNumbering { numbering } => {
            let before = std::mem::replace(&mut document.numbering, numbering);
            Ok(Operation::SetNumbering { numbering: before })
        }
        Operation::InsertPhase { at, phase } => insert_phase(document, at, phase),
        Operation::RemovePhase { phase } => {
            let (at, phase) = remove(&mut document.phases, phase)?;
            Ok(Operation::InsertPhase { at, phase })
        }
        Operation::MovePhase { phase, at } => {
            let at = shift(&mut document.phases, phase, at)?;
            Ok(Operation::MovePhase { phase, at })
        }
        Operation::SetPhaseTitle { phase, title } => {
            let before = std::mem::replace(&mut phase_mut(document, phase)?.title, title);
            Ok(Operation::SetPhaseTitle { phase, title: before })
        }
        Operation::SetPhaseRestart { phase, restart } => {
            let before = std::mem::replace(&mut phase_mut(document, phase)?.restart, restart);
            Ok(Operation::SetPhaseRestart { phase, restart: before })
        }
        Operation::InsertStep { phase, at, step } => insert_step(document, phase, at, *step),
        Operation::RemoveStep { step } => {
            let phase = phase_of(document, step)?;
            let id = phase.id;
            let (at, step) = remove(&mut phase.steps, step)?;
            Ok(Operation::InsertStep { phase: id, at, step: Box::new(step) })
        }
        Operation::MoveStep { step, phase, at } => move_step(document, step, phase, at),
        Operation::SetStepText { step, field, text } => {
            let target = step_mut(document, step)?;
            let place = match field {
                StepText::Action => &mut target.action,
                StepText::Details => &mut target.details,
                StepText::Expected => &mut target.expected,
                StepText::Role => &mut target.role,
            };
            let before = std::mem::replace(place, text);
            Ok(Operation::SetStepText { step, field, text: before })
        }
        Operation::SetStepDuration { step, seconds } => {
            let before = std::mem::replace(&mut step_mut(document, step)?.duration_s, seconds);
            Ok(Operation::SetStepDuration { step, seconds: before })
        }
        Operation::SetStepSources { step, sources } => {
            let before = std::mem::replace(&mut step_mut(document, step)?.sources, sources);
            Ok(Operation::SetStepSources { step, sources: before })
        }
        Operation::InsertBlock { step, at, block } => {
            if holds(document, block.id) {
                return Err(OperationError::Duplicate(block.id));
            }
            let id = block.id;
            insert(&mut step_mut(document, step)?.blocks, at, block)?;
            Ok(Operation::RemoveBlock { block: id })
        }
        Operation::SetBlock { block } => {
            let before = replace(&mut step_of_block(document, block.id)?.blocks, block)?;
            Ok(Operation::SetBlock { block: before })
        }
        Operation::RemoveBlock { block } => {
            let step = step_of_block(document, block)?;
            let id = step.id;
            let (at, block) = remove(&mut step.blocks, block)?;
            Ok(Operation::InsertBlock { step: id, at, block })
        }
        Operation::MoveBlock { block, step, at } => move_block(document, block, step, at),
        Operation::InsertItem { at, item } => insert_item(document, at, item),
        Operation::SetItem { item } => set_item(document, item),
        Operation::RemoveItem { list, id } => remove_item(document, list, id),
        Operation::MoveItem { list, id, at } => move_item(document, list, id, at),
    }
}

/// Applies all of the operations or none, and gives back the inverses in the order in which they undo.
///
/// # Errors
/// When one does not fit; the document is then unchanged.
pub fn apply_all(document: &mut Document, operations: &[Operation]) -> Result<Vec<Operation>, OperationError> {
    let mut inverses = Vec::with_capacity(operations.len());
    for operation in operations {
        match apply(document, operation) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.iter().rev() {
                    // An inverse fits the state right after its operation, so this cannot fail.
                    apply(document, inverse)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(inverses)
}

fn phase_mut(document: &mut Document, id: PartId) -> Result<&mut Phase, OperationError> {
    let at = position(&document.phases, id)?;
    Ok(&mut document.phases[at])
}

fn phase_of(document: &mut Document, step: PartId) -> Result<&mut Phase, OperationError> {
    document
        .phases
        .iter_mut()
        .find(|phase| phase.steps.iter().any(|s| s.id == step))
        .ok_or(OperationError::NotFound(step))
}

fn step_mut(document: &mut Document, id: PartId) -> Result<&mut Step, OperationError> {
    document.phases.iter_mut().flat_map(|p| &mut p.steps).find(|s| s.id == id).ok_or(OperationError::NotFound(id))
}

fn step_of_block(document: &mut Document, block: PartId) -> Result<&mut Step, OperationError> {
    document
        .phases
        .iter_mut()
        .flat_map(|p| &mut p.steps)
        .find(|s| s.blocks.iter().any(|b| b.id == block))
        .ok_or(OperationError::NotFound(block))
}

/// Whether a step or a block has this identity: they share one space, for questions point to either.
fn holds(document: &Document, id: PartId) -> bool {
    let mut steps = document.phases.iter().flat_map(|p| &p.steps);
    steps.any(|s| s.id == id || s.blocks.iter().any(|b: &Block| b.id == id))
}

/// Refuses steps that bring an identity which the document, or another of them, has already: later operations could
/// not tell the two apart.
fn must_be_new(document: &Document, steps: &[Step]) -> Result<(), OperationError> {
    let ids = |step: &Step| std::iter::once(step.id).chain(step.blocks.iter().map(|b| b.id)).collect::<Vec<_>>();
    let mut known: HashSet<PartId> = document.phases.iter().flat_map(|p| &p.steps).flat_map(ids).collect();
    match steps.iter().flat_map(ids).find(|id| !known.insert(*id)) {
        Some(id) => Err(OperationError::Duplicate(id)),
        None => Ok(()),
    }
}

fn insert_phase(document: &mut Document, at: usize, phase: Phase) -> Applied {
    if document.phases.iter().any(|p| p.id == phase.id) {
        return Err(OperationError::Duplicate(phase.id));
    }
    must_be_new(document, &phase.steps)?;
    let id = phase.id;
    insert(&mut document.phases, at, phase)?;
    Ok(Operation::RemovePhase { phase: id })
}

fn insert_step(document: &mut Document, phase: PartId, at: usize, step: Step) -> Applied {
    must_be_new(document, std::slice::from_ref(&step))?;
    let id = step.id;
    insert(&mut phase_mut(document, phase)?.steps, at, step)?;
    Ok(Operation::RemoveStep { step: id })
}

fn move_step(document: &mut Document, step: PartId, to: PartId, at: usize) -> Applied {
    let from = phase_of(document, step)?;
    let from_id = from.id;
    if from_id == to {
        let before = shift(&mut from.steps, step, at)?;
        return Ok(Operation::MoveStep { step, phase: to, at: before });
    }
    let room = phase_mut(document, to)?.steps.len();
    if at > room {
        return Err(OperationError::OutOfRange { at, len: room });
    }
    let (before, moved) = remove(&mut phase_mut(document, from_id)?.steps, step)?;
    insert(&mut phase_mut(document, to)?.steps, at, moved)?;
    Ok(Operation::MoveStep { step, phase: from_id, at: before })
}

fn move_block(document: &mut Document, block: PartId, to: PartId, at: usize) -> Applied {
    let from = step_of_block(document, block)?;
    let from_id = from.id;
    if from_id == to {
        let before = shift(&mut from.blocks, block, at)?;
        return Ok(Operation::MoveBlock { block, step: to, at: before });
    }
    let room = step_mut(document, to)?.blocks.len();
    if at > room {
        return Err(OperationError::OutOfRange { at, len: room });
    }
    let (before, moved) = remove(&mut step_mut(document, from_id)?.blocks, block)?;
    insert(&mut step_mut(document, to)?.blocks, at, moved)?;
    Ok(Operation::MoveBlock { block, step: from_id, at: before })
}

fn insert_item(document: &mut Document, at: usize, item: Item) -> Applied {
    fn add<T: super::list::Part>(list: &mut Vec<T>, at: usize, part: T) -> Result<PartId, OperationError> {
        let id = part.id();
        if position(list, id).is_ok() {
            return Err(OperationError::Duplicate(id));
        }
        insert(list, at, part)?;
        Ok(id)
    }
    let (list, id) = match item {
        Item::Role(value) => (ItemList::Role, add(&mut document.roles, at, value)?),
        Item::Parameter(value) => (ItemList::Parameter, add(&mut document.parameters, at, value)?),
        Item::Faq(value) => (ItemList::Faq, add(&mut document.faq, at, value)?),
        Item::Definition(value) => (ItemList::Definition, add(&mut document.definitions, at, value)?),
        Item::Question(value) => (ItemList::Question, add(&mut document.questions, at, value)?),
        Item::History(value) => (ItemList::History, add(&mut document.history, at, value)?),
    };
    Ok(Operation::RemoveItem { list, id })
}

fn set_item(document: &mut Document, item: Item) -> Applied {
    let item = match item {
        Item::Role(value) => Item::Role(replace(&mut document.roles, value)?),
        Item::Parameter(value) => Item::Parameter(replace(&mut document.parameters, value)?),
        Item::Faq(value) => Item::Faq(replace(&mut document.faq, value)?),
        Item::Definition(value) => Item::Definition(replace(&mut document.definitions, value)?),
        Item::Question(value) => Item::Question(replace(&mut document.questions, value)?),
        Item::History(value) => Item::History(replace(&mut document.history, value)?),
    };
    Ok(Operation::SetItem { item })
}

fn remove_item(document: &mut Document, list: ItemList, id: PartId) -> Applied {
    fn take<T: super::list::Part>(
        list: &mut Vec<T>,
        id: PartId,
        wrap: fn(T) -> Item,
    ) -> Result<(usize, Item), OperationError> {
        remove(list, id).map(|(at, part)| (at, wrap(part)))
    }
    let (at, item) = match list {
        ItemList::Role => take(&mut document.roles, id, Item::Role),
        ItemList::Parameter => take(&mut document.parameters, id, Item::Parameter),
        ItemList::Faq => take(&mut document.faq, id, Item::Faq),
        ItemList::Definition => take(&mut document.definitions, id, Item::Definition),
        ItemList::Question => take(&mut document.questions, id, Item::Question),
        ItemList::History => take(&mut document.history, id, Item::History),
    }?;
    Ok(Operation::InsertItem { at, item })
}

fn move_item(document: &mut Document, list: ItemList, id: PartId, at: usize) -> Applied {
    let at = match list {
        ItemList::Role => shift(&mut document.roles, id, at),
        ItemList::Parameter => shift(&mut document.parameters, id, at),
        ItemList::Faq => shift(&mut document.faq, id, at),
        ItemList::Definition => shift(&mut document.definitions, id, at),
        ItemList::Question => shift(&mut document.questions, id, at),
        ItemList::History => shift(&mut document.history, id, at),
    }?;
    Ok(Operation::MoveItem { list, id, at })
}
