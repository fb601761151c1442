//! Who a text comes from, as the journal tells.

use chrono::DateTime;
use sopwright_core::document::{Block, BlockKind, CalloutKind, Document, FieldName, Phase, QuestionTarget, Step};
use sopwright_core::id::{DocumentId, EntryId, SuggestionId};
use sopwright_core::journal::{Cause, EditRole, EditRow, standing};
use sopwright_core::operation::{Operation, StepText, apply_all};
use sopwright_core::provenance::{Birth, DeedKind, provenance};
use sopwright_core::time::Timestamp;
use uuid::Uuid;

use crate::any::part;

/// A document and its journal, kept as the app keeps them.
struct Desk {
    document: Document,
    journal: Vec<EditRow>,
}

fn day(n: u32) -> Timestamp {
    DateTime::parse_from_rfc3339(&format!("2026-11-{n:02}T10:00:00+01:00")).unwrap()
}

impl Desk {
    fn new() -> Self {
        let mut document = Document::empty(DocumentId(Uuid::nil()));
        let mut step = Step::new(part(10), "open ledger");
        step.sources = vec![EntryId(Uuid::from_u128(7))];
        document.phases = vec![Phase { steps: vec![step], ..Phase::new(part(1), "Prepare") }];
        Self { document, journal: Vec::new() }
    }

    fn row(&mut self, who: &str, role: EditRole, cause: Option<Cause>, operations: Vec<Operation>) {
        let inverses = apply_all(&mut self.document, &operations).unwrap();
        let seq = u32::try_from(self.journal.len()).unwrap() + 1;
        self.journal.push(EditRow {
            seq,
            at: day(seq),
            who: who.into(),
            role,
            joins: false,
            cause,
            operations,
            inverses,
        });
    }

    fn edit(&mut self, who: &str, operations: Vec<Operation>) {
        self.row(who, EditRole::Do, None, operations);
    }

    /// `field: deed, deed` for each text of the step.
    fn told(&self, id: u32) -> Vec<String> {
        let birth = Birth { who: "Eva".into(), at: day(1), recorded: None };
        let of = QuestionTarget::Part { part: part(id) };
        let story = |story: &sopwright_core::provenance::Story| {
            let deeds: Vec<String> = story
                .deeds
                .iter()
                .map(|deed| match &deed.kind {
                    DeedKind::Recorded { entries } => format!("recorded from {}", entries.len()),
                    DeedKind::Drafted => "drafted".into(),
                    DeedKind::Written => format!("written by {}", deed.who),
                    DeedKind::Suggested { author, .. } => format!("suggested by {author}, accepted by {}", deed.who),
                    DeedKind::Restored { revision } => format!("restored from {revision} by {}", deed.who),
                    DeedKind::Received { by } => format!("received from {by}"),
                })
                .collect();
            format!("{:?} {:?}: {}", story.kind, story.field, deeds.join("; "))
        };
        provenance(&self.document, &self.journal, &birth, &of).iter().map(story).collect()
    }
}

fn write(id: u32, field: StepText, text: &str) -> Operation {
    Operation::SetStepText { step: part(id), field, text: text.into() }
}

#[test]
fn a_text_tells_who_recorded_wrote_suggested_and_accepted_it() {
    let mut desk = Desk::new();
    desk.edit("Anna", vec![write(10, StepText::Action, "Open the led")]);
    desk.edit("Anna", vec![write(10, StepText::Action, "Open the ledger")]);
    let cause = Cause::Suggestion { id: SuggestionId(Uuid::nil()), author: "Bo".into(), title: "Shorter".into() };
    desk.row("Anna", EditRole::Do, Some(cause), vec![write(10, StepText::Action, "Open it")]);
    desk.edit("Carl", vec![write(10, StepText::Details, "The red one")]);
    assert_eq!(
        desk.told(10),
        [
            "Step Action: recorded from 1; written by Anna; suggested by Bo, accepted by Anna",
            "Step Details: written by Carl",
        ]
    );
}

