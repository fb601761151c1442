//! What became of each entry in a document that was worked on, and putting back what it does without.

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use sopwright_core::document::{BlockKind, Document};
use sopwright_core::draft::{Spot, Whereabouts, homes, insertion};
use sopwright_core::entry::{Entry, EntryKind as K};
use sopwright_core::id::{EntryId, PartId};
use sopwright_core::operation::{Operation, apply_all};
use sopwright_core::port::Ids;
use sopwright_core::settings::DraftDefaults;
use uuid::Uuid;

use crate::any_entries::{entries, plan};
use crate::recording::{Recording, brief, filled};

struct Counted;

impl Ids for Counted {
    fn fresh(&self) -> Uuid {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Uuid::from_u64_pair(u64::MAX, NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

fn found(document: &Document, entries: &[Entry], entry: EntryId) -> Whereabouts {
    homes(document, entries).into_iter().find(|home| home.entry == entry).expect("it says something").found
}

fn lost(document: &Document, entries: &[Entry]) -> Vec<EntryId> {
    let homes = homes(document, entries).into_iter();
    homes.filter(|home| home.found == Whereabouts::Nowhere).map(|home| home.entry).collect()
}

fn put_back(document: &mut Document, recording: &Recording, entry: &Entry, spot: Spot) {
    let operations = insertion(document, &recording.session, entry, spot, &brief(filled()), &Counted).expect("it fits");
    apply_all(document, &operations).expect("they fit");
}

fn invoice() -> (Recording, Document) {
    let mut recording = Recording::new("Invoice run");
    recording.window("Ledger", "Invoices - Ledger");
    recording.log(K::Step, "Open the ledger").log(K::Note, "It takes a while").log(K::Expected, "A list of invoices");
    recording.log(K::Warning, "Do not post yet").log(K::Step, "Choose the month");
    recording.log(K::Faq, "Which month? The last one").log(K::Question, "Who may post?");
    let document = recording.draft(filled());
    (recording, document)
}

#[test]
fn everything_is_found_in_the_draft_where_it_belongs() {
    let (recording, document) = invoice();
    let steps = &document.phases[0].steps;
    let expected = [steps[0].id, steps[0].id, steps[0].id, steps[1].id, steps[1].id, document.faq[0].id];
    for (entry, part) in recording.entries.iter().zip(expected) {
        assert_eq!(
            found(&document, &recording.entries, entry.id),
            Whereabouts::Part { part },
            "{}",
            entry.content.text
        );
    }
    assert_eq!(lost(&document, &recording.entries), []);
}

#[test]
fn what_was_rewritten_is_not_lost_and_what_was_taken_out_is() {
    let (recording, mut document) = invoice();
    let step = document.phases[0].steps[0].clone();
    let note = step.blocks.iter().find(|b| matches!(b.kind, BlockKind::Callout { .. })).expect("a note").clone();
    let mut other = note.clone();
    if let BlockKind::Callout { text, .. } = &mut other.kind {
        *text = "Up to a minute".into();
    }
    apply_all(&mut document, &[Operation::SetBlock { block: other }]).expect("it fits");
    assert_eq!(lost(&document, &recording.entries), []);
    apply_all(&mut document, &[Operation::RemoveBlock { block: note.id }]).expect("it fits");
    let noted = recording.entries[1].id;
    assert_eq!(lost(&document, &recording.entries), [noted]);

    put_back(&mut document, &recording, &recording.entries[1], Spot::Step { step: step.id });
    assert_eq!(lost(&document, &recording.entries), []);
    assert_eq!(document.phases[0].steps[0].blocks.last(), Some(&note), "it is known as its own again");
    assert_eq!(document.phases[0].steps[0].sources, step.sources);
}

#[test]
fn a_step_that_is_put_in_twice_is_two_steps() {
    let (recording, mut document) = invoice();
    let before = document.phases[0].steps[0].id;
    put_back(&mut document, &recording, &recording.entries[0], Spot::Step { step: before });
    let steps = &document.phases[0].steps;
    assert_eq!((steps.len(), steps[1].action.as_str()), (3, "Open the ledger"));
    assert_ne!(steps[1].id, before);
}

#[test]
fn a_warning_dropped_between_steps_goes_to_the_one_after_and_a_note_to_the_one_before() {
    let (recording, mut document) = invoice();
    let phase = document.phases[0].id;
    let blocks = |document: &Document| document.phases[0].steps.iter().map(|s| s.blocks.len()).collect::<Vec<_>>();
    let first = blocks(&document);
    put_back(&mut document, &recording, &recording.entries[3], Spot::Gap { phase, at: 1 });
    let second = blocks(&document);
    assert!(second[0] == first[0] && second[1] > first[1], "{first:?} {second:?}");
    put_back(&mut document, &recording, &recording.entries[1], Spot::Gap { phase, at: 1 });
    let third = blocks(&document);
    assert!(third[0] > second[0] && third[1] == second[1], "{second:?} {third:?}");
}

#[test]
fn a_place_that_has_gone_is_refused() {
    let (recording, document) = invoice();
    let gone = PartId(Uuid::from_u128(99));
    for spot in [Spot::Step { step: gone }, Spot::Gap { phase: gone, at: 0 }] {
        for entry in &recording.entries[..2] {
            let mut document = document.clone();
            let refused = insertion(&document, &recording.session, entry, spot, &brief(filled()), &Counted)
                .and_then(|operations| apply_all(&mut document, &operations));
            assert!(refused.is_err(), "{spot:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_with_words_is_lost_in_a_draft_and_all_can_be_put_back(
        plans in prop::collection::vec(plan(), 0..20),
        set in any::<bool>(),
    ) {
        let mut entries = entries(plans);
        // Damaged rows that share an identity cannot be told apart.
        for (n, entry) in (1_u128..).zip(&mut entries) {
            entry.id = EntryId(Uuid::from_u128(n + 1000));
            entry.content.about = None;
        }
        let recording = Recording::new("Any");
        let defaults = if set { filled() } else { DraftDefaults::default() };
        let mut document = sopwright_core::draft::draft(&recording.session, &entries, &brief(defaults));
        let worded = |id: &EntryId| {
            entries.iter().any(|e| e.id == *id && e.content.text.chars().any(char::is_alphanumeric))
        };
        prop_assert_eq!(lost(&document, &entries).into_iter().filter(worded).collect::<Vec<_>>(), vec![]);

        document.faq.clear();
        document.questions.clear();
        document.parameters.clear();
        document.sections = Default::default();
        for phase in &mut document.phases {
            phase.steps.clear();
        }
        let Some(phase) = document.phases.first().map(|phase| phase.id) else { return Ok(()) };
        for one in sopwright_core::recorder::effective(&entries).iter().filter(|one| !one.withdrawn) {
            if lost(&document, &entries).contains(&one.entry.id) {
                let at = document.phases[0].steps.len();
                put_back(&mut document, &recording, &one.entry, Spot::Gap { phase, at });
                let still = found(&document, &entries, one.entry.id);
                prop_assert_ne!(still, Whereabouts::Nowhere, "{:?}", one.entry.content);
            }
        }
    }
}
