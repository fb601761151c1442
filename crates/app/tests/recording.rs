//! Recording, from order to disk, with a scripted desktop.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use desk::Desk;
use serde_json::json;
use sopwright_app::{Code, Notice};
use sopwright_core::port::{Action, Clip, Press};

fn wait_for(desk: &Desk, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    // Orders are carried out one after another, so an order that waits comes behind the presses before it; the front
    // thread is asked for by looking until it has handed them over.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(5);
    loop {
        let status = desk.ok("record_status", json!({}));
        if wanted(&status) {
            return status;
        }
        assert!(std::time::Instant::now() < until, "never came: {status}");
        std::thread::yield_now();
    }
}

#[test]
fn nothing_is_caught_while_idle_or_paused() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    assert_eq!(desk.call("log", json!({"kind": "step"})).unwrap_err().code, Code::Refused);
    desk.ok("record_start", json!({"title": "T"}));
    desk.ok("record_pause", json!({}));
    assert_eq!(desk.call("log", json!({"kind": "step"})).unwrap_err().code, Code::Refused);
    assert_eq!(desk.stage.grabs.load(std::sync::atomic::Ordering::SeqCst), 0);
}

#[test]
fn words_come_later_and_the_last_ones_count() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    let step = desk.ok("log", json!({"kind": "step"}))["entry"]["id"].clone();
    desk.ok("words", json!({"entry": step, "text": "Opn the ledger"}));
    let entry =
        desk.ok("words", json!({"entry": step, "text": "Open the ledger", "becomes": "warning"}))["entry"].clone();
    assert_eq!((entry["text"].as_str(), entry["kind"].as_str()), (Some("Open the ledger"), Some("warning")));
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!((receipt["entries"].as_u64(), receipt["shots"].as_u64()), (Some(1), Some(1)));
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    assert_eq!(view["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn taking_back_uncounts_and_a_second_time_takes_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    let first = desk.ok("log", json!({"kind": "step", "text": "one"}))["entry"]["id"].clone();
    let second = desk.ok("log", json!({"kind": "note", "text": "two"}))["entry"]["id"].clone();
    assert_eq!(desk.ok("withdraw", json!({}))["entry"]["id"], second);
    assert_eq!(desk.ok("withdraw", json!({}))["entry"]["id"], first);
    assert_eq!(desk.call("withdraw", json!({})).unwrap_err().code, Code::Refused);
    assert_eq!(desk.ok("record_status", json!({}))["entries"], 0);
}

#[test]
fn a_press_opens_the_field_after_its_entry_is_on_disk() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let press = |action| desk.app.recorder().press_now(action);
    press(Action::Record);
    press(Action::Step);
    let status = wait_for(&desk, |s| s["entries"] == 1);
    let id = status["last"][0]["id"].clone();
    let heard = desk.ear.0.lock().unwrap().clone();
    let entry = heard.iter().position(|n| matches!(n, Notice::Entry { entry } if json!(entry.entry.id) == id));
    let field = heard.iter().position(|n| matches!(n, Notice::Field { target, .. } if json!(target.entry) == id));
    assert!(entry.is_some() && entry < field, "{entry:?} {field:?}");
}

#[test]
fn a_step_right_behind_the_record_key_has_its_picture() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    for action in [Action::Record, Action::Step, Action::Step, Action::Pause, Action::Step, Action::Pause, Action::Step]
    {
        desk.app.recorder().press_now(action);
    }
    let status = wait_for(&desk, |s| s["entries"] == 3);
    assert_eq!((status["shots"].as_u64(), status["phase"].as_str()), (Some(3), Some("recording")));
}

#[test]
fn a_secret_clipboard_is_skipped_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    *desk.stage.clip.lock().unwrap() = Some(Clip::Secret);
    let error = desk.call("log", json!({"kind": "snippet"})).unwrap_err();
    assert_eq!((error.code, error.message.as_str()), (Code::Refused, "Skipped: marked secret"));
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!((receipt["entries"].as_u64(), receipt["skipped"].as_array().map(Vec::len)), (Some(0), Some(1)));
}

