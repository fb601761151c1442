//! Steps once more, after the last of them. What leads from one to another of them leads, in the copies, from copy to
//! copy.

use std::collections::HashMap;

use super::RewriteError;
use super::reference::{block_retargeted, relinked};
use super::texts;
use super::work::Work;
use crate::document::{Block, BlockKind, Document, Phase, Step};
use crate::id::{DocumentId, PartId};
use crate::operation::{Operation, apply_all};
use crate::port::Ids;

pub(super) fn steps(work: &mut Work, steps: &[PartId], ids: &dyn Ids) -> Result<(), RewriteError> {
    let steps = work.in_order(steps)?;
    let Some(last) = steps.last() else { return Err(RewriteError::TooFew("a step")) };
    let place = work.place(*last)?;
    let phase = work.document.phases[place.phase].id;
    let copies: HashMap<PartId, PartId> = steps.iter().map(|step| (*step, PartId(ids.fresh()))).collect();
    for (n, step) in steps.iter().enumerate() {
        let whole = work.step(work.place(*step)?).clone();
        let step = Box::new(copy(whole, &copies, ids)?);
        work.go(Operation::InsertStep { phase, at: place.at + 1 + n, step })?;
    }
    Ok(())
}

fn copy(step: Step, copies: &HashMap<PartId, PartId>, ids: &dyn Ids) -> Result<Step, RewriteError> {
    let to_copy = |target: PartId| Some(copies.get(&target).copied().unwrap_or(target));
    let block = |block: Block| {
        let mut block = block_retargeted(&block, &to_copy);
        block.id = PartId(ids.fresh());
        if let BlockKind::Substeps { items } = &mut block.kind {
            items.iter_mut().for_each(|item| item.id = PartId(ids.fresh()));
        }
        block
    };
    let id = copies.get(&step.id).copied().unwrap_or_else(|| PartId(ids.fresh()));
    let copy = Step { id, blocks: step.blocks.into_iter().map(block).collect(), ..step };
    relinked_all(copy, copies)
}

/// The texts of a step are named in one place, for a whole document: so the step gets one of its own for a moment.
fn relinked_all(step: Step, copies: &HashMap<PartId, PartId>) -> Result<Step, RewriteError> {
    let mut own = Document::empty(DocumentId(step.id.0));
    own.phases.push(Phase { steps: vec![step], ..Phase::new(PartId(own.id.0), "") });
    let operations = texts::changed(&own, &mut |_, text| relinked(text, copies));
    apply_all(&mut own, &operations)?;
    own.phases.pop().and_then(|mut phase| phase.steps.pop()).ok_or(RewriteError::TooFew("a step"))
}
