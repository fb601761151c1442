//! The whole way: a task is logged by hotkey, drafted, worked over in the editor, and exported. In between the program
//! ends, and undo still knows what to take back.

use std::path::Path;

use serde_json::Value;
use sopwright_tests::{Browser, Check, Journey, Page, skipped, without};
use xtask::desk::{Cli, Desk};
use xtask::{program, wait};

/// What the steps of the SOP say, as the library has them.
fn actions(cli: &Cli<'_>, sop: &str) -> Vec<String> {
    let document = cli.json(&["show", sop]).check("the SOP");
    let phases = document["phases"].as_array().expect("phases").iter();
    let steps = phases.flat_map(|phase| phase["steps"].as_array().into_iter().flatten());
    steps.filter_map(|step| step["action"].as_str().map(str::to_owned)).collect()
}

fn wait_for_actions(cli: &Cli<'_>, sop: &str, wanted: &[&str]) {
    let what = format!("the steps {wanted:?}");
    wait::until_true(&what, || Ok(actions(cli, sop) == wanted))
        .unwrap_or_else(|failure| panic!("{failure} They are {:?}.", actions(cli, sop)));
}

/// Records three steps by hotkey. Gives the SOP that is drafted from them.
fn drafted(journey: &mut Journey) -> String {
    journey.start();
    let desk = journey.desk();
    let _terminal = desk.start_program("xterm", desk.command("xterm").args(["-title", "Ledger"])).check("a terminal");
    desk.hands().wait_for_title("Ledger").check("it has the keyboard");
    let expert = journey.record();
    for words in ["Open the ledger", "Enter the invoice", "Close the ledger"] {
        expert.log("step", words).check("a step");
    }
    let session = expert.stop().check("it stops");
    let draft = journey.cli().json(&["draft", &session]).check("a draft");
    draft["id"].as_str().expect("an id").to_owned()
}

fn opened(desk: &Desk, library: &Path, sop: &str) -> Browser {
    let browser = Browser::start(desk, library);
    browser.go(&format!("sop/{sop}"));
    wait::until_true("the editor", || Ok(browser.count("step") > 0)).check("the editor shows the steps");
    desk.hands().wait_for_title("Sopwright").check("the window has the keyboard");
    browser
}

#[test]
fn from_the_first_press_to_the_pdf() {
    if let Some(missing) = without(&["tauri-driver", "WebKitWebDriver"]) {
        return skipped("the editor under a web driver", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("editor");
    let sop = drafted(&mut journey);
    journey.crash();
    let (desk, library) = (journey.desk(), journey.library());
    let hands = desk.hands();

    let browser = opened(desk, &library, &sop);
    let cli = browser.cli(desk);
    wait_for_actions(&cli, &sop, &["Open the ledger", "Enter the invoice", "Close the ledger"]);
    browser.press("step-action", 0);
    hands.press("End").check("the end of the line");
    hands.write(" of this year").check("typed");
    wait_for_actions(&cli, &sop, &["Open the ledger of this year", "Enter the invoice", "Close the ledger"]);
    browser.saved();
    hands.press("ctrl+z").check("undo");
    wait_for_actions(&cli, &sop, &["Open the ledger", "Enter the invoice", "Close the ledger"]);
    browser.press("step-action", 1);
    hands.press("End").check("the end of the line");
    hands.press("Return").check("a new step");
    wait::until_true("a fourth step", || Ok(browser.count("step") == 4)).check("a fourth step");
    hands.write("Check the sum").check("typed");
    let four = ["Open the ledger", "Enter the invoice", "Check the sum", "Close the ledger"];
    wait_for_actions(&cli, &sop, &four);
    browser.saved();
    browser.end(desk);

    let browser = opened(desk, &library, &sop);
    let cli = browser.cli(desk);
    wait_for_actions(&cli, &sop, &four);
    undo_after_restart(&browser, &cli, &sop, &four);
    export(&browser, &cli, &sop, &four);
}

/// The words and the step were given before the restart; both are taken back, and given again.
fn undo_after_restart(browser: &Browser, cli: &Cli<'_>, sop: &str, four: &[&str]) {
    let three = ["Open the ledger", "Enter the invoice", "Close the ledger"];
    let mut undone = 0;
    while actions(cli, sop) != three {
        assert!(undone < 3, "undo does not lead back: {:?}", actions(cli, sop));
        let before = actions(cli, sop);
        browser.press("undo", 0);
        wait::until_true("something to be undone", || Ok(actions(cli, sop) != before)).check("undo works");
        undone += 1;
    }
    for _ in 0..undone {
        let before = actions(cli, sop);
        browser.press("redo", 0);
        wait::until_true("something to be done again", || Ok(actions(cli, sop) != before)).check("redo works");
    }
    wait_for_actions(cli, sop, four);
}

fn export(browser: &Browser, cli: &Cli<'_>, sop: &str, steps: &[&str]) {
    browser.turn_to(Page::Main);
    browser.press("export", 0);
    browser.press("run-export", 0);
    let shown = wait::until("the export to be done", || Ok(browser.words("export-done").into_iter().next()));
    let shown = shown.unwrap_or_else(|failure| panic!("{failure}\n{}", browser.text()));
    let pdf = shown.lines().find(|line| line.ends_with(".pdf")).unwrap_or_else(|| panic!("no path in {shown:?}"));
    let info = program::read(std::process::Command::new("pdfinfo").arg(pdf)).check("the PDF");
    let says = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_start_matches(':').trim().to_owned()
    };
    assert_eq!(says("Tagged"), "yes", "{info}");
    assert!(says("Pages").parse::<u32>().is_ok_and(|pages| pages > 1), "{info}");
    let words = program::read(std::process::Command::new("pdftotext").args([pdf, "-"])).check("its text");
    in_order(&words.split_whitespace().collect::<Vec<_>>().join(" "), steps);

    let out = cli.library().join("again").display().to_string();
    let again = || -> Value { cli.json(&["export", sop, "--to", "md", "--out", &out]).check("Markdown") };
    let first = again();
    let main = first["main"].as_str().expect("a file");
    let bytes = std::fs::read(main).check("the Markdown");
    in_order(&String::from_utf8(bytes.clone()).check("text"), steps);
    let second = again();
    assert_eq!(second["revision"], first["revision"], "nothing was changed in between");
    assert_eq!(std::fs::read(second["main"].as_str().expect("a file")).check("the Markdown"), bytes);
}

/// The procedure comes after headings that may use the same words, so the last place of each counts.
fn in_order(text: &str, steps: &[&str]) {
    let places: Vec<usize> =
        steps.iter().map(|step| text.rfind(step).unwrap_or_else(|| panic!("{step} is missing"))).collect();
    assert!(places.is_sorted(), "the steps are out of order: {places:?}");
}
