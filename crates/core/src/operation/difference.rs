//! The way from one state of a document to another, as operations: few and in an order in which each of them fits.
//!
//! What goes is taken away first, as whole as it can be; then each level is brought into order from the outside in, so
//! that what moves finds the place that it moves to. Steps and phases that had to wait, because something in them
//! moves elsewhere, go last. The document's identity and session are not content and stay.

use std::collections::{HashMap, HashSet};

use super::steady::steady;
use super::{Item, ItemList, Operation, StepText};
use crate::document::{Block, Document, Phase, SectionKey, Step};
use crate::id::PartId;

/// The operations that turn `before` into `after`.
pub fn difference(before: &Document, after: &Document) -> Vec<Operation> {
    let mut list = Vec::new();
    front(before, after, &mut list);
    for kind in ItemList::ALL {
        items(kind, &kind.items(before), &kind.items(after), &mut list);
    }
    if before.phases != after.phases {
        Procedure::of(before, after).operations(&mut list);
    }
    list
}

fn front(before: &Document, after: &Document, list: &mut Vec<Operation>) {
    if before.meta != after.meta {
        list.push(Operation::SetMeta { meta: Box::new(after.meta.clone()) });
    }
    if before.template != after.template || before.placed != after.placed {
        let template = Box::new(after.template.clone());
        list.push(Operation::SetTemplate { template, placed: after.placed.clone() });
    }
    if before.numbering != after.numbering {
        list.push(Operation::SetNumbering { numbering: after.numbering });
    }
    for section in SectionKey::ALL {
        let text = after.sections.get(section);
        if before.sections.get(section) != text {
            list.push(Operation::SetSection { section, text: text.to_owned() });
        }
    }
}

fn items(kind: ItemList, before: &[Item], after: &[Item], list: &mut Vec<Operation>) {
    if before == after {
        return;
    }
    let was: HashMap<PartId, &Item> = before.iter().map(|item| (item.id(), item)).collect();
    let is: HashMap<PartId, &Item> = after.iter().map(|item| (item.id(), item)).collect();
    let gone = before.iter().map(Item::id).filter(|id| !is.contains_key(id));
    list.extend(gone.map(|id| Operation::RemoveItem { list: kind, id }));
    let kept: Vec<PartId> = before.iter().map(Item::id).filter(|id| is.contains_key(id)).collect();
    let target: Vec<PartId> = after.iter().map(Item::id).collect();
    for placing in arrange(&kept, &target) {
        match placing {
            Placing::Move(id, at) => list.push(Operation::MoveItem { list: kind, id, at }),
            Placing::Arrive(id, at) => {
                list.extend(is.get(&id).map(|item| Operation::InsertItem { at, item: (*item).clone() }));
            }
        }
    }
    let changed = after.iter().filter(|item| was.get(&item.id()).is_some_and(|was| was != item));
    list.extend(changed.map(|item| Operation::SetItem { item: item.clone() }));
}

/// The steps of two documents, and where everything in them stands.
struct Procedure<'a> {
    before: &'a [Phase],
    after: &'a [Phase],
    phases_before: HashMap<PartId, &'a Phase>,
    phases_after: HashSet<PartId>,
    steps_before: HashMap<PartId, &'a Step>,
    steps_after: HashSet<PartId>,
    blocks_before: HashMap<PartId, &'a Block>,
    blocks_after: HashSet<PartId>,
}

impl<'a> Procedure<'a> {
    fn of(before: &'a Document, after: &'a Document) -> Self {
        let (before, after) = (&before.phases, &after.phases);
        Self {
            before,
            after,
            phases_before: before.iter().map(|p| (p.id, p)).collect(),
            phases_after: after.iter().map(|p| p.id).collect(),
            steps_before: steps(before).map(|s| (s.id, s)).collect(),
            steps_after: steps(after).map(|s| s.id).collect(),
            blocks_before: steps(before).flat_map(|s| &s.blocks).map(|b| (b.id, b)).collect(),
            blocks_after: steps(after).flat_map(|s| &s.blocks).map(|b| b.id).collect(),
        }
    }

    fn operations(&self, list: &mut Vec<Operation>) {
        let late = self.take_away(list);
        // Where each step, and each block, stands by now: their lists of identities, by phase and by step.
        let mut in_phase = self.order_phases(list);
        let mut in_step: HashMap<PartId, Vec<PartId>> = HashMap::new();
        for step in steps(self.before) {
            in_step.insert(step.id, self.kept_blocks(step).collect());
        }
        self.order_steps(&mut in_phase, &mut in_step, list);
        self.order_blocks(&mut in_step, list);
        list.extend(late);
    }

