//! What differs between two documents, as readers see it.

use proptest::prelude::*;
use sopwright_core::diff::{Fate, FieldDiff, PartDiff, PartKind, Side, compare};
use sopwright_core::document::{Block, BlockKind, Document, FieldName, Figure, Mark, Person, Phase, SectionKey, Step};
use sopwright_core::entry::{Point, Rect};
use sopwright_core::id::{DocumentId, Hash, PartId};
use sopwright_core::operation::difference;
use uuid::Uuid;

use crate::any::{document, part};

fn invoice_run() -> Document {
    let mut document = Document::empty(DocumentId(Uuid::nil()));
    let step = |id: u32, action: &str| Step::new(part(id), action);
    document.meta.title = "Invoice run".into();
    document.meta.owner = Person { name: "Anna".into(), role: "Accountant".into(), contact: String::new() };
    document.phases = vec![
        Phase {
            steps: vec![step(11, "Open the ledger"), step(12, "Press **Save**")],
            ..Phase::new(part(1), "Prepare")
        },
        Phase { steps: vec![step(21, "Send the mail")], ..Phase::new(part(2), "Send") },
    ];
    document.phases[0].steps[0].blocks.push(Block { id: part(111), kind: BlockKind::Figure(figure()) });
    document
}

fn figure() -> Figure {
    Figure {
        shot: Hash::of(b"screen"),
        width: 100,
        height: 50,
        alt: "The ledger".into(),
        caption: String::new(),
        crop: None,
        marks: Vec::new(),
    }
}

/// One line a part, indented by what it stands in: `~` changed, `+`, `-`, `>` moved.
fn told(parts: &[PartDiff]) -> Vec<String> {
    fn tell(part: &PartDiff, depth: usize, lines: &mut Vec<String>) {
        let sign = match (part.fate, part.moved) {
            (Fate::Added, _) => "+",
            (Fate::Removed, _) => "-",
            (Fate::Kept, true) => ">",
            (Fate::Kept, false) => "~",
        };
        let numbers =
            if part.before == part.after { part.before.clone() } else { format!("{}>{}", part.before, part.after) };
        let mut line = format!("{}{sign}{:?} {numbers} {}", "  ".repeat(depth), part.kind, part.title);
        for field in &part.fields {
            line += &format!(" | {:?}: {}", field.field, marked(field));
        }
        lines.push(line);
        part.parts.iter().for_each(|inner| tell(inner, depth + 1, lines));
    }
    let mut lines = Vec::new();
    parts.iter().for_each(|part| tell(part, 0, &mut lines));
    lines
}

fn marked(field: &FieldDiff) -> String {
    let piece = |p: &sopwright_core::diff::Piece| match p.side {
        Side::Same => p.text.clone(),
        Side::Removed => format!("[-{}-]", p.text),
        Side::Added => format!("{{+{}+}}", p.text),
    };
    field.pieces.iter().map(piece).collect()
}

#[test]
fn front_matter_is_told_field_by_field_and_sections_word_by_word() {
    let (before, mut after) = (invoice_run(), invoice_run());
    after.meta.owner.role = "Head of finance".into();
    after.meta.duration_min = Some(20);
    *after.sections.get_mut(SectionKey::Purpose) = "To be paid".into();
    let told = told(&compare(&before, &after).parts);
    assert_eq!(
        told,
        [
            "~Front   | Owner: Anna, [-Accountant-]{+Head of finance+} | DurationMin: {+20+}",
            "~Section   | Text: {+To be paid+}"
        ]
    );
}

#[test]
fn steps_are_told_under_their_phase_with_both_numbers() {
    let (before, mut after) = (invoice_run(), invoice_run());
    let moved = after.phases[1].steps.remove(0);
    after.phases[0].steps.insert(0, moved);
    after.phases[0].steps[2].action = "Press **Send**".into();
    after.phases[1].steps.push(Step::new(part(22), "Call Bo"));
    let comparison = compare(&before, &after);
    assert_eq!(
        told(&comparison.parts),
        [
            "~Phase  Prepare",
            "  >Step 2.1>1.1 Send the mail",
            "  ~Step 1.2>1.3 Press Send | Action: Press [-Save-]{+Send+}",
            "~Phase  Send",
            "  +Step >2.1 Call Bo | Action: {+Call Bo+}",
        ]
    );
    let count = comparison.count;
    assert_eq!((count.added, count.removed, count.moved, count.changed), (1, 0, 1, 1));
}

#[test]
fn what_is_gone_is_told_where_it_stood_with_all_its_words() {
    let (before, mut after) = (invoice_run(), invoice_run());
    after.phases[0].steps.remove(0);
    assert_eq!(
        told(&compare(&before, &after).parts),
        [
            "~Phase  Prepare",
            "  -Step 1.1> Open the ledger | Action: [-Open the ledger-]",
            "    -Figure   | Alt: [-The ledger-]",
        ]
    );
}

