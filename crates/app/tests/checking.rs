//! What the checks find through the commands, and that a fix is an edit like any other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use desk::Desk;
use serde_json::{Value, json};

fn drafted(desk: &Desk, steps: &[&str]) -> Value {
    desk.ok("record_start", json!({"title": "Monthly invoice run"}));
    for text in steps {
        desk.ok("log", json!({"kind": "step", "text": text}));
        desk.clock.turn(4_000);
    }
    let receipt = desk.ok("record_stop", json!({}));
    desk.ok("draft", json!({"session": receipt["session"]}))["id"].clone()
}

fn of<'a>(checked: &'a Value, rule: &str) -> Vec<&'a Value> {
    checked["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == rule).collect()
}

#[test]
fn a_draft_is_checked_and_what_blocks_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let id = drafted(&desk, &["Open the ledger", "Paste it and save the file"]);
    let checked = desk.ok("check", json!({"id": id}));
    let blocks = checked["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "blocks").count();
    assert!(blocks > 0);
    assert_eq!(checked["blocks"].as_u64(), Some(blocks as u64));
    assert_eq!(of(&checked, "two_actions").len(), 1);
}

#[test]
fn a_fix_is_an_edit_that_can_be_undone() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let id = drafted(&desk, &["Open the ledger", "Paste it into the sheet and save the file"]);
    let before = desk.ok("sop", json!({"id": id}))["document"].clone();
    let checked = desk.ok("check", json!({"id": id}));
    let fix = of(&checked, "two_actions")[0]["fix"].clone();
    let edited = desk.ok("edit", json!({"id": id, "operations": fix["operations"]}));
    let again = desk.ok("check", json!({"id": id}));
    assert_eq!((again["seq"].clone(), of(&again, "two_actions").len()), (edited["seq"].clone(), 0));
    desk.ok("undo", json!({"id": id}));
    assert_eq!(desk.ok("sop", json!({"id": id}))["document"], before);
}

#[test]
fn findings_can_be_limited_and_are_counted_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let id = drafted(&desk, &["The main menu", "The start page", "A second page"]);
    let all = desk.ok("check", json!({"id": id}));
    let few = desk.ok("check", json!({"id": id, "most": 1}));
    assert_eq!((of(&all, "no_verb").len(), of(&few, "no_verb").len()), (3, 1));
    assert_eq!(all["advice"], few["advice"]);
}

#[test]
fn an_owner_whom_the_settings_name_as_gone_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let id = drafted(&desk, &["Open the ledger"]);
    assert!(of(&desk.ok("check", json!({"id": id})), "owner_left").is_empty());
    let mut settings = desk.ok("settings", json!({}));
    settings["left"] = json!(["Ada"]);
    desk.ok("save_settings", settings);
    assert_eq!(of(&desk.ok("check", json!({"id": id})), "owner_left").len(), 1);
}

#[test]
fn every_check_is_listed() {
    let dir = tempfile::tempdir().unwrap();
    let rules = Desk::open(dir.path()).ok("rules", json!({}));
    assert!(rules.as_array().unwrap().iter().any(|r| r["key"] == "no_alt" && r["severity"] == "blocks"));
}
