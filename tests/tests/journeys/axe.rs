//! Every screen of the real application, light and dark, under axe: no finding.

use std::fmt::Write as _;

use serde_json::json;
use sopwright_tests::{Browser, Check, DRIVER, Journey, Notepad, Page, skipped, without};
use xtask::desk::Desk;
use xtask::place;

const LOOKS: [&str; 2] = ["light", "dark"];

/// What was found, and the means to look for it.
struct Finder<'a> {
    browser: &'a Browser,
    desk: &'a Desk,
    axe: String,
    found: String,
    screens: usize,
}

impl Finder<'_> {
    /// Looks at the page that is shown.
    fn look(&mut self, name: &str) {
        // As the body of a script of the driver: the page's own policy lets nothing be evaluated in it.
        let there = "window.axe ? true : false";
        if self.browser.run(&format!("return {there}"), Vec::new()) != true {
            assert_eq!(self.browser.run(&format!("{}\nreturn {there}", self.axe), Vec::new()), true, "axe is there");
        }
        for look in LOOKS {
            let script = "const done = arguments[arguments.length - 1];
                document.documentElement.dataset.theme = arguments[0];
                const finish = (each) => { try { each.finish(); } catch { /* One without an end. */ } };
                document.getAnimations().forEach(finish);
                axe.run(document, { resultTypes: ['violations'] }).then(
                    (result) => done(result.violations.map((each) => each.id + ': ' + each.help + each.nodes.slice(0, 4)
                        .map((node) => `\n    ${node.html.slice(0, 160)}\n    ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`).join(''))),
                    (error) => done(['axe itself failed: ' + error]));";
            let lines = self.browser.run_async(script, vec![json!(look)]);
            let lines = lines.as_array().unwrap_or_else(|| panic!("axe did not answer on {name}: {lines}"));
            for line in lines {
                writeln!(self.found, "{name}, {look}: {}", line.as_str().unwrap_or_default()).check("a line");
            }
            self.screens += 1;
            self.picture(name, look);
        }
    }

    /// Keeps a picture of the page, for whoever wants to look at it too.
    fn picture(&self, name: &str, look: &str) {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        // Identities say nothing.
        let words: Vec<&str> =
            words.take_while(|word| word.len() < 8 || word.chars().all(char::is_alphabetic)).collect();
        let folder = place::journeys().check("a folder").join("screens");
        std::fs::create_dir_all(&folder).check("a folder");
        // By the display: WebKit's driver gives no picture of a window that others cover.
        self.desk.picture(&folder.join(format!("{}-{look}.png", words.join("-")))).check("a picture");
    }

    /// Goes to a screen, waits for something on it, and looks.
    fn go(&mut self, address: &str, mark: &str) {
        self.browser.go(address);
        self.browser.wait_for_mark(mark);
        self.look(address);
    }
}

/// A session with an entry of every kind, recorded through the command line, and the SOP that is drafted from it.
fn furnish(journey: &Journey) -> (String, String) {
    let notepad = Notepad::open(journey.desk());
    let cli = journey.cli();
    cli.json(&["record", "start", "--title", "Monthly invoices"]).check("a recording");
    for kind in ["step", "note", "warning", "decision", "expected", "faq", "question", "step", "shot"] {
        cli.json(&["log", kind, &format!("Words of a {kind}, if there is one")]).check("an entry");
    }
    cli.json(&["log", "snippet", "ledger --open 2026"]).check("a snippet");
    let session = cli.json(&["record", "stop"]).check("a receipt")["session"].as_str().expect("an id").to_owned();
    drop(notepad);
    let sop = cli.json(&["draft", &session]).check("a draft")["id"].as_str().expect("an id").to_owned();
    (session, sop)
}

#[test]
fn no_screen_has_a_finding_in_light_or_dark() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("axe on every screen", &format!("{missing} is not installed"));
    }
    let script = place::root().join("ui/node_modules/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(script) else {
        return skipped("axe on every screen", "ui/node_modules is not installed");
    };
    let mut journey = Journey::new("axe");
    journey.drive();
    let browser = journey.browser();
    let mut finder = Finder { browser, desk: journey.desk(), axe, found: String::new(), screens: 0 };
    browser.wait_for_mark("nav-today");
    finder.look("today, empty");
    let (session, sop) = furnish(&journey);

    for (address, mark) in [
        ("today", "nav-today"),
        ("questions", "nav-questions"),
        ("library", "create-sop"),
        ("sessions", "nav-sessions"),
    ] {
        finder.go(address, mark);
    }
    for part in ["hotkeys", "profile", "defaults", "templates", "people", "recording", "privacy", "look", "about"] {
        finder.go(&format!("settings/{part}"), "verify");
    }
    finder.go("shortcuts", "nav-today");
    finder.go(&format!("session/{session}"), "entry");
    finder.go(&format!("sop/{sop}"), "step");
    for tab in ["tab-timeline", "tab-checks", "tab-suggestions", "tab-history", "tab-details", "tab-questions"] {
        browser.press(tab, 0);
        finder.look(tab);
    }
    browser.enter("step-action");
    finder.look("editor, typing");
    browser.press("export", 0);
    browser.wait_for_mark("run-export");
    finder.look("export");
    browser.press("run-export", 0);
    browser.wait_for_mark("export-done");
    finder.look("export, done");
    let hands = journey.desk().hands();
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    for (chord, name) in [("ctrl+k", "palette"), ("ctrl+p", "search")] {
        browser.go("today");
        browser.wait_for_count("picker", 0);
        browser.wait_for_count("export-done", 0);
        hands.press(chord).check(chord);
        browser.wait_for_mark("picker");
        finder.look(name);
        hands.press("Escape").check("closed");
    }
    small_windows(&journey, &mut finder);
    control(&mut finder);
    let Finder { found, screens, .. } = finder;
    assert!(found.is_empty(), "axe looked {screens} times and found:\n{found}");
}

/// Axe does find something where there is something.
fn control(finder: &mut Finder<'_>) {
    let found = std::mem::take(&mut finder.found);
    finder.browser.run("document.body.append(document.createElement('button'))", Vec::new());
    finder.look("control");
    let of_control = std::mem::replace(&mut finder.found, found);
    assert_eq!(of_control.matches("button-name").count(), LOOKS.len(), "a button without a name was not found");
}

/// The recorder bar and the quick field, while they are in use.
fn small_windows(journey: &Journey, finder: &mut Finder<'_>) {
    let browser = journey.browser();
    let notepad = Notepad::open(journey.desk());
    let expert = journey.record();
    expert.log("step", "Look at it").check("a step");
    browser.turn_to(Page::Bar);
    browser.wait_for_mark("stop");
    finder.look("bar");
    browser.press("bar-more", 0);
    browser.wait_for_mark("entry");
    finder.look("bar, open");
    browser.press("pause", 0);
    browser.sees("Paused");
    finder.look("bar, paused");
    browser.press("pause", 0);
    expert.cli().wait_for_phase("recording").check("it goes on");
    expert.open("step").check("the field opens");
    browser.turn_to(Page::Field);
    browser.wait_for_mark("field-words");
    finder.look("field");
    journey.desk().hands().press("Escape").check("closed");
    notepad.wait_for_keyboard();
    expert.cli().json(&["record", "stop"]).check("it stops");
}
