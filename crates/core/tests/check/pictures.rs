//! Pictures and what is said of them: true and false cases.

use sopwright_core::check::RuleKey as R;
use sopwright_core::document::{Block, BlockKind, CalloutKind, Document, Figure};

use super::sop::{all, figure, found, mended, only, part, spoilt};

fn with_blocks(blocks: Vec<Block>) -> Document {
    spoilt(|d| d.phases[0].steps[0].blocks = blocks)
}

fn note(n: u128) -> Block {
    Block { id: part(n), kind: BlockKind::Callout { callout: CalloutKind::Note, text: "It is slow.".into() } }
}

fn figure_of(block: &Block) -> &Figure {
    match &block.kind {
        BlockKind::Figure(figure) => figure,
        other => panic!("{other:?}"),
    }
}

fn captioned(mut block: Block, caption: &str) -> Block {
    if let BlockKind::Figure(figure) = &mut block.kind {
        figure.caption = caption.into();
    }
    block
}

#[test]
fn a_picture_without_alternative_text_blocks_and_gets_one() {
    let bare = with_blocks(vec![figure(500, " ")]);
    let after = mended(&bare, &only(R::NoAlt, &bare));
    let alt = |d: &Document| figure_of(&d.phases[0].steps[0].blocks[0]).alt.clone();
    assert_eq!(alt(&after), "The screen, at the step: Open the ledger");
    assert_eq!(all(&after), []);
    let named = with_blocks(vec![captioned(figure(500, ""), "The start page")]);
    assert_eq!(alt(&mended(&named, &only(R::NoAlt, &named))), "The start page");
    assert_eq!(all(&with_blocks(vec![figure(500, "The start page")])), []);
}

#[test]
fn a_picture_too_many_needs_words() {
    let two = with_blocks(vec![figure(500, "One"), figure(501, "Two")]);
    assert_eq!(only(R::UnmentionedFigure, &two).number, "1.1");
    let expected = spoilt(|d| {
        d.phases[0].steps[0].blocks = vec![figure(500, "One"), figure(501, "Two")];
        d.phases[0].steps[0].expected = "The ledger is shown.".into();
    });
    assert_eq!(all(&expected), [], "the second shows what is expected");
    assert_eq!(all(&with_blocks(vec![figure(500, "One"), captioned(figure(501, "Two"), "The header")])), []);
    assert_eq!(all(&with_blocks(vec![figure(500, "One"), note(502), figure(501, "Two")])), []);
}

#[test]
fn a_picture_that_came_from_another_step_is_found() {
    let strayed = with_blocks(vec![figure(500, "Firefox with “List”, at the step: Print the list")]);
    let finding = only(R::UnmentionedFigure, &strayed);
    assert!(finding.message.contains("step 1.2"), "{finding:?}");
    let after = mended(&strayed, &finding);
    let alt = &figure_of(&after.phases[0].steps[0].blocks[0]).alt;
    assert_eq!(alt, "Firefox with “List”, at the step: Open the ledger");
    assert_eq!(all(&after), []);
}

#[test]
fn a_step_that_was_reworded_keeps_its_picture() {
    let reworded = with_blocks(vec![figure(500, "Firefox with “List”, at the step: Go to “List” in Firefox")]);
    assert_eq!(all(&reworded), []);
    // Two steps were called the same; one was reworded.
    let alike = spoilt(|d| {
        let alt = "Firefox, at the step: Carry on in Firefox";
        d.phases[0].steps[0].blocks = vec![figure(500, alt)];
        d.phases[0].steps[1].action = "Carry on in Firefox".into();
        d.phases[0].steps[1].blocks = vec![figure(501, alt)];
    });
    assert_eq!(found(R::UnmentionedFigure, &alike), []);
}

fn two_screens(first: &str, second: &str) -> Document {
    spoilt(|d| {
        d.phases[0].steps[0].blocks = vec![figure(500, first)];
        d.phases[0].steps[1].blocks = vec![figure(501, second)];
    })
}

#[test]
fn another_screen_needs_an_expected_result() {
    let first = "Firefox with “Orders”, at the step: Open the ledger";
    let changes = two_screens(first, "Mousepad with “*a*.txt”, at the step: Print the list");
    let finding = only(R::NoExpected, &changes);
    let after = mended(&changes, &finding);
    assert_eq!(after.phases[0].steps[0].expected, "Mousepad with “\\*a\\*.txt” is shown.");
    assert_eq!(all(&after), []);
}

#[test]
fn where_it_is_not_known_that_the_screen_changes_nothing_is_found() {
    let same = "Firefox with “Orders”, at the step: Open the ledger";
    assert_eq!(all(&two_screens(same, "Firefox with “Orders”, at the step: Print the list")), []);
    assert_eq!(all(&two_screens("The start page", "The list of orders")), [], "words of a person");
    assert_eq!(all(&two_screens(same, "The screen, at the step: Print the list")), [], "nothing was known of it");
}
