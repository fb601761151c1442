//! The display goes in the middle of automatic steps, as when the X server crashes: the program ends with it, and nothing
//! that it said to be kept is lost.

use sopwright_tests::{Check, DRIVER, Journey, Pane, skipped, without};
use xtask::wait;

use super::automatic;

const COLOUR: [u8; 3] = [0x12, 0xb8, 0x86];

#[test]
fn when_the_display_goes_all_that_was_kept_stays_and_the_next_start_offers_the_recording() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("a display that goes", &format!("{missing} is not installed"));
    }
    let mut before = Journey::new("automatic-lost");
    before.start();
    automatic(&before);
    let expert = before.record();
    let session = expert.session().to_owned();
    let acknowledged = {
        let desk = before.desk();
        let pane = Pane::open(desk, "Ledger", COLOUR, "60x20+100+100");
        let (x, y) = pane.middle();
        let mut acknowledged = 0;
        // It goes with clicks still on their way.
        for n in 0..12 {
            desk.hands().click(x + 20 * (n % 5), y).check("a click");
            acknowledged = before.cli().status().check("the status")["entries"].as_u64().unwrap_or_default();
        }
        wait::until_true("some to be kept", || {
            desk.hands().click(x, y)?;
            acknowledged = before.cli().status()?["entries"].as_u64().unwrap_or_default();
            Ok(acknowledged >= 5)
        })
        .check("they are kept");
        acknowledged
    };
    let listener = listener_of(before.pid());
    before.lose_display();
    wait::until("the program to end", || before.app_mut().running().ended()).check("it ends");
    wait::until_true("the listener to end", || Ok(!runs(listener))).check("it ends too");

    let mut after = Journey::new("automatic-lost-again");
    after.drive_with(&before.library());
    let (browser, cli) = (after.browser(), after.cli());
    assert_eq!(cli.json(&["verify"]).check("a report")["damaged"], serde_json::json!([]));
    let entries = cli.entries(&session).check("the session");
    let clicks = entries.iter().filter(|entry| entry["kind"] == "click" && entry["shot"].is_object()).count() as u64;
    assert!(clicks >= acknowledged, "{acknowledged} were acknowledged and {clicks} are there");
    browser.press("recover-continue", 0);
    cli.wait_for_phase("recording").check("it goes on");
    assert_eq!(cli.status().check("a status")["session"], session.as_str());
}

/// The process that listens for this program.
fn listener_of(program: u32) -> u32 {
    let tasks = std::fs::read_dir(format!("/proc/{program}/task")).check("its threads");
    let children = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
    let all: String = tasks.map(|task| children(task.check("a thread"))).collect();
    all.split_whitespace().map(|pid| pid.parse().check("a number")).find(|pid| runs(*pid)).expect("a listener")
}

/// Whether that process is a listener that runs. One that has ended and waits to be told so has no command line any more.
fn runs(pid: u32) -> bool {
    let line = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    line.contains(sopwright_capture::listener::FLAG)
}
