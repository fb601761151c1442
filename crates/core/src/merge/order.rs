//! The order of a list's members after a merge.

use std::collections::{HashMap, HashSet};

use super::three::Three;
use crate::id::PartId;
use crate::operation::steady;

/// The merged order of all that stands in ours or theirs; `torn` if both changed the order in ways that cannot be
/// combined, and ours stands.
pub(super) struct Ordered {
    pub(super) members: Vec<PartId>,
    pub(super) torn: bool,
}

/// Merges the order of a list's members. All three hold only those that stay, and stay in this list.
pub(super) fn merge(three: Three<&[PartId]>) -> Ordered {
    let base = three.base.unwrap_or_default();
    if three.ours == three.theirs {
        return Ordered { members: three.ours.to_vec(), torn: false };
    }
    // A part that stays although one side removed it stands there as if it had not.
    let (ours, theirs) = (&add_new(three.ours, base), &add_new(three.theirs, base));
    let (known_ours, known_theirs) = (both(ours, base), both(theirs, base));
    let members = if known_ours == known_theirs {
        // What both added may stand at two places: either will do, as long as everybody takes the same.
        let theirs_leads = both(theirs, ours) < both(ours, theirs);
        Some(if theirs_leads { add_new(theirs, ours) } else { add_new(ours, theirs) })
    } else if known_theirs == base {
        Some(add_new(ours, theirs))
    } else if known_ours == base {
        Some(add_new(theirs, ours))
    } else if both(ours, theirs).len() == base.len() {
        both_moves(base, ours, theirs)
    } else {
        // Where what both added goes is open, as both moved what is around it.
        None
    };
    let torn = members.is_none();
    Ordered { members: members.unwrap_or_else(|| add_new(ours, theirs)), torn }
}

/// The order with the moves of both sides, if they do not touch: with both made, there must be nothing left that
/// either side would move.
fn both_moves(base: &[PartId], ours: &[PartId], theirs: &[PartId]) -> Option<Vec<PartId>> {
    let order = combined(base, ours, theirs)?;
    let known = both(&order, base);
    let stands = |side: &[PartId]| {
        known == both(side, base) || known != base && combined(base, &order, side).as_ref() == Some(&order)
    };
    (stands(ours) && stands(theirs)).then_some(order)
}

/// Each side's list without what the other moved, and the two brought together; none if it matters who does that.
fn combined(base: &[PartId], ours: &[PartId], theirs: &[PartId]) -> Option<Vec<PartId>> {
    let moved = |list: &[PartId]| without(base, &steady(base, list));
    let (we, they) = (set(&moved(ours)), set(&moved(theirs)));
    let only_we = we.difference(&they).copied().collect();
    let only_they = they.difference(&we).copied().collect();
    let order = add_new(&without(ours, &only_they), &without(theirs, &we));
    (add_new(&without(theirs, &only_we), &without(ours, &they)) == order).then_some(order)
}

/// Adds what only the follower has, each run behind the member that it stands behind there. Where the leader has a run
/// of its own, the one whose first member is older comes first.
fn add_new(lead: &[PartId], follower: &[PartId]) -> Vec<PartId> {
    let in_lead = set(lead);
    let mut runs: HashMap<Option<PartId>, Vec<PartId>> = HashMap::new();
    let mut last = None;
    for id in follower {
        if in_lead.contains(id) {
            last = Some(*id);
        } else {
            runs.entry(last).or_default().push(*id);
        }
    }
    let in_follower = set(follower);
    let mut members = Vec::with_capacity(lead.len() + follower.len());
    let mut own = Vec::new();
    let mut place = None;
    for id in lead.iter().copied().map(Some).chain([None]) {
        match id {
            Some(id) if !in_follower.contains(&id) => own.push(id),
            id => {
                let mut run = runs.remove(&place).unwrap_or_default();
                if own.first() > run.first() {
                    std::mem::swap(&mut own, &mut run);
                }
                members.append(&mut own);
                members.append(&mut run);
                members.extend(id);
                place = id;
            }
        }
    }
    members
}

fn set(ids: &[PartId]) -> HashSet<PartId> {
    ids.iter().copied().collect()
}

/// The members of the first list that are in the second, too.
fn both(list: &[PartId], other: &[PartId]) -> Vec<PartId> {
    let other = set(other);
    list.iter().filter(|id| other.contains(id)).copied().collect()
}

fn without(list: &[PartId], gone: &HashSet<PartId>) -> Vec<PartId> {
    list.iter().filter(|id| !gone.contains(id)).copied().collect()
}
