//! How steps are put, and their decisions: true and false cases. What counts as a verb is tested beside the code.

use sopwright_core::check::{FindingTarget, RuleKey as R};
use sopwright_core::document::{Arm, Block, BlockKind, CalloutKind, Document, Numbering};
use sopwright_core::id::PartId;

use super::sop::{all, doing, found, mended, only, part, sound, spoilt, step};

fn actions(document: &Document) -> Vec<&str> {
    document.phases[0].steps.iter().map(|s| s.action.as_str()).collect()
}

#[test]
fn a_step_without_a_verb_is_found() {
    assert!(only(R::NoVerb, &doing("The **invoice** overview")).message.contains("The invoice overview"));
    let keys = doing("<kbd>Ctrl</kbd>+<kbd>S</kbd>");
    let after = mended(&keys, &only(R::NoVerb, &keys));
    assert_eq!(actions(&after)[0], "Press <kbd>Ctrl</kbd>+<kbd>S</kbd>");
    assert_eq!(all(&after), []);
}

#[test]
fn what_may_be_a_verb_is_left_alone() {
    for action in
        ["Decant 5 ml", "Save button", "`git push`, then the window closes", "Rechnung öffnen", "In **File**, print"]
    {
        assert_eq!(all(&doing(action)), [], "{action}");
    }
}

#[test]
fn two_actions_are_split_with_their_markup() {
    let two = spoilt(|d| {
        d.phases[0].steps[0].action = "Paste **it** into the header and save the `file`".into();
        d.phases[0].steps[0].expected = "It is saved.".into();
        d.phases[0].steps[0].role = "Clerk".into();
    });
    let finding = only(R::TwoActions, &two);
    assert!(finding.message.contains("“save the file”"), "{finding:?}");
    let after = mended(&two, &finding);
    assert_eq!(actions(&after), ["Paste **it** into the header", "Save the `file`", "Print the list"]);
    let steps = &after.phases[0].steps;
    assert_eq!((steps[0].expected.as_str(), steps[1].expected.as_str()), ("", "It is saved."));
    assert_eq!(steps[1].role, "Clerk");
    assert_eq!(all(&after), []);
}

#[test]
fn many_actions_are_split_at_once() {
    let three = doing("Open the file, select **all and more**, and then print the sheet.");
    let finding = only(R::TwoActions, &three);
    let after = mended(&three, &finding);
    assert_eq!(actions(&after)[..3], ["Open the file", "Select **all and more**", "Print the sheet."]);
}

#[test]
fn an_action_whose_parts_cannot_be_told_apart_is_not_split() {
    assert_eq!(only(R::TwoActions, &doing("**Open the file and save it**")).fix, None);
    for (action, first, second) in [
        ("Open **the file and** save it and save the other", "Open **the file and** save it", "Save the other"),
        ("**Open the file** and **go on**, then save it", "**Open the file** and **go on**", "Save it"),
        ("Open `a and save it` and save it.", "Open `a and save it`", "Save it."),
        ("Select **A**, select all rows", "Select **A**", "Select all rows"),
    ] {
        let two = doing(action);
        let after = mended(&two, &only(R::TwoActions, &two));
        assert_eq!(actions(&after)[..2], [first, second]);
    }
}

#[test]
fn one_action_is_left_alone() {
    for action in ["Copy and paste the number", "Choose **Save and close**", "Type {{name}} and press <kbd>Enter</kbd>"]
    {
        assert_eq!(found(R::TwoActions, &doing(action)), [], "{action}");
    }
}

#[test]
fn what_is_not_english_is_not_judged_by_its_words() {
    let german = spoilt(|d| {
        d.sections.policy = "Zwei Personen sehen jede Zahlung, bevor sie hinausgeht.".into();
        d.sections.help = "Fragen Sie die Besitzerin dieser Anleitung.".into();
        d.faq[0].question = "Darf ich das früher machen?".into();
        d.faq[0].answer = "Nein.".into();
        d.history[0].change = "Erster Entwurf.".into();
        d.phases[0].steps[0].action = "A und B tabellarisch, etc., dann das Form".into();
        d.phases[0].steps[1].action = "Die Liste drucken und die Datei schließen".into();
    });
    assert_eq!(all(&german), []);
}

