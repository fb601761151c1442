//! Questions and where their answers land.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use sopwright_core::document::{
    Answer, Block, BlockKind, Cadence, CalloutKind, Document, Faq, Figure, Parameter, Person, Phase, Question,
    QuestionTarget, SectionKey, Step, Wants,
};
use sopwright_core::id::{DocumentId, Hash, PartId};
use sopwright_core::operation::{StepText, apply_all};
use sopwright_core::port::Ids;
use sopwright_core::question::{AnswerError, AnswerForm, AnswerPlace, Given, answer, open_questions, places};
use sopwright_core::time::Timestamp;
use uuid::Uuid;

#[derive(Default)]
struct Fresh(AtomicU64);

impl Ids for Fresh {
    fn fresh(&self) -> Uuid {
        Uuid::from_u128(1 << 100 | u128::from(self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

fn id(n: u128) -> PartId {
    PartId(Uuid::from_u128(n))
}

fn at() -> Timestamp {
    "2026-11-30T10:00:00+01:00".parse().unwrap()
}

fn part(n: u128) -> QuestionTarget {
    QuestionTarget::Part { part: id(n) }
}

fn meta(field: &str) -> QuestionTarget {
    QuestionTarget::Meta { field: field.into() }
}

fn question(words: &str, target: QuestionTarget, wants: Option<Wants>) -> Question {
    Question { id: id(900), question: words.into(), target, wants, to: Person::default(), due: None, answer: None }
}

/// Step 10 with figure 11 in phase 1, parameter 20 and FAQ entry 30, and this question.
fn document(question: Question) -> Document {
    let mut document = Document::empty(DocumentId(Uuid::nil()));
    let (alt, caption) = (String::new(), String::new());
    let shot = Hash::of(b"shot");
    let figure = Figure { shot, width: 100, height: 50, alt, caption, crop: None, marks: Vec::new() };
    let mut step = Step::new(id(10), "Press **Save**");
    step.blocks = vec![Block { id: id(11), kind: BlockKind::Figure(figure) }];
    document.phases = vec![Phase { steps: vec![step], ..Phase::new(id(1), "First") }];
    document.parameters = vec![Parameter { id: id(20), name: "no".into(), example: "7".into(), found: String::new() }];
    document.faq = vec![Faq { id: id(30), question: "Why?".into(), answer: String::new() }];
    document.questions = vec![question];
    document
}

fn given(text: &str, place: Option<AnswerPlace>, faq: bool) -> Given {
    Given { question: id(900), text: text.into(), place, faq, by: "Ada".into(), at: at() }
}

fn answered(mut document: Document, given: &Given) -> Document {
    let operations = answer(&document, given, &Fresh::default()).unwrap();
    apply_all(&mut document, &operations).unwrap();
    document
}

fn refused(question: Question, text: &str) -> AnswerError {
    answer(&document(question), &given(text, None, false), &Fresh::default()).unwrap_err()
}

fn first_place(question: Question) -> AnswerPlace {
    let document = document(question);
    places(&document, &document.questions[0]).remove(0)
}

#[test]
fn an_answer_lands_in_the_field_that_was_asked_for() {
    let after =
        answered(document(question("Who owns it?", meta("owner"), None)), &given("Bo Lind, Clerk, 214", None, false));
    let owner = Person { name: "Bo Lind".into(), role: "Clerk".into(), contact: "214".into() };
    assert_eq!(after.meta.owner, owner);
    let kept = after.questions[0].answer.clone().unwrap();
    assert_eq!(kept, Answer { text: "Bo Lind, Clerk, 214".into(), by: "Ada".into(), at: at() });

    let asked = question("How often?", meta("cadence"), None);
    assert_eq!(answered(document(asked), &given("every 6 months", None, false)).meta.cadence, Cadence::HalfYearly);
    let asked = question("From when?", meta("effective"), None);
    let after = answered(document(asked), &given("1 January 2027", None, false));
    assert_eq!(after.meta.effective.unwrap().to_string(), "2027-01-01");
    let asked = question("Where?", part(20), None);
    assert_eq!(
        answered(document(asked), &given("In *the* mail", None, false)).parameters[0].found,
        "In \\*the\\* mail"
    );
    let asked = question("What is the answer?", part(30), None);
    assert_eq!(answered(document(asked), &given("Tax.", None, false)).faq[0].answer, "Tax.");
}

#[test]
fn a_section_keeps_what_it_says() {
    let mut document =
        document(question("Which rights?", QuestionTarget::Section { section: SectionKey::Needs }, None));
    document.sections.needs = "- Faktura".into();
    assert_eq!(answered(document, &given("The archive", None, false)).sections.needs, "- Faktura\n- The archive");
}

#[test]
fn what_was_wanted_comes_before_other_places() {
    let step = |wants| first_place(question("What?", part(10), wants));
    assert_eq!(step(None), AnswerPlace::Step { step: id(10), text: StepText::Details });
    assert_eq!(step(Some(Wants::Action)), AnswerPlace::Step { step: id(10), text: StepText::Action });
    assert_eq!(step(Some(Wants::Expected)), AnswerPlace::Step { step: id(10), text: StepText::Expected });
    assert_eq!(step(Some(Wants::Warning)), AnswerPlace::Callout { step: id(10), callout: CalloutKind::Warning });
    assert_eq!(first_place(question("What is shown?", part(11), None)), AnswerPlace::Alt { block: id(11) });
    assert_eq!(first_place(question("Is it done?", part(10), None)), AnswerPlace::Kept, "a bare yes is no detail");
    assert_eq!(first_place(question("What?", part(77), None)), AnswerPlace::Kept, "the part is gone");
}

#[test]
fn an_answer_goes_into_the_faq_too_if_wanted() {
    let after = answered(document(question("What if **late**?", part(10), None)), &given("Call Bo.", None, true));
    let made = &after.faq[1];
    assert_eq!((made.question.as_str(), made.answer.as_str()), ("What if **late**?", "Call Bo."));
    assert_eq!(after.phases[0].steps[0].details, "Call Bo.");

    let asked = || question("What do people ask?", QuestionTarget::Document, Some(Wants::Faq));
    let after = answered(document(asked()), &given("may I wait? no.", None, true));
    assert_eq!(after.faq.len(), 2, "only once");
    assert_eq!((after.faq[1].question.as_str(), after.faq[1].answer.as_str()), ("May I wait?", "No."));
    assert_eq!(refused(asked(), "Nothing"), AnswerError::NoQuestion);
}

#[test]
fn what_cannot_be_read_is_refused_and_changes_nothing() {
    assert_eq!(refused(question("From when?", meta("effective"), None), "soon"), AnswerError::NoDay);
    assert_eq!(refused(question("How long?", meta("duration_min"), None), "long"), AnswerError::NoMinutes);
    assert!(matches!(refused(question("How often?", meta("cadence"), None), "often"), AnswerError::NoChoice(_)));
    assert_eq!(refused(question("What?", QuestionTarget::Document, None), "  "), AnswerError::Empty);
    let mut done = question("What?", QuestionTarget::Document, None);
    done.answer = Some(Answer { text: "So".into(), by: String::new(), at: at() });
    assert_eq!(refused(done, "No"), AnswerError::Answered);
}

#[test]
fn open_questions_come_in_the_order_of_their_due_dates_with_what_they_are_about() {
    let mut document = document(question("Is it right?", part(11), None));
    let due = |n: u128, day: Option<&str>| Question {
        id: id(n),
        due: day.map(|day| day.parse().unwrap()),
        ..question("When?", meta("effective"), None)
    };
    document.questions.extend([due(901, Some("2027-02-01")), due(902, None), due(903, Some("2026-12-01"))]);
    let open = open_questions(&document);
    let order: Vec<_> = open.iter().map(|each| each.question.id).collect();
    assert_eq!(order, [903, 901, 900, 902].map(id));
    assert_eq!((&open[2].form, open[2].about.action.as_str()), (&AnswerForm::YesNo, "Press Save"));
    assert_eq!((open[2].about.step, open[2].about.figure.is_some()), (Some(id(10)), true));
    assert_eq!(open[0].form, AnswerForm::Day);
}

proptest! {
    /// Whatever is typed, and wherever it goes: an answer that is not refused can be taken back.
    #[test]
    fn any_answer_can_be_undone(words in ".{0,60}", target in 0..8usize, wants in 0..6usize, chosen in 0..9usize, faq in any::<bool>()) {
        let targets = [
            QuestionTarget::Document, part(1), part(10), part(11), part(20), part(30), meta("owner"),
            QuestionTarget::Section { section: SectionKey::Help },
        ];
        let wanted = [None, Some(Wants::Action), Some(Wants::Expected), Some(Wants::Note), Some(Wants::Warning), Some(Wants::Faq)];
        let before = document(question("Is it so?", targets[target].clone(), wanted[wants]));
        let place = places(&before, &before.questions[0]).get(chosen).cloned();
        if let Ok(operations) = answer(&before, &given(&words, place, faq), &Fresh::default()) {
            let mut after = before.clone();
            let inverses = apply_all(&mut after, &operations).unwrap();
            prop_assert_eq!(after.open_questions(), 0);
            apply_all(&mut after, &inverses).unwrap();
            prop_assert_eq!(after, before);
        }
    }
}
