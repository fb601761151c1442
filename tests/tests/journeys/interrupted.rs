//! A recording that a crash or a power cut ended: the next start offers to go on with it, or to close it.

use sopwright_tests::{Check, DRIVER, Journey, Notepad, skipped, without};
use xtask::wait;

#[test]
fn the_next_start_offers_to_go_on_or_to_close() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("a recording that was interrupted", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("interrupted");
    journey.start();
    let session = {
        let _notepad = Notepad::open(journey.desk());
        let expert = journey.record();
        expert.log("step", "Before the crash").check("a step");
        expert.session().to_owned()
    };
    journey.crash();
    // A picture that was written when the power went, and that no entry names.
    let orphan = journey.library().join("shots/00").join(format!("00{}.png", "ab".repeat(31)));
    std::fs::create_dir_all(orphan.parent().expect("a folder")).check("its folder");
    std::fs::write(&orphan, "half a picture").check("an orphan");

    journey.drive();
    assert!(!orphan.exists(), "the orphan was left");
    let (desk, browser, cli) = (journey.desk(), journey.browser(), journey.cli());
    assert_eq!(cli.status().check("a status")["phase"], "idle", "nobody asked it to go on");
    browser.press("recover-continue", 0);
    cli.wait_for_phase("recording").check("it goes on");
    assert_eq!(cli.status().check("a status")["session"], session.as_str());
    let _notepad = Notepad::open(desk);
    desk.hands().ask("shot").check("a picture");
    cli.wait_for_entries(2).check("it is kept");
    let view = cli.json(&["session", &session]).check("the session");
    let kinds: Vec<&str> =
        view["entries"].as_array().into_iter().flatten().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["step", "gap", "shot"]);
    journey.crash();

    journey.drive();
    let (browser, cli) = (journey.browser(), journey.cli());
    browser.press("recover-close", 0);
    wait::until_true("the session to be closed", || {
        Ok(cli.json(&["session", &session])?["summary"]["session"]["state"] == "closed")
    })
    .check("it is closed");
    browser.wait_for_count("recover-close", 0);
    assert_eq!(cli.status().check("a status")["phase"], "idle");
    assert_eq!(cli.json(&["verify"]).check("a report")["damaged"].as_array().map(Vec::len), Some(0));
}
