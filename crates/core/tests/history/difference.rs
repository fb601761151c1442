//! The way from one document to another, as operations.

use proptest::prelude::*;
use sopwright_core::document::{Document, Phase, Step};
use sopwright_core::operation::{Operation, apply_all, difference};

use crate::any::{document, part};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_way_leads_from_any_document_to_any_other(from in document(), to in document()) {
        let mut now = from.clone();
        let inverses = apply_all(&mut now, &difference(&from, &to)).unwrap();
        prop_assert_eq!(&now, &to);
        apply_all(&mut now, &inverses).unwrap();
        prop_assert_eq!(&now, &from);
    }

    #[test]
    fn there_is_no_way_to_go_to_the_same(document in document()) {
        prop_assert_eq!(difference(&document, &document), vec![]);
    }
}

fn with_steps(phases: &[(u32, &[u32])]) -> Document {
    let mut document = Document::empty(sopwright_core::id::DocumentId(uuid::Uuid::nil()));
    document.phases = phases
        .iter()
        .map(|(id, steps)| Phase {
            steps: steps.iter().map(|id| Step::new(part(*id), format!("Do {id}"))).collect(),
            ..Phase::new(part(*id), "")
        })
        .collect();
    document
}

#[test]
fn a_part_that_stands_elsewhere_is_moved_and_not_made_again() {
    let (from, to) = (with_steps(&[(1, &[10, 11, 12]), (2, &[20])]), with_steps(&[(1, &[10, 12]), (2, &[20, 11])]));
    assert_eq!(difference(&from, &to), [Operation::MoveStep { step: part(11), phase: part(2), at: 1 }]);
}

#[test]
fn a_phase_that_is_gone_goes_as_a_whole_but_what_left_it_stays() {
    let from = with_steps(&[(1, &[10]), (2, &[20, 21])]);
    assert_eq!(difference(&from, &with_steps(&[(1, &[10])])), [Operation::RemovePhase { phase: part(2) }]);
    let way = difference(&from, &with_steps(&[(1, &[10, 21])]));
    let expected = [
        Operation::RemoveStep { step: part(20) },
        Operation::MoveStep { step: part(21), phase: part(1), at: 1 },
        Operation::RemovePhase { phase: part(2) },
    ];
    assert_eq!(way, expected);
}