#[test]
fn a_very_long_action_is_found_and_its_rest_moved() {
    let long = format!("Open the ledger. {}", "It takes a while on the first use of a day. ".repeat(4));
    let long = doing(long.trim());
    let finding = only(R::LongStep, &long);
    let after = mended(&long, &finding);
    assert_eq!(actions(&after)[0], "Open the ledger");
    assert!(after.phases[0].steps[0].details.starts_with("It takes a while"));
    assert_eq!(all(&after), []);
    assert_eq!(all(&doing(&format!("Open {}", "very ".repeat(28)))), []);
}

#[test]
fn a_step_with_too_much_in_it_is_found() {
    let callout = |words: usize| {
        spoilt(|d| {
            let text = "word ".repeat(words);
            let kind = BlockKind::Callout { callout: CalloutKind::Note, text };
            d.phases[0].steps[0].blocks.push(Block { id: part(500), kind });
        })
    };
    only(R::LongStep, &callout(250));
    assert_eq!(all(&callout(150)), []);
}

fn branch(arms: Vec<Arm>, otherwise: &str) -> Document {
    branch_to(arms, otherwise, None)
}

fn branch_to(arms: Vec<Arm>, otherwise: &str, otherwise_target: Option<PartId>) -> Document {
    spoilt(|d| {
        let (question, otherwise) = ("Is it paid?".into(), otherwise.into());
        let kind = BlockKind::Branch { question, arms, otherwise, otherwise_target };
        d.phases[0].steps[0].blocks.push(Block { id: part(500), kind });
    })
}

fn arm(then: &str, target: Option<u128>) -> Arm {
    Arm { condition: "It is paid".into(), then: then.into(), target: target.map(part) }
}

#[test]
fn a_branch_to_nowhere_blocks_and_its_target_can_be_removed() {
    let dead = branch(vec![arm("File it.", Some(102)), arm("Call the owner.", Some(999))], "");
    let finding = only(R::DeadTarget, &dead);
    assert_eq!(finding.target, FindingTarget::Block { step: part(101), block: part(500) });
    assert!(finding.message.contains("second"), "{finding:?}");
    assert_eq!(all(&mended(&dead, &finding)), []);
    let last = branch_to(vec![arm("File it.", None)], "Wait.", Some(part(999)));
    let finding = only(R::DeadTarget, &last);
    assert_eq!(all(&mended(&last, &finding)), []);
}

#[test]
fn a_step_that_is_removed_leaves_a_branch_to_nowhere() {
    let mut document = branch(vec![arm("", Some(102)), arm("Wait.", None)], "");
    assert_eq!(all(&document), []);
    document.phases[0].steps.pop();
    assert_eq!(only(R::DeadTarget, &document).number, "1.1");
}

#[test]
fn a_decision_needs_two_ways() {
    let one = branch(vec![arm("File it.", None)], " ");
    let finding = only(R::OneBranch, &one);
    assert_eq!(all(&mended(&one, &finding)), []);
    let none = branch(Vec::new(), "");
    assert_eq!(only(R::OneBranch, &none).fix, None, "nothing is known that could be written");
    assert_eq!(all(&branch(vec![arm("File it.", None)], "Call the owner.")), []);
    assert_eq!(all(&branch(vec![arm("", Some(102)), arm("Wait.", None)], "")), []);
    assert_eq!(all(&branch_to(vec![arm("File it.", None)], "", Some(part(102)))), []);
}

#[test]
fn numbers_follow_phase_and_step() {
    let mut document = sound();
    let mut second = document.phases[0].clone();
    second.id = part(700);
    second.steps = vec![step(701, "Sort the sheets"), step(702, "Main menu")];
    document.phases.push(second);
    assert_eq!(only(R::NoVerb, &document).number, "2.2");
    document.numbering = Numbering::Running;
    assert_eq!(only(R::NoVerb, &document).number, "4");
}
