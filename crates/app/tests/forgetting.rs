//! Forgetting the last minute: nothing of it is left, and what is left is whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use std::path::Path;

use desk::Desk;
use serde_json::{Value, json};
use sopwright_app::{Code, Notice};
use sopwright_core::act::{Button, Element, Role};
use sopwright_core::entry::{Place, Point, Rect};
use sopwright_core::port::{Action, Clock, Frame, Press};
use sopwright_core::watch::Input;

/// Whether the bytes stand in a file of the library; the names of files are looked at too.
fn holds(dir: &Path, text: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|item| {
        let path = item.unwrap().path();
        let named = path.file_name().unwrap().to_string_lossy().contains(text);
        named
            || if path.is_dir() {
                holds(&path, text)
            } else {
                std::fs::read(&path).unwrap().windows(text.len()).any(|w| w == text.as_bytes())
            }
    })
}

fn log(desk: &Desk, kind: &str, text: &str) -> Value {
    desk.ok("log", json!({"kind": kind, "text": text}))["entry"].clone()
}

fn kinds(desk: &Desk, session: &Value) -> Vec<String> {
    let view = desk.ok("session", json!({"session": session}));
    view["entries"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap().to_owned()).collect()
}

fn sound(desk: &Desk) {
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
}

#[test]
fn the_last_minute_is_gone_from_every_file_and_one_entry_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    let kept = log(&desk, "step", "keptcanary one");
    desk.clock.turn(61_000);
    let mut shots = Vec::new();
    for i in 0..30 {
        let entry = log(&desk, "step", &format!("gonecanary{i} and gonecanary"));
        shots.push(entry["shot"]["hash"].as_str().unwrap().to_owned());
        desk.clock.turn(1_000);
    }
    desk.ok("words", json!({"entry": kept["id"], "text": "laterwordscanary"}));
    assert!(holds(dir.path(), "gonecanary") && holds(dir.path(), &shots[0]), "the search finds what is there");
    let status = desk.ok("record_forget", json!({}));
    assert_eq!((status["entries"].as_u64(), status["shots"].as_u64()), (Some(1), Some(1)));
    assert_eq!(status["forgotten"], 30);
    for canary in ["gonecanary", "laterwordscanary"].into_iter().chain(shots.iter().map(String::as_str)) {
        assert!(!holds(dir.path(), canary), "{canary} is still there");
    }
    assert_eq!(desk.ok("search", json!({"words": "gonecanary"})), json!([]));
    assert!(holds(dir.path(), "keptcanary"));
    log(&desk, "note", "aftercanary");
    sound(&desk);
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!((receipt["forgotten"].as_u64(), receipt["entries"].as_u64()), (Some(30), Some(2)));
    assert_eq!(kinds(&desk, &receipt["session"]), ["step", "forgotten", "note"]);
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    assert_eq!(view["entries"][0]["text"], "keptcanary one", "the words of that minute are gone too");
    assert_eq!(view["entries"][1]["forgotten"], json!({"entries": 30, "seconds": 60}));
    desk.ok("draft", json!({"session": receipt["session"]}));
    let told = desk.ear.0.lock().unwrap().iter().any(|n| matches!(n, Notice::Forgotten { count: 30, .. }));
    assert!(told);
    drop(desk);
    sound(&Desk::open(dir.path()));
}

#[test]
fn a_picture_that_an_older_entry_shows_stays() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let area = Rect { x: 0, y: 0, width: 4, height: 2 };
    *desk.stage.scene.lock().unwrap() = Some(Frame { area, rgb: vec![7; 24] });
    desk.ok("record_start", json!({}));
    let shot = log(&desk, "shot", "")["shot"]["hash"].as_str().unwrap().to_owned();
    desk.clock.turn(120_000);
    assert_eq!(log(&desk, "shot", "")["shot"]["hash"], shot.as_str());
    desk.ok("record_forget", json!({}));
    assert!(holds(dir.path(), &format!("{shot}.png")));
    sound(&desk);
}

#[test]
fn what_was_taken_back_in_that_minute_does_not_come_back() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    log(&desk, "step", "one");
    log(&desk, "step", "two");
    desk.clock.turn(120_000);
    desk.ok("withdraw", json!({}));
    log(&desk, "note", "three");
    let status = desk.ok("record_forget", json!({"seconds": 60}));
    assert_eq!(status["entries"], 1);
    let receipt = desk.ok("record_stop", json!({}));
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    let withdrawn: Vec<_> = view["entries"].as_array().unwrap().iter().map(|e| e["withdrawn"].as_bool()).collect();
    assert_eq!(withdrawn, [Some(false), Some(true), Some(false)]);
    sound(&desk);
}

#[test]
fn forgetting_twice_adds_up_and_all_of_a_short_recording_can_go() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    assert_eq!(desk.call("record_forget", json!({})).unwrap_err().code, Code::Refused);
    desk.ok("record_start", json!({}));
    log(&desk, "step", "one");
    desk.clock.turn(10_000);
    desk.ok("record_forget", json!({"seconds": 5}));
    assert_eq!(desk.ok("record_status", json!({}))["entries"], 1, "five seconds do not reach that far");
    desk.ok("record_forget", json!({}));
    log(&desk, "step", "two");
    desk.ok("record_pause", json!({}));
    let status = desk.ok("record_forget", json!({}));
    assert_eq!((status["forgotten"].as_u64(), status["phase"].as_str()), (Some(2), Some("paused")));
    desk.ok("record_resume", json!({}));
    log(&desk, "step", "three");
    sound(&desk);
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(kinds(&desk, &receipt["session"]), ["forgotten", "resume", "step"]);
}

