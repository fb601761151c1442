//! Suggestions beside a document that goes on.

use chrono::DateTime;
use proptest::prelude::*;
use sopwright_core::document::{Document, Fields, Phase, Step};
use sopwright_core::id::{DocumentId, SuggestionId};
use sopwright_core::operation::{Operation, OperationError, StepText, apply, apply_all, difference};
use sopwright_core::suggestion::{Suggestion, SuggestionState, Verdict, accept, read, suggest};
use uuid::Uuid;

use crate::any::{document, part};

fn steps(ids: &[u32]) -> Document {
    let mut document = Document::empty(DocumentId(Uuid::nil()));
    let steps = ids.iter().map(|id| Step::new(part(*id), format!("Do {id}"))).collect();
    document.phases = vec![Phase { steps, ..Phase::new(part(1), "Only") }];
    document
}

fn order(document: &Document) -> Vec<sopwright_core::id::PartId> {
    document.phases[0].steps.iter().map(|step| step.id).collect()
}

fn suggestion(document: &Document, operations: Vec<Operation>) -> Suggestion {
    Suggestion {
        id: SuggestionId(Uuid::nil()),
        document: document.id,
        title: "Shorter".into(),
        reason: String::new(),
        author: "Bo".into(),
        at: DateTime::parse_from_rfc3339("2026-11-12T10:00:00+01:00").unwrap(),
        base: 0,
        changes: suggest(document, operations).unwrap(),
    }
}

fn insert(id: u32, at: usize) -> Operation {
    Operation::InsertStep { phase: part(1), at, step: Box::new(Step::new(part(id), "New")) }
}

fn write(id: u32, text: &str) -> Operation {
    Operation::SetStepText { step: part(id), field: StepText::Action, text: text.into() }
}

#[test]
fn a_new_step_goes_behind_the_one_it_was_to_follow_wherever_that_is_now() {
    let suggestion = suggestion(&steps(&[10, 11, 12]), vec![insert(50, 2)]);
    let now = steps(&[9, 8, 12, 11, 10]);
    let mut after = now.clone();
    apply_all(&mut after, &accept(&now, &suggestion, None).unwrap().operations).unwrap();
    assert_eq!(order(&after), order(&steps(&[9, 8, 12, 11, 50, 10])));
}

#[test]
fn a_step_that_is_to_move_ends_behind_the_same_one() {
    let to_front = Operation::MoveStep { step: part(12), phase: part(1), at: 0 };
    let behind = Operation::MoveStep { step: part(10), phase: part(1), at: 1 };
    let now = steps(&[10, 9, 11, 12]);
    let accepted = |operation: &Operation| {
        let suggestion = suggestion(&steps(&[10, 11, 12]), vec![operation.clone()]);
        let mut after = now.clone();
        apply_all(&mut after, &accept(&now, &suggestion, None).unwrap().operations).unwrap();
        order(&after)
    };
    assert_eq!(accepted(&to_front), order(&steps(&[12, 10, 9, 11])));
    assert_eq!(accepted(&behind), order(&steps(&[9, 11, 10, 12])));
}

#[test]
fn only_the_fields_that_the_author_changed_are_taken() {
    let base = steps(&[10]);
    let mut meta = base.meta.clone();
    meta.title = "Better".into();
    let suggestion = suggestion(&base, vec![Operation::SetMeta { meta: Box::new(meta) }]);
    let mut now = base.clone();
    now.meta.audience = "All".into();
    assert!(!read(&now, &suggestion)[0].outdated);
    let accepted = accept(&now, &suggestion, None).unwrap();
    apply_all(&mut now, &accepted.operations).unwrap();
    assert_eq!((now.meta.title.as_str(), now.meta.audience.as_str()), ("Better", "All"));
}

#[test]
fn words_that_somebody_else_changed_since_are_said_to_be_outdated() {
    let suggestion = suggestion(&steps(&[10, 11]), vec![write(10, "Mine"), Operation::RemoveStep { step: part(11) }]);
    let mut now = steps(&[10, 11]);
    let outdated = |now: &Document| read(now, &suggestion).iter().map(|r| r.outdated).collect::<Vec<_>>();
    assert_eq!(outdated(&now), [false, false]);
    apply(&mut now, &write(10, "Theirs")).unwrap();
    apply(&mut now, &write(11, "Theirs")).unwrap();
    assert_eq!(outdated(&now), [true, true]);
}

