//! A suggestion as a person reads it beside the document: what each operation would change now.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Suggested, Suggestion, Verdict, fit};
use crate::diff::{Comparison, compare};
use crate::document::{Document, Fields};
use crate::id::PartId;
use crate::operation::{Operation, OperationError, apply};

/// One operation of a suggestion, for a person to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// What it would change now; what it was to change, once it is decided or does not fit.
    pub comparison: Comparison,
    /// The step beside which it is shown.
    pub step: Option<PartId>,
    /// It can be applied, if need be after those before it.
    pub fits: bool,
    /// It needs one of those before it.
    pub leans: bool,
    /// What it replaces is not any more what its author saw.
    pub outdated: bool,
    /// What was decided.
    pub verdict: Option<Verdict>,
}

/// Each operation of the suggestion, as it stands to the document. Those that wait are read one after the other.
pub fn read(document: &Document, suggestion: &Suggestion) -> Vec<Reading> {
    // As it is, and as it would be with all before.
    let (mut now, mut then) = (document.clone(), document.clone());
    let mut is_first = true;
    suggestion
        .changes
        .iter()
        .map(|change| {
            let mut reading = Reading {
                comparison: change.shown.clone(),
                step: beside(document, change),
                fits: false,
                leans: false,
                outdated: false,
                verdict: change.verdict.clone(),
            };
            if change.verdict.is_some() {
                return reading;
            }
            let before = then.clone();
            if let Ok(inverse) = try_on(&mut then, change) {
                reading.fits = true;
                reading.outdated = is_outdated(&change.operation, &change.inverse, &inverse);
                reading.leans = !is_first && !fits_alone(&mut now, change);
                reading.comparison = compare(&before, &then);
                is_first = false;
            }
            reading
        })
        .collect()
}

fn try_on(document: &mut Document, change: &Suggested) -> Result<Operation, OperationError> {
    let operation = fit(document, change)?;
    apply(document, &operation)
}

fn fits_alone(document: &mut Document, change: &Suggested) -> bool {
    match try_on(document, change) {
        // An inverse fits the state right after its operation.
        Ok(inverse) => apply(document, &inverse).is_ok(),
        Err(_) => false,
    }
}

/// Whether what the operation replaces or takes away is something else than when it was suggested. Each inverse knows
/// what that is; a place that shifted is no matter.
fn is_outdated(operation: &Operation, was: &Operation, is: &Operation) -> bool {
    use Operation as O;
    match (operation, was, is) {
        (O::SetMeta { meta }, O::SetMeta { meta: was }, O::SetMeta { meta: is }) => went_on(&**meta, &**was, &**is),
        (O::SetBlock { block }, O::SetBlock { block: was }, O::SetBlock { block: is }) => went_on(block, was, is),
        (O::SetItem { item }, O::SetItem { item: was }, O::SetItem { item: is }) => went_on(item, was, is),
        (_, O::InsertPhase { phase: was, .. }, O::InsertPhase { phase: is, .. }) => was != is,
        (_, O::InsertStep { step: was, .. }, O::InsertStep { step: is, .. }) => was != is,
        (_, O::InsertBlock { block: was, .. }, O::InsertBlock { block: is, .. }) => was != is,
        (_, O::InsertItem { item: was, .. }, O::InsertItem { item: is, .. }) => was != is,
        (O::MovePhase { .. } | O::MoveStep { .. } | O::MoveBlock { .. } | O::MoveItem { .. }, ..) => false,
        (_, was, is) => was != is,
    }
}

/// Whether a field that is to be set became something else.
fn went_on<T: Fields>(suggested: &T, was: &T, is: &T) -> bool {
    let changed = was.differing(is);
    was.differing(suggested).iter().any(|name| changed.contains(name))
}

/// The step that the operation is about, or behind which it puts another.
fn beside(document: &Document, change: &Suggested) -> Option<PartId> {
    use Operation as O;
    let of_block = |block: PartId| {
        let mut steps = document.phases.iter().flat_map(|phase| &phase.steps);
        steps.find(|step| step.blocks.iter().any(|each| each.id == block)).map(|step| step.id)
    };
    match &change.operation {
        O::SetStepText { step, .. }
        | O::SetStepDuration { step, .. }
        | O::SetStepSources { step, .. }
        | O::RemoveStep { step }
        | O::MoveStep { step, .. }
        | O::InsertBlock { step, .. }
        | O::MoveBlock { step, .. } => Some(*step),
        O::SetBlock { block } => of_block(block.id),
        O::RemoveBlock { block } => of_block(*block),
        O::InsertStep { .. } => change.behind,
        _ => None,
    }
}
