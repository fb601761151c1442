//! The recording beside the SOP: what the SOP does without is listed, is put in by key and by pointer, and every step
//! leads back to where it comes from.

use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, drag, skipped, tab_to, without};

const STEPS: [(&str, &str); 4] = [
    ("step", "Open the ledger"),
    ("step", "Enter the invoice"),
    ("step", "Check the sum"),
    ("step", "Close the ledger"),
];

/// The words of what the recording lists.
fn listed(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-entry]')].map((each) => each.innerText)";
    let words = browser.run(script, Vec::new());
    words.as_array().into_iter().flatten().filter_map(|each| each.as_str().map(str::to_owned)).collect()
}

#[test]
fn what_was_recorded_is_found_and_put_in() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("the recording beside the SOP", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("beside");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let sop = Sop::drafted(&journey, &STEPS);
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 4);
    let window = hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    for (step, left) in [(3, 3), (1, 2)] {
        browser.enter_at("step-action", step);
        hands.press("ctrl+shift+BackSpace").check("deleted");
        browser.wait_for_count("step", left);
    }
    sop.wait_for_actions(&["Open the ledger", "Check the sum"]);

    // All of the recording, and then only what the SOP does without.
    browser.press("tab-timeline", 0);
    browser.wait_until("what is not used", || listed(browser).concat().matches("Not used").count() == 2);
    assert!(listed(browser).concat().contains("In step 1.2"), "{:?}", listed(browser));
    browser.enter("step-action");
    browser.press_css(".panel .chip");
    browser.wait_until("only that", || listed(browser).len() == 2);
    let unused = listed(browser);
    assert!(unused[0].contains("Enter the invoice") && unused[1].contains("Close the ledger"), "{unused:?}");

    // By key, behind the step that the person is at.
    browser.sees("Put after step 1.1");
    tab_to(browser, hands, "entry-put");
    hands.press("Return").check("put in");
    sop.wait_for_actions(&["Open the ledger", "Enter the invoice", "Check the sum"]);
    browser.wait_until("one to be left", || listed(browser).len() == 1);

    // By pointer, to where it is wanted.
    drag(&journey, window, ("entry-grip", 0), 0);
    sop.wait_for_actions(&["Close the ledger", "Open the ledger", "Enter the invoice", "Check the sum"]);
    browser.sees("Everything that was recorded is in the SOP.");
    let pictured = |step: &serde_json::Value| step["blocks"].as_array().is_some_and(|all| all.iter().any(is_figure));
    assert!(sop.steps().iter().all(pictured), "an entry came without its picture: {:?}", sop.steps());

    // From a step to what it comes from, in a tab that is not open.
    browser.press("tab-history", 0);
    browser.press("step-more", 2);
    browser.click("menuitem", "Show where it comes from");
    let source = "return [...document.querySelectorAll('.source[data-entry]')].map((each) => each.innerText).join()";
    browser.wait_until("the entry that the step comes from", || {
        browser.run(source, Vec::new()).as_str().is_some_and(|words| words.contains("Enter the invoice"))
    });
    assert_eq!(listed(browser).len(), 4, "the others are beside it");
}

fn is_figure(block: &serde_json::Value) -> bool {
    block["block"] == "figure"
}
