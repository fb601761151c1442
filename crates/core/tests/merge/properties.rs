//! What holds for any edits on both sides.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;
use serde_json::Value;
use sopwright_core::document::Document;
use sopwright_core::id::PartId;
use sopwright_core::merge::{Aspect, Conflict, Merge, Target, merge};
use sopwright_core::operation::{ItemList, apply_all};

use super::draw::{Scene, document, draw, edited, outline, scene};

fn merged(scene: &Scene) -> (Document, Merge) {
    let merge = merge(&scene.base, &scene.ours, &scene.theirs);
    let mut document = scene.ours.clone();
    apply_all(&mut document, &merge.operations).unwrap();
    (document, merge)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 2000, failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_only_they_did_is_taken_whole(base in document(), draws in prop::collection::vec(draw(), 0..12)) {
        let theirs = edited(&base, &draws, 2);
        let (document, merge) = merged(&Scene { base: base.clone(), ours: base, theirs: theirs.clone() });
        prop_assert_eq!(document, theirs);
        prop_assert_eq!(merge.conflicts, vec![]);
    }

    #[test]
    fn what_only_we_did_needs_nothing(base in document(), draws in prop::collection::vec(draw(), 0..12)) {
        let ours = edited(&base, &draws, 1);
        prop_assert_eq!(merge(&base, &ours, &base), Merge { operations: vec![], conflicts: vec![] });
        prop_assert_eq!(merge(&base, &ours, &ours), Merge { operations: vec![], conflicts: vec![] });
    }

    #[test]
    fn it_is_the_same_each_time_and_once_more_changes_nothing(scene in scene()) {
        let (document, first) = merged(&scene);
        prop_assert_eq!(&merge(&scene.base, &scene.ours, &scene.theirs), &first);
        let again = merge(&scene.base, &document, &scene.theirs);
        prop_assert_eq!(again.operations, vec![]);
        // And later, when what they sent is the common ground.
        prop_assert_eq!(merge(&scene.theirs, &document, &scene.theirs), Merge { operations: vec![], conflicts: vec![] });
    }

    #[test]
    fn no_part_is_there_twice(scene in scene()) {
        let (document, _) = merged(&scene);
        let mut seen = HashSet::new();
        for id in parts(&document).into_keys() {
            prop_assert!(seen.insert(id));
        }
        prop_assert_eq!(count(&document), seen.len());
    }

    #[test]
    fn no_edit_of_one_side_is_lost(scene in scene()) {
        let (document, merge) = merged(&scene);
        let [base, ours, theirs, merged] =
            [&scene.base, &scene.ours, &scene.theirs, &document].map(parts);
        let torn: HashSet<PartId> = merge.conflicts.iter().filter_map(part_of).collect();
        for side in [&ours, &theirs] {
            let other = if std::ptr::eq(side, &ours) { &theirs } else { &ours };
            for (id, part) in side {
                let before = base.get(id);
                if before == Some(part) {
                    continue;
                }
                // Changed or added here: it is there, whatever the other side did.
                let Some(now) = merged.get(id) else { panic!("{id} is lost") };
                for (field, value) in part {
                    let mine = before.and_then(|b| b.get(field)) != Some(value);
                    let same_there = other.get(id).is_none_or(|o| {
                        o.get(field) == before.and_then(|b| b.get(field)) || o.get(field) == Some(value)
                    });
                    // A picture goes with its crop and marks: such a group is looked at by the examples.
                    let grouped = ["shot", "crop", "marks", "block", "sources"].contains(&field.as_str())
                        || other.get(id).is_some_and(|o| o.get("block") != part.get("block"));
                    if mine && same_there && !grouped && !torn.contains(id) {
                        prop_assert_eq!(now.get(field), Some(value), "{} of {}", field, id);
                    }
                }
            }
        }
    }

    #[test]
    fn it_does_not_matter_who_merges_whose(scene in scene()) {
        let (here, merge) = merged(&scene);
        let swapped = Scene { base: scene.base.clone(), ours: scene.theirs.clone(), theirs: scene.ours.clone() };
        let (there, other) = merged(&swapped);
        prop_assert_eq!(places(&merge.conflicts), places(&other.conflicts));
        if merge.conflicts.is_empty() {
            prop_assert_eq!(&here, &there, "{}\n{}", outline(&here), outline(&there));
        }
    }
}

fn places(conflicts: &[Conflict]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for conflict in conflicts {
        *places.entry(format!("{:?} {:?}", conflict.target, conflict.aspect)).or_default() += 1;
    }
    places
}

/// The part whose fields cannot be foretold: both changed the same of it, or it was removed on one side.
fn part_of(conflict: &Conflict) -> Option<PartId> {
    match (conflict.aspect, conflict.target) {
        (Aspect::Order, _) => None,
        (_, Target::Phase { id } | Target::Step { id } | Target::Block { id } | Target::Item { id, .. }) => Some(id),
        (_, Target::Meta | Target::Section { .. } | Target::Procedure | Target::List { .. }) => None,
    }
}

/// Every part by its identity: its fields, and what it stands in.
fn parts(document: &Document) -> BTreeMap<PartId, BTreeMap<String, Value>> {
    let mut parts = BTreeMap::new();
    let mut add = |id: PartId, inside: Option<PartId>, part: Value| {
        let Value::Object(fields) = part else { panic!("a part has fields") };
        let mut fields: BTreeMap<String, Value> =
            fields.into_iter().filter(|(name, _)| !["id", "steps", "blocks"].contains(&name.as_str())).collect();
        fields.insert("inside".into(), serde_json::to_value(inside).unwrap());
        parts.insert(id, fields);
    };
    for phase in &document.phases {
        add(phase.id, None, serde_json::to_value(phase).unwrap());
        for step in &phase.steps {
            add(step.id, Some(phase.id), serde_json::to_value(step).unwrap());
            for block in &step.blocks {
                add(block.id, Some(step.id), serde_json::to_value(block).unwrap());
            }
        }
    }
    for item in ItemList::ALL.iter().flat_map(|list| list.items(document)) {
        add(item.id(), None, serde_json::to_value(&item).unwrap()["value"].clone());
    }
    parts
}

fn count(document: &Document) -> usize {
    let steps = || document.phases.iter().flat_map(|p| &p.steps);
    let blocks = steps().map(|s| s.blocks.len()).sum::<usize>();
    let items = ItemList::ALL.iter().map(|list| list.items(document).len()).sum::<usize>();
    document.phases.len() + steps().count() + blocks + items
}
