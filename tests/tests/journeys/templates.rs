//! Templates: one of one's own is made from one that comes with Sopwright, an SOP takes it, its export shows it, and going
//! back loses nothing.

use serde_json::Value;
use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, skipped, without};
use xtask::desk::Hands;

const HELP: &str = "Call the office at 4711.";
const HEADER: &str = "For the office of Example Ltd only";
const OWN: &str = "Office style";

#[test]
fn a_template_of_ones_own_is_made_taken_and_left_without_loss() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("templates", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("templates");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let sop = Sop::drafted(&journey, &[("step", "Open the ledger"), ("step", "Close the ledger")]);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    make(browser, hands);

    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 2);
    browser.enter("section-purpose");
    hands.press("ctrl+a").check("all of it");
    hands.write("So that the ledger is right.").check("a purpose");
    browser.wait_for_words("section-purpose", 0, "So that the ledger is right.");
    browser.saved();
    let before = sop.document();
    assert_eq!(before["template"]["name"], "Standard");

    give(browser, &sop, "Standard", OWN);
    let told = exported(browser);
    for words in [HELP, HEADER, "So that the ledger is right.", "Open the ledger"] {
        assert!(told.contains(words), "{words} is missing:\n{told}");
    }

    give(browser, &sop, OWN, "Standard");
    let after = sop.document();
    // Each export is a revision, and has its row there.
    let content = |document: &Value| {
        let mut content = document.clone();
        content["history"].take();
        content
    };
    assert_eq!(content(&after), content(&before), "something was lost or left on the way there and back");
    let told = exported(browser);
    assert!(!told.contains(HELP) && !told.contains(HEADER), "{told}");
    assert!(told.contains("So that the ledger is right."), "{told}");
}

/// Makes a template from the first one that comes with Sopwright.
fn make(browser: &Browser, hands: Hands<'_>) {
    browser.go("settings/templates");
    browser.wait_for_count("template-row", 3);
    browser.press("template-duplicate", 0);
    for (field, words) in [("template-name", OWN), ("look-header", HEADER), ("standing-help", HELP)] {
        browser.enter(field);
        hands.press("ctrl+a").check("all of it");
        hands.write(words).check(field);
        browser.wait_for_words(field, 0, words);
    }
    browser.press("template-save", 0);
    browser.wait_for_count("template-row", 4);
    let rows = browser.words("template-row");
    assert!(rows.iter().any(|row| row.contains(OWN) && row.contains("Made here")), "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("Standard") && row.contains("For new drafts")), "{rows:?}");
}

/// Gives the SOP another template in its details.
fn give(browser: &Browser, sop: &Sop<'_>, from: &str, to: &str) {
    browser.press("tab-details", 0);
    browser.press("change-template", 0);
    browser.click("button", &format!("Template: {from}"));
    browser.click("option", to);
    browser.wait_for_mark("template-changes");
    browser.press("template-apply", 0);
    sop.wait_for("the template", |document| document["template"]["name"] == to);
    browser.wait_for_count("template-apply", 0);
    browser.saved();
}

fn exported(browser: &Browser) -> String {
    std::fs::read_to_string(browser.export("markdown")).check("the Markdown")
}
