//! Figures: a picture that is pasted becomes one, marks are drawn on it, and what is blacked out leaves no trace.

use std::path::{Path, PathBuf};

use sopwright_tests::{Check, DRIVER, Journey, Notepad, Sop, copy, holds, skipped, without};

fn file_of(library: &Path, hash: &str) -> PathBuf {
    library.join("shots").join(&hash[..2]).join(format!("{hash}.png"))
}

#[test]
fn a_picture_is_pasted_and_one_is_marked_and_blacked_out_for_good() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("figures", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("figure");
    journey.drive();
    let (desk, browser, hands) = (journey.desk(), journey.browser(), journey.desk().hands());
    let notepad = Notepad::open(desk);
    let sop = Sop::drafted(&journey, &[("step", "Open the ledger"), ("note", "By hand")]);
    drop(notepad);
    let picture = desk.home().join("pasted.png");
    desk.picture(&picture).check("a picture");
    let owner = copy(desk, "image/png", &std::fs::read(&picture).check("the picture"));
    browser.go(&format!("sop/{}", sop.id()));
    browser.wait_for_count("step", 1);
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    let figures = || {
        let blocks = sop.at("/phases/0/steps/0/blocks");
        let blocks = blocks.as_array().cloned().unwrap_or_default();
        blocks.into_iter().filter(|block| block["block"] == "figure").collect::<Vec<_>>()
    };
    let before = figures().len();
    assert_eq!(before, 1, "the recorded step has its picture");
    browser.enter("step-action");
    hands.press("ctrl+v").check("pasted");
    browser.wait_until("the figure of the pasted picture", || figures().len() == 2);
    drop(owner);
    // Both are drawn, and nothing moves any more when one is pointed at.
    browser.wait_for_count("block-figure", 2);
    browser.saved();
    let drawn = "return [...document.images].every((image) => image.complete)";
    browser.wait_until("the pictures to be drawn", || browser.run(drawn, Vec::new()) == true);

    // By keys, in the middle of the picture.
    browser.press("figure-edit", 0);
    browser.wait_for_focus("figure-stage", 0);
    hands.press("b").check("a box");
    hands.press("Return").check("drawn");
    browser.wait_until("the mark", || {
        figures()[0]["marks"].as_array().is_some_and(|marks| marks.iter().any(|mark| mark["mark"] == "box"))
    });

    let hash = figures()[0]["shot"].as_str().expect("a picture").to_owned();
    let secret = std::fs::read(file_of(&journey.library(), &hash)).check("the picture");
    hands.press("r").check("an area");
    hands.press("Return").check("drawn");
    browser.wait_for_mark("redact-warning");
    browser.press("figure-done", 0);
    browser.wait_for_count("figure-editor", 0);
    let after = figures()[0]["shot"].as_str().expect("a picture").to_owned();
    assert_ne!(after, hash);
    assert!(file_of(&journey.library(), &after).is_file(), "the new picture is there");
    assert!(!file_of(&journey.library(), &hash).exists(), "the old picture is gone");
    // The home folder holds the library, what programs keep beside it, and their temporary files.
    assert!(!holds(desk.home(), &secret), "a copy of the old picture was left");
}
