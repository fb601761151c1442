//! From a session to a draft, its edits, undo over a restart, and what goes out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use desk::Desk;
use serde_json::{Value, json};
use sopwright_app::Code;

fn drafted(desk: &Desk) -> Value {
    desk.ok("record_start", json!({"title": "Monthly invoice run"}));
    for text in ["Open the ledger", "Press Save"] {
        desk.ok("log", json!({"kind": "step", "text": text}));
        desk.clock.turn(4_000);
    }
    let receipt = desk.ok("record_stop", json!({}));
    desk.ok("draft", json!({"session": receipt["session"]}))
}

fn document(desk: &Desk, sop: &Value) -> Value {
    desk.ok("sop", json!({"id": sop["id"]}))["document"].clone()
}

fn rename(desk: &Desk, sop: &Value, text: &str) -> Value {
    let step = document(desk, sop)["phases"][0]["steps"][0]["id"].clone();
    let operation = json!({"op": "set_step_text", "step": step, "field": "action", "text": text});
    desk.ok("edit", json!({"id": sop["id"], "operations": [operation]}))
}

#[test]
fn a_draft_is_revision_0_1_with_the_next_number() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let (first, second) = (drafted(&desk), drafted(&desk));
    assert_eq!((first["number"].as_str(), second["number"].as_str()), (Some("SOP-001"), Some("SOP-002")));
    assert_eq!((first["revision"].as_str(), first["steps"].as_u64()), (Some("0.1"), Some(2)));
}

#[test]
fn an_open_session_is_not_drafted() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let status = desk.ok("record_start", json!({}));
    let error = desk.call("draft", json!({"session": status["session"]})).unwrap_err();
    assert_eq!(error.code, Code::Refused);
}

#[test]
fn an_edit_answers_with_what_changed_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let edited = rename(&desk, &sop, "Open the big ledger");
    let changes = edited["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0]["change"].as_str(), changes[0]["step"]["action"].as_str()),
        (Some("step"), Some("Open the big ledger"))
    );
}

#[test]
fn edits_undo_and_redo_survive_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let before = document(&desk, &sop);
    rename(&desk, &sop, "One");
    rename(&desk, &sop, "Two");
    desk.ok("undo", json!({"id": sop["id"]}));
    let between = document(&desk, &sop);
    // First as after a crash, with the journal alone; then in good order, with a snapshot.
    drop(desk);
    for in_order in [false, true] {
        let desk = Desk::open(dir.path());
        assert_eq!(document(&desk, &sop), between);
        desk.ok("redo", json!({"id": sop["id"]}));
        assert_eq!(document(&desk, &sop)["phases"][0]["steps"][0]["action"], "Two");
        for _ in 0..2 {
            desk.ok("undo", json!({"id": sop["id"]}));
        }
        assert_eq!(document(&desk, &sop), before);
        assert_eq!(desk.call("undo", json!({"id": sop["id"]})).unwrap_err().code, Code::Refused);
        desk.ok("redo", json!({"id": sop["id"]}));
        assert_eq!(document(&desk, &sop), between);
        if in_order {
            desk.app.settle();
        }
    }
}

#[test]
fn what_goes_on_with_the_edit_before_is_undone_with_it_also_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let purpose = |desk: &Desk| document(desk, &sop)["sections"]["purpose"].clone();
    let before = purpose(&desk);
    let typed = |desk: &Desk, text: &str, joins: Option<u64>| {
        let operation = json!({"op": "set_section", "section": "purpose", "text": text});
        let edited = desk.ok("edit", json!({"id": sop["id"], "operations": [operation], "joins": joins}));
        edited["seq"].as_u64()
    };
    let first = typed(&desk, "O", None);
    let second = typed(&desk, "On", first);
    typed(&desk, "One", second);
    // Not the last edit any more: it stands for itself.
    let other = typed(&desk, "One two", second);
    typed(&desk, "One two three", other);
    drop(desk);
    let desk = Desk::open(dir.path());
    desk.ok("undo", json!({"id": sop["id"]}));
    assert_eq!(purpose(&desk), "One");
    let undone = desk.ok("undo", json!({"id": sop["id"]}));
    assert_eq!(purpose(&desk), before);
    // What was undone is nothing to go on with.
    desk.ok("redo", json!({"id": sop["id"]}));
    assert_eq!(purpose(&desk), "One");
    desk.ok("undo", json!({"id": sop["id"]}));
    typed(&desk, "New", undone["seq"].as_u64().map(|seq| seq + 2));
    desk.ok("undo", json!({"id": sop["id"]}));
    assert_eq!(purpose(&desk), before);
}

#[test]
fn a_change_that_does_not_fit_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let before = document(&desk, &sop);
    let good = json!({"op": "set_section", "section": "purpose", "text": "x"});
    let bad = json!({"op": "remove_step", "step": "00000000-0000-0000-0000-000000000000"});
    let error = desk.call("edit", json!({"id": sop["id"], "operations": [good, bad]})).unwrap_err();
    assert_eq!(error.code, Code::Stale);
    assert_eq!(document(&desk, &sop), before);
}

