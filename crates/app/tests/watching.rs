//! Automatic capture, from input to disk, with a scripted desktop.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use desk::Desk;
use serde_json::{Value, json};
use sopwright_core::act::{Button, Element, Role};
use sopwright_core::entry::Point;
use sopwright_core::watch::Input;

const HERE: Point = Point { x: 2, y: 1 };

fn chord(keys: &str) -> Input {
    Input::Chord { keys: keys.into() }
}

fn click(desk: &Desk) {
    assert!(desk.does(Input::Pressed { button: Button::Left, at: HERE }), "nobody listens");
    desk.clock.turn(60);
    desk.does(Input::Released { button: Button::Left, at: HERE });
    // Too long for a double click.
    desk.clock.turn(900);
}

fn recording(dir: &std::path::Path, typed_text: bool) -> Desk {
    let desk = Desk::open(dir);
    let mut settings = desk.ok("settings", json!({}));
    settings["recording"]["typed_text"] = json!(typed_text);
    desk.ok("save_settings", settings);
    assert_eq!(desk.ok("automatic", json!({"on": true}))["automatic"], true);
    desk.ok("record_start", json!({"title": "T"}));
    desk
}

fn stopped(desk: &Desk) -> Vec<Value> {
    let session = desk.ok("record_stop", json!({}))["session"].clone();
    desk.ok("session", json!({"session": session}))["entries"].as_array().unwrap().clone()
}

fn kinds(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["kind"].as_str().unwrap_or_default()).collect()
}

fn element(desk: &Desk, role: Role, name: &str) {
    *desk.stage.element.lock().unwrap() = Some(Element { role, name: name.into(), area: None });
}

#[test]
fn a_click_is_kept_with_its_picture_and_the_name_of_what_was_clicked() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    element(&desk, Role::Button, "Save");
    click(&desk);
    let entries = stopped(&desk);
    assert_eq!(entries.len(), 1, "{entries:?}");
    let entry = &entries[0];
    assert_eq!(entry["kind"], "click");
    assert_eq!(entry["act"], json!({"form": "click", "button": "left", "times": 1, "at": {"x": 2, "y": 1}}));
    assert_eq!((entry["element"]["role"].as_str(), entry["element"]["name"].as_str()), (Some("button"), Some("Save")));
    assert!(entry["shot"]["hash"].is_string(), "{entry}");
    assert_eq!(entry["place"]["app"], "Mousepad");
}

#[test]
fn nothing_listens_unless_a_recording_runs_with_automatic_steps() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let listens = || desk.stage.listening.lock().unwrap().is_some();
    desk.ok("automatic", json!({"on": true}));
    assert!(!listens(), "while idle");
    desk.ok("record_start", json!({}));
    assert!(listens());
    desk.ok("record_pause", json!({}));
    assert!(!listens(), "while paused");
    desk.ok("record_resume", json!({}));
    assert!(listens());
    desk.ok("automatic", json!({"on": false}));
    assert!(!listens(), "when switched off");
    desk.ok("automatic", json!({"on": true}));
    assert!(listens());
    desk.ok("record_stop", json!({}));
    assert!(!listens(), "after the stop");
}

#[test]
fn what_is_typed_is_kept_only_if_the_person_wants_it_and_never_from_a_password() {
    for (wanted, role, kept) in [
        (true, Role::Field, Some("Miller")),
        (false, Role::Field, None),
        (true, Role::Password, None),
        (true, Role::Terminal, None),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let desk = recording(dir.path(), wanted);
        element(&desk, role, "Customer");
        *desk.stage.typed.lock().unwrap() = Some("Miller".into());
        desk.does(Input::Typed);
        desk.does(Input::Typed);
        desk.does(chord("Enter"));
        let entries = stopped(&desk);
        assert_eq!(entries.len(), 1, "{entries:?}");
        let entry = &entries[0];
        assert_eq!((entry["kind"].as_str(), entry["element"]["name"].as_str()), (Some("typing"), Some("Customer")));
        assert_eq!((entry["act"]["text"].as_str(), entry["act"]["ending"].as_str()), (kept, Some("enter")), "{role:?}");
    }
}

#[test]
fn a_credential_that_is_typed_is_masked() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), true);
    element(&desk, Role::Field, "Card");
    let card = ["4111", "1111", "1111", "1111"].join(" ");
    *desk.stage.typed.lock().unwrap() = Some(card.clone());
    desk.does(Input::Typed);
    let entries = stopped(&desk);
    assert_eq!(entries[0]["masked"], true);
    let text = entries[0]["act"]["text"].as_str().unwrap();
    assert!(!text.contains("1111 1111"), "{text}");
}

#[test]
fn what_is_done_to_sopwright_itself_is_no_step() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), true);
    *desk.stage.own.lock().unwrap() = true;
    click(&desk);
    desk.does(Input::Typed);
    desk.does(chord("Ctrl+A"));
    // An order waits until what was heard before it has been taken in.
    desk.ok("automatic", json!({"on": true}));
    *desk.stage.own.lock().unwrap() = false;
    click(&desk);
    assert_eq!(stopped(&desk).len(), 1);
}

