//! Handing an SOP over: it goes to another library as a package and comes back. What only one side changed is merged
//! unasked, what both changed is shown side by side and decided, and a change is never lost to a deletion.

use std::path::{Path, PathBuf};

use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, choose_file, skipped, without};

const STEPS: [(&str, &str); 4] = [
    ("step", "Open the ledger"),
    ("step", "Enter the invoice"),
    ("step", "Check the sum"),
    ("step", "Close the ledger"),
];
const PURPOSE: &str = "So that the ledger is right.";

/// The window of one of the two, with the SOP open in it.
struct Side<'a> {
    journey: &'a Journey,
    browser: &'a Browser,
    window: u64,
    sop: Sop<'a>,
}

impl<'a> Side<'a> {
    fn new(journey: &'a Journey, sop: &str) -> Self {
        let window = journey.desk().hands().wait_for_process(journey.pid(), "the main window").check("the keyboard");
        Self { journey, browser: journey.browser(), window, sop: Sop::new(journey.cli(), sop) }
    }

    fn open(&self) {
        self.browser.go(&format!("sop/{}", self.sop.id()));
        self.browser.wait_for_count("step", 4);
    }

    /// Adds words to the end of a step's action.
    fn add(&self, step: usize, words: &str) {
        self.browser.enter_at("step-action", step);
        self.journey.desk().hands().press("End").check("the end");
        self.journey.desk().hands().write(words).check(words);
        self.browser.wait_for_words("step-action", step, words);
        self.browser.saved();
    }

    fn delete(&self, step: usize) {
        self.browser.enter_at("step-action", step);
        self.journey.desk().hands().press("ctrl+shift+BackSpace").check("deleted");
        // It says so, and not that it is saved.
        self.browser.wait_for_mark("undo-removal");
        self.browser.wait_for_count("step", 3);
    }

    /// Sends the SOP from the window.
    fn send(&self, to: &Path) {
        self.browser.press("send", 0);
        self.browser.press("run-send", 0);
        choose_file(self.journey, self.window, to);
        self.browser.wait_for_mark("send-done");
        assert!(to.is_file(), "{} is not there", to.display());
        self.browser.press_css(".dialog header button");
        self.browser.wait_for_count("send-done", 0);
    }

    /// Opens a package, once it was asked for, and gives what the window says of it.
    fn take(&self, from: &Path) -> String {
        choose_file(self.journey, self.window, from);
        self.browser.wait_for_mark("import-done");
        self.browser.words("import-done").concat()
    }
}

#[test]
fn an_sop_goes_to_another_library_and_comes_back_merged() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("packages", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("packages");
    let [there, back] = ["there.sop", "back.sop"].map(|name| journey.desk().home().join(name));
    journey.drive();
    let id = Sop::drafted(&journey, &STEPS).id().to_owned();
    let mine = Side::new(&journey, &id);
    mine.open();
    mine.send(&there);
    mine.browser.enter("section-purpose");
    journey.desk().hands().press("ctrl+a").check("all of it");
    journey.desk().hands().write(PURPOSE).check("a purpose");
    mine.browser.wait_for_words("section-purpose", 0, PURPOSE);
    mine.add(1, " by hand");
    mine.add(2, " twice");
    mine.delete(3);
    journey.crash();

    let other: PathBuf = journey.desk().home().join("other-library");
    journey.drive_with(&other);
    theirs(&Side::new(&journey, &id), &there, &back);
    journey.crash();

    journey.drive();
    merged(&Side::new(&journey, &id), &back);
}

/// What the other side does: another step, the same step in another way, and a change to what was deleted here.
fn theirs(side: &Side<'_>, there: &Path, back: &Path) {
    let Side { browser, sop, .. } = side;
    browser.go("library");
    browser.press("open-package", 0);
    let told = side.take(there);
    assert!(told.contains("From somebody. It is new in your library."), "{told}");
    browser.press("show-imported", 0);
    browser.wait_for_count("step", 4);
    side.add(0, " of this year");
    side.add(1, " of March");
    side.add(3, " for good");
    side.delete(2);
    sop.wait_for_actions(&["Open the ledger of this year", "Enter the invoice of March", "Close the ledger for good"]);
    side.send(back);
}

fn merged(side: &Side<'_>, back: &Path) {
    let Side { journey, browser, sop, .. } = side;
    let hands = journey.desk().hands();
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 3);
    // This time from the palette.
    hands.press("ctrl+k").check("the palette");
    browser.wait_until("the palette", || {
        browser.run("return !!document.querySelector('[role=dialog] input')", vec![]) == true
    });
    hands.write("open a pack").check("a command");
    browser.sees("Open a package");
    hands.press("Return").check("it is chosen");
    let told = side.take(back);
    assert!(told.contains("What somebody changed is in your SOP now."), "{told}");
    assert!(told.contains("3 things were changed on both sides"), "{told}");

    // What only one side changed is there; where both did, mine stands; and what one changed and the other deleted is
    // there in any case.
    let [year, mine, theirs] =
        ["Open the ledger of this year", "Enter the invoice by hand", "Enter the invoice of March"];
    let [changed_here, changed_there] = ["Check the sum twice", "Close the ledger for good"];
    sop.wait_for_actions(&[year, mine, changed_here, changed_there]);
    assert_eq!(sop.at("/sections/purpose"), PURPOSE);

    browser.press("show-imported", 0);
    for left in ["3 wait for you", "2 wait for you", "1 waits for you"] {
        browser.sees(left);
        let shown = browser.words("conflict").concat();
        let button = if shown.contains("by hand") {
            assert!(shown.contains("of March") && shown.contains("Stands now"), "{shown}");
            "take-theirs"
        } else if shown.contains("twice") {
            assert!(shown.contains("Not there"), "{shown}");
            "take-ours"
        } else {
            assert!(shown.contains("for good") && shown.contains("Not there"), "{shown}");
            "take-theirs"
        };
        browser.press(button, 0);
    }
    browser.wait_for_mark("conflicts-done");
    sop.wait_for_actions(&[year, theirs, changed_here, changed_there]);
    browser.press_css(".dialog header button");
    browser.wait_for_count("conflicts-wait", 0);
    browser.wait_for_words("step-action", 1, "of March");
}
