//! For anybody: by keyboard alone from the recording to the file, at 200 % zoom, and in a script from right to left.

use std::path::Path;

use sopwright_tests::{Check, DRIVER, Journey, Notepad, Sop, skipped, tab_to, without};
use xtask::desk::Plan;
use xtask::program;

#[test]
fn the_keyboard_alone_leads_from_a_recording_to_the_file() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("the keyboard alone", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("keyboard");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let notepad = Notepad::open(journey.desk());
    let expert = journey.record();
    expert.log("step", "Open the ledger").check("a step");
    expert.log("step", "Close the ledger").check("a step");
    expert.stop().check("it stops");
    drop(notepad);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    browser.wait_for_mark("make-draft");
    tab_to(browser, hands, "make-draft");
    hands.press("Return").check("a draft");
    browser.wait_for_count("step", 2);
    tab_to(browser, hands, "sop-title");
    hands.press("ctrl+a").check("all of it");
    hands.write("Monthly invoices").check("a title");
    browser.wait_for_words("sop-title", 0, "Monthly invoices");
    tab_to(browser, hands, "section-purpose");
    hands.write("So that the ledger is right.").check("a purpose");
    browser.wait_for_words("section-purpose", 0, "So that the ledger is right.");
    // What the keyboard reaches is in view.
    let [_, top, _, height] = browser.place_of("section-purpose", 0);
    let room = browser.run("return innerHeight", Vec::new()).as_f64().unwrap_or_default();
    assert!(top > 0.0 && top + height <= room, "{top} + {height} of {room}");
    hands.press("ctrl+e").check("the sheet");
    browser.wait_for_mark("run-export");
    tab_to(browser, hands, "run-export");
    hands.press("Return").check("the export");
    browser.wait_for_mark("export-done");
    let done = browser.words("export-done").concat();
    let file = done.lines().find(|line| Path::new(line).is_file()).unwrap_or_else(|| panic!("no file in {done:?}"));
    assert!(file.contains("Monthly-invoices"), "{file}");
}

#[test]
fn at_200_percent_nothing_is_cut_off() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("200 % zoom", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::on("zoom", Plan { scale: 2, ..Plan::default() });
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    assert_eq!(browser.run("return devicePixelRatio", Vec::new()), 2);
    let sop = Sop::drafted(&journey, &[("step", "Open the ledger"), ("step", "Close the ledger")]);
    let wide = "return [document.documentElement, document.getElementById('screen'), document.getElementById('desk')]
        .some((each) => each && each.scrollWidth > each.clientWidth)";
    for (address, mark) in
        [("today", "nav-today"), ("library", "create-sop"), ("sessions", "nav-sessions"), ("settings", "verify")]
    {
        browser.go(address);
        browser.wait_for_mark(mark);
        assert_eq!(browser.run(wide, Vec::new()), false, "{address} goes beyond the window");
    }
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 2);
    assert_eq!(browser.run(wide, Vec::new()), false, "the editor goes beyond the window");
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    browser.enter("step-action");
    hands.press("End").check("the end");
    hands.write(" of this year").check("words");
    sop.wait_for_actions(&["Open the ledger of this year", "Close the ledger"]);
    browser.press("export", 0);
    browser.press("run-export", 0);
    browser.wait_for_mark("export-done");
}

#[test]
fn text_from_right_to_left_keeps_its_order_and_runs_so() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("text from right to left", &format!("{missing} is not installed"));
    }
    const OPEN: &str = "פתח את ספר החשבונות 2026 ב-Ledger";
    let mut journey = Journey::new("right-to-left");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let sop = Sop::drafted(&journey, &[("step", OPEN), ("step", "סגור את הספר")]);
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 2);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    let direction = |within: &str| {
        browser.run(
            &format!("return getComputedStyle(document.querySelector('[data-step] {within}')).direction"),
            Vec::new(),
        )
    };
    assert_eq!(direction(".shown"), "rtl");
    browser.enter("step-action");
    assert_eq!(direction(".ProseMirror"), "rtl");
    hands.press("End").check("the end");
    // As somebody who writes Hebrew has it: keys that no layout has are put on the keyboard one by one, and a program
    // that is busy hears some of them as others.
    program::run(journey.desk().command("setxkbmap").arg("il")).check("a Hebrew keyboard");
    hands.write(" עכשיו").check("more words");
    let wanted = format!("{OPEN} עכשיו");
    sop.wait_for_actions(&[&wanted, "סגור את הספר"]);
    let out = journey.desk().home().join("out");
    let done =
        journey.cli().json(&["export", sop.id(), "--to", "md", "--out", &out.display().to_string()]).check("Markdown");
    let main = done["main"].as_str().expect("a file").to_owned();
    assert!(std::fs::read_to_string(&main).check("the file").contains(&wanted), "the words are in another order");
}
