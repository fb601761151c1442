//! What is private is never written: credentials in all texts, and windows that are excluded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use std::sync::atomic::Ordering;

use desk::Desk;
use serde_json::{Value, json};
use sopwright_core::entry::{Place, Rect};
use sopwright_core::port::{Frame, Shown};
use sopwright_core::secret::MASK;

fn place(app: &str, title: &str) -> Place {
    Place { app: app.into(), title: title.into(), ..Place::default() }
}

fn front(desk: &Desk, app: &str, title: &str) {
    *desk.stage.front.lock().unwrap() = Some(place(app, title));
}

fn set(desk: &Desk, change: impl FnOnce(&mut Value)) {
    let mut settings = desk.ok("settings", json!({}));
    change(&mut settings["recording"]);
    desk.ok("save_settings", settings);
}

fn holds(dir: &std::path::Path, text: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|item| {
        let path = item.unwrap().path();
        if path.is_dir() {
            return holds(&path, text);
        }
        std::fs::read(&path).unwrap().windows(text.len()).any(|w| w == text.as_bytes())
    })
}

#[test]
fn words_and_titles_are_masked_like_the_clipboard_and_the_words_can_be_kept() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    front(&desk, "Firefox", "https://jane:titlepw1@example.com");
    desk.ok("record_start", json!({"title": "password: sessionpw1"}));
    let step = desk.ok("log", json!({"kind": "step", "text": "password: wordspw1"}))["entry"].clone();
    assert_eq!((step["text"].as_str(), step["masked"].as_bool()), (Some(&*format!("password: {MASK}")), Some(true)));
    let words = json!({"entry": step["id"], "text": "password: laterpw1", "becomes": "note"});
    let later = desk.ok("words", words)["entry"].clone();
    assert_eq!(later["text"].as_str(), Some(&*format!("password: {MASK}")));
    for secret in ["sessionpw1", "wordspw1", "laterpw1", "titlepw1"] {
        assert!(!holds(dir.path(), secret), "{secret} reached the disk");
    }
    let kept = desk.ok("reveal", json!({"entry": step["id"]}))["entry"].clone();
    assert_eq!((kept["text"].as_str(), kept["kind"].as_str()), (Some("password: laterpw1"), Some("note")));
    assert!(holds(dir.path(), "laterpw1"), "the search itself must find what is there");
    assert!(!holds(dir.path(), "titlepw1"));
    desk.ok("record_stop", json!({}));
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
}

#[test]
fn after_the_recording_nothing_can_be_kept_readable() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    let step = desk.ok("log", json!({"kind": "step", "text": "password: wordspw1"}))["entry"].clone();
    desk.ok("record_stop", json!({}));
    desk.ok("record_start", json!({}));
    assert!(desk.call("reveal", json!({"entry": step["id"]})).is_err());
}

#[test]
fn people_are_masked_once_that_is_switched_on() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    front(&desk, "Files", "/home/janedoe/in");
    desk.ok("record_start", json!({}));
    let text = || json!({"kind": "note", "text": "Mail jane@example.com"});
    assert_eq!(desk.ok("log", text())["entry"]["masked"], false);
    set(&desk, |recording| recording["mask_people"] = json!(true));
    let entry = desk.ok("log", text())["entry"].clone();
    assert_eq!(entry["text"].as_str(), Some(&*format!("Mail {MASK}")));
    assert_eq!(entry["place"]["title"].as_str(), Some(&*format!("/home/{MASK}/in")));
}

#[test]
fn of_an_excluded_window_only_that_it_was_there_is_kept_and_the_persons_own_words() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    front(&desk, "KeePassXC", "Canaryvault.kdbx - KeePassXC");
    desk.copy("canaryclip");
    desk.ok("record_start", json!({}));
    for kind in ["step", "note", "warning", "decision", "expected", "shot", "snippet"] {
        let entry = desk.ok("log", json!({"kind": kind}))["entry"].clone();
        assert_eq!((entry["hidden"].as_bool(), entry["kind"].as_str()), (Some(true), Some(kind)));
        assert!(entry["shot"].is_null() && entry["place"].is_null() && entry["snippet"].is_null(), "{entry}");
    }
    assert_eq!(desk.stage.grabs.load(Ordering::SeqCst), 0, "no picture was even taken");
    let step = desk.ok("log", json!({"kind": "step", "text": "Unlock the vault"}))["entry"].clone();
    assert_eq!(step["text"], "Unlock the vault");
    assert!(!holds(dir.path(), "Canaryvault") && !holds(dir.path(), "canaryclip"));
    front(&desk, "Mousepad", "Notes");
    let entry = desk.ok("log", json!({"kind": "step"}))["entry"].clone();
    assert!(entry["hidden"].is_null() && entry["shot"].is_object() && entry["place"]["app"] == "Mousepad");
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
    desk.ok("draft", json!({"session": receipt["session"]}));
}