    /// Takes away what is gone, as whole as it can be. Gives back what must wait: steps and phases that are gone, but
    /// hold something that is not.
    fn take_away(&self, list: &mut Vec<Operation>) -> Vec<Operation> {
        let (mut late_steps, mut late_phases) = (Vec::new(), Vec::new());
        for phase in self.before {
            let gone = !self.phases_after.contains(&phase.id);
            let lives = |step: &Step| self.steps_after.contains(&step.id) || self.kept_blocks(step).next().is_some();
            if gone && !phase.steps.iter().any(lives) {
                list.push(Operation::RemovePhase { phase: phase.id });
                continue;
            }
            if gone {
                late_phases.push(Operation::RemovePhase { phase: phase.id });
            }
            for step in &phase.steps {
                if !lives(step) {
                    list.push(Operation::RemoveStep { step: step.id });
                    continue;
                }
                if !self.steps_after.contains(&step.id) {
                    late_steps.push(Operation::RemoveStep { step: step.id });
                }
                let blocks = step.blocks.iter().map(|b| b.id).filter(|id| !self.blocks_after.contains(id));
                list.extend(blocks.map(|block| Operation::RemoveBlock { block }));
            }
        }
        late_steps.extend(late_phases);
        late_steps
    }

    /// Brings the phases into order and gives them their titles. Gives back the steps that each has then.
    fn order_phases(&self, list: &mut Vec<Operation>) -> HashMap<PartId, Vec<PartId>> {
        let lives = |step: &Step| self.steps_after.contains(&step.id) || self.kept_blocks(step).next().is_some();
        let kept = |phase: &Phase| self.phases_after.contains(&phase.id) || phase.steps.iter().any(lives);
        let before: Vec<PartId> = self.before.iter().filter(|phase| kept(phase)).map(|phase| phase.id).collect();
        let after: Vec<PartId> = self.after.iter().map(|phase| phase.id).collect();
        let mut in_phase: HashMap<PartId, Vec<PartId>> = HashMap::new();
        for phase in self.before {
            let steps = phase.steps.iter().filter(|step| lives(step));
            in_phase.insert(phase.id, steps.map(|step| step.id).collect());
        }
        let fresh: HashMap<PartId, &Phase> = self.after.iter().map(|phase| (phase.id, phase)).collect();
        for placing in arrange(&before, &after) {
            match placing {
                Placing::Move(phase, at) => list.push(Operation::MovePhase { phase, at }),
                Placing::Arrive(id, at) => {
                    let Some(phase) = fresh.get(&id) else { continue };
                    // Steps that are new throughout come with it; the others follow by themselves.
                    let steps: Vec<Step> = phase.steps.iter().filter(|s| self.is_new_throughout(s)).cloned().collect();
                    in_phase.insert(id, steps.iter().map(|step| step.id).collect());
                    let phase = Phase { id, title: phase.title.clone(), restart: phase.restart, steps };
                    list.push(Operation::InsertPhase { at, phase });
                }
            }
        }
        for phase in self.after {
            let Some(was) = self.phases_before.get(&phase.id) else { continue };
            if was.title != phase.title {
                list.push(Operation::SetPhaseTitle { phase: phase.id, title: phase.title.clone() });
            }
            if was.restart != phase.restart {
                list.push(Operation::SetPhaseRestart { phase: phase.id, restart: phase.restart });
            }
        }
        in_phase
    }

    fn order_steps(
        &self,
        in_phase: &mut HashMap<PartId, Vec<PartId>>,
        in_step: &mut HashMap<PartId, Vec<PartId>>,
        list: &mut Vec<Operation>,
    ) {
        let mut home: HashMap<PartId, PartId> =
            in_phase.iter().flat_map(|(phase, steps)| steps.iter().map(|step| (*step, *phase))).collect();
        for phase in self.after {
            let present = in_phase.get(&phase.id).cloned().unwrap_or_default();
            let target: Vec<PartId> = phase.steps.iter().map(|step| step.id).collect();
            let fresh: HashMap<PartId, &Step> = phase.steps.iter().map(|step| (step.id, step)).collect();
            for placing in arrange(&present, &target) {
                let (step, at) = match placing {
                    Placing::Move(step, at) | Placing::Arrive(step, at) => (step, at),
                };
                if let Some(from) = home.insert(step, phase.id) {
                    list.push(Operation::MoveStep { step, phase: phase.id, at });
                    if from != phase.id {
                        in_phase.entry(from).or_default().retain(|each| *each != step);
                    }
                } else if let Some(new) = fresh.get(&step) {
                    let mut new = (*new).clone();
                    new.blocks.retain(|block| !self.blocks_before.contains_key(&block.id));
                    in_step.insert(step, new.blocks.iter().map(|block| block.id).collect());
                    list.push(Operation::InsertStep { phase: phase.id, at, step: Box::new(new) });
                }
            }
            for step in &phase.steps {
                match self.steps_before.get(&step.id) {
                    Some(was) => set_step(was, step, list),
                    None => {
                        // It came with its phase, or just now.
                        in_step.entry(step.id).or_insert_with(|| step.blocks.iter().map(|b| b.id).collect());
                    }
                }
            }
        }
    }

