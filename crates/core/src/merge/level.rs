//! One level of the procedure on all sides - its phases, its steps or its blocks - and which of them stay.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::three::Three;
use crate::id::PartId;
use crate::operation::Part;

impl PartId {
    /// What phases stand in.
    pub(super) const ROOT: Self = Self(Uuid::nil());
}

/// A part that stays.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    /// What it stands in.
    pub(super) parent: PartId,
    /// What it stands in on their side, if both moved it, each elsewhere.
    pub(super) torn: Option<PartId>,
    /// One side removed it, or what it stands in.
    pub(super) removed: bool,
}

pub(super) struct Level<'a, T> {
    sides: Three<Side<'a, T>>,
    pub(super) kept: HashMap<PartId, Kept>,
}

struct Side<'a, T> {
    /// Each with what it stands in.
    parts: HashMap<PartId, (PartId, &'a T)>,
    members: HashMap<PartId, Vec<PartId>>,
}

impl<'a, T: Part> Side<'a, T> {
    fn new(parts: impl Iterator<Item = (PartId, &'a T)>) -> Self {
        let mut side = Self { parts: HashMap::new(), members: HashMap::new() };
        for (parent, part) in parts {
            side.parts.insert(part.id(), (parent, part));
            side.members.entry(parent).or_default().push(part.id());
        }
        side
    }

    fn part(&self, id: PartId) -> Option<&'a T> {
        self.parts.get(&id).map(|(_, part)| *part)
    }
}

impl<'a, T: Part> Level<'a, T> {
    /// All parts of the level, each with what it stands in.
    pub(super) fn new<I: Iterator<Item = (PartId, &'a T)>>(sides: Three<I>) -> Self {
        Self { sides: sides.map(Side::new), kept: HashMap::new() }
    }

    /// Finds the parts that stay: what neither side removed, what one side added, and what one side removed but the
    /// other changed, moved elsewhere, or `needs` for something that stays in it.
    pub(super) fn keep(&mut self, same: impl Fn(&T, &T) -> bool, needed: &HashSet<PartId>) {
        let base = |id: &PartId| self.sides.base.as_ref().and_then(|base| base.parts.get(id)).copied();
        let find = |id: &PartId| {
            let kept = match (base(id), self.sides.ours.parts.get(id), self.sides.theirs.parts.get(id)) {
                (base, Some((ours, _)), Some((theirs, _))) => {
                    let place = Three { base: base.map(|(parent, _)| parent), ours: *ours, theirs: *theirs };
                    let torn = if place.settled().is_none() { Some(*theirs) } else { None };
                    Kept { parent: place.value(), torn, removed: false }
                }
                (None, Some((parent, _)), None) | (None, None, Some((parent, _))) => {
                    Kept { parent: *parent, torn: None, removed: false }
                }
                (Some((from, base)), Some((parent, part)), None) | (Some((from, base)), None, Some((parent, part))) => {
                    if same(part, base) && from == *parent && !needed.contains(id) {
                        return None;
                    }
                    Kept { parent: *parent, torn: None, removed: true }
                }
                (_, None, None) => return None,
            };
            Some((*id, kept))
        };
        self.kept = self.sides.ours.parts.keys().chain(self.sides.theirs.parts.keys()).filter_map(find).collect();
    }

    /// What has to be there for the parts that stay to stand in.
    pub(super) fn parents(&self) -> HashSet<PartId> {
        self.kept.values().flat_map(|kept| std::iter::once(kept.parent).chain(kept.torn)).collect()
    }

    /// The part on each side.
    pub(super) fn part(&self, id: PartId) -> Three<Option<&'a T>> {
        Three {
            base: self.sides.base.as_ref().map(|side| side.part(id)),
            ours: self.sides.ours.part(id),
            theirs: self.sides.theirs.part(id),
        }
    }

    /// The part as it is on our side, else as on theirs.
    pub(super) fn any(&self, id: PartId) -> Option<&'a T> {
        self.sides.ours.part(id).or_else(|| self.sides.theirs.part(id))
    }

    /// What the part stood in when both had the same.
    pub(super) fn base_parent(&self, id: PartId) -> Option<PartId> {
        self.sides.base.as_ref()?.parts.get(&id).map(|(parent, _)| *parent)
    }

    /// Whether the part stays although one side removed it.
    pub(super) fn is_removed(&self, id: PartId) -> bool {
        self.kept.get(&id).is_some_and(|kept| kept.removed)
    }

    /// The parts that stay in `parent`, as each side has them in it.
    pub(super) fn members(&self, parent: PartId) -> Three<Vec<PartId>> {
        let here = |id: &PartId| self.kept.get(id).is_some_and(|kept| kept.parent == parent);
        let list = |side: &Side<'a, T>| -> Vec<PartId> {
            side.members.get(&parent).into_iter().flatten().copied().filter(here).collect()
        };
        Three {
            base: self.sides.base.as_ref().map(list),
            ours: list(&self.sides.ours),
            theirs: list(&self.sides.theirs),
        }
    }
}
