//! Deciding in the editor: what the checks find is mended, a question is asked and answered, a suggestion is accepted, and
//! revisions are named, compared and restored.

use serde_json::json;
use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, skipped, without};
use xtask::desk::Hands;

const STEPS: [(&str, &str); 2] = [("step", "Open the ledger and choose the month"), ("step", "Close the ledger")];

#[test]
fn findings_questions_suggestions_and_revisions_are_settled() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("deciding", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("decide");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let sop = Sop::drafted(&journey, &STEPS);
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 2);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    finding(browser, &sop);
    question(browser, hands, &sop);
    suggestion(&journey, &sop);
    revisions(browser, hands, &sop);
}

fn finding(browser: &Browser, sop: &Sop<'_>) {
    browser.press("tab-checks", 0);
    browser.wait_for_mark("finding");
    browser.press_css("[data-testid=finding]:has([data-testid=fix]) [data-testid=fix]");
    sop.wait_for_actions(&["Open the ledger", "Choose the month", "Close the ledger"]);
    let left = || browser.words("finding").iter().any(|words| words.contains("choose"));
    browser.wait_until("the finding to be gone", || !left());
}

fn question(browser: &Browser, hands: Hands<'_>, sop: &Sop<'_>) {
    browser.press("tab-questions", 0);
    browser.wait_for_mark("add-question");
    let before = browser.count("question");
    browser.press("add-question", 0);
    browser.wait_for_count("question", before + 1);
    let last = usize::try_from(before).check("a place");
    browser.wait_for_focus("question", last);
    hands.write("Who signs the sum?").check("the question");
    let asked = sop.wait_for("the question", |document| {
        document["questions"]
            .as_array()
            .and_then(|all| all.last())
            .is_some_and(|last| last["question"] == "Who signs the sum?")
    });
    let at = asked["questions"].as_array().map_or(0, |all| all.len() - 1);
    browser.wait_for_count("answer-line", before + 1);
    browser.enter_at("answer-line", last);
    hands.write("Anna Berg").check("the answer");
    hands.press("Return").check("it is kept");
    sop.wait_for("the answer", |document| document["questions"][at]["answer"]["text"] == "Anna Berg");
}

fn suggestion(journey: &Journey, sop: &Sop<'_>) {
    let (browser, cli) = (journey.browser(), journey.cli());
    let step = sop.steps()[2]["id"].clone();
    let operations =
        json!([{ "op": "set_step_text", "step": step, "field": "action", "text": "Close the ledger for good" }]);
    let file = journey.desk().home().join("operations.json");
    std::fs::write(&file, operations.to_string()).check("a file");
    let file = file.display().to_string();
    let words = ["suggest", sop.id(), "--file", &file, "--title", "Say it is over", "--author", "Bo"];
    cli.json(&words).check("a suggestion");
    browser.press("tab-suggestions", 0);
    browser.press("accept-change", 0);
    sop.wait_for_actions(&["Open the ledger", "Choose the month", "Close the ledger for good"]);
    browser.sees("Decided: 1");
}

fn revisions(browser: &Browser, hands: Hands<'_>, sop: &Sop<'_>) {
    browser.press("tab-history", 0);
    browser.press("open-keep-revision", 0);
    browser.enter("revision-name");
    hands.write("As it was agreed").check("a name");
    browser.wait_for_words("revision-name", 0, "As it was agreed");
    browser.press("keep-revision", 0);
    browser.wait_until("the revision", || {
        browser.words("revision").iter().any(|words| words.contains("As it was agreed"))
    });

    browser.enter("step-action");
    hands.press("End").check("the end");
    hands.write(" of paper").check("more words");
    sop.wait_for_actions(&["Open the ledger of paper", "Choose the month", "Close the ledger for good"]);
    browser.saved();
    browser.press("compare-now", 0);
    browser.wait_until("what changed", || browser.words("comparison").concat().contains("of paper"));
    browser.press("restore", 0);
    sop.wait_for_actions(&["Open the ledger", "Choose the month", "Close the ledger for good"]);
}
