//! What stands in texts: parameters, abbreviations, vague words, secrets, and how easy it is to read. True and false
//! cases.

use sopwright_core::check::{Ease, FindingTarget, RuleKey as R, SOURCE};
use sopwright_core::document::{Block, BlockKind, Definition, Document, Parameter, SnippetForm, Substep};
use sopwright_core::operation::ItemList;

use super::sop::{all, doing, found, mended, only, part, readability, spoilt};

fn parameter(n: u128, name: &str) -> Parameter {
    Parameter { id: part(n), name: name.into(), example: "2026-10".into(), found: String::new() }
}

fn snippet(code: &str) -> Block {
    Block { id: part(500), kind: BlockKind::Snippet { form: SnippetForm::Command, code: code.into() } }
}

#[test]
fn a_parameter_that_is_not_defined_blocks_until_something_is_said_about_it() {
    let undefined = doing("Enter {{month}} and {{month}}");
    let finding = only(R::UndefinedParameter, &undefined);
    assert_eq!((finding.number.as_str(), finding.message.contains("{{month}}")), ("1.1", true));
    let mut after = mended(&undefined, &finding);
    assert_eq!(after.parameters[0].name, "month");
    // A row alone tells the reader nothing.
    let finding = only(R::UndefinedParameter, &after);
    assert_eq!(finding.target, FindingTarget::Item { list: ItemList::Parameter, id: after.parameters[0].id });
    after.parameters[0].found = "The month before this one".into();
    assert_eq!(all(&after), []);
}

#[test]
fn a_parameter_that_is_used_nowhere_can_be_removed() {
    let unused = spoilt(|d| d.parameters = vec![parameter(600, "month")]);
    let finding = only(R::UnusedParameter, &unused);
    assert_eq!(mended(&unused, &finding), super::sop::sound());
}

#[test]
fn a_parameter_may_be_used_anywhere() {
    let used = |use_it: fn(&mut Document)| {
        spoilt(|d| {
            d.parameters = vec![parameter(600, "month")];
            use_it(d);
        })
    };
    assert_eq!(all(&used(|d| d.sections.help = "Ask about {{month}}.".into())), []);
    assert_eq!(all(&used(|d| d.phases[0].steps[0].blocks = vec![snippet("run --period {{month}}")])), []);
    assert_eq!(all(&used(|d| d.phases[0].title = "Close {{month}}".into())), []);
    // Marked or in code it is no parameter.
    assert_eq!(found(R::UndefinedParameter, &doing("Type \\{{month}} or `{{month}}`")), []);
}

#[test]
fn an_abbreviation_is_asked_for_once_until_it_has_a_meaning() {
    let used = spoilt(|d| {
        d.phases[0].steps[0].action = "Open the ERP".into();
        d.phases[0].steps[1].details = "The ERP is slow.".into();
    });
    let finding = only(R::Abbreviation, &used);
    assert_eq!(finding.fix.as_ref().map(|f| f.label.as_str()), Some("Add a definition for ERP"));
    let mut after = mended(&used, &finding);
    assert!(only(R::Abbreviation, &after).message.contains("without a meaning"));
    after.definitions[0].meaning = "Enterprise resource planning.".into();
    assert_eq!(all(&after), []);
}

#[test]
fn an_abbreviation_that_is_explained_or_none_is_left_alone() {
    for action in [
        "Open the enterprise resource planning (ERP) window",
        "Open the ERP (enterprise resource planning)",
        "Choose **ERP**",
        "Open `ERP`",
        "Save the list as PDF",
        "DO NOT CLOSE the window",
        "Open SOP-FIN-012 for INV-2024 and ERP2",
        "Open the file ERP.xlsx",
    ] {
        assert_eq!(found(R::Abbreviation, &doing(action)), [], "{action}");
    }
    let term = spoilt(|d| {
        d.phases[0].steps[0].action = "Open all KPIs".into();
        let meaning = "A figure that matters.".into();
        d.definitions = vec![Definition { id: part(600), term: "Key figure (KPI)".into(), meaning }];
    });
    assert_eq!(all(&term), []);
    let tool = spoilt(|d| {
        d.sections.needs = "- SAP\n- Firefox".into();
        d.phases[0].steps[0].action = "Open SAP".into();
    });
    assert_eq!(all(&tool), []);
}

