//! Rename, make and remove parameters; hide words.

use sopwright_core::document::{Document, Faq, HistoryRow, SnippetForm};
use sopwright_core::id::PartId;
use sopwright_core::operation::{Operation, StepText};
use sopwright_core::rewrite::{Occurrences, Reach, RewriteError, Wish, occurrences};
use sopwright_core::secret::MASK;
use sopwright_core::text::Find;

use crate::made::*;

fn named() -> Document {
    let mut one = step(10, "Enter {{month}}");
    one.details = "It is `{{month}}`, *not* {{months}}.".into();
    one.blocks = vec![snippet(11, SnippetForm::Command, "run --month {{month}}"), note(12, "\\{{month}} stays")];
    let mut document = document(vec![one], vec![]);
    document.meta.title = "Run of {{month}}".into();
    document.sections.purpose = "Sends {{month}}.\n\n- {{month}}".into();
    document.parameters = vec![parameter(80, "month"), parameter(81, "other")];
    document.parameters[1].found = "Like {{month}}".into();
    document
}

fn rename(document: &mut Document, n: u128, name: &str) -> Result<(), RewriteError> {
    done(document, &Wish::RenameParameter { parameter: id(n), name: name.into() })
}

#[test]
fn a_parameter_is_renamed_wherever_it_is_named() {
    let mut document = named();
    rename(&mut document, 80, "period").unwrap();
    let one = find(&document, 10);
    assert_eq!(
        (one.action.as_str(), one.details.as_str()),
        ("Enter {{period}}", "It is `{{period}}`, *not* {{months}}.")
    );
    assert_eq!(one.blocks[0], snippet(11, SnippetForm::Command, "run --month {{period}}"));
    assert_eq!(one.blocks[1], note(12, "\\{{month}} stays"), "what was written not to be a parameter is none");
    assert_eq!(document.meta.title, "Run of {{period}}");
    assert_eq!(document.sections.purpose, "Sends {{period}}.\n\n- {{period}}");
    assert_eq!(
        (document.parameters[0].name.as_str(), document.parameters[1].found.as_str()),
        ("period", "Like {{period}}")
    );
}

#[test]
fn names_that_cannot_be_are_refused() {
    let original = named();
    for name in ["", "Month", "a b", "a-b", "ä", &"x".repeat(65)] {
        assert_eq!(rename(&mut original.clone(), 80, name), Err(RewriteError::BadName(name.into())));
    }
    assert_eq!(rename(&mut original.clone(), 80, "other"), Err(RewriteError::NameTaken("other".into())));
    let mut document = original.clone();
    rename(&mut document, 80, "month").unwrap();
    assert_eq!(document, original);
}

#[test]
fn of_two_with_one_name_the_first_is_meant() {
    let mut document = named();
    document.parameters[1].name = "month".into();
    rename(&mut document, 81, "second").unwrap();
    assert_eq!(find(&document, 10).action, "Enter {{month}}");
    document.parameters[1].name = "month".into();
    rename(&mut document, 80, "first").unwrap();
    assert_eq!(find(&document, 10).action, "Enter {{first}}");
}

#[test]
fn a_new_parameter_without_a_name_gets_one() {
    let mut document = document(vec![step(10, "Enter {{}}")], vec![]);
    document.parameters = vec![parameter(80, "")];
    rename(&mut document, 80, "month").unwrap();
    assert_eq!((document.parameters[0].name.as_str(), find(&document, 10).action.as_str()), ("month", "Enter {{}}"));
}

fn valued() -> Document {
    let mut one = step(10, "Enter **2025-10** and press Go");
    one.details = "For 2025-10, not 2025-101.".into();
    one.blocks = vec![
        snippet(11, SnippetForm::Value, "2025-10"),
        snippet(12, SnippetForm::Command, "run 2025-10"),
        snippet(13, SnippetForm::Command, "2025-10"),
    ];
    let mut document = document(vec![one], vec![]);
    document.phases[0].title = "The month 2025-10".into();
    document.faq = vec![Faq { id: id(70), question: "Why 2025-10?".into(), answer: String::new() }];
    let change = "First for 2025-10".to_owned();
    let (author, approved_by, revision) = (String::new(), String::new(), "0.1".to_owned());
    document.history = vec![HistoryRow { id: id(71), revision, date: None, author, change, approved_by }];
    document
}

fn make(name: &str, here: Vec<Operation>, everywhere: bool) -> Wish {
    Wish::MakeParameter { words: " 2025-10".into(), name: name.into(), found: "In *the mail*".into(), here, everywhere }
}

