//! Recording by hotkey in the real application: what was pressed is there, once, and nothing else is.

use std::path::Path;

use serde_json::Value;
use sopwright_tests::{Check, Journey};
use xtask::desk::{Desk, hotkey};
use xtask::program::{self, Running};
use xtask::wait;

/// A terminal that writes what is typed into a file, line by line.
fn notepad(desk: &Desk) -> Running {
    let mut command = desk.command("xterm");
    command.args(["-title", "Notepad", "-e", "sh", "-c", "cat > typed"]);
    let terminal = desk.start_program("notepad", &mut command).check("a terminal");
    desk.hands().wait_for_title("Notepad").check("the terminal has the keyboard");
    wait::until_true("the file", || Ok(desk.home().join("typed").is_file())).check("the terminal is ready");
    terminal
}

fn typed(desk: &Desk) -> String {
    std::fs::read_to_string(desk.home().join("typed")).check("what was typed")
}

fn kinds(entries: &[Value]) -> Vec<&str> {
    entries.iter().filter_map(|entry| entry["kind"].as_str()).collect()
}

/// Whether a file below this folder holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).check("the folder").any(|inside| {
        let path = inside.check("its content").path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        std::fs::read(&path).is_ok_and(|content| content.windows(bytes.len()).any(|window| window == bytes))
    })
}

#[test]
fn every_kind_is_logged_by_its_hotkey_and_the_receipt_counts() {
    let mut journey = Journey::new("kinds");
    journey.start();
    let _notepad = notepad(journey.desk());
    let expert = journey.record();
    let all = ["step", "note", "warning", "decision", "expected", "faq", "question"];
    for kind in all {
        let words = format!("These are the words of a {kind}");
        let entry = expert.log(kind, &words).check(kind);
        assert_eq!((entry["kind"].as_str(), entry["text"].as_str()), (Some(kind), Some(words.as_str())));
        let pictured = ["step", "warning", "decision", "expected"].contains(&kind);
        assert_eq!(entry["shot"].is_object(), pictured, "{kind}");
        assert_eq!(entry["place"]["title"], "Notepad", "{entry}");
    }
    expert.press("shot").check("a picture");
    let slip = expert.press("shot").check("a slip");
    expert.withdraw().check("it is taken back");
    let entries = expert.entries().check("the entries");
    let taken_back = entries.iter().find(|entry| entry["id"] == slip["id"]).expect("it is still listed");
    assert_eq!(taken_back["withdrawn"], true);
    let receipt = expert.cli().json(&["record", "stop"]).check("a receipt");
    assert_eq!((receipt["entries"].as_u64(), receipt["shots"].as_u64()), (Some(8), Some(5)), "{receipt}");
    assert_eq!(
        (receipt["skipped"].as_array().map(Vec::len), receipt["failed"].as_array().map(Vec::len)),
        (Some(0), Some(0))
    );
    let report = journey.cli().json(&["verify"]).check("the library is whole");
    assert!(report["shots"].as_u64() >= Some(5), "{report}");
    assert_eq!(typed(journey.desk()), "", "a word went to the other program");
}

#[test]
fn what_happens_during_a_pause_leaves_nothing() {
    const SECRET: &str = "paused-7431-title";
    let mut journey = Journey::new("pause");
    journey.start();
    let desk = journey.desk();
    let _notepad = notepad(desk);
    let expert = journey.record();
    let hands = expert.hands();
    let window = hands.focused().check("the keyboard").expect("a window");
    let rename = |title: &str| {
        let mut command = desk.command("xdotool");
        program::run(command.args(["set_window", "--name", title, &window.to_string()])).check("the title is set");
    };
    expert.log("step", "Before the pause").check("a step");
    hands.ask("pause").check("the hotkey");
    expert.cli().wait_for_phase("paused").check("it pauses");
    let shots = expert.cli().status().check("a status")["shots"].clone();
    rename(SECRET);
    for action in ["step", "shot", "snippet", "note"] {
        hands.ask(action).check("the hotkey");
    }
    let answer = expert.cli().call(&["log", "step", SECRET]).check("a call");
    assert_eq!(answer.code, Some(4), "{answer:?}");
    assert_eq!(hands.focused().check("the keyboard"), Some(window), "the quick field opened");
    rename("Notepad");
    // Presses are carried out in their order, so those before are done with when this one is.
    hands.ask("pause").check("the hotkey");
    expert.cli().wait_for_phase("recording").check("it goes on");
    assert_eq!(expert.cli().status().check("a status")["shots"], shots, "a picture was taken");
    expert.log("step", "After the pause").check("a step");
    let entries = expert.entries().check("the entries");
    assert_eq!(kinds(&entries), ["step", "pause", "resume", "step"]);
    expert.stop().check("it stops");
    let library = journey.library();
    assert!(!holds(&library, SECRET.as_bytes()), "a title of the pause was written");
    assert!(holds(&library, b"After the pause"), "the search finds nothing at all");
}

#[test]
fn a_key_that_is_held_down_logs_one_entry() {
    let mut journey = Journey::new("key-repeat");
    journey.start();
    let desk = journey.desk();
    let _notepad = notepad(desk);
    program::run(desk.command("xset").args(["r", "rate", "150", "30"])).check("keys repeat");
    let hold = |key: &str, ms: &str| {
        let mut command = desk.command("xdotool");
        program::run(command.args(["keydown", key, "sleep", ms, "keyup", key])).check("a key is held");
    };
    // The same hold of a plain key does repeat, or this would show nothing.
    hold("x", "0.8");
    desk.hands().press("Return").check("a line");
    wait::until_true("the line", || Ok(typed(desk).ends_with('\n'))).check("the line is written");
    let repeats = typed(desk).trim().len();
    assert!(repeats > 5, "the key was repeated {repeats} times only");

    let expert = journey.record();
    for chord in ["ctrl", "super"] {
        program::run(desk.command("xdotool").args(["keydown", chord])).check("a modifier is down");
    }
    hold(hotkey("shot").check("a hotkey"), "0.8");
    for chord in ["super", "ctrl"] {
        program::run(desk.command("xdotool").args(["keyup", chord])).check("a modifier is up");
    }
    // Another press comes behind whatever the repeats have made.
    expert.log("note", "After the hold").check("a note");
    assert_eq!(kinds(&expert.entries().check("the entries")), ["shot", "note"]);
    expert.stop().check("it stops");
}

#[test]
fn a_recording_that_was_interrupted_goes_on_after_the_start() {
    let mut journey = Journey::new("interrupted");
    journey.start();
    let session = {
        let _notepad = notepad(journey.desk());
        let expert = journey.record();
        expert.log("step", "Before the crash").check("a step");
        expert.session().to_owned()
    };
    journey.crash();
    journey.start();
    let view = journey.cli().json(&["session", &session]).check("the session is there");
    assert_eq!(view["entries"][0]["text"], "Before the crash");
    assert_eq!(view["summary"]["session"]["state"], "open");
    assert_eq!(journey.cli().status().check("a status")["phase"], "idle", "nobody asked it to go on");
    journey.cli().json(&["verify"]).check("the library is whole");
}
