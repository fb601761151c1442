//! Recording by hotkey: what was pressed is there, once and in order, and nothing else is.

use std::time::{Duration, Instant};

use serde_json::Value;
use sopwright_core::entry::{Entry, EntryKind};
use sopwright_store::Library;
use sopwright_tests::{Check, Journey, Notepad, copy, holds};
use xtask::desk::hotkey;
use xtask::wait;

fn kinds(entries: &[Value]) -> Vec<&str> {
    entries.iter().filter_map(|entry| entry["kind"].as_str()).collect()
}

/// The rows of the only session, as the library has them on disk. The application must have ended.
fn rows(journey: &Journey) -> Vec<Entry> {
    let store = Library::open(&journey.library()).check("the library opens").store().check("the database opens");
    let sessions = store.sessions().check("the sessions");
    assert_eq!(sessions.len(), 1, "{sessions:?}");
    assert!(sessions[0].ended_at.is_some(), "the session is still open");
    store.entries(sessions[0].id).check("the rows")
}

#[test]
fn every_kind_is_logged_by_its_hotkey_and_lands_in_order() {
    let mut journey = Journey::new("record-kinds");
    journey.start();
    let notepad = Notepad::open(journey.desk());
    let expert = journey.record();
    let all = ["step", "note", "warning", "decision", "expected", "faq", "question"];
    for kind in all {
        let words = format!("These are the words of a {kind}");
        let entry = expert.log(kind, &words).check(kind);
        assert_eq!((entry["kind"].as_str(), entry["text"].as_str()), (Some(kind), Some(words.as_str())));
        let pictured = ["step", "warning", "decision", "expected"].contains(&kind);
        assert_eq!(entry["shot"].is_object(), pictured, "{kind}");
        assert_eq!(entry["place"]["title"], "Notepad", "{entry}");
        assert_eq!(entry["place"]["app"], "XTerm", "{entry}");
        assert!(entry["at"].is_string() && entry["place"]["pointer"].is_object(), "{entry}");
    }
    let copied = copy(journey.desk(), "UTF8_STRING", b"ledger --open 2026");
    let snippet = expert.press("snippet").check("a snippet");
    assert_eq!(snippet["snippet"]["text"], "ledger --open 2026");
    drop(copied);
    expert.press("shot").check("a picture");
    let slip = expert.press("shot").check("a slip");
    expert.withdraw().check("it is taken back");

    let entries = expert.entries().check("the entries");
    let shown = [&all[..], &["snippet", "shot", "shot"]].concat();
    assert_eq!(kinds(&entries), shown);
    let taken_back: Vec<&Value> = entries.iter().filter(|entry| entry["withdrawn"] == true).collect();
    assert_eq!(taken_back.len(), 1);
    assert_eq!(taken_back[0]["id"], slip["id"]);
    let receipt = expert.cli().json(&["record", "stop"]).check("a receipt");
    assert_eq!((receipt["entries"].as_u64(), receipt["shots"].as_u64()), (Some(9), Some(5)), "{receipt}");
    for nothing in ["skipped", "failed"] {
        assert_eq!(receipt[nothing].as_array().map(Vec::len), Some(0), "{receipt}");
    }
    assert_eq!(notepad.typed(), "", "a word went to the other program");
    let report = journey.cli().json(&["verify"]).check("the library is whole");
    assert_eq!(report["damaged"].as_array().map(Vec::len), Some(0), "{report}");
    drop(notepad);
    journey.crash();

    let rows = rows(&journey);
    let asked = |kind: EntryKind| if kind.asks_words() { vec![kind, EntryKind::Words] } else { vec![kind] };
    let mut written: Vec<EntryKind> = EntryKind::LOGGABLE.into_iter().flat_map(asked).collect();
    written.extend([EntryKind::Shot, EntryKind::Withdrawn]);
    assert_eq!(rows.iter().map(|row| row.content.kind).collect::<Vec<_>>(), written);
    assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), (1..=written.len() as u32).collect::<Vec<_>>());
    assert!(rows.is_sorted_by_key(|row| row.elapsed_ms), "the recording clock went back");
}

#[test]
fn what_happens_during_a_pause_leaves_nothing() {
    const SECRET: &str = "paused-7431-title";
    let mut journey = Journey::new("record-pause");
    journey.start();
    let notepad = Notepad::open(journey.desk());
    let expert = journey.record();
    let hands = expert.hands();
    expert.log("step", "Before the pause").check("a step");
    hands.ask("pause").check("the hotkey");
    expert.cli().wait_for_phase("paused").check("it pauses");
    let shots = expert.cli().status().check("a status")["shots"].clone();
    notepad.rename(SECRET);
    for action in ["step", "shot", "snippet", "note"] {
        hands.ask(action).check("the hotkey");
    }
    let answer = expert.cli().call(&["log", "step", SECRET]).check("a call");
    assert_eq!(answer.code, Some(4), "{answer:?}");
    notepad.rename("Notepad");
    // Presses are carried out in their order, so those before are done with when this one is.
    hands.ask("pause").check("the hotkey");
    expert.cli().wait_for_phase("recording").check("it goes on");
    assert!(notepad.has_keyboard().check("the keyboard"), "the quick field opened");
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
    let mut journey = Journey::new("record-repeat");
    journey.start();
    let desk = journey.desk();
    let notepad = Notepad::open(desk);
    // How long a plain key has to be held here until it has repeated some times.
    let began = Instant::now();
    let repeats = || wait::until_true("the key to repeat", || Ok(notepad.typed().len() > 8));
    desk.hands().hold(&["x"], repeats).check("the key repeats");
    let long = began.elapsed().max(Duration::from_millis(800));

    let expert = journey.record();
    for action in ["shot", "step"] {
        let key = hotkey(action).check("a hotkey");
        let for_long = || {
            std::thread::sleep(long);
            Ok(())
        };
        desk.hands().hold(&["ctrl", "super", key], for_long).check("a hotkey is held");
    }
    desk.hands().wait_for_process(journey.app().pid(), "the quick field").check("the quick field");
    desk.hands().press("Escape").check("closed");
    notepad.wait_for_keyboard();
    // Another press comes behind whatever the repeats have made.
    expert.log("note", "After the hold").check("a note");
    assert_eq!(kinds(&expert.entries().check("the entries")), ["shot", "step", "note"]);
    expert.stop().check("it stops");
}