#[test]
fn words_become_a_parameter_everywhere() {
    let mut document = valued();
    let exactly = Find { words: "2025-10".into(), any_case: false, whole: true };
    assert_eq!(occurrences(&document, &exactly, Reach::Texts), Occurrences { places: 5, texts: 5 });
    done(&mut document, &make("month", vec![], true)).unwrap();
    let one = find(&document, 10);
    assert_eq!(
        (one.action.as_str(), one.details.as_str()),
        ("Enter **{{month}}** and press Go", "For {{month}}, not 2025-101.")
    );
    assert_eq!(
        one.blocks,
        [
            snippet(11, SnippetForm::Value, "2025-10"),
            snippet(12, SnippetForm::Command, "run {{month}}"),
            snippet(13, SnippetForm::Command, "{{month}}"),
        ]
    );
    assert_eq!(
        (document.phases[0].title.as_str(), document.history[0].change.as_str()),
        ("The month 2025-10", "First for 2025-10")
    );
    assert_eq!(document.faq[0].question, "Why {{month}}?");
    let made = &document.parameters[0];
    assert_eq!((made.name.as_str(), made.example.as_str(), made.found.as_str()), ("month", "2025-10", "In *the mail*"));
    assert_eq!(occurrences(&document, &exactly, Reach::Texts), Occurrences::default());
    assert_eq!(done(&mut document, &make("again", vec![], true)), Err(RewriteError::NotThere));
}

#[test]
fn words_become_a_parameter_in_one_place() {
    let mut document = valued();
    let here =
        Operation::SetStepText { step: id(10), field: StepText::Details, text: "For {{month}}, not 2025-101.".into() };
    done(&mut document, &make("month", vec![here.clone()], false)).unwrap();
    assert_eq!(find(&document, 10).action, "Enter **2025-10** and press Go");
    assert_eq!(document.parameters.len(), 1);
    // The next place takes the parameter that is there.
    document.parameters[0].example = "kept".into();
    done(&mut document, &make("month", vec![here], true)).unwrap();
    assert_eq!(find(&document, 10).action, "Enter **{{month}}** and press Go");
    assert_eq!(document.parameters.iter().map(|p| p.example.as_str()).collect::<Vec<_>>(), ["kept"]);
    assert_eq!(done(&mut document, &make("No", vec![], true)), Err(RewriteError::BadName("No".into())));
}

#[test]
fn only_an_unused_parameter_is_removed() {
    let mut document = named();
    let remove = |n| Wish::RemoveParameter { parameter: id(n) };
    let refused = done(&mut document, &remove(80));
    assert_eq!(refused, Err(RewriteError::StillUsed { name: "month".into(), times: "6 texts".into() }));
    done(&mut document, &remove(81)).unwrap();
    assert_eq!(document.parameters.iter().map(|p| p.id).collect::<Vec<PartId>>(), [id(80)]);
    document.parameters.push(parameter(82, "month"));
    done(&mut document, &remove(82)).unwrap();
}

#[test]
fn hidden_words_are_nowhere() {
    let mut one = step(10, "Call **Ac**me {{acme_no}}");
    one.role = "Acme clerk".into();
    one.blocks = vec![
        snippet(11, SnippetForm::Command, "ping acme.example {{acme_no}}"),
        note(12, "[site](https://acme.example)"),
    ];
    let mut document = document(vec![one], vec![]);
    document.meta.owner.contact = "ann@acme.example".into();
    document.meta.title = "At ACME".into();
    document.sections.scope = "- acme\n- acmes".into();
    document.parameters = vec![parameter(80, "acme_no"), parameter(81, "hidden")];
    document.parameters[0].example = "Acme-1".into();
    document.questions = vec![question(90, 10)];
    document.questions[0].question = "Is Acme right?".into();
    let find_acme = Find { words: "acme".into(), any_case: true, whole: true };
    assert_eq!(occurrences(&document, &find_acme, Reach::Everything).places, 11);
    done(&mut document, &Wish::HideWords { find: find_acme.clone() }).unwrap();
    let left = serde_json::to_string(&document).unwrap().to_lowercase().replace("acmes", "");
    assert!(!left.contains("acme"), "{left}");
    assert_eq!(find(&document, 10).action, format!("Call **{MASK}** {{{{hidden_2}}}}"));
    assert_eq!(document.parameters[0].name, "hidden_2");
    assert_eq!(document.sections.scope, format!("- {MASK}\n- acmes"));
    assert_eq!(find(&document, 10).blocks[1], note(12, "site"));
    assert_eq!(occurrences(&document, &find_acme, Reach::Everything), Occurrences::default());
    assert_eq!(done(&mut document, &Wish::HideWords { find: find_acme }), Err(RewriteError::NotThere));
    let nothing = Find { words: " ".into(), any_case: true, whole: true };
    assert_eq!(done(&mut document, &Wish::HideWords { find: nothing }), Err(RewriteError::NoWords));
}