#[test]
fn what_was_copied_in_an_excluded_window_stays_hidden_wherever_it_is_logged() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    set(&desk, |recording| (recording["automatic"], recording["offer_copied"]) = (json!(true), json!(true)));
    let snippet = |text: &str| desk.ok("log", json!({"kind": "snippet", "text": text}))["entry"].clone();
    // Also what was copied before the recording began.
    front(&desk, "KeePassXC", "Vault.kdbx - KeePassXC");
    desk.copy("canaryclip");
    desk.ok("record_start", json!({}));
    front(&desk, "Mousepad", "Notes");
    let entry = snippet("");
    assert!(entry["hidden"] == true && entry["snippet"].is_null() && entry["place"].is_null(), "{entry}");
    front(&desk, "KeePassXC", "Vault.kdbx - KeePassXC");
    desk.copy("canaryclip");
    front(&desk, "Mousepad", "Notes");
    // An order comes behind what the front has handed over.
    desk.ok("automatic", json!({"on": true}));
    assert!(desk.ok("record_status", json!({}))["copied_ms"].is_null(), "it is offered");
    assert_eq!(snippet("")["hidden"], true);
    // The person's own words are theirs, and the next copy is from a window that may be seen.
    assert_eq!(snippet("keptwords")["snippet"]["text"], "keptwords");
    desk.copy("keptclip");
    let entry = snippet("");
    assert!(entry["hidden"].is_null() && entry["snippet"]["text"] == "keptclip", "{entry}");
    assert!(!holds(dir.path(), "canaryclip") && holds(dir.path(), "keptclip"));
}

#[test]
fn the_list_is_the_persons_own() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    set(&desk, |recording| recording["excluded"] = json!([{"app": "", "title": "payroll"}]));
    desk.ok("record_start", json!({}));
    front(&desk, "KeePassXC", "x");
    assert!(desk.ok("log", json!({"kind": "step"}))["entry"]["hidden"].is_null());
    front(&desk, "Firefox", "Payroll - Firefox");
    assert_eq!(desk.ok("log", json!({"kind": "step"}))["entry"]["hidden"], true);
    drop(desk);
    let desk = Desk::open(dir.path());
    front(&desk, "Firefox", "Payroll - Firefox");
    desk.ok("record_start", json!({}));
    assert_eq!(desk.ok("log", json!({"kind": "step"}))["entry"]["hidden"], true, "after a start as before");
}

#[test]
fn an_excluded_window_elsewhere_on_the_screen_is_covered_in_the_picture() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let area = Rect { x: 0, y: 0, width: 4, height: 2 };
    *desk.stage.scene.lock().unwrap() = Some(Frame { area, rgb: vec![0xee; 24] });
    let frame = Rect { x: 1, y: 0, width: 2, height: 2 };
    let shown = |app: &str, frame| Shown {
        app: app.into(),
        title: "a window".into(),
        process: None,
        frame,
        solid: vec![frame],
    };
    *desk.stage.shown.lock().unwrap() =
        vec![shown("Bitwarden", frame), shown("Mousepad", Rect { x: 2, y: 1, width: 2, height: 1 })];
    let listed = desk.ok("shown_windows", json!({}));
    assert_eq!(listed[0]["app"], "Mousepad");
    assert!(listed[0]["hidden_by"].is_null() && listed[1]["hidden_by"].is_number(), "{listed}");
    desk.ok("record_start", json!({}));
    let entry = desk.ok("log", json!({"kind": "shot"}))["entry"].clone();
    let hash = entry["shot"]["hash"].as_str().unwrap();
    let png = std::fs::read(dir.path().join("shots").join(&hash[..2]).join(format!("{hash}.png"))).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; 24];
    reader.next_frame(&mut pixels).unwrap();
    let plain: Vec<bool> = pixels.chunks_exact(3).map(|p| p == [0xee; 3]).collect();
    assert_eq!(plain, [true, false, false, true, true, false, true, true]);
}
