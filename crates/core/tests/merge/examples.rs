//! Each rule of the merge, by an example. Documents are written as `P: a b | Q: c`: phases with their steps.

use sopwright_core::diff::Side;
use sopwright_core::document::{
    Block, BlockKind, CalloutKind, Document, Faq, FieldName, Figure, Mark, Phase, Step, Substep,
};
use sopwright_core::entry::{Point, Rect};
use sopwright_core::id::{DocumentId, Hash, PartId};
use sopwright_core::merge::{Aspect, Conflict, Target, Variant, merge};
use sopwright_core::operation::apply_all;
use uuid::Uuid;

/// Parts are named by a letter; a later letter is a younger part.
pub fn id(name: char) -> PartId {
    PartId(Uuid::from_u128(name as u128))
}

pub fn document(outline: &str) -> Document {
    let mut document = Document::empty(DocumentId(Uuid::nil()));
    for phase in outline.split('|').filter(|phase| !phase.trim().is_empty()) {
        let (title, steps) = phase.split_once(':').expect("a phase has a title");
        let name = title.trim().chars().next().expect("a title has a letter");
        let step = |name: &str| {
            let letter = name.chars().next().expect("a step has a letter");
            Step::new(id(letter), name)
        };
        let steps = steps.split_whitespace().map(step).collect();
        document.phases.push(Phase { steps, ..Phase::new(id(name), title.trim()) });
    }
    document
}

pub fn outline(document: &Document) -> String {
    let phase = |phase: &Phase| {
        let steps: String = phase.steps.iter().map(|step| format!(" {}", step.action)).collect();
        format!("{}:{steps}", phase.title)
    };
    document.phases.iter().map(phase).collect::<Vec<_>>().join(" | ")
}

pub fn merged(base: &Document, ours: &Document, theirs: &Document) -> (Document, Vec<Conflict>) {
    let merge = merge(base, ours, theirs);
    let mut document = ours.clone();
    apply_all(&mut document, &merge.operations).unwrap();
    (document, merge.conflicts)
}

fn words(variant: &Variant) -> String {
    variant.pieces.iter().filter(|piece| piece.side != Side::Removed).map(|piece| piece.text.as_str()).collect()
}

/// The outline after the merge, and what is left to decide.
fn outcome(base: &str, ours: &str, theirs: &str) -> (String, Vec<(Target, Aspect)>) {
    let (document, conflicts) = merged(&document(base), &document(ours), &document(theirs));
    (outline(&document), conflicts.iter().map(|c| (c.target, c.aspect)).collect())
}

fn clean(base: &str, ours: &str, theirs: &str) -> String {
    let (outline, conflicts) = outcome(base, ours, theirs);
    assert_eq!(conflicts, vec![], "{outline}");
    outline
}

const NOTHING: &[(Target, Aspect)] = &[];

#[test]
fn edits_of_different_steps_meet_without_a_word() {
    assert_eq!(clean("P: a b c", "P: a2 b c", "P: a b c3"), "P: a2 b c3");
    assert_eq!(clean("P: a b", "P2: a b", "P: a"), "P2: a");
}

#[test]
fn the_same_edit_on_both_sides_is_one_edit() {
    assert_eq!(clean("P: a b", "P: a2 b", "P: a2 b"), "P: a2 b");
    assert_eq!(clean("P: a", "P: a x", "P: a x"), "P: a x");
    assert_eq!(clean("P: a b", "P: b", "P: b"), "P: b");
}

#[test]
fn one_field_changed_to_two_values_is_for_a_person() {
    let (text, conflicts) = outcome("P: a", "P: a1", "P: a2");
    assert_eq!(
        (text.as_str(), conflicts),
        ("P: a1", vec![(Target::Step { id: id('a') }, Aspect::Field(FieldName::Action))])
    );
    let (_, conflicts) = merged(&document("P: a"), &document("P: a1"), &document("P: a2"));

    let [conflict] = conflicts.as_slice() else { panic!("one") };
    assert_eq!(conflict.about, "a1");
    let sides = [&conflict.base, &conflict.ours, &conflict.theirs];
    assert_eq!(sides.map(|side| words(side.as_ref().unwrap())), ["a", "a1", "a2"]);
}

