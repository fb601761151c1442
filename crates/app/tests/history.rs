//! Revisions that are kept, compared and restored, suggestions that are decided, and what the journal tells of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use desk::Desk;
use serde_json::{Value, json};
use sopwright_app::{Code, Notice};

fn drafted(desk: &Desk) -> Value {
    desk.ok("record_start", json!({"title": "Monthly invoice run"}));
    for text in ["Open the ledger", "Press Save"] {
        desk.ok("log", json!({"kind": "step", "text": text}));
        desk.clock.turn(4_000);
    }
    let receipt = desk.ok("record_stop", json!({}));
    desk.ok("draft", json!({"session": receipt["session"]}))["id"].clone()
}

fn document(desk: &Desk, sop: &Value) -> Value {
    desk.ok("sop", json!({"id": sop}))["document"].clone()
}

fn step(desk: &Desk, sop: &Value, nth: usize) -> Value {
    document(desk, sop)["phases"][0]["steps"][nth].clone()
}

fn action(step: &Value, text: &str) -> Value {
    json!({"op": "set_step_text", "step": step["id"], "field": "action", "text": text})
}

fn rename(desk: &Desk, sop: &Value, text: &str) {
    let operation = action(&step(desk, sop, 0), text);
    desk.ok("edit", json!({"id": sop, "operations": [operation]}));
}

fn suggest(desk: &Desk, sop: &Value, operations: Value) -> Value {
    let request =
        json!({"id": sop, "title": "Shorter", "author": "Bo", "reason": "Too long", "operations": operations});
    desk.ok("suggest", request)
}

/// The document without its history of changes, which only grows.
fn content(desk: &Desk, sop: &Value) -> Value {
    let mut document = document(desk, sop);
    document["history"] = Value::Null;
    document
}

#[test]
fn a_revision_is_kept_with_a_name_and_a_row_in_the_history() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    rename(&desk, &sop, "Open the big ledger");
    let kept = desk.ok("keep_revision", json!({"id": sop, "name": " For finance ", "note": "Said *which* ledger."}));
    assert_eq!(kept["number"], "0.2");
    let row = document(&desk, &sop)["history"][0].clone();
    assert_eq!((row["revision"].as_str(), row["change"].as_str()), (Some("0.2"), Some("Said \\*which\\* ledger.")));
    let listed = desk.ok("revisions", json!({"id": sop}));
    assert_eq!(
        (listed[0]["name"].as_str(), listed[0]["note"].as_str()),
        (Some("For finance"), Some("Said *which* ledger."))
    );
    let view = desk.ok("revision", json!({"id": sop, "number": "0.2"}));
    assert_eq!(view["document"], document(&desk, &sop));
}

#[test]
fn a_revision_in_which_nothing_changed_is_not_kept() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    assert_eq!(desk.call("keep_revision", json!({"id": sop})).unwrap_err().code, Code::Refused);
    rename(&desk, &sop, "Open it");
    desk.ok("keep_revision", json!({"id": sop}));
    assert_eq!(desk.call("keep_revision", json!({"id": sop})).unwrap_err().code, Code::Refused);
}

#[test]
fn any_two_states_are_compared() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    rename(&desk, &sop, "Open the big ledger");
    let told = |from: &str, to: &str| desk.ok("compare", json!({"id": sop, "from": from, "to": to}));
    let pieces = told("0.1", "now")["parts"][0]["parts"][0]["fields"][0]["pieces"].clone();
    assert_eq!((pieces[1]["side"].as_str(), pieces[1]["text"].as_str()), (Some("added"), Some("big ")));
    assert_eq!(told("now", "0.1")["parts"][0]["parts"][0]["fields"][0]["pieces"][1]["side"], "removed");
    assert_eq!(told("0.1", "0.1")["parts"], json!([]));
    let missing = desk.call("compare", json!({"id": sop, "from": "0.9", "to": "now"})).unwrap_err();
    assert_eq!(missing.code, Code::NotFound);
}

#[test]
fn an_old_revision_comes_back_as_a_new_one_that_can_be_undone() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let old = content(&desk, &sop);
    rename(&desk, &sop, "Open the big ledger");
    let gone = step(&desk, &sop, 1);
    desk.ok("edit", json!({"id": sop, "operations": [{"op": "remove_step", "step": gone["id"]}]}));
    let before = content(&desk, &sop);

    let kept = desk.ok("restore", json!({"id": sop, "number": "0.1"}));
    assert_eq!((kept["number"].as_str(), content(&desk, &sop)), (Some("0.3"), old.clone()));
    // What was not kept yet was kept first.
    let listed = desk.ok("revisions", json!({"id": sop}));
    assert_eq!(listed[1]["name"], "Before 0.1 was restored");
    let rows = document(&desk, &sop)["history"].clone();
    let numbers: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["revision"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["0.3", "0.2", "0.1"]);

    desk.ok("undo", json!({"id": sop}));
    assert_eq!(content(&desk, &sop), before);
    desk.ok("redo", json!({"id": sop}));
    assert_eq!(content(&desk, &sop), old);
    assert_eq!(desk.call("restore", json!({"id": sop, "number": "0.1"})).unwrap_err().code, Code::Refused);
}