    fn order_blocks(&self, in_step: &mut HashMap<PartId, Vec<PartId>>, list: &mut Vec<Operation>) {
        let mut home: HashMap<PartId, PartId> =
            in_step.iter().flat_map(|(step, blocks)| blocks.iter().map(|block| (*block, *step))).collect();
        for step in steps(self.after) {
            let present = in_step.get(&step.id).cloned().unwrap_or_default();
            let target: Vec<PartId> = step.blocks.iter().map(|block| block.id).collect();
            for placing in arrange(&present, &target) {
                let (block, at) = match placing {
                    Placing::Move(block, at) | Placing::Arrive(block, at) => (block, at),
                };
                if let Some(from) = home.insert(block, step.id) {
                    list.push(Operation::MoveBlock { block, step: step.id, at });
                    if from != step.id {
                        in_step.entry(from).or_default().retain(|each| *each != block);
                    }
                } else if let Some(new) = step.blocks.iter().find(|each| each.id == block) {
                    list.push(Operation::InsertBlock { step: step.id, at, block: new.clone() });
                }
            }
            let changed = step.blocks.iter().filter(|b| self.blocks_before.get(&b.id).is_some_and(|was| was != b));
            list.extend(changed.map(|block| Operation::SetBlock { block: block.clone() }));
        }
    }

    /// The step's blocks that stand in the second document too, in any step.
    fn kept_blocks(&self, step: &'a Step) -> impl Iterator<Item = PartId> {
        step.blocks.iter().map(|block| block.id).filter(|id| self.blocks_after.contains(id))
    }

    fn is_new_throughout(&self, step: &Step) -> bool {
        !self.steps_before.contains_key(&step.id) && !step.blocks.iter().any(|b| self.blocks_before.contains_key(&b.id))
    }
}

fn steps(phases: &[Phase]) -> impl Iterator<Item = &Step> {
    phases.iter().flat_map(|phase| &phase.steps)
}

fn set_step(was: &Step, is: &Step, list: &mut Vec<Operation>) {
    // Names each field, so that none can be forgotten. Blocks are parts of their own.
    let Step { id, action, details, expected, blocks: _, duration_s, role, sources } = is;
    let step = *id;
    let texts = [
        (StepText::Action, &was.action, action),
        (StepText::Details, &was.details, details),
        (StepText::Expected, &was.expected, expected),
        (StepText::Role, &was.role, role),
    ];
    for (field, was, is) in texts {
        if was != is {
            list.push(Operation::SetStepText { step, field, text: is.clone() });
        }
    }
    if was.duration_s != *duration_s {
        list.push(Operation::SetStepDuration { step, seconds: *duration_s });
    }
    if was.sources != *sources {
        list.push(Operation::SetStepSources { step, sources: sources.clone() });
    }
}

/// How a member comes to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Placing {
    /// It is in the list already and moves to this place.
    Move(PartId, usize),
    /// It is not in the list yet and comes in at this place.
    Arrive(PartId, usize),
}

/// What brings the list into the order of `after`, one after the other. Members that are not in `after` may stand
/// anywhere when it is done.
fn arrange(before: &[PartId], after: &[PartId]) -> Vec<Placing> {
    if before == after {
        return Vec::new();
    }
    let steady = steady(before, after);
    let known: HashSet<PartId> = before.iter().copied().collect();
    let mut list = before.to_vec();
    let mut placings = Vec::new();
    let mut last: Option<PartId> = None;
    for id in after.iter().copied() {
        if !steady.contains(&id) {
            if known.contains(&id) {
                list.retain(|each| *each != id);
            }
            let at = last.and_then(|last| list.iter().position(|each| *each == last)).map_or(0, |at| at + 1);
            list.insert(at, id);
            placings.push(if known.contains(&id) { Placing::Move(id, at) } else { Placing::Arrive(id, at) });
        }
        last = Some(id);
    }
    placings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{Placing, arrange};
    use crate::id::PartId;

    fn ids(numbers: &[u128]) -> Vec<PartId> {
        numbers.iter().map(|n| PartId(Uuid::from_u128(*n))).collect()
    }

    #[test]
    fn one_member_that_jumps_is_one_move() {
        let id = |n| PartId(Uuid::from_u128(n));
        assert_eq!(arrange(&ids(&[1, 2, 3, 4]), &ids(&[2, 3, 4, 1])), [Placing::Move(id(1), 3)]);
        assert_eq!(arrange(&ids(&[1, 2, 3, 4]), &ids(&[4, 1, 2, 3])), [Placing::Move(id(4), 0)]);
        assert_eq!(arrange(&ids(&[1, 2]), &ids(&[1, 9, 2])), [Placing::Arrive(id(9), 1)]);
    }

    fn list() -> impl Strategy<Value = Vec<PartId>> {
        proptest::sample::subsequence((0..8_u128).collect::<Vec<_>>(), 0..8).prop_shuffle().prop_map(|n| ids(&n))
    }

    proptest! {
        #[test]
        fn any_list_becomes_any_other(before in list(), after in list()) {
            let mut list = before.clone();
            for placing in arrange(&before, &after) {
                match placing {
                    Placing::Move(id, at) => {
                        list.retain(|each| *each != id);
                        list.insert(at, id);
                    }
                    Placing::Arrive(id, at) => list.insert(at, id),
                }
            }
            list.retain(|id| after.contains(id));
            prop_assert_eq!(list, after);
        }
    }
}
