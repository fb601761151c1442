//! Parts a step in two.
//!
//! The first keeps the identity, and with it whatever leads to the step, the details and the blocks: a picture shows the
//! screen before what is done on it, so it belongs to what is done first, and under an action that it does not show it
//! would mislead. The second gets the expected result: that is what is seen once all of it is done. Both were drafted
//! from the same entries and are done by the same role. How the time falls to the two is not known, so it stays where
//! it is and the sum with it.

use super::RewriteError;
use super::work::Work;
use crate::document::Step;
use crate::id::PartId;
use crate::operation::{Operation, StepText};
use crate::port::Ids;

pub(super) fn step(work: &mut Work, id: PartId, before: &str, after: &str, ids: &dyn Ids) -> Result<(), RewriteError> {
    let place = work.place(id)?;
    let phase = work.document.phases[place.phase].id;
    let whole = work.step(place).clone();
    let set = |text: &str| Operation::SetStepText { step: id, field: StepText::Action, text: text.trim().to_owned() };
    let (starts, ends) = (before.trim().is_empty(), after.trim().is_empty());
    // At the start or the end there is nothing to part: that is a new step before or after a whole one.
    if starts || ends {
        if let Some(action) = [before, after].into_iter().find(|text| !text.trim().is_empty() && *text != whole.action)
        {
            work.go(set(action))?;
        }
        let at = if starts && !ends { place.at } else { place.at + 1 };
        let step = Box::new(Step::new(PartId(ids.fresh()), ""));
        return work.go(Operation::InsertStep { phase, at, step });
    }
    work.go(set(before))?;
    let mut second = Step {
        role: whole.role.clone(),
        sources: whole.sources.clone(),
        ..Step::new(PartId(ids.fresh()), after.trim())
    };
    if !whole.expected.is_empty() {
        work.go(Operation::SetStepText { step: id, field: StepText::Expected, text: String::new() })?;
        second.expected = whole.expected.clone();
    }
    work.go(Operation::InsertStep { phase, at: place.at + 1, step: Box::new(second) })
}