#[test]
fn a_suggestion_waits_and_is_accepted_as_one_edit() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let before = document(&desk, &sop);
    let (first, second) = (step(&desk, &sop, 0), step(&desk, &sop, 1));
    let waiting = suggest(&desk, &sop, json!([action(&first, "Open it"), action(&second, "Save it")]));
    assert_eq!((document(&desk, &sop), waiting["state"].as_str()), (before.clone(), Some("waiting")));
    assert_eq!(waiting["readings"][0]["step"], first["id"]);

    let one = desk.ok("accept", json!({"suggestion": waiting["id"], "which": [1]}));
    assert_eq!(
        (one["suggestion"]["state"].as_str(), step(&desk, &sop, 1)["action"].as_str()),
        (Some("waiting"), Some("Save it"))
    );
    let rest = desk.ok("accept", json!({"suggestion": waiting["id"]}));
    assert_eq!(rest["suggestion"]["state"], "accepted");
    assert_eq!(desk.call("accept", json!({"suggestion": waiting["id"]})).unwrap_err().code, Code::Refused);
    let notices = desk.ear.0.lock().unwrap();
    assert_eq!(notices.iter().filter(|n| matches!(n, Notice::Suggestions { .. })).count(), 3);
    drop(notices);
    for _ in 0..2 {
        desk.ok("undo", json!({"id": sop}));
    }
    assert_eq!(document(&desk, &sop), before);
}

#[test]
fn a_rejected_suggestion_stays_on_record_with_who_and_when() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let waiting = suggest(&desk, &sop, json!([action(&step(&desk, &sop, 0), "Open it")]));
    desk.clock.turn(60_000);
    let decided = desk.ok("reject", json!({"suggestion": waiting["id"]}));
    assert_eq!((decided["suggestion"]["state"].as_str(), &decided["edited"]), (Some("rejected"), &Value::Null));
    drop(desk);
    let desk = Desk::open(dir.path());
    let listed = desk.ok("suggestions", json!({"id": sop}));
    let verdict = &listed[0]["readings"][0]["verdict"];
    assert_eq!(verdict["accepted"], false);
    assert!(verdict["who"].as_str().is_some_and(|who| !who.is_empty()), "{verdict}");
    assert_eq!(listed[0]["readings"][0]["comparison"]["count"]["changed"], 1);
}

#[test]
fn a_suggestion_for_an_older_state_is_read_against_the_one_of_now() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let seq = desk.ok("sop", json!({"id": sop}))["seq"].clone();
    let gone = step(&desk, &sop, 1);
    rename(&desk, &sop, "Open the big ledger");
    desk.ok("edit", json!({"id": sop, "operations": [{"op": "remove_step", "step": gone["id"]}]}));
    let operations = [action(&step(&desk, &sop, 0), "Open it"), action(&gone, "Save it")];
    let request = json!({"id": sop, "title": "Late", "author": "Bo", "operations": operations, "base": seq});
    let late = desk.ok("suggest", request);
    let readings = &late["readings"];
    assert_eq!((&readings[0]["fits"], &readings[0]["outdated"]), (&json!(true), &json!(true)));
    assert_eq!(readings[1]["fits"], false);
    assert_eq!(desk.call("accept", json!({"suggestion": late["id"], "which": [1]})).unwrap_err().code, Code::Refused);
    let all = desk.ok("accept", json!({"suggestion": late["id"]}));
    assert_eq!(all["suggestion"]["state"], "waiting", "what does not fit waits for somebody to reject it");
    let rest = desk.ok("reject", json!({"suggestion": late["id"]}));
    assert_eq!(rest["suggestion"]["state"], "partly");
}

#[test]
fn an_impossible_suggestion_is_refused_and_not_kept() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    let nowhere = json!({"id": "00000000-0000-0000-0000-00000000dead"});
    let request =
        |title: &str, operations: Value| json!({"id": sop, "title": title, "author": "Bo", "operations": operations});
    for bad in [
        request("x", json!([action(&nowhere, "x")])),
        request("x", json!([])),
        request(" ", json!([action(&nowhere, "x")])),
    ] {
        assert!(desk.call("suggest", bad).is_err());
    }
    assert_eq!(desk.ok("suggestions", json!({"id": sop})), json!([]));
}

#[test]
fn a_text_tells_who_it_comes_from_after_a_restart_too() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk);
    rename(&desk, &sop, "Open the big ledger");
    let waiting = suggest(&desk, &sop, json!([action(&step(&desk, &sop, 0), "Open it")]));
    desk.ok("accept", json!({"suggestion": waiting["id"]}));
    drop(desk);
    let desk = Desk::open(dir.path());
    let of = json!({"on": "part", "part": step(&desk, &sop, 0)["id"]});
    let stories = desk.ok("provenance", json!({"id": sop, "of": of}));
    let deeds = stories[0]["deeds"].as_array().unwrap();
    let told: Vec<&str> = deeds.iter().map(|deed| deed["what"].as_str().unwrap()).collect();
    assert_eq!(
        (stories[0]["field"].as_str(), told.as_slice()),
        (Some("action"), ["recorded", "written", "suggested"].as_slice())
    );
    assert_eq!(deeds[2]["author"], "Bo");
}
