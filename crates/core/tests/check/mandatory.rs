//! The ten parts that no SOP may lack, what is open, and who and when: true and false cases.

use sopwright_core::check::{FindingTarget, RuleKey as R, Severity};
use sopwright_core::document::{Answer, Cadence, Document, QuestionTarget, SectionKey, Status};
use sopwright_core::id::DocumentId;
use uuid::Uuid;

use super::sop::{all, day, found, mended, only, part, person, question, sound, spoilt, step};

#[test]
fn nothing_is_found_in_a_sound_sop() {
    assert_eq!(all(&sound()), []);
}

#[test]
fn an_empty_sop_lacks_all_ten_parts() {
    let empty = Document::empty(DocumentId(Uuid::nil()));
    let rules: Vec<R> = all(&empty).iter().map(|f| f.rule).collect();
    let ten = [
        R::Owner,
        R::Audience,
        R::Effective,
        R::Renewal,
        R::Contents,
        R::Policy,
        R::Steps,
        R::Faq,
        R::History,
        R::Help,
    ];
    assert_eq!(rules, ten);
    assert!(all(&empty).iter().all(|f| f.severity == Severity::Blocks));
}

#[test]
fn each_part_is_missed_alone() {
    only(R::Owner, &spoilt(|d| d.meta.owner.name = "  ".into()));
    only(R::Audience, &spoilt(|d| d.meta.audience.clear()));
    only(R::Effective, &spoilt(|d| d.meta.effective = None));
    only(R::Policy, &spoilt(|d| d.sections.policy = "\n".into()));
    only(R::Help, &spoilt(|d| d.sections.help.clear()));
    only(R::Faq, &spoilt(|d| d.faq.clear()));
    only(R::Faq, &spoilt(|d| d.faq[0].answer.clear()));
    only(R::History, &spoilt(|d| d.history.clear()));
    let help = only(R::Help, &spoilt(|d| d.sections.help.clear()));
    assert_eq!(help.target, FindingTarget::Section { section: SectionKey::Help });
}

#[test]
fn the_history_says_what_changed() {
    let finding = only(R::History, &spoilt(|d| d.history[0].change.clear()));
    assert!(finding.message.contains("0.1"), "{finding:?}");
}

#[test]
fn renewal_needs_a_cadence_and_a_day() {
    let unset = spoilt(|d| (d.meta.cadence, d.meta.next_review) = (Cadence::Unset, None));
    let after = mended(&unset, &only(R::Renewal, &unset));
    // From the day on which it takes effect, which is still to come.
    assert_eq!((after.meta.cadence, after.meta.next_review), (Cadence::Yearly, Some(day("2027-12-01"))));
    assert_eq!(all(&after), []);

    let unplanned = spoilt(|d| {
        d.meta.cadence = Cadence::HalfYearly;
        d.meta.next_review = None;
        d.meta.effective = Some(day("2020-01-01"));
    });
    let after = mended(&unplanned, &only(R::Renewal, &unplanned));
    assert_eq!(after.meta.next_review, Some(day("2027-05-24")), "from today, as the effective date has passed");
}

#[test]
fn contents_need_titles_and_steps() {
    let untitled = spoilt(|d| d.phases[0].title = " ".into());
    assert_eq!(only(R::Contents, &untitled).number, "1");
    let hollow = spoilt(|d| {
        let mut phase = d.phases[0].clone();
        (phase.id, phase.steps) = (part(900), Vec::new());
        d.phases.push(phase);
    });
    let finding = only(R::Contents, &hollow);
    assert_eq!(all(&mended(&hollow, &finding)), []);
}

#[test]
fn a_step_that_says_nothing_blocks_and_an_empty_one_can_be_removed() {
    let empty = spoilt(|d| d.phases[0].steps.insert(1, step(900, " ")));
    let finding = only(R::Steps, &empty);
    assert_eq!((finding.number.as_str(), finding.target.clone()), ("1.2", FindingTarget::Step { step: part(900) }));
    assert_eq!(mended(&empty, &finding), sound());
    let full = spoilt(|d| {
        d.phases[0].steps[0].action.clear();
        d.phases[0].steps[0].details = "It takes a minute.".into();
    });
    assert_eq!(only(R::Steps, &full).fix, None, "nothing that was said is thrown away");
}

#[test]
fn open_questions_block_and_answered_ones_do_not() {
    let open = spoilt(|d| d.questions = vec![question(400), question(401)]);
    assert_eq!(only(R::OpenQuestion, &open).message, "2 questions are open");
    let answered = spoilt(|d| {
        let mut question = question(400);
        let at = chrono::DateTime::parse_from_rfc3339("2026-11-24T09:00:00+01:00").unwrap();
        question.answer = Some(Answer { text: "Yes.".into(), by: "Jane".into(), at });
        d.questions = vec![question];
    });
    assert_eq!(all(&answered), []);
}

#[test]
fn an_owner_who_has_left_can_be_followed_by_the_successor() {
    let left = spoilt(|d| {
        d.meta.owner = person(" bob stone");
        d.meta.successor = person("Jane Doe");
    });
    let finding = only(R::OwnerLeft, &left);
    let after = mended(&left, &finding);
    assert_eq!((after.meta.owner.name.as_str(), after.meta.successor.name.as_str()), ("Jane Doe", ""));
    assert_eq!(all(&after), []);

    let both = spoilt(|d| (d.meta.owner, d.meta.successor) = (person("Bob Stone"), person("Bob Stone")));
    assert!(found(R::OwnerLeft, &both).iter().all(|f| f.fix.is_none()) && found(R::OwnerLeft, &both).len() == 2);
    assert_eq!(all(&spoilt(|d| d.meta.owner = person("Bob Stonewell"))), []);
}

#[test]
fn a_review_is_overdue_from_the_day_after() {
    let due = |next: &str, status| spoilt(|d| (d.meta.next_review, d.meta.status) = (Some(day(next)), status));
    assert_eq!(all(&due("2026-11-24", Status::Approved)), []);
    assert_eq!(all(&due("2025-11-24", Status::Retired)), []);
    let late = due("2026-11-23", Status::Approved);
    assert_eq!(only(R::ReviewOverdue, &late).fix, None, "a review is done, not clicked away");
    let draft = due("2026-11-14", Status::Draft);
    let finding = only(R::ReviewOverdue, &draft);
    assert!(finding.message.contains("10 days ago"), "{finding:?}");
    assert_eq!(mended(&draft, &finding).meta.next_review, Some(day("2027-11-24")));
}

#[test]
fn an_unanswered_faq_is_found_unless_somebody_was_asked() {
    let more = |d: &mut Document| {
        let mut faq = d.faq[0].clone();
        (faq.id, faq.answer) = (part(201), String::new());
        d.faq.push(faq);
    };
    only(R::UnansweredFaq, &spoilt(more));
    let asked = spoilt(|d| {
        more(d);
        let mut question = question(400);
        question.target = QuestionTarget::Part { part: part(201) };
        d.questions.push(question);
    });
    assert_eq!(found(R::UnansweredFaq, &asked), []);
}