#[test]
fn what_does_not_fit_any_more_is_said_so_and_the_rest_can_be_accepted() {
    let base = steps(&[10, 11]);
    let mut suggestion = suggestion(&base, vec![write(10, "Gone"), write(11, "There")]);
    let now = steps(&[11]);
    let fits: Vec<bool> = read(&now, &suggestion).iter().map(|r| r.fits).collect();
    assert_eq!(fits, [false, true]);
    assert_eq!(accept(&now, &suggestion, Some(&[0])), Err(OperationError::NotFound(part(10))));
    let accepted = accept(&now, &suggestion, None).unwrap();
    assert_eq!(accepted.places, [1]);

    let verdict = |accepted| Verdict { accepted, who: "Anna".into(), at: suggestion.at };
    let (yes, no) = (verdict(true), verdict(false));
    suggestion.decide(&accepted.places, &yes);
    assert_eq!(suggestion.state(), SuggestionState::Waiting);
    suggestion.decide(&[0, 1], &no);
    assert_eq!(suggestion.state(), SuggestionState::Partly);
    assert!(suggestion.changes[1].verdict.as_ref().unwrap().accepted, "what is decided stays decided");
}

#[test]
fn an_operation_that_needs_one_before_it_is_said_to_lean() {
    let base = steps(&[10]);
    let suggestion = suggestion(&base, vec![insert(50, 1), write(50, "Newer"), write(10, "Other")]);
    let leans: Vec<bool> = read(&base, &suggestion).iter().map(|r| r.leans).collect();
    assert_eq!(leans, [false, true, false]);
    assert!(accept(&base, &suggestion, Some(&[1])).is_err());
    assert_eq!(accept(&base, &suggestion, Some(&[0, 1])).unwrap().places, [0, 1]);
}

#[test]
fn a_decided_suggestion_still_tells_what_it_was() {
    let base = steps(&[10]);
    let mut suggestion = suggestion(&base, vec![write(10, "Other")]);
    let told = read(&base, &suggestion)[0].comparison.clone();
    suggestion.decide(&[0], &Verdict { accepted: false, who: "Anna".into(), at: suggestion.at });
    let now = read(&steps(&[]), &suggestion);
    assert_eq!((&now[0].comparison, now[0].verdict.is_some()), (&told, true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_the_document_it_was_made_for_a_suggestion_does_what_it_says(from in document(), to in document()) {
        let suggestion = suggestion(&from, difference(&from, &to));
        let readings = read(&from, &suggestion);
        prop_assert!(readings.iter().all(|r| r.fits && !r.outdated));
        let accepted = accept(&from, &suggestion, None).unwrap();
        let mut after = from.clone();
        apply_all(&mut after, &accepted.operations).unwrap();
        prop_assert_eq!(&after, &to);
    }

    #[test]
    fn whatever_became_of_the_document_what_is_accepted_fits(
        from in document(),
        to in document(),
        now in document(),
    ) {
        let suggestion = suggestion(&from, difference(&from, &to));
        let fits: Vec<usize> = read(&now, &suggestion).iter().enumerate().filter(|(_, r)| r.fits).map(|(n, _)| n).collect();
        match accept(&now, &suggestion, None) {
            Ok(accepted) => {
                prop_assert_eq!(&accepted.places, &fits);
                apply_all(&mut now.clone(), &accepted.operations).unwrap();
            }
            Err(_) => prop_assert!(fits.is_empty()),
        }
    }

    #[test]
    fn taking_all_fields_that_differ_makes_parts_the_same(from in document(), to in document()) {
        let mut meta = from.meta.clone();
        for name in meta.differing(&to.meta) {
            meta.take(name, &to.meta);
        }
        prop_assert_eq!(&meta, &to.meta);
        let blocks = |d: &Document| d.phases.iter().flat_map(|p| &p.steps).flat_map(|s| s.blocks.clone()).collect::<Vec<_>>();
        for (mut ours, theirs) in blocks(&from).into_iter().zip(blocks(&to)) {
            ours.id = theirs.id;
            for name in ours.differing(&theirs) {
                ours.take(name, &theirs);
            }
            prop_assert_eq!(ours, theirs);
        }
    }
}
