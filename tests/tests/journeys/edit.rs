//! The whole way: a task is logged by hotkey, drafted in the window, worked over in the editor, and exported. In between
//! the program is killed, and undo still knows what to take back.

use std::path::Path;
use std::process::Command;

use sopwright_tests::{Browser, Check, DRIVER, Journey, Notepad, Sop, drag, skipped, without};
use xtask::program;

/// Records three steps by hotkey and makes a draft of them in the window.
fn drafted(journey: &Journey) -> Sop<'_> {
    let notepad = Notepad::open(journey.desk());
    let expert = journey.record();
    for words in ["Open the ledger", "Enter the invoice", "Close the ledger"] {
        expert.log("step", words).check("a step");
    }
    expert.stop().check("it stops");
    drop(notepad);
    let browser = journey.browser();
    browser.press("make-draft", 0);
    browser.wait_for_count("step", 3);
    let sops = journey.cli().json(&["sops"]).check("the SOPs");
    Sop::new(journey.cli(), sops[0]["id"].as_str().expect("an SOP"))
}

#[test]
fn from_the_first_press_to_the_pdf() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("the editor", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("edit");
    journey.drive();
    let sop = drafted(&journey);
    work_over(&journey, &sop);
    let id = sop.id().to_owned();
    journey.crash();

    journey.drive();
    let browser = journey.browser();
    browser.go(&format!("sop/{id}"));
    browser.wait_for_count("step", 3);
    undo_after_restart(browser, &Sop::new(journey.cli(), &id));
    export(browser, &journey.library());
}

/// What the steps say after [`work_over`].
const AFTER: [&str; 3] = ["Open the ledger of this year", "Check the sum", "Close the ledger"];

fn work_over(journey: &Journey, sop: &Sop<'_>) {
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let press = |chord: &str| hands.press(chord).check(chord);
    let write = |mark: &str, place: usize, words: &str| {
        hands.write(words).check(words);
        browser.wait_for_words(mark, place, words);
    };
    let window = hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");

    browser.enter("sop-title");
    press("ctrl+a");
    write("sop-title", 0, "Monthly invoices");
    browser.enter("section-purpose");
    write("section-purpose", 0, "So that every invoice is in the ledger.");
    browser.enter("step-action");
    press("End");
    write("step-action", 0, " of this year");
    sop.wait_for_actions(&["Open the ledger of this year", "Enter the invoice", "Close the ledger"]);
    browser.saved();
    assert_eq!(sop.at("/meta/title"), "Monthly invoices");
    assert_eq!(sop.at("/sections/purpose"), "So that every invoice is in the ledger.");

    // Enter adds a step, and the caret is in it.
    browser.enter_at("step-action", 1);
    press("End");
    press("Return");
    browser.wait_for_count("step", 4);
    browser.wait_for_focus("step-action", 2);
    write("step-action", 2, "Check the sum");
    let four = ["Open the ledger of this year", "Enter the invoice", "Check the sum", "Close the ledger"];
    sop.wait_for_actions(&four);

    // By keyboard up, by pointer down again.
    press("alt+Up");
    sop.wait_for_actions(&["Open the ledger of this year", "Check the sum", "Enter the invoice", "Close the ledger"]);
    browser.saved();
    drag(journey, window, ("step-handle", 2), 1);
    sop.wait_for_actions(&four);

    // Undo and redo by keyboard.
    browser.saved();
    press("ctrl+z");
    sop.wait_for_actions(&["Open the ledger of this year", "Check the sum", "Enter the invoice", "Close the ledger"]);
    press("ctrl+shift+z");
    sop.wait_for_actions(&four);

    browser.enter_at("step-action", 1);
    press("ctrl+shift+BackSpace");
    sop.wait_for_actions(&AFTER);
    browser.wait_for_mark("undo-removal");
}

/// All the way back to the draft, and forth again.
fn undo_after_restart(browser: &Browser, sop: &Sop<'_>) {
    let draft = ["Open the ledger", "Enter the invoice", "Close the ledger"];
    let state = || (sop.actions(), sop.at("/meta/title"));
    let enabled = |mark: &str| {
        browser.run(&format!("return !document.querySelector('[data-testid={mark}]').disabled"), vec![]) == true
    };
    let last = state();
    assert_eq!(last.0, AFTER);
    let mut undone = 0;
    browser.wait_until("undo to be offered after the restart", || enabled("undo"));
    while enabled("undo") {
        assert!(undone < 20, "undo has no end: {:?}", state());
        browser.press("undo", 0);
        browser.saved();
        undone += 1;
    }
    assert_eq!(state().0, draft);
    assert_ne!(state().1, "Monthly invoices");
    for _ in 0..undone {
        browser.wait_until("redo to be offered", || enabled("redo"));
        browser.press("redo", 0);
        browser.saved();
    }
    assert_eq!(state(), last);
}

/// Exports from the sheet in both forms and reads the files back.
fn export(browser: &Browser, library: &Path) {
    let [markdown, pdf] = ["markdown", "pdf"].map(|form| browser.export(form));
    assert!(markdown.starts_with(library.join("exports")), "{}", markdown.display());

    let info = program::read(Command::new("pdfinfo").arg(&pdf)).check("the PDF");
    let says = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_start_matches(':').trim().to_owned()
    };
    assert_eq!((says("Tagged").as_str(), says("Title").contains("Monthly invoices")), ("yes", true), "{info}");
    assert!(says("Pages").parse::<u32>().is_ok_and(|pages| pages > 1), "{info}");
    let words = program::read(Command::new("pdftotext").arg(&pdf).arg("-")).check("its text");
    let written = std::fs::read_to_string(&markdown).check("the Markdown");
    for text in [words, written] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("Monthly invoices") && text.contains("So that every invoice is in the ledger."),
            "{text}"
        );
        assert!(!text.contains("Enter the invoice"), "a step that was deleted is in it");
        // The procedure comes after headings that may use the same words, so the last place of each counts.
        let place = |step: &&str| text.rfind(*step).unwrap_or_else(|| panic!("{step} is missing"));
        let places: Vec<usize> = AFTER.iter().map(place).collect();
        assert!(places.is_sorted(), "the steps are out of order: {places:?}");
    }
}
