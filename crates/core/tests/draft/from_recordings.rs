//! The drafts that recordings become.

use sopwright_core::entry::EntryKind as K;
use sopwright_core::settings::DraftDefaults;

use super::outline::outline;
use super::recording::{Recording, filled};
use super::sample::{copied, invoice, no_steps, silent};

#[test]
fn an_invoice_run() {
    insta::assert_snapshot!(outline(&invoice().draft(filled())));
}

#[test]
fn a_silent_recording() {
    insta::assert_snapshot!(outline(&silent().draft(DraftDefaults::default())));
}

#[test]
fn a_recording_without_steps() {
    insta::assert_snapshot!(outline(&no_steps().draft(DraftDefaults::default())));
}

#[test]
fn a_recording_of_what_was_copied() {
    insta::assert_snapshot!(outline(&copied().draft(filled())));
}

#[test]
fn an_empty_recording_is_a_list_of_questions() {
    let document = Recording::new("").draft(DraftDefaults::default());
    assert!(document.phases.is_empty());
    assert!(document.questions.iter().any(|q| q.question.starts_with("No steps were recorded")));
}

#[test]
fn words_about_nothing_become_a_note() {
    let mut r = Recording::new("");
    r.log(K::Step, "first").words(1, "new name", None).words(1, "said about words", None);
    let document = r.draft(DraftDefaults::default());
    let step = &document.phases[0].steps[0];
    assert_eq!(step.action, "New name");
    assert!(outline(&document).contains("Note: Said about words"));
}

#[test]
fn withdrawn_words_give_back_the_earlier_ones() {
    let mut r = Recording::new("");
    r.log(K::Step, "first").words(1, "second", None).words(2, "third", Some(K::Decision)).withdraw(1);
    let document = r.draft(DraftDefaults::default());
    assert_eq!(document.phases[0].steps[0].action, "Second");
}

#[test]
fn the_next_review_stops_at_the_end_of_the_month() {
    // Drafted on 31 August; half a year later is the last day of February.
    let document = Recording::new("x").draft(filled());
    assert_eq!(document.meta.next_review, chrono::NaiveDate::from_ymd_opt(2026, 2, 28));
}

#[test]
fn entries_out_of_order_are_put_in_order() {
    let mut r = invoice();
    let before = r.draft(filled());
    r.entries.reverse();
    assert_eq!(r.draft(filled()), before);
}
