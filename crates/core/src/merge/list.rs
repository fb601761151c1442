//! Merging a list of parts that stand by themselves: roles, parameters, FAQ and the like.

use std::collections::HashMap;

use super::conflict::{Aspect, Target};
use super::field::{self, Found, Merged};
use super::order;
use super::shown::{Shown, name_of};
use super::three::Three;
use crate::id::PartId;
use crate::operation::Part;

/// The merged list. A conflict about its order is about `list`, one about a part is about `item`.
pub(super) fn merge<T: Part + Merged>(
    found: &mut Found,
    list: Target,
    item: impl Fn(PartId) -> Target,
    three: Three<&[T]>,
) -> Vec<T> {
    let parts = three.map(by_id);
    let base = parts.base.clone().unwrap_or_default();
    let stays = |id: &PartId| match (base.get(id), parts.ours.get(id), parts.theirs.get(id)) {
        (_, Some(_), Some(_)) | (None, _, _) => true,
        (Some(base), Some(kept), None) | (Some(base), None, Some(kept)) => base != kept,
        (Some(_), None, None) => false,
    };
    let ids = three.map(|parts| parts.iter().map(Part::id).filter(stays).collect::<Vec<_>>());
    let ordered = order::merge(ids.as_slices());
    if ordered.torn {
        let name = |id: PartId| parts.ours.get(&id).or(parts.theirs.get(&id)).map(|part| name_of(*part));
        let sides = ids.map(|ids| Some(Shown::order(&ids, |id| name(id).unwrap_or_default())));
        found.at(list, "").conflict(Aspect::Order, sides);
    }
    let mut merge_one = |id: PartId| -> Option<T> {
        let base = base.get(&id).copied();
        let target = item(id);
        match (parts.ours.get(&id).copied(), parts.theirs.get(&id).copied()) {
            (Some(ours), Some(theirs)) if ours == theirs => Some(ours.clone()),
            (Some(ours), Some(theirs)) => {
                let about = name_of(ours);
                Some(field::part(&mut found.at(target, &about), Three { base, ours, theirs }))
            }
            (ours, theirs) => {
                let kept = ours.or(theirs)?;
                if base.is_some() {
                    let sides = Three { base: Some(base), ours, theirs }.map(|part| part.map(Shown::whole));
                    found.at(target, &name_of(kept)).conflict(Aspect::Presence, sides);
                }
                Some(kept.clone())
            }
        }
    };
    ordered.members.into_iter().filter_map(&mut merge_one).collect()
}

fn by_id<T: Part>(parts: &[T]) -> HashMap<PartId, &T> {
    parts.iter().map(|part| (part.id(), part)).collect()
}
