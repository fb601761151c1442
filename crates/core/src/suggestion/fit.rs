//! Fitting a suggested operation to a document that went on since.
//!
//! A part goes behind the one that it was to follow, wherever that stands now. Front matter, blocks and listed parts
//! are replaced as wholes by their operations; of these, only the fields that the author changed are taken.

use super::{Suggested, Suggestion};
use crate::document::{Document, Fields};
use crate::id::PartId;
use crate::operation::{Operation, OperationError, apply};

/// What is to be applied to accept a suggestion, or some of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted {
    /// The operations, fitted to the document.
    pub operations: Vec<Operation>,
    /// Their places in the suggestion.
    pub places: Vec<usize>,
}

/// Fits the operations with these places to the document; all that wait and fit, if none are named.
///
/// # Errors
/// When a named one does not fit. Without names, when none fits.
pub fn accept(
    document: &Document,
    suggestion: &Suggestion,
    which: Option<&[usize]>,
) -> Result<Accepted, OperationError> {
    let mut now = document.clone();
    let mut accepted = Accepted::default();
    let mut refused = None;
    for (place, change) in suggestion.changes.iter().enumerate() {
        if change.verdict.is_some() || which.is_some_and(|which| !which.contains(&place)) {
            continue;
        }
        match fit(&now, change).and_then(|operation| apply(&mut now, &operation).map(|_| operation)) {
            Ok(operation) => {
                accepted.operations.push(operation);
                accepted.places.push(place);
            }
            Err(error) if which.is_some() => return Err(error),
            Err(error) => refused = Some(error),
        }
    }
    match refused {
        Some(error) if accepted.places.is_empty() => Err(error),
        _ => Ok(accepted),
    }
}

/// The operation as it is to be applied to the document as it is now. Whether it can be is told by applying it.
///
/// # Errors
/// When the part that it is about is gone.
pub fn fit(document: &Document, change: &Suggested) -> Result<Operation, OperationError> {
    use Operation as O;
    let mut operation = change.operation.clone();
    match (&mut operation, &change.inverse) {
        (O::SetMeta { meta }, O::SetMeta { meta: before }) => **meta = taken(&document.meta, &**before, &**meta),
        (O::SetBlock { block }, O::SetBlock { block: before }) => {
            let steps = document.phases.iter().flat_map(|phase| &phase.steps);
            let now = steps.flat_map(|step| &step.blocks).find(|now| now.id == block.id);
            *block = taken(now.ok_or(OperationError::NotFound(block.id))?, before, block);
        }
        (O::SetItem { item }, O::SetItem { item: before }) => {
            let now = item.list().items(document).into_iter().find(|now| now.id() == item.id());
            *item = taken(&now.ok_or(OperationError::NotFound(item.id()))?, before, item);
        }
        (operation, _) => {
            let moved = moved(operation);
            if let Some((members, at)) = place(document, operation) {
                // A part that moves does not count: it is not in the list while it is put in.
                let others = || members.iter().filter(|id| Some(**id) != moved);
                let behind = change.behind.and_then(|behind| others().position(|id| *id == behind));
                *at = match (change.behind, behind) {
                    (None, _) => 0,
                    (Some(_), Some(behind)) => behind + 1,
                    // What it was to follow is gone: as near as can be.
                    (Some(_), None) => (*at).min(others().count()),
                };
            }
        }
    }
    Ok(operation)
}

/// What is there now, with the fields that differ between the other two.
fn taken<T: Fields + Clone>(now: &T, before: &T, suggested: &T) -> T {
    let mut taken = now.clone();
    for name in before.differing(suggested) {
        taken.take(name, suggested);
    }
    taken
}

/// The part that stands before the one that the operation has just put somewhere.
pub(super) fn behind(after: &Document, operation: &Operation) -> Option<PartId> {
    let mut operation = operation.clone();
    let (members, at) = place(after, &mut operation)?;
    members.get(at.checked_sub(1)?).copied()
}

/// The list into which the operation puts a part, and the place there.
fn place<'a>(document: &Document, operation: &'a mut Operation) -> Option<(Vec<PartId>, &'a mut usize)> {
    use Operation as O;
    let steps = |phase: PartId| {
        let phase = document.phases.iter().find(|p| p.id == phase)?;
        Some(phase.steps.iter().map(|step| step.id).collect())
    };
    let blocks = |step: PartId| {
        let step = document.phases.iter().flat_map(|p| &p.steps).find(|s| s.id == step)?;
        Some(step.blocks.iter().map(|block| block.id).collect())
    };
    match operation {
        O::InsertPhase { at, .. } | O::MovePhase { at, .. } => {
            Some((document.phases.iter().map(|phase| phase.id).collect(), at))
        }
        O::InsertStep { phase, at, .. } | O::MoveStep { phase, at, .. } => Some((steps(*phase)?, at)),
        O::InsertBlock { step, at, .. } | O::MoveBlock { step, at, .. } => Some((blocks(*step)?, at)),
        O::InsertItem { at, item } => {
            Some((item.list().items(document).iter().map(crate::operation::Item::id).collect(), at))
        }
        O::MoveItem { list, at, .. } => {
            Some((list.items(document).iter().map(crate::operation::Item::id).collect(), at))
        }
        _ => None,
    }
}

fn moved(operation: &Operation) -> Option<PartId> {
    use Operation as O;
    match operation {
        O::MovePhase { phase: id, .. }
        | O::MoveStep { step: id, .. }
        | O::MoveBlock { block: id, .. }
        | O::MoveItem { id, .. } => Some(*id),
        _ => None,
    }
}