#[test]
fn what_looks_like_a_credential_is_masked_on_disk_until_the_person_says_otherwise() {
    let dir = tempfile::tempdir().unwrap();
    let secret = ["4111", "1111", "1111", "1111"].join(" ");
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    desk.copy(&secret);
    let entry = desk.ok("log", json!({"kind": "snippet"}))["entry"].clone();
    assert_eq!(entry["masked"], true);
    assert!(!found_on_disk(dir.path(), &secret), "a card number reached the disk");
    let shown = desk.ok("reveal", json!({"entry": entry["id"]}))["entry"].clone();
    assert_eq!((shown["masked"].as_bool(), shown["snippet"]["text"].as_str()), (Some(false), Some(secret.as_str())));
    assert!(found_on_disk(dir.path(), &secret), "the check itself must find what is there");
}

fn found_on_disk(dir: &std::path::Path, text: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|item| {
        let path = item.unwrap().path();
        if path.is_dir() {
            found_on_disk(&path, text)
        } else {
            contains(&std::fs::read(&path).unwrap(), text.as_bytes())
        }
    })
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|w| w == needle)
}

#[test]
fn a_lost_picture_is_told_and_the_entry_stays() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    *desk.stage.broken.lock().unwrap() = true;
    let entry = desk.ok("log", json!({"kind": "step", "text": "kept"}))["entry"].clone();
    assert_eq!(entry["shot_failed"], "The screen is away");
    let status = desk.ok("record_status", json!({}));
    assert_eq!((status["trouble"]["what"].as_str(), status["failed"].as_u64()), (Some("The screen is away"), Some(1)));
    *desk.stage.broken.lock().unwrap() = false;
    desk.ok("log", json!({"kind": "step"}));
    assert!(desk.ok("record_status", json!({}))["trouble"].is_null());
}

#[test]
fn an_interrupted_session_goes_on_with_a_gap_and_one_unbroken_chain() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({"title": "Cut short"}));
    desk.clock.turn(5_000);
    desk.ok("log", json!({"kind": "step", "text": "before"}));
    drop(desk);
    let desk = Desk::open(dir.path());
    let open = desk.ok("interrupted", json!({}));
    let session = open[0]["session"]["id"].clone();
    let status = desk.ok("recover", json!({"session": session, "go_on": true}));
    assert_eq!((status["phase"].as_str(), status["entries"].as_u64()), (Some("recording"), Some(1)));
    desk.clock.turn(1_000);
    desk.ok("log", json!({"kind": "step", "text": "after"}));
    assert_eq!(desk.ok("interrupted", json!({})), json!([]));
    desk.ok("record_stop", json!({}));
    let view = desk.ok("session", json!({"session": session}));
    let kinds: Vec<_> = view["entries"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["step", "gap", "step"]);
    assert!(view["entries"][2]["elapsed_ms"].as_u64() >= Some(6_000), "the recording clock goes on");
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
}

#[test]
fn the_wall_clock_may_jump_and_the_order_stays() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    desk.ok("record_start", json!({}));
    desk.clock.turn(2_000);
    let moment = sopwright_core::port::Clock::now(desk.clock.as_ref());
    let earlier = sopwright_core::time::Moment { at: moment.at - chrono::Duration::hours(3), ..moment };
    desk.app.recorder().press(Press { action: Action::Shot, moment: earlier });
    wait_for(&desk, |s| s["entries"] == 1);
    desk.ok("log", json!({"kind": "note", "text": "later"}));
    let receipt = desk.ok("record_stop", json!({}));
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    let elapsed: Vec<_> = view["entries"].as_array().unwrap().iter().map(|e| e["elapsed_ms"].as_u64()).collect();
    assert_eq!(elapsed, [Some(2_000), Some(2_000)]);
    assert!(view["entries"][0]["at"].as_str() < view["entries"][1]["at"].as_str());
}