#[test]
fn what_was_undone_is_not_told_and_what_was_redone_is() {
    let mut desk = Desk::new();
    desk.edit("Anna", vec![write(10, StepText::Action, "A")]);
    desk.edit("Bo", vec![write(10, StepText::Action, "B")]);
    let undo = |desk: &Desk, nth: usize| desk.journal[nth].inverses.clone();
    desk.row("Anna", EditRole::Undo, None, undo(&desk, 1));
    assert_eq!(desk.told(10), ["Step Action: recorded from 1; written by Anna"]);
    desk.row("Anna", EditRole::Redo, None, undo(&desk, 2));
    assert_eq!(desk.told(10), ["Step Action: recorded from 1; written by Anna; written by Bo"]);
    assert_eq!(standing(&desk.journal).iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_goes_on_with_an_edit_stands_and_falls_with_it() {
    let mut desk = Desk::new();
    for text in ["A", "An", "And"] {
        desk.edit("Anna", vec![write(10, StepText::Action, text)]);
        desk.journal.last_mut().unwrap().joins = text != "A";
    }
    let stands = |desk: &Desk| standing(&desk.journal).iter().map(|row| row.seq).collect::<Vec<_>>();
    assert_eq!(stands(&desk), [1, 2, 3]);
    let undo = desk.journal.iter().rev().flat_map(|row| row.inverses.clone()).collect();
    desk.row("Anna", EditRole::Undo, None, undo);
    assert_eq!(stands(&desk), [0; 0]);
    desk.row("Anna", EditRole::Redo, None, desk.journal[3].inverses.clone());
    assert_eq!(stands(&desk), [1, 2, 3]);
}

#[test]
fn a_step_that_somebody_added_was_written_by_them_with_its_blocks() {
    let mut desk = Desk::new();
    let kind = BlockKind::Callout { callout: CalloutKind::Tip, text: "Quick".into() };
    let mut step = Step::new(part(11), "Close it");
    step.blocks.push(Block { id: part(12), kind });
    desk.edit("Anna", vec![Operation::InsertStep { phase: part(1), at: 1, step: Box::new(step) }]);
    assert_eq!(
        desk.told(11),
        ["Step Action: written by Anna", "Callout Callout: written by Anna", "Callout Text: written by Anna"]
    );
}

#[test]
fn a_step_that_comes_back_with_a_revision_still_knows_its_recording() {
    let mut desk = Desk::new();
    let step = desk.document.phases[0].steps[0].clone();
    desk.edit("Anna", vec![Operation::RemoveStep { step: part(10) }]);
    let back = Operation::InsertStep { phase: part(1), at: 0, step: Box::new(step) };
    desk.row("Anna", EditRole::Do, Some(Cause::Restore { revision: "0.1".into() }), vec![back]);
    assert_eq!(desk.told(10), ["Step Action: recorded from 1; restored from 0.1 by Anna"]);
}

#[test]
fn of_front_matter_only_the_fields_that_changed_are_told_as_written() {
    let mut desk = Desk::new();
    desk.document.meta.audience = "Accountants".into();
    let mut meta = desk.document.meta.clone();
    meta.title = "Invoices".into();
    desk.edit("Anna", vec![Operation::SetMeta { meta: Box::new(meta) }]);
    let birth = Birth { who: "Eva".into(), at: day(1), recorded: None };
    let stories = provenance(&desk.document, &desk.journal, &birth, &QuestionTarget::Document);
    let of = |name| stories.iter().find(|story| story.field == name).unwrap().deeds[0].kind.clone();
    assert_eq!((of(FieldName::Title), of(FieldName::Audience)), (DeedKind::Written, DeedKind::Drafted));
    let one = provenance(&desk.document, &desk.journal, &birth, &QuestionTarget::Meta { field: "title".into() });
    assert_eq!(one.iter().map(|story| story.field).collect::<Vec<_>>(), [FieldName::Title]);
}