#[test]
fn vague_words_are_found_where_people_read() {
    let vague = spoilt(|d| d.phases[0].steps[1].details = "Add paper, pens etc. if necessary.".into());
    let finding = only(R::Vague, &vague);
    assert!(finding.message.contains("“etc”") && finding.message.contains("“if necessary”"), "{finding:?}");
    assert_eq!(all(&spoilt(|d| d.phases[0].steps[1].blocks = vec![snippet("edit etc. if necessary")])), []);
    let substep = spoilt(|d| {
        let items = vec![Substep { id: part(501), action: "Add paper as needed".into() }];
        d.phases[0].steps[1].blocks = vec![Block { id: part(500), kind: BlockKind::Substeps { items } }];
    });
    assert_eq!(only(R::Vague, &substep).number, "1.2");
}

#[test]
fn a_secret_blocks_and_a_parameter_takes_its_place() {
    let shown = spoilt(|d| d.phases[0].steps[1].blocks = vec![snippet("login --password Tr0ub4dor&3x")]);
    let finding = only(R::Secret, &shown);
    assert!(
        !format!("{finding:?}").replace(&format!("{:?}", finding.fix), "").contains("Tr0ub4dor"),
        "it is not repeated"
    );
    let after = mended(&shown, &finding);
    let BlockKind::Snippet { code, .. } = &after.phases[0].steps[1].blocks[0].kind else { panic!("a snippet") };
    assert_eq!(code, "login --password {{password}}");
    assert_eq!(after.parameters[0].name, "password");
    assert_eq!(found(R::Secret, &after), []);

    let told = spoilt(|d| d.sections.help = "Say that the password is Tr0ub4dor-3x and go on.".into());
    let after = mended(&told, &only(R::Secret, &told));
    assert_eq!(after.sections.help, "Say that the password is {{password}} and go on.");
}

#[test]
fn what_is_no_secret_is_left_alone() {
    for text in [
        "Pay to DE89 3704 0044 0532 0130 00.",
        "Ask for your password.",
        "Open https://docs.example.org/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms.",
        "Enter {{password}}.",
    ] {
        assert_eq!(found(R::Secret, &spoilt(|d| d.sections.help = text.into())), [], "{text}");
    }
}

/// Words, sentences and syllables were counted by hand.
#[test]
fn readability_is_counted_as_flesch_did() {
    // 10 words, 2 sentences, 12 syllables:
    // O-pen the list and print it. Then file the in-voice.
    let sample = "Open the list and print it. Then file the invoice.\n\n".repeat(20);
    let mut document = Document::empty(sopwright_core::id::DocumentId(uuid::Uuid::nil()));
    document.sections.purpose = sample;
    let read = readability(&document).unwrap();
    assert_eq!((read.words, read.sentences, read.syllables), (200, 40, 240));
    // 206.835 - 1.015 x 5 - 84.6 x 1.2 = 100.24
    assert_eq!((read.score, read.ease), (100.2, Ease::VeryEasy));
    assert_eq!(read.source, SOURCE);
}

#[test]
fn long_words_and_sentences_are_hard_to_read() {
    let sample = "The administrative authority approximately determines the organizational responsibility. ".repeat(20);
    let mut document = Document::empty(sopwright_core::id::DocumentId(uuid::Uuid::nil()));
    document.sections.purpose = sample;
    let read = readability(&document).unwrap();
    assert_eq!((read.sentences, read.words), (20, 160));
    assert_eq!(read.ease, Ease::VeryDifficult);
}

#[test]
fn too_few_words_have_no_readability() {
    assert_eq!(readability(&super::sop::sound()), None);
}
