//! Merges phases, and starts one at a step.

use super::RewriteError;
use super::reference::retarget;
use super::work::Work;
use crate::document::Phase;
use crate::id::PartId;
use crate::operation::Operation;
use crate::port::Ids;

pub(super) fn merge(work: &mut Work, id: PartId) -> Result<(), RewriteError> {
    let (place, first) = work.phase(id)?;
    let end = first.steps.len();
    let next = work.document.phases.get(place + 1).ok_or(RewriteError::LastPhase)?;
    let gone = next.id;
    let steps: Vec<PartId> = next.steps.iter().map(|s| s.id).collect();
    for (n, step) in steps.into_iter().enumerate() {
        work.go(Operation::MoveStep { step, phase: id, at: end + n })?;
    }
    let stays = |part: PartId| if part == gone { id } else { part };
    let leading = retarget(&work.document, &|_, target| Some(target), &stays);
    work.go_on(leading)?;
    work.go(Operation::RemovePhase { phase: gone })
}

pub(super) fn start(work: &mut Work, step: PartId, title: &str, ids: &dyn Ids) -> Result<(), RewriteError> {
    let place = work.place(step)?;
    if place.at == 0 {
        return Err(RewriteError::FirstOfPhase);
    }
    let steps: Vec<PartId> = work.document.phases[place.phase].steps[place.at..].iter().map(|s| s.id).collect();
    let phase = Phase::new(PartId(ids.fresh()), title);
    let id = phase.id;
    work.go(Operation::InsertPhase { at: place.phase + 1, phase })?;
    for (at, step) in steps.into_iter().enumerate() {
        work.go(Operation::MoveStep { step, phase: id, at })?;
    }
    Ok(())
}