#[test]
fn different_fields_of_one_step_and_of_the_front_matter_do_not_meet() {
    let base = document("P: a");
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.phases[0].steps[0].expected = "Saved".into();
    ours.meta.title = "Invoices".into();
    theirs.phases[0].steps[0].details = "In the ledger".into();
    theirs.meta.audience = "Clerks".into();
    let (document, conflicts) = merged(&base, &ours, &theirs);
    let step = &document.phases[0].steps[0];
    assert_eq!((step.expected.as_str(), step.details.as_str()), ("Saved", "In the ledger"));
    assert_eq!((document.meta.title.as_str(), document.meta.audience.as_str()), ("Invoices", "Clerks"));
    assert_eq!(conflicts, vec![]);
}

#[test]
fn a_person_is_one_value() {
    let base = document("P:");
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.meta.owner.name = "Ada".into();
    theirs.meta.owner.contact = "bo@example.org".into();
    let (document, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(document.meta.owner.contact, "", "Ada must not get the address of somebody else");
    assert_eq!(conflicts.len(), 1);
}

#[test]
fn a_removed_step_that_was_changed_elsewhere_stays_to_be_decided() {
    let presence = |name| vec![(Target::Step { id: id(name) }, Aspect::Presence)];
    assert_eq!(outcome("P: a b", "P: a", "P: a b2"), ("P: a b2".into(), presence('b')));
    assert_eq!(outcome("P: a b", "P: a b2", "P: a"), ("P: a b2".into(), presence('b')));
    assert_eq!(outcome("P: a b", "P: a", "P: a b"), ("P: a".into(), NOTHING.to_vec()));
}

#[test]
fn a_removed_phase_comes_back_with_what_was_changed_in_it() {
    let presence = vec![(Target::Phase { id: id('Q') }, Aspect::Presence)];
    assert_eq!(outcome("P: a | Q: b c", "P: a", "P: a | Q: b c2"), ("P: a | Q: c2".into(), presence.clone()));
    assert_eq!(outcome("P: a | Q: b c", "P: a", "P: a | Q: b x c"), ("P: a | Q: x".into(), presence.clone()));
    assert_eq!(outcome("P: a | Q: b c", "P: a | Q2: b c", "P: a"), ("P: a | Q2:".into(), presence));
    assert_eq!(clean("P: a | Q: b c", "P: a", "P: a | Q: c b"), "P: a");
}

#[test]
fn a_step_that_was_saved_from_a_removed_phase_stays_where_it_was_put() {
    let (text, conflicts) = outcome("P: a | Q: b c", "P: a b | Q: c", "P: a");
    assert_eq!(text, "P: a b");
    assert_eq!(conflicts, vec![(Target::Step { id: id('b') }, Aspect::Presence)]);
}

#[test]
fn a_move_of_one_side_is_taken() {
    assert_eq!(clean("P: a b c", "P: a b2 c", "P: c a b"), "P: c a b2");
    assert_eq!(clean("P: a b | Q: c", "P: a b | Q: c2", "P: a | Q: b c"), "P: a | Q: b c2");
    assert_eq!(clean("P: a | Q: b", "Q: b | P: a", "P: a | Q: b x"), "Q: b x | P: a");
}

#[test]
fn moves_of_different_steps_are_both_taken() {
    assert_eq!(clean("P: a b c d e f", "P: b a c d e f", "P: a b c d f e"), "P: b a c d f e");
    assert_eq!(clean("P: a b c d e f", "P: c a b d e f", "P: a b c f d e"), "P: c a b f d e");
}

#[test]
fn moves_that_touch_are_for_a_person() {
    let (text, conflicts) = outcome("P: a b c d", "P: b c d a", "P: b a c d");
    assert_eq!((text.as_str(), conflicts), ("P: b c d a", vec![(Target::Phase { id: id('P') }, Aspect::Order)]));
    let (text, conflicts) = outcome("P: a | Q: | R:", "P: | Q: a | R:", "P: | Q: | R: a");
    assert_eq!((text.as_str(), conflicts), ("P: | Q: a | R:", vec![(Target::Step { id: id('a') }, Aspect::Place)]));
}

#[test]
fn what_both_added_at_one_place_stands_by_age_and_runs_stay_together() {
    assert_eq!(clean("P: a b", "P: a x y b", "P: a v w b"), "P: a v w x y b");
    assert_eq!(clean("P: a b", "P: a v w b", "P: a x y b"), "P: a v w x y b");
    assert_eq!(clean("P: a", "P: x a", "P: a y"), "P: x a y");
    assert_eq!(clean("", "P: a", "Q: b"), "P: a | Q: b");
}

#[test]
fn what_was_added_stays_behind_its_neighbour_when_that_is_moved() {
    assert_eq!(clean("P: a b c", "P: a x b c", "P: c a b"), "P: c a x b");
}

#[test]
fn crop_and_marks_go_with_their_picture() {
    let figure = |shot: u8, x: i32| Figure {
        shot: Hash::of(&[shot]),
        width: 100,
        height: 100,
        alt: String::new(),
        caption: String::new(),
        crop: None,
        marks: vec![Mark::Pointer { at: Point { x, y: 0 } }],
    };
    let with = |figure: Figure| {
        let mut document = document("P: a");
        document.phases[0].steps[0].blocks = vec![Block { id: id('f'), kind: BlockKind::Figure(figure) }];
        document
    };
    let cropped = Figure { crop: Some(Rect { x: 0, y: 0, width: 5, height: 5 }), ..figure(1, 1) };
    let (both, conflicts) = merged(&with(figure(1, 1)), &with(cropped), &with(figure(1, 2)));
    let now = both.figures().next().unwrap();
    assert!(now.crop.is_some() && now.marks == figure(1, 2).marks && conflicts.is_empty());
    // A mark that was set on the old picture says nothing on the new one.
    let (both, conflicts) = merged(&with(figure(1, 1)), &with(figure(1, 2)), &with(figure(9, 1)));
    assert_eq!(both.figures().next().unwrap(), &figure(1, 2));
    let [conflict] = conflicts.as_slice() else { panic!("one") };
    assert_eq!(conflict.aspect, Aspect::Field(FieldName::Shot));
    assert_eq!(conflict.theirs.as_ref().unwrap().figure, Some(figure(9, 1)));
}

#[test]
fn a_removed_step_comes_back_with_its_blocks() {
    let note = |name: char, text: &str| Block {
        id: id(name),
        kind: BlockKind::Callout { callout: CalloutKind::Note, text: text.into() },
    };
    let with = |second: &str| {
        let mut document = document("P: a b");
        document.phases[0].steps[1].blocks = vec![note('n', "one"), note('m', second)];
        document
    };
    let (both, conflicts) = merged(&with("two"), &document("P: a"), &with("changed"));
    assert_eq!(both, with("changed"));
    assert_eq!(conflicts.len(), 1, "the step, and not its blocks too: {conflicts:?}");
}

#[test]
fn sub_steps_are_merged_one_by_one_as_far_as_they_can_be() {
    let with = |names: &str| {
        let item = |word: &str| Substep { id: id(word.chars().next().unwrap()), action: word.into() };
        let items = names.split_whitespace().map(item).collect();
        let mut document = document("P: a");
        document.phases[0].steps[0].blocks = vec![Block { id: id('s'), kind: BlockKind::Substeps { items } }];
        document
    };
    let (both, conflicts) = merged(&with("k l"), &with("k2 l"), &with("k l m"));
    assert_eq!((both, conflicts.len()), (with("k2 l m"), 0));
    let (both, conflicts) = merged(&with("k l"), &with("k2 l"), &with("k3 l m"));
    assert_eq!(both, with("k2 l"), "until a person decides between the lists");
    assert_eq!(conflicts[0].aspect, Aspect::Field(FieldName::Items));
}

#[test]
fn listed_parts_follow_the_same_rules() {
    let with = |rows: &[(char, &str, &str)]| {
        let mut document = document("P:");
        let row = |(name, question, answer): &(char, &str, &str)| Faq {
            id: id(*name),
            question: (*question).into(),
            answer: (*answer).into(),
        };
        document.faq = rows.iter().map(row).collect();
        document
    };
    let base = with(&[('a', "Why?", ""), ('b', "How?", "")]);
    let ours = with(&[('a', "Why so?", ""), ('x', "Who?", "Ada")]);
    let theirs = with(&[('a', "Why?", "So."), ('b', "How?", ""), ('y', "When?", "Now")]);
    let (document, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(document, with(&[('a', "Why so?", "So."), ('x', "Who?", "Ada"), ('y', "When?", "Now")]));
    assert_eq!(conflicts, vec![]);
}
