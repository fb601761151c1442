//! Pasting into a step from other programs, with what they really put on the clipboard: it comes in as clean text, lines
//! become steps, and pictures become figures.

use std::path::PathBuf;

use serde_json::Value;
use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, copy, skipped, without};
use xtask::place;

const WORD: &str = "**Before you start**

Ask **Ann** in Graz for the *list* of [blocked customers](https://intranet.example.org/customers?x=1&y=2).

1. Open the **ledger**
   - as yourself
2. Choose the month";

const BROWSER: &str = "**Undo a commit**

Press <kbd>Ctrl</kbd>+<kbd>Z</kbd>, or run `git reset --soft HEAD~1` and read [the manual](https://docs.example.org/reset#soft), here or there 🚀.

`cd repo`
`git   log --oneline`

Note that this
keeps your files.";

const SPREADSHEET: &str = "Field | Value\nTotal | 1.234,50 | a \\* b";

const WRITER: &str = "A picture:

1. **Turn** it on
2. Wait
   1. one minute";

/// What a program puts on the clipboard.
fn clipboard(of: &str) -> Vec<u8> {
    let file: PathBuf = place::root().join("ui/tests/unit/clipboard").join(format!("{of}.html"));
    std::fs::read(&file).check("what the program copies")
}

#[test]
fn what_other_programs_copy_comes_in_clean() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("pasting", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("paste");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let names = ["Open the ledger", "Undo it", "Read the sum", "Look at it", "Close the ledger"];
    let sop = Sop::drafted(&journey, &names.map(|name| ("step", name)));
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 5);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    let paste = |of: &str| {
        let owner = copy(journey.desk(), "text/html", &clipboard(of));
        hands.press("ctrl+v").check("pasted");
        owner
    };

    for (step, (of, wanted)) in
        [("word", WORD), ("browser", BROWSER), ("excel", SPREADSHEET), ("writer", WRITER)].into_iter().enumerate()
    {
        add_details(browser, step);
        let owner = paste(of);
        let details = || sop.steps()[step]["details"].as_str().unwrap_or_default().to_owned();
        browser.wait_until(&format!("what {of} copied"), || !details().is_empty());
        browser.saved();
        assert_eq!(details(), wanted, "from {of}");
        drop(owner);
    }
    // The text had a picture in it.
    let figures = |step: &Value| {
        step["blocks"].as_array().into_iter().flatten().filter(|block| block["block"] == "figure").count()
    };
    browser.wait_until("the picture to be a figure", || figures(&sop.steps()[3]) == 2);

    // Lines in the place of a step's action are steps.
    browser.enter_at("step-action", 4);
    hands.press("ctrl+a").check("all of it");
    let owner = paste("google-sheets");
    let all = [&names[..4], &["Open the ledger", "**Choose** **the month**", "Press OK"]].concat();
    sop.wait_for_actions(&all);
    drop(owner);
}

/// Makes room for details in a step, and waits until they can be typed.
fn add_details(browser: &Browser, step: usize) {
    browser.press("step-more", step);
    browser.click("menuitem", "Add details");
    browser.wait_for_focus("step-details", step);
}
