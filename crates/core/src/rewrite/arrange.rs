//! Moves several steps, and takes several away.

use std::collections::HashSet;

use super::RewriteError;
use super::work::Work;
use crate::id::PartId;
use crate::operation::{Operation, OperationError};

pub(super) fn shift(work: &mut Work, steps: &[PartId], phase: PartId, at: usize) -> Result<(), RewriteError> {
    let steps = work.in_order(steps)?;
    let here = &work.phase(phase)?.1.steps;
    if at > here.len() {
        return Err(OperationError::OutOfRange { at, len: here.len() }.into());
    }
    // The first goes before the one that stays and stands there, each other one after the one before it.
    let moved: HashSet<PartId> = steps.iter().copied().collect();
    let stays = here[at..].iter().map(|s| s.id).find(|id| !moved.contains(id));
    let mut before: Option<PartId> = None;
    for step in steps {
        let from = work.place(step)?;
        let (to, target) = work.phase(phase)?;
        let others: Vec<PartId> = target.steps.iter().map(|s| s.id).filter(|id| *id != step).collect();
        let place_of = |id: PartId| others.iter().position(|other| *other == id);
        let at = match (before, stays) {
            (Some(before), _) => place_of(before).map(|i| i + 1),
            (None, Some(stays)) => place_of(stays),
            (None, None) => None,
        };
        let at = at.unwrap_or(others.len());
        if (from.phase, from.at) != (to, at) {
            work.go(Operation::MoveStep { step, phase, at })?;
        }
        before = Some(step);
    }
    Ok(())
}

pub(super) fn remove(work: &mut Work, steps: &[PartId]) -> Result<(), RewriteError> {
    for step in work.in_order(steps)? {
        work.go(Operation::RemoveStep { step })?;
    }
    Ok(())
}