#[test]
fn the_hotkey_forgets_and_what_was_caught_before_it_and_comes_late_is_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    desk.clock.turn(5_000);
    let before = desk.clock.now();
    log(&desk, "step", "one");
    desk.clock.turn(5_000);
    desk.app.recorder().press_now(Action::Forget);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while desk.ok("record_status", json!({}))["forgotten"] != 1 {
        assert!(std::time::Instant::now() < until, "the hotkey does nothing");
        std::thread::yield_now();
    }
    // A clipboard that took its time.
    desk.app.recorder().press(Press { action: Action::Shot, moment: before });
    desk.clock.turn(1_000);
    desk.app.recorder().press_now(Action::Note);
    while desk.ok("record_status", json!({}))["entries"] != 1 {
        assert!(std::time::Instant::now() < until, "the note is lost");
        std::thread::yield_now();
    }
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(kinds(&desk, &receipt["session"]), ["forgotten", "note"]);
}

#[test]
fn what_was_masked_in_that_minute_cannot_be_kept_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    let entry = log(&desk, "step", "password: hunter2");
    desk.ok("record_forget", json!({}));
    assert!(desk.call("reveal", json!({"entry": entry["id"]})).is_err());
}

fn automatic(desk: &Desk) {
    let mut settings = desk.ok("settings", json!({}));
    settings["recording"]["automatic"] = json!(true);
    settings["recording"]["typed_text"] = json!(true);
    desk.ok("save_settings", settings);
    desk.ok("record_start", json!({}));
}

fn shots(dir: &Path) -> usize {
    let folders = std::fs::read_dir(dir.join("shots")).unwrap().map(|folder| folder.unwrap().path());
    folders.filter(|folder| folder.is_dir()).map(|folder| std::fs::read_dir(folder).unwrap().count()).sum()
}

/// Types for this long.
fn type_for(desk: &Desk, ms: u64) {
    let element = Element { role: Role::Field, name: "Customer".into(), area: None };
    *desk.stage.element.lock().unwrap() = Some(element);
    *desk.stage.typed.lock().unwrap() = Some("gonecanary".into());
    for _ in 0..=ms / 1_000 {
        assert!(desk.does(Input::Typed), "nobody listens");
        desk.clock.turn(1_000);
    }
}

#[test]
fn what_is_being_done_is_forgotten_however_long_ago_it_began() {
    for by_hotkey in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let desk = Desk::open(dir.path());
        automatic(&desk);
        log(&desk, "step", "keptcanary");
        desk.clock.turn(5_000);
        type_for(&desk, 70_000);
        if by_hotkey {
            desk.app.recorder().press(Press { action: Action::Forget, moment: desk.clock.now() });
        } else {
            desk.ok("record_forget", json!({}));
        }
        let receipt = desk.ok("record_stop", json!({}));
        assert_eq!(kinds(&desk, &receipt["session"]), ["step", "forgotten"]);
        assert!(holds(dir.path(), "keptcanary") && !holds(dir.path(), "gonecanary"));
        assert_eq!(shots(dir.path()), 1, "only the picture of the step");
    }
}

#[test]
fn typing_that_reached_into_that_minute_is_forgotten_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    automatic(&desk);
    log(&desk, "step", "keptcanary");
    desk.clock.turn(5_000);
    type_for(&desk, 30_000);
    desk.does(Input::Chord { keys: "Enter".into() });
    // An order waits until what was heard before it has been taken in.
    desk.ok("words", json!({"entry": log(&desk, "note", "")["id"], "text": "later"}));
    assert!(holds(dir.path(), "gonecanary"), "the search finds nothing at all");
    desk.clock.turn(40_000);
    desk.ok("record_forget", json!({}));
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(kinds(&desk, &receipt["session"]), ["step", "forgotten"]);
    assert!(holds(dir.path(), "keptcanary") && !holds(dir.path(), "gonecanary"));
    assert_eq!(shots(dir.path()), 1, "only the picture of the step");
    sound(&desk);
}

#[test]
fn a_click_that_waits_for_a_second_one_is_forgotten_and_the_next_one_shows_nothing_from_before() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    automatic(&desk);
    let area = Rect { x: 0, y: 0, width: 4, height: 2 };
    let shows = |value| *desk.stage.scene.lock().unwrap() = Some(Frame { area, rgb: vec![value; 24] });
    let at = Point { x: 2, y: 1 };
    // A desktop that tells where the pointer is lets the recorder glance there.
    *desk.stage.front.lock().unwrap() = Some(Place { app: "Ledger".into(), pointer: Some(at), ..Place::default() });
    let click = || {
        desk.does(Input::Pressed { button: Button::Left, at });
        desk.does(Input::Released { button: Button::Left, at });
    };
    shows(7);
    desk.does(Input::Moved);
    click();
    desk.clock.turn(300);
    desk.does(Input::Moved);
    desk.ok("record_forget", json!({}));
    assert_eq!(shots(dir.path()), 0);
    shows(9);
    desk.clock.turn(100);
    click();
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(kinds(&desk, &receipt["session"]), ["forgotten", "click"]);
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    let hash = view["entries"][1]["shot"]["hash"].as_str().unwrap().to_owned();
    let wanted = desk::png(4, 2, &[9; 24]);
    let kept = std::fs::read(dir.path().join("shots").join(&hash[..2]).join(format!("{hash}.png"))).unwrap();
    assert_eq!(kept, wanted, "the picture is from before");
}