#[test]
fn acts_and_hotkeys_stand_in_the_order_in_which_they_were_done() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    click(&desk);
    desk.ok("log", json!({"kind": "note", "text": "Mind the year"}));
    desk.does(Input::Typed);
    desk.ok("log", json!({"kind": "step", "text": "Check the sum"}));
    desk.does(chord("Ctrl+S"));
    assert_eq!(kinds(&stopped(&desk)), ["click", "note", "typing", "step", "shortcut"]);
}

#[test]
fn a_hotkey_of_ours_and_what_is_typed_for_its_field_are_no_steps() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    desk.app.attach_keys(Box::new(desk::NoKeys)).unwrap();
    desk.does(chord("Ctrl+Super+S"));
    desk.app.recorder().press_now(sopwright_core::port::Action::Step);
    desk.does(Input::Typed);
    desk.does(chord("Enter"));
    assert_eq!(kinds(&stopped(&desk)), ["step"]);
}

#[test]
fn a_listener_that_dies_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    desk.does(Input::Lost { again: true });
    // An order comes behind what the front has handed over.
    desk.ok("log", json!({"kind": "note", "text": "On we go"}));
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(receipt["failed"].as_array().unwrap().len(), 1, "{receipt}");
}

#[test]
fn the_receipt_accounts_for_every_input() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    let press = || {
        desk.does(Input::Pressed { button: Button::Left, at: HERE });
        desk.clock.turn(50);
        desk.does(Input::Released { button: Button::Left, at: HERE });
        desk.clock.turn(50);
    };
    press();
    press();
    desk.does(Input::Typed);
    desk.does(chord("Enter"));
    desk.does(chord("Ctrl+S"));
    desk.ok("automatic", json!({"on": true}));
    *desk.stage.own.lock().unwrap() = true;
    press();
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(receipt["entries"], 3);
    let row = |kind: &str| {
        let rows = receipt["watched"].as_array().unwrap();
        let row = rows.iter().find(|row| row["kind"] == kind).unwrap();
        ["seen", "kept", "joined", "own", "failed"].map(|part| row[part].as_u64().unwrap())
    };
    assert_eq!(row("click"), [3, 1, 1, 1, 0]);
    assert_eq!(row("shortcut"), [2, 1, 1, 0, 0]);
    assert_eq!(row("typing"), [1, 1, 0, 0, 0]);
}

#[test]
fn what_is_copied_is_offered_if_wanted_until_it_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    let offered = || {
        // An order comes behind what the front has handed over.
        desk.ok("automatic", json!({"on": true}));
        desk.ok("record_status", json!({}))["copied_ms"].is_number()
    };
    desk.copy("something");
    assert!(!offered(), "nobody asked for it");
    let mut settings = desk.ok("settings", json!({}));
    settings["recording"]["offer_copied"] = json!(true);
    desk.ok("save_settings", settings);
    desk.copy("INV-2026-0117");
    assert!(offered());
    desk.ok("log", json!({"kind": "snippet"}));
    assert!(!offered());
}

#[test]
fn what_is_typed_after_a_hotkey_is_a_step_where_no_field_opens() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    let mut settings = desk.ok("settings", json!({}));
    settings["recording"]["quick_field"] = json!(false);
    desk.ok("save_settings", settings);
    desk.app.recorder().press_now(sopwright_core::port::Action::Step);
    desk.does(Input::Typed);
    assert_eq!(kinds(&stopped(&desk)), ["step", "typing"]);
}

#[test]
fn the_wall_clock_may_jump_and_no_step_is_lost_or_out_of_order() {
    let dir = tempfile::tempdir().unwrap();
    let desk = recording(dir.path(), false);
    click(&desk);
    desk.clock.jump(-3);
    click(&desk);
    desk.clock.jump(50);
    // One act on both sides of a jump.
    desk.does(Input::Typed);
    desk.clock.turn(500);
    desk.clock.jump(-100);
    desk.does(chord("Enter"));
    desk.clock.turn(500);
    desk.ok("log", json!({"kind": "note", "text": "Mind the year"}));
    desk.does(chord("Ctrl+S"));
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!((&receipt["entries"], &receipt["failed"]), (&json!(5), &json!([])), "{receipt}");
    for row in receipt["watched"].as_array().unwrap() {
        let count = |what: &str| row[what].as_u64().unwrap();
        assert_eq!(count("seen"), count("kept") + count("joined"), "{row}");
    }
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    let entries = view["entries"].as_array().unwrap();
    assert_eq!(kinds(entries), ["click", "click", "typing", "note", "shortcut"]);
    let elapsed: Vec<u64> = entries.iter().map(|entry| entry["elapsed_ms"].as_u64().unwrap()).collect();
    assert_eq!(elapsed, [0, 960, 1_920, 2_920, 2_920]);
    assert!(entries[1]["at"].as_str() < entries[0]["at"].as_str(), "people see the clock as it was");
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
}