#[test]
fn what_goes_out_is_a_revision_and_the_same_again_is_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let export = |revision: Value| {
        let folder = out.path().to_str().unwrap();
        let done =
            desk.ok("export", json!({"id": sop["id"], "format": "markdown", "out": folder, "revision": revision}));
        (done["revision"].as_str().unwrap().to_owned(), std::fs::read(done["main"].as_str().unwrap()).unwrap())
    };
    let first = export(Value::Null);
    assert_eq!(first.0, "0.1");
    rename(&desk, &sop, "Open the big ledger");
    desk.clock.turn(60_000);
    let second = export(Value::Null);
    assert_eq!(second.0, "0.2");
    assert!(String::from_utf8_lossy(&second.1).contains("Open the big ledger"));
    desk.clock.turn(86_400_000);
    assert_eq!(export(Value::Null), second, "nothing changed, so no new revision");
    assert_eq!(export(json!("0.1")), first);
    assert_eq!(desk.ok("revisions", json!({"id": sop["id"]})).as_array().unwrap().len(), 2);
}

#[test]
fn an_export_that_cannot_be_written_says_so_and_leaves_no_half_file() {
    let dir = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let file = out.path().join("taken");
    std::fs::write(&file, "").unwrap();
    let request = json!({"id": sop["id"], "format": "markdown", "out": file.join("sub").to_str()});
    let error = desk.call("export", request).unwrap_err();
    assert_eq!(error.code, Code::Failed);
    assert!(error.message.contains("taken") && !error.hint.is_empty(), "{error}");
    let relative = desk.call("export", json!({"id": sop["id"], "format": "markdown", "out": "here"})).unwrap_err();
    assert_eq!(relative.code, Code::BadRequest);
}

#[test]
fn search_finds_steps_as_they_are_now() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    rename(&desk, &sop, "Open the cashbook");
    let steps = |words: &str| {
        let hits = desk.ok("search", json!({"words": words}));
        hits.as_array().unwrap().iter().filter(|h| h["kind"] == "step").count()
    };
    assert_eq!((steps("cashbook"), steps("ledger")), (1, 0));
}

#[test]
fn a_request_that_does_not_fit_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    assert_eq!(desk.call("nothing_like_it", json!({})).unwrap_err().code, Code::BadRequest);
    assert_eq!(desk.call("sop", json!({"id": 7})).unwrap_err().code, Code::BadRequest);
    let unknown = json!({"id": "00000000-0000-0000-0000-000000000000"});
    assert_eq!(desk.call("sop", unknown).unwrap_err().code, Code::NotFound);
}

#[test]
fn a_wish_is_one_edit_and_one_undo() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let before = document(&desk, &sop);
    let steps: Vec<Value> = before["phases"].as_array().unwrap().iter().flat_map(ids_of_steps).collect();
    let wish = |wish: Value| desk.call("rewrite", json!({"id": sop["id"], "wish": wish}));
    let edited = wish(json!({"wish": "merge_steps", "steps": steps})).unwrap();
    assert_eq!(edited["seq"], 1);
    let merged = document(&desk, &sop);
    assert_eq!(merged["phases"][0]["steps"][0]["action"], "Open the ledger. Press Save");
    let hits = desk.ok("search", json!({"words": "ledger"}));
    assert_eq!(hits.as_array().unwrap().iter().filter(|h| h["kind"] == "step").count(), 1);
    desk.ok("undo", json!({"id": sop["id"]}));
    assert_eq!(document(&desk, &sop), before);

    let refused = wish(json!({"wish": "merge_steps", "steps": [steps[0]]})).unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), (Code::Refused, "It takes two steps or more to do this"));
    let gone = "00000000-0000-0000-0000-000000000000";
    assert_eq!(wish(json!({"wish": "remove_steps", "steps": [gone]})).unwrap_err().code, Code::Stale);
    let find = json!({"words": "LEDGER", "any_case": true, "whole": true});
    let count = || desk.ok("occurrences", json!({"id": sop["id"], "find": find, "reach": "everything"}));
    let stands = document(&desk, &sop).to_string().to_lowercase().matches("ledger").count();
    assert!(stands > 0);
    assert_eq!(count()["places"], stands);
    wish(json!({"wish": "hide_words", "find": find})).unwrap();
    assert_eq!(count(), json!({"places": 0, "texts": 0}));
}

fn ids_of_steps(phase: &Value) -> Vec<Value> {
    phase["steps"].as_array().unwrap().iter().map(|step| step["id"].clone()).collect()
}

#[test]
fn an_entry_that_was_taken_out_is_listed_and_put_back_by_one_undoable_edit() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let id = &sop["id"];
    let lost = || {
        let homes = desk.ok("homes", json!({"id": id}));
        let lost = homes.as_array().unwrap().iter().filter(|home| home["found"]["at"] == "nowhere");
        lost.map(|home| home["entry"].clone()).collect::<Vec<_>>()
    };
    assert!(lost().is_empty());
    let phase = document(&desk, &sop)["phases"][0].clone();
    let step = &phase["steps"][1];
    desk.ok("edit", json!({"id": id, "operations": [{"op": "remove_step", "step": step["id"]}]}));
    assert_eq!(lost(), [step["sources"][0].clone()]);

    let spot = json!({"spot": "gap", "phase": phase["id"], "at": 0});
    desk.ok("use_entry", json!({"id": id, "entry": lost()[0], "spot": spot}));
    let put = &document(&desk, &sop)["phases"][0]["steps"][0];
    assert_eq!((&put["action"], &put["sources"], &put["id"]), (&step["action"], &step["sources"], &step["id"]));
    assert!(lost().is_empty());
    desk.ok("undo", json!({"id": id}));
    assert_eq!(lost().len(), 1);

    let elsewhere = desk.call("use_entry", json!({"id": id, "entry": phase["id"], "spot": spot})).unwrap_err();
    assert_eq!(elsewhere.code, Code::NotFound);
}
