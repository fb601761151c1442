//! Merge, split, duplicate, move, remove; phases.

use sopwright_core::document::{Document, QuestionTarget, SnippetForm};
use sopwright_core::operation::OperationError;
use sopwright_core::rewrite::{RewriteError, Wish};

use crate::made::*;

fn ids(numbers: &[u128]) -> Vec<sopwright_core::id::PartId> {
    numbers.iter().map(|n| id(*n)).collect()
}

fn plain(first: &[u128], second: &[u128]) -> Document {
    let steps = |numbers: &[u128]| numbers.iter().map(|n| step(*n, &format!("Do {n}"))).collect();
    document(steps(first), steps(second))
}

#[test]
fn merged_steps_are_one_with_all_that_they_had() {
    let mut a = step(10, "Open the *ledger*");
    a.details = "Mind the gap.".into();
    a.expected = "It opens.".into();
    a.blocks = vec![note(11, "x")];
    a.sources = vec![entry(1), entry(2)];
    a.role = "Clerk".into();
    let mut b = step(20, "Press **Save**.");
    b.details = "- once".into();
    b.expected = "It opens.".into();
    b.blocks = vec![note(21, "y"), note(22, "z")];
    b.duration_s = Some(5);
    b.sources = vec![entry(2), entry(3)];
    let mut c = step(30, "Close it");
    c.duration_s = Some(7);
    c.role = "Head".into();
    let mut document = document(vec![a, b], vec![c]);
    done(&mut document, &Wish::MergeSteps { steps: ids(&[30, 10, 20]) }).unwrap();
    assert_eq!(order(&document), [vec![10], vec![]]);
    let whole = find(&document, 10);
    assert_eq!(whole.action, "Open the *ledger*. Press **Save**. Close it");
    assert_eq!((whole.details.as_str(), whole.expected.as_str()), ("Mind the gap.\n\n- once", "It opens."));
    assert_eq!(whole.blocks.iter().map(|b| b.id).collect::<Vec<_>>(), ids(&[11, 21, 22]));
    assert_eq!((whole.duration_s, whole.role.as_str()), (Some(12), "Clerk, Head"));
    assert_eq!(whole.sources, [entry(1), entry(2), entry(3)]);
}

#[test]
fn what_led_to_a_merged_step_leads_to_the_one_that_is_left() {
    let mut document = plain(&[10, 20, 30, 40], &[50]);
    document.phases[0].steps[0].blocks = vec![branch(11, [Some(30), Some(40)])];
    document.phases[0].steps[1].blocks = vec![branch(21, [Some(30), Some(20)])];
    document.phases[0].steps[2].blocks = vec![branch(31, [Some(20), Some(50)])];
    document.phases[0].steps[3].details = format!("See [that](step:{}) and [this](step:{}).", id(30), id(10));
    document.questions = vec![question(90, 30), question(91, 40)];
    done(&mut document, &Wish::MergeSteps { steps: ids(&[20, 30]) }).unwrap();
    let blocks = |n| find(&document, n).blocks.iter().flat_map(leads).collect::<Vec<_>>();
    assert_eq!(blocks(10), [Some(id(20)), Some(id(40))]);
    // From 20 on to 30 is now simply on; from 30 back to 20 is back to the start.
    assert_eq!(blocks(20), [None, Some(id(20)), Some(id(20)), Some(id(50))]);
    assert_eq!(find(&document, 40).details, format!("See [that](step:{}) and [this](step:{}).", id(20), id(10)));
    let targets: Vec<_> = document.questions.iter().map(|q| q.target.clone()).collect();
    assert_eq!(targets, [20, 40].map(|n| QuestionTarget::Part { part: id(n) }));
}

#[test]
fn it_takes_two_steps_to_merge() {
    let mut document = plain(&[10], &[]);
    for steps in [vec![], ids(&[10]), ids(&[10, 10])] {
        let refused = done(&mut document, &Wish::MergeSteps { steps });
        assert_eq!(refused, Err(RewriteError::TooFew("two steps or more")));
    }
    let unknown = done(&mut document, &Wish::MergeSteps { steps: ids(&[10, 99]) });
    assert_eq!(unknown, Err(RewriteError::Stale(OperationError::NotFound(id(99)))));
}

fn split(document: &mut Document, before: &str, after: &str) {
    done(document, &Wish::SplitStep { step: id(10), before: before.into(), after: after.into() }).unwrap();
}

#[test]
fn a_split_leaves_pictures_with_what_is_done_first_and_moves_the_result() {
    let mut whole = step(10, "Enter the month and press **Go**");
    whole.details = "Slowly.".into();
    whole.expected = "All sent.".into();
    whole.blocks = vec![note(11, "x")];
    whole.duration_s = Some(9);
    whole.role = "Clerk".into();
    whole.sources = vec![entry(1)];
    let mut document = document(vec![whole, step(20, "Next")], vec![]);
    split(&mut document, "Enter the month and ", " press **Go**");
    let [first, second, _] = document.phases[0].steps.as_slice() else { panic!() };
    assert_eq!((first.action.as_str(), second.action.as_str()), ("Enter the month and", "press **Go**"));
    assert_eq!((first.details.as_str(), first.blocks.len(), first.duration_s), ("Slowly.", 1, Some(9)));
    assert_eq!((first.expected.as_str(), second.expected.as_str()), ("", "All sent."));
    assert_eq!((second.details.as_str(), second.blocks.len(), second.duration_s), ("", 0, None));
    assert_eq!((second.role.as_str(), second.sources.as_slice()), ("Clerk", &[entry(1)][..]));
}