#[test]
fn a_picture_is_told_with_what_of_it_differs() {
    let (before, mut after) = (invoice_run(), invoice_run());
    let BlockKind::Figure(figure) = &mut after.phases[0].steps[0].blocks[0].kind else { panic!() };
    figure.marks.push(Mark::Pointer { at: Point { x: 1, y: 2 } });
    figure.crop = Some(Rect { x: 0, y: 0, width: 10, height: 10 });
    let comparison = compare(&before, &after);
    let told = comparison.parts[0].parts[0].parts[0].figure.clone().unwrap();
    assert_eq!((told.shot, told.crop, told.marks), (false, true, true));
    assert_eq!(told.before.unwrap().marks, []);
}

#[test]
fn a_block_of_another_kind_replaces_the_old_one() {
    let (before, mut after) = (invoice_run(), invoice_run());
    after.phases[0].steps[0].blocks[0].kind =
        BlockKind::Snippet { form: sopwright_core::document::SnippetForm::Command, code: "ls".into() };
    let told = told(&compare(&before, &after).parts);
    assert_eq!(told[2..], ["    -Figure   | Alt: [-The ledger-]", "    +Snippet   | Form: {+command+} | Code: {+ls+}"]);
}

#[test]
fn a_branch_is_told_condition_by_condition_and_its_targets_by_number() {
    let arm = |condition: &str, target| sopwright_core::document::Arm {
        condition: condition.into(),
        then: String::new(),
        target,
    };
    let with = |arms| {
        let mut document = invoice_run();
        let kind = BlockKind::Branch {
            question: "Is it paid?".into(),
            arms,
            otherwise: String::new(),
            otherwise_target: None,
        };
        document.phases[0].steps[1].blocks.push(Block { id: part(121), kind });
        document
    };
    let before = with(vec![arm("It is", None), arm("It is not", Some(part(11)))]);
    let after = with(vec![arm("New", None), arm("It is", None), arm("It is not", Some(part(21)))]);
    assert_eq!(
        told(&compare(&before, &after).parts)[2..],
        [
            "    ~Branch  ",
            "      ~Arm   | Condition: [-It is-]{+New+}",
            "      ~Arm   | Condition: It is[- not-] | Target: [-1.1-]",
            "      +Arm   | Condition: {+It is not+} | Target: {+2.1+}",
        ]
    );
}

/// The identities of all parts that are told, with what became of them.
fn fates(parts: &[PartDiff], all: &mut Vec<(PartId, Fate, PartKind)>) {
    for part in parts {
        all.extend(part.id.map(|id| (id, part.fate, part.kind)));
        fates(&part.parts, all);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_the_same_is_not_told(document in document()) {
        let comparison = compare(&document, &document);
        prop_assert!(comparison.parts.is_empty() && comparison.count.is_zero());
    }

    #[test]
    fn whoever_sees_no_difference_goes_no_way(from in document(), to in document()) {
        // The other way round does not hold: where a step came from is nothing that readers see.
        if difference(&from, &to).is_empty() {
            prop_assert!(compare(&from, &to).parts.is_empty());
        }
    }

    #[test]
    fn every_step_that_came_or_went_is_told_once_and_the_way_back_tells_the_opposite(
        from in document(),
        to in document(),
    ) {
        let steps = |d: &Document| d.phases.iter().flat_map(|p| &p.steps).map(|s| s.id).collect::<Vec<_>>();
        let (was, is) = (steps(&from), steps(&to));
        let told = |from: &Document, to: &Document| {
            let mut all = Vec::new();
            fates(&compare(from, to).parts, &mut all);
            all.retain(|(_, fate, kind)| *kind == PartKind::Step && *fate != Fate::Kept);
            all.sort_by_key(|(id, ..)| *id);
            all.into_iter().map(|(id, fate, _)| (id, fate)).collect::<Vec<_>>()
        };
        let mut expected: Vec<_> = was.iter().filter(|id| !is.contains(id)).map(|id| (*id, Fate::Removed)).collect();
        expected.extend(is.iter().filter(|id| !was.contains(id)).map(|id| (*id, Fate::Added)));
        expected.sort_by_key(|(id, _)| *id);
        prop_assert_eq!(&told(&from, &to), &expected);
        let turned = |(id, fate)| (id, if fate == Fate::Added { Fate::Removed } else { Fate::Added });
        prop_assert_eq!(told(&to, &from), expected.into_iter().map(turned).collect::<Vec<_>>());
    }
}

#[test]
fn every_field_has_a_name_of_its_own_within_its_part() {
    use sopwright_core::document::{Fields, Meta};
    let meta = Meta::default();
    let mut names: Vec<FieldName> = meta.fields().into_iter().map(|field| field.name).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}
