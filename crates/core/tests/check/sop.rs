//! An SOP with which no check finds fault, to spoil in one place at a time, and what is found then.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use sopwright_core::check::{CheckContext, Finding, Readability, RuleKey, check};
use sopwright_core::document::{
    Block, BlockKind, Cadence, Document, Faq, Figure, HistoryRow, Person, Phase, Question, QuestionTarget, Step,
};
use sopwright_core::id::{DocumentId, Hash, PartId};
use sopwright_core::operation::apply_all;
use sopwright_core::port::Ids;
use uuid::Uuid;

/// Identities in a row, the same in every run.
#[derive(Default)]
pub struct Counter(AtomicU64);

impl Ids for Counter {
    fn fresh(&self) -> Uuid {
        Uuid::from_u128(0xf000_0000 + u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }
}

pub fn part(n: u128) -> PartId {
    PartId(Uuid::from_u128(n))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn context() -> CheckContext {
    CheckContext { today: day("2026-11-24"), left: vec!["Bob  Stone".into()] }
}

pub fn step(n: u128, action: &str) -> Step {
    Step::new(part(n), action)
}

pub fn figure(n: u128, alt: &str) -> Block {
    let shot = Hash::of(&n.to_le_bytes());
    let figure = Figure {
        shot,
        width: 1920,
        height: 1080,
        alt: alt.into(),
        caption: String::new(),
        crop: None,
        marks: Vec::new(),
    };
    Block { id: part(n), kind: BlockKind::Figure(figure) }
}

pub fn person(name: &str) -> Person {
    Person { name: name.into(), role: String::new(), contact: String::new() }
}

pub fn question(n: u128) -> Question {
    Question {
        id: part(n),
        question: "Which printer?".into(),
        target: QuestionTarget::Document,
        wants: None,
        to: Person::default(),
        due: None,
        answer: None,
    }
}

/// Everything that an SOP must have, and two steps.
pub fn sound() -> Document {
    let mut d = Document::empty(DocumentId(Uuid::from_u128(1)));
    d.meta.title = "Monthly invoice run".into();
    d.meta.owner = person("Jane Doe");
    d.meta.audience = "Clerks".into();
    d.meta.effective = Some(day("2026-12-01"));
    d.meta.cadence = Cadence::Yearly;
    d.meta.next_review = Some(day("2027-12-01"));
    d.sections.policy = "Two people see every payment.".into();
    d.sections.help = "Ask the owner.".into();
    d.phases = vec![Phase {
        steps: vec![step(101, "Open the ledger"), step(102, "Print the list")],
        ..Phase::new(part(100), "Write the invoices")
    }];
    d.faq = vec![Faq { id: part(200), question: "May I do it early?".into(), answer: "No.".into() }];
    d.history = vec![HistoryRow {
        id: part(300),
        revision: "0.1".into(),
        date: Some(day("2026-11-24")),
        author: "Jane Doe".into(),
        change: "First draft.".into(),
        approved_by: String::new(),
    }];
    d
}

/// A sound SOP, spoilt.
pub fn spoilt(spoil: impl FnOnce(&mut Document)) -> Document {
    let mut document = sound();
    spoil(&mut document);
    document
}

/// A sound SOP whose first step has this action.
pub fn doing(action: &str) -> Document {
    spoilt(|d| d.phases[0].steps[0].action = action.into())
}

pub fn all(document: &Document) -> Vec<Finding> {
    check(document, &context(), &Counter::default()).findings
}

pub fn readability(document: &Document) -> Option<Readability> {
    check(document, &context(), &Counter::default()).readability
}

/// What the check of this name finds.
pub fn found(rule: RuleKey, document: &Document) -> Vec<Finding> {
    all(document).into_iter().filter(|finding| finding.rule == rule).collect()
}

/// The one finding, when the document has this and no other.
pub fn only(rule: RuleKey, document: &Document) -> Finding {
    let mut all = all(document);
    assert_eq!(all.len(), 1, "{all:#?}");
    let finding = all.remove(0);
    assert_eq!(finding.rule, rule, "{finding:#?}");
    finding
}

/// The document after a finding's fix.
pub fn mended(document: &Document, finding: &Finding) -> Document {
    let mut document = document.clone();
    let fix = finding.fix.as_ref().unwrap_or_else(|| panic!("there is a fix: {finding:#?}"));
    apply_all(&mut document, &fix.operations).unwrap();
    document
}
