//! What a decision about a conflict does: it gives the document what the chosen side has, and nothing else.

use proptest::prelude::*;
use serde_json::json;
use sopwright_core::document::{Document, FieldName};
use sopwright_core::merge::{Aspect, Conflict, Target, Whose, choose, merge};
use sopwright_core::operation::apply_all;
use sopwright_core::template::{BUILT_IN, Template, adopt, built_in};

use super::draw::{Scene, scene};
use super::examples::{document, merged, outline};

fn decided(document: &Document, conflict: &Conflict, side: Whose) -> Document {
    let mut document = document.clone();
    let operations = choose(&document, conflict, side).unwrap();
    apply_all(&mut document, &operations).unwrap();
    document
}

fn decide_all(scene: &Scene, side: Whose) -> Document {
    let merge = merge(&scene.base, &scene.ours, &scene.theirs);
    let mut document = scene.ours.clone();
    apply_all(&mut document, &merge.operations).unwrap();
    merge.conflicts.iter().fold(document, |document, conflict| decided(&document, conflict, side))
}

#[test]
fn two_fields_of_one_part_are_decided_one_by_one() {
    let base = document("P: a");
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    (ours.meta.title, ours.meta.audience) = ("Mine".into(), "Clerks".into());
    (theirs.meta.title, theirs.meta.audience) = ("Theirs".into(), "Buyers".into());
    let (document, conflicts) = merged(&base, &ours, &theirs);
    let document = decided(&document, &conflicts[0], Whose::Theirs);
    assert_eq!((document.meta.title.as_str(), document.meta.audience.as_str()), ("Theirs", "Clerks"));
    let document = decided(&document, &conflicts[1], Whose::Theirs);
    assert_eq!((document.meta.title.as_str(), document.meta.audience.as_str()), ("Theirs", "Buyers"));
    assert_eq!(decided(&document, &conflicts[0], Whose::Ours).meta.title, "Mine", "one may change one's mind");
}

#[test]
fn a_step_that_came_back_goes_for_good_when_a_person_says_so() {
    let (back, conflicts) = merged(&document("P: a b"), &document("P: a"), &document("P: a b2"));
    assert_eq!(outline(&decided(&back, &conflicts[0], Whose::Ours)), "P: a");
    assert_eq!(outline(&decided(&back, &conflicts[0], Whose::Theirs)), "P: a b2");
}

#[test]
fn the_order_and_the_place_can_be_theirs() {
    let (kept, conflicts) = merged(&document("P: a b c d"), &document("P: b x c d a"), &document("P: b a c d"));
    assert_eq!(outline(&decided(&kept, &conflicts[0], Whose::Theirs)), "P: b x a c d");
    let (kept, conflicts) =
        merged(&document("P: a | Q: | R: d"), &document("P: | Q: a | R: d"), &document("P: | Q: | R: d a"));
    assert_eq!(outline(&decided(&kept, &conflicts[0], Whose::Theirs)), "P: | Q: | R: d a");
}

#[test]
fn two_templates_are_for_a_person_and_either_can_be_had() {
    let [short, controlled] = [BUILT_IN[1], BUILT_IN[2]].map(|id| built_in(id).unwrap());
    let base = document("P: a");
    let with = |template: &Template, help: &str| {
        let mut template = template.clone();
        template.standing.help = help.into();
        let mut document = base.clone();
        let operations = adopt(&document, &template).operations;
        apply_all(&mut document, &operations).unwrap();
        document
    };
    let (ours, theirs) = (with(&short, "Call 1"), with(&controlled, "Call 1"));
    let (kept, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(kept.template, ours.template);
    let [conflict] = conflicts.as_slice() else { panic!("one conflict, not {conflicts:?}") };
    assert_eq!((conflict.target, conflict.aspect), (Target::Meta, Aspect::Field(FieldName::Template)));
    let decided_so = decided(&kept, conflict, Whose::Theirs);
    assert_eq!((&decided_so.template, &decided_so.placed), (&theirs.template, &theirs.placed));
    assert_eq!(decided(&decided_so, conflict, Whose::Ours), kept, "one may change one's mind");
    assert_eq!(decided(&kept, conflict, Whose::Base).template, base.template);

    // Changed by one side alone, or by both to the same, it is taken unasked.
    assert_eq!(merged(&base, &base, &theirs), (theirs.clone(), vec![]));
    assert_eq!(merged(&base, &theirs, &theirs), (theirs.clone(), vec![]));
}

#[test]
fn a_late_decision_brings_nothing_back_that_was_removed_since() {
    let (mut kept, conflicts) = merged(&document("P: a"), &document("P: a1"), &document("P: a2"));
    kept.phases[0].steps.clear();
    assert_eq!(choose(&kept, &conflicts[0], Whose::Theirs).unwrap(), vec![]);
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    let (kept, mut conflicts) = merged(&document("P: a"), &document("P: a1"), &document("P: a2"));
    conflicts[0].theirs.as_mut().unwrap().value = json!({"odd": 1});
    assert!(choose(&kept, &conflicts[0], Whose::Theirs).is_err());
}

#[test]
fn conflicts_survive_json() {
    let (_, conflicts) = merged(&document("P: a b c d"), &document("P: b c d a1"), &document("P: b a2 c d"));
    assert_eq!(conflicts.len(), 2);
    let text = serde_json::to_string(&conflicts).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Conflict>>(&text).unwrap(), conflicts);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn to_decide_for_what_stands_changes_nothing_unless_it_was_removed(scene in scene()) {
        let merge = merge(&scene.base, &scene.ours, &scene.theirs);
        let mut document = scene.ours.clone();
        apply_all(&mut document, &merge.operations).unwrap();
        for conflict in merge.conflicts.iter().filter(|c| c.ours.is_some()) {
            prop_assert_eq!(&decided(&document, conflict, Whose::Ours), &document);
        }
    }

    #[test]
    fn all_decided_one_way_here_is_all_decided_the_other_way_there(scene in scene()) {
        let swapped = Scene { base: scene.base.clone(), ours: scene.theirs.clone(), theirs: scene.ours.clone() };
        // An order that is chosen late knows nothing of what was added meanwhile, so only contents are compared.
        let fields = |c: &Conflict| matches!(c.aspect, Aspect::Kind | Aspect::Field(_));
        let all = merge(&scene.base, &scene.ours, &scene.theirs).conflicts;
        prop_assume!(all.iter().all(fields));
        prop_assert_eq!(decide_all(&scene, Whose::Theirs), decide_all(&swapped, Whose::Ours));
    }
}
