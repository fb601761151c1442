//! Merging the procedure: which phases, steps and blocks stay, where they stand, and what stands in them.

use std::collections::HashSet;

use super::conflict::{Aspect, Target};
use super::field::{self, At, Found, Merged};
use super::level::{Kept, Level};
use super::order;
use super::shown::{Shown, name_of};
use super::three::Three;
use crate::document::{Block, Phase, Step};
use crate::id::PartId;
use crate::operation::Part;

/// The merged procedure.
pub(super) fn merge(found: &mut Found, three: Three<&[Phase]>) -> Vec<Phase> {
    let mut phases = Level::new(three.map(|phases| phases.iter().map(|phase| (PartId::ROOT, phase))));
    let mut steps = Level::new(three.map(|phases| phases.iter().flat_map(|p| p.steps.iter().map(|s| (p.id, s)))));
    let mut blocks =
        Level::new(three.map(|phases| {
            phases.iter().flat_map(|p| &p.steps).flat_map(|s| s.blocks.iter().map(|block| (s.id, block)))
        }));
    // From the inside out: what stays needs something to stand in.
    blocks.keep(|now, base| now == base, &HashSet::new());
    steps.keep(|now, base| now.alone() == base.alone(), &blocks.parents());
    keep_whole(&steps, &mut blocks);
    phases.keep(|now, base| now.alone() == base.alone(), &steps.parents());
    Build { found, phases, steps, blocks }.procedure()
}

/// A step that one side removed and that stays does so with all that stood in it.
fn keep_whole(steps: &Level<'_, Step>, blocks: &mut Level<'_, Block>) {
    for (id, _) in steps.kept.iter().filter(|(_, kept)| kept.removed) {
        for block in steps.any(*id).into_iter().flat_map(|step| &step.blocks) {
            blocks.kept.entry(block.id).or_insert(Kept { parent: *id, torn: None, removed: true });
        }
    }
}

/// Puts the parts that stay together.
struct Build<'a, 'c> {
    found: &'c mut Found,
    phases: Level<'a, Phase>,
    steps: Level<'a, Step>,
    blocks: Level<'a, Block>,
}

impl Build<'_, '_> {
    fn procedure(mut self) -> Vec<Phase> {
        let phases = members(self.found.at(Target::Procedure, ""), &self.phases, PartId::ROOT);
        phases.into_iter().filter_map(|id| self.phase(id)).collect()
    }

    fn phase(&mut self, id: PartId) -> Option<Phase> {
        let (target, about) = (Target::Phase { id }, name(&self.phases, id));
        let around = Around { removed: false, name: &|_| String::new() };
        let at = self.found.at(target, &about);
        let mut phase = merged(at, &self.phases, id, around, field::part)?;
        let steps = members(self.found.at(target, &about), &self.steps, id);
        phase.steps = steps.into_iter().filter_map(|step| self.step(id, step)).collect();
        Some(phase)
    }

    fn step(&mut self, phase: PartId, id: PartId) -> Option<Step> {
        let (target, about) = (Target::Step { id }, name(&self.steps, id));
        let around = Around { removed: self.phases.is_removed(phase), name: &|id| name(&self.phases, id) };
        let at = self.found.at(target, &about);
        let mut step = merged(at, &self.steps, id, around, field::part)?;
        let blocks = members(self.found.at(target, &about), &self.blocks, id);
        let removed = self.steps.is_removed(id);
        let mut block = |id| {
            // A block is found by the step that it stands in.
            let at = self.found.at(Target::Block { id }, &about);
            merged(at, &self.blocks, id, Around { removed, name: &|id| name(&self.steps, id) }, field::block)
        };
        step.blocks = blocks.into_iter().filter_map(&mut block).collect();
        Some(step)
    }
}

/// What a part stands in.
struct Around<'a> {
    /// One side removed it, which is a conflict already.
    removed: bool,
    /// What something like it is called.
    name: &'a dyn Fn(PartId) -> String,
}

/// The part itself; what stands in it comes later.
fn merged<T: Part + Merged>(
    mut at: At<'_>,
    level: &Level<'_, T>,
    id: PartId,
    around: Around<'_>,
    merge: fn(&mut At<'_>, Three<&T>) -> T,
) -> Option<T> {
    let sides = level.part(id);
    let base = sides.base.flatten();
    let (Some(ours), Some(theirs)) = (sides.ours, sides.theirs) else {
        if level.is_removed(id) && !around.removed {
            at.conflict(Aspect::Presence, sides.map(|part| part.map(Shown::whole)));
        }
        return sides.ours.or(sides.theirs).cloned();
    };
    if let Some(Kept { parent, torn: Some(torn), .. }) = level.kept.get(&id) {
        let place = Three { base: level.base_parent(id), ours: *parent, theirs: *torn };
        at.conflict(Aspect::Place, place.map(|id| Some(Shown::place(id, &(around.name)(id)))));
    }
    Some(if ours == theirs { ours.clone() } else { merge(&mut at, Three { base, ours, theirs }) })
}

/// What stands in a part, in order.
fn members<T: Part + Merged>(mut at: At<'_>, level: &Level<'_, T>, parent: PartId) -> Vec<PartId> {
    let lists = level.members(parent);
    let ordered = order::merge(lists.as_slices());
    if ordered.torn {
        at.conflict(Aspect::Order, lists.map(|ids| Some(Shown::order(&ids, |id| name(level, id)))));
    }
    ordered.members
}

fn name<T: Part + Merged>(level: &Level<'_, T>, id: PartId) -> String {
    level.any(id).map(name_of).unwrap_or_default()
}
