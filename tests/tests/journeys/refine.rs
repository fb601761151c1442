//! Refining in the editor, by keys: steps are merged, moved together, split and grouped in phases; words become
//! parameters and links. Each is looked up in the library.

use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, skipped, without};
use xtask::desk::Hands;

const STEPS: [(&str, &str); 4] = [
    ("step", "Open the ledger"),
    ("step", "Enter the invoice of March"),
    ("step", "Check the invoice"),
    ("step", "Close the ledger"),
];
const DRAFT: [&str; 4] = ["Open the ledger", "Enter the invoice of March", "Check the invoice", "Close the ledger"];

struct Refiner<'a> {
    browser: &'a Browser,
    hands: Hands<'a>,
    sop: Sop<'a>,
}

impl Refiner<'_> {
    fn press(&self, chord: &str) {
        self.hands.press(chord).check(chord);
    }

    fn undo(&self) {
        self.browser.saved();
        self.press("ctrl+z");
    }

    /// Selects some steps by the pointer and Shift.
    fn select(&self, first: usize, more: usize) {
        self.browser.press("step-handle", first);
        for _ in 0..more {
            self.press("shift+Down");
        }
        let chosen = "return document.querySelectorAll('[data-handle][aria-pressed=true]').length";
        self.browser.wait_until("the steps to be selected", || self.browser.run(chosen, Vec::new()) == more + 1);
    }
}

#[test]
fn steps_and_words_are_refined_by_keys() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("refining", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("refine");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let sop = Sop::drafted(&journey, &STEPS);
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 4);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    let refiner = Refiner { browser, hands, sop };
    steps(&refiner);
    phases(&refiner);
    parameters(&refiner);
    links(&refiner);
}

fn steps(refiner: &Refiner<'_>) {
    let Refiner { browser, sop, .. } = refiner;
    refiner.select(1, 1);
    refiner.press("ctrl+j");
    sop.wait_for_actions(&["Open the ledger", "Enter the invoice of March. Check the invoice", "Close the ledger"]);
    refiner.undo();
    sop.wait_for_actions(&DRAFT);

    refiner.select(0, 1);
    refiner.press("alt+Down");
    sop.wait_for_actions(&["Check the invoice", "Open the ledger", "Enter the invoice of March", "Close the ledger"]);
    refiner.undo();
    sop.wait_for_actions(&DRAFT);

    // Before "of March".
    browser.enter_at("step-action", 1);
    refiner.press("End");
    refiner.press("ctrl+Left");
    refiner.press("ctrl+Left");
    refiner.press("ctrl+Return");
    sop.wait_for_actions(&[
        "Open the ledger",
        "Enter the invoice",
        "of March",
        "Check the invoice",
        "Close the ledger",
    ]);
    refiner.undo();
    sop.wait_for_actions(&DRAFT);
}

fn phases(refiner: &Refiner<'_>) {
    let Refiner { browser, hands, sop } = refiner;
    browser.wait_for_count("step", 4);
    browser.enter_at("step-action", 2);
    refiner.press("ctrl+shift+Return");
    browser.wait_for_focus("phase-title", 1);
    refiner.press("ctrl+a");
    hands.write("Look it over").check("the title");
    let document = sop.wait_for("the phase", |document| document["phases"][1]["title"] == "Look it over");
    let counts =
        document["phases"].as_array().into_iter().flatten().map(|phase| phase["steps"].as_array().map(Vec::len));
    assert_eq!(counts.collect::<Vec<_>>(), [Some(2), Some(2)]);
}

fn parameters(refiner: &Refiner<'_>) {
    let Refiner { browser, hands, sop } = refiner;
    // "invoice", which two steps speak of.
    browser.enter_at("step-action", 2);
    refiner.press("End");
    refiner.press("ctrl+shift+Left");
    refiner.press("ctrl+shift+p");
    browser.wait_for_focus("parameter-name", 0);
    hands.write("Paper").check("a name");
    browser.wait_for_words("parameter-name", 0, "Paper");
    browser.press("parameter-everywhere", 0);
    browser.press("parameter-make", 0);
    sop.wait_for_actions(&[
        "Open the ledger",
        "Enter the {{paper}} of March",
        "Check the {{paper}}",
        "Close the ledger",
    ]);
    assert_eq!(sop.at("/parameters/0/example"), "invoice");

    browser.press("parameter-name-paper", 0);
    browser.wait_for_focus("parameter-name-paper", 0);
    refiner.press("ctrl+a");
    hands.write("bill\n").check("another name");
    sop.wait_for_actions(&["Open the ledger", "Enter the {{bill}} of March", "Check the {{bill}}", "Close the ledger"]);
    assert_eq!(sop.at("/parameters/0/name"), "bill");
}

fn links(refiner: &Refiner<'_>) {
    let Refiner { browser, hands, sop } = refiner;
    browser.enter("step-action");
    refiner.press("End");
    hands.write(", then go to #Close").check("the beginning of a link");
    browser.wait_for_mark("completion");
    let [_, top, _, height] = browser.place_of("completion", 0);
    let [_, text, _, line] = browser.place_of("step-action", 0);
    assert!(text - (top + height) < 40.0 && top - (text + line) < 40.0, "the menu is not by the text: {top}, {text}");
    refiner.press("Return");
    let last = sop.steps()[3]["id"].clone();
    let link = format!("[Close the ledger](step:{})", last.as_str().expect("an id"));
    let linked = format!("Open the ledger, then go to {link}");
    sop.wait_for("the link", |document| document["phases"][0]["steps"][0]["action"] == linked.as_str());
    // The number follows the step.
    browser.sees("then go to 2.2");
    browser.saved();
    browser.enter_at("step-action", 3);
    refiner.press("alt+Up");
    browser.sees("then go to 2.1");
}