#[test]
fn a_split_at_an_end_parts_nothing() {
    let mut whole = step(10, "Whole");
    whole.expected = "Seen.".into();
    let original = document(vec![whole, step(20, "Next")], vec![]);
    for (before, after, place) in [("", "Whole, typed", 1), ("Whole", " ", 0), ("", "", 0)] {
        let mut document = original.clone();
        split(&mut document, before, after);
        let steps = &document.phases[0].steps;
        assert_eq!(steps.len(), 3);
        assert_eq!((steps[place].id, steps[place].expected.as_str()), (id(10), "Seen."));
        let typed = if after.len() > 1 { after } else { "Whole" };
        assert_eq!((steps[place].action.as_str(), steps[1 - place].action.as_str()), (typed, ""));
    }
}

#[test]
fn copies_stand_after_the_last_and_lead_to_each_other() {
    let mut document = plain(&[10, 20, 30], &[40]);
    let link = |n| format!("See [it](step:{})", id(n));
    document.phases[0].steps[0].blocks = vec![branch(11, [Some(30), Some(40)]), substeps(12, 13)];
    document.phases[0].steps[2].details = link(10);
    done(&mut document, &Wish::DuplicateSteps { steps: ids(&[30, 10]) }).unwrap();
    let steps = &document.phases[0].steps;
    assert_eq!(
        steps.iter().map(|s| s.action.as_str()).collect::<Vec<_>>(),
        ["Do 10", "Do 20", "Do 30", "Do 10", "Do 30"]
    );
    let [.., first, second] = steps.as_slice() else { panic!() };
    assert_eq!(leads(&first.blocks[0]), [Some(second.id), Some(id(40))]);
    assert_eq!(second.details, link(first.id.0.as_u128()));
    let mut seen = std::collections::HashSet::new();
    let all = steps.iter().flat_map(|s| std::iter::once(s.id).chain(s.blocks.iter().map(|b| b.id)));
    assert!(all.into_iter().all(|id| seen.insert(id)), "copies have identities of their own");
    assert!(!format!("{:?}", first.blocks[1]).contains(&format!("{:?}", id(13))), "sub-steps too");
}

#[test]
fn several_steps_move_together() {
    let original = plain(&[10, 20, 30, 40], &[50, 60]);
    for (steps, phase, at, expected) in [
        (vec![20], 1, 0, [vec![20, 10, 30, 40], vec![50, 60]]),
        (vec![10, 30], 1, 4, [vec![20, 40, 10, 30], vec![50, 60]]),
        (vec![10, 30], 1, 2, [vec![20, 10, 30, 40], vec![50, 60]]),
        (vec![40, 10], 1, 1, [vec![10, 40, 20, 30], vec![50, 60]]),
        (vec![60, 20], 2, 1, [vec![10, 30, 40], vec![50, 20, 60]]),
        (vec![10, 20, 30, 40], 2, 0, [vec![], vec![10, 20, 30, 40, 50, 60]]),
        (vec![20, 30], 1, 1, [vec![10, 20, 30, 40], vec![50, 60]]),
        (vec![20, 30], 1, 2, [vec![10, 20, 30, 40], vec![50, 60]]),
    ] {
        let mut document = original.clone();
        done(&mut document, &Wish::MoveSteps { steps: ids(&steps), phase: id(phase), at }).unwrap();
        assert_eq!(order(&document), expected, "{steps:?} to {at} of phase {phase}");
    }
    let mut document = original;
    let past = Wish::MoveSteps { steps: ids(&[10]), phase: id(2), at: 3 };
    assert!(matches!(done(&mut document, &past), Err(RewriteError::Stale(_))));
}

#[test]
fn several_steps_are_taken_away() {
    let mut document = plain(&[10, 20], &[30]);
    document.phases[1].steps[0].blocks = vec![branch(31, [Some(10), None])];
    done(&mut document, &Wish::RemoveSteps { steps: ids(&[20, 10]) }).unwrap();
    assert_eq!(order(&document), [vec![], vec![30]]);
    assert_eq!(leads(&find(&document, 30).blocks[0]), [Some(id(10)), None], "it is for a check to find");
}

#[test]
fn phases_are_merged_and_parted() {
    let mut document = plain(&[10, 20], &[30]);
    document.questions = vec![question(90, 2)];
    done(&mut document, &Wish::MergePhases { phase: id(1) }).unwrap();
    assert_eq!((order(&document), document.phases[0].title.as_str()), (vec![vec![10, 20, 30]], "First"));
    assert_eq!(document.questions[0].target, QuestionTarget::Part { part: id(1) });
    assert_eq!(done(&mut document, &Wish::MergePhases { phase: id(1) }), Err(RewriteError::LastPhase));

    let start = |n| Wish::StartPhase { step: id(n), title: "New".into() };
    assert_eq!(done(&mut document, &start(10)), Err(RewriteError::FirstOfPhase));
    done(&mut document, &start(20)).unwrap();
    assert_eq!((order(&document), document.phases[1].title.as_str()), (vec![vec![10], vec![20, 30]], "New"));
}

#[test]
fn snippets_come_with_a_merge_unchanged() {
    let mut document = plain(&[10, 20], &[]);
    document.phases[0].steps[1].blocks = vec![snippet(21, SnippetForm::Command, "a **b")];
    done(&mut document, &Wish::MergeSteps { steps: ids(&[10, 20]) }).unwrap();
    assert_eq!(find(&document, 10).blocks, [snippet(21, SnippetForm::Command, "a **b")]);
}
