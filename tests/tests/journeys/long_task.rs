//! A long task, done once in a real program and logged step by step by hotkey: each of its forty steps is in the draft, in
//! the window and in the Markdown, in order and with its own picture.

use std::collections::BTreeSet;
use std::path::Path;

use sopwright_tests::{Check, DRIVER, Journey, Notepad, Sop, skipped, without};

const STEPS: usize = 40;

fn action(n: usize) -> String {
    format!("Enter invoice {n} of the month")
}

#[test]
fn forty_steps_are_recorded_drafted_and_exported() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("a long task", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("long-task");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let notepad = Notepad::open_echoing(journey.desk(), &["-geometry", "100x50+60+60"]);
    let expert = journey.record();
    let mut done = String::new();
    for n in 1..=STEPS {
        let line = format!("{n};{}.00\n", n * 25);
        hands.write(&line).check("an invoice");
        done.push_str(&line);
        notepad.wait_for(&done);
        expert.log("step", &action(n)).check("a step");
    }
    notepad.wait_for(&done);
    expert.stop().check("it stops");
    drop(notepad);

    browser.press("make-draft", 0);
    browser.wait_for_mark("step");
    let sops = journey.cli().json(&["sops"]).check("the SOPs");
    let sop = Sop::new(journey.cli(), sops[0]["id"].as_str().expect("an SOP"));
    let wanted: Vec<String> = (1..=STEPS).map(action).collect();
    assert_eq!(sop.actions(), wanted);

    let file = browser.export("markdown");
    let text = std::fs::read_to_string(&file).check("the Markdown");
    assert_eq!(text.matches("<!-- step:").count(), STEPS);
    let places: Vec<usize> =
        wanted.iter().map(|words| text.rfind(words).unwrap_or_else(|| panic!("no {words}"))).collect();
    assert!(places.is_sorted(), "the steps are out of order: {places:?}");
    let pictures = pictures_in(&text, &file);
    assert_eq!(pictures.len(), STEPS, "each step shows what was on the screen then");
}

/// The pictures that the text shows, as their bytes.
fn pictures_in(text: &str, file: &Path) -> BTreeSet<Vec<u8>> {
    let folder = file.parent().expect("a folder");
    let paths = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(path, _)| path);
    paths.filter(|path| path.ends_with(".png")).map(|path| std::fs::read(folder.join(path)).check(path)).collect()
}
