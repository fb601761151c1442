//! Open questions over the whole library, their answers, and suggestions that are sketched before they are handed in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use desk::Desk;
use serde_json::{Value, json};
use sopwright_app::Code;

fn drafted(desk: &Desk, title: &str) -> Value {
    desk.ok("record_start", json!({"title": title}));
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

fn asked(desk: &Desk, sop: &Value, of: &str) -> Value {
    let open = desk.ok("open_questions", json!({"id": sop}))[0]["questions"].clone();
    let found = open.as_array().unwrap().iter().find(|each| each["question"]["target"].to_string().contains(of));
    found.unwrap_or_else(|| panic!("nobody asks about {of}: {open}"))["question"].clone()
}

fn due(desk: &Desk, sop: &Value, day: &str) {
    let mut question = document(desk, sop)["questions"][3].clone();
    question["due"] = json!(day);
    let item = json!({"list": "question", "value": question});
    desk.ok("edit", json!({"id": sop, "operations": [{"op": "set_item", "item": item}]}));
}

#[test]
fn the_sop_whose_question_is_due_first_comes_first() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let (late, soon, last) = (drafted(&desk, "Late"), drafted(&desk, "Soon"), drafted(&desk, "Last"));
    due(&desk, &late, "2027-03-01");
    due(&desk, &soon, "2027-02-01");
    let all = desk.ok("open_questions", json!({}));
    assert_eq!([&all[0]["id"], &all[1]["id"], &all[2]["id"]], [&soon, &late, &last]);
    assert_eq!(all[0]["questions"][0]["question"]["due"], "2027-02-01");
}

#[test]
fn an_answer_is_one_edit_that_undo_takes_back() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk, "Invoices");
    let before = document(&desk, &sop);
    let question = asked(&desk, &sop, "policy");
    let request = json!({"id": sop, "question": question["id"], "text": "Four eyes.", "faq": true});
    let edited = desk.ok("answer", request.clone());
    let after = document(&desk, &sop);
    assert_eq!((edited["seq"].as_u64(), after["sections"]["policy"].as_str()), (Some(1), Some("Four eyes.")));
    assert_eq!(after["faq"][0]["answer"], "Four eyes.");
    assert_eq!(desk.call("answer", request).unwrap_err().code, Code::Refused);
    desk.ok("undo", json!({"id": sop}));
    assert_eq!(document(&desk, &sop), before);
}

#[test]
fn an_answer_that_cannot_be_read_says_how_to_write_it() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk, "Invoices");
    let question = asked(&desk, &sop, "effective");
    let error = desk.call("answer", json!({"id": sop, "question": question["id"], "text": "soon"})).unwrap_err();
    assert_eq!((error.code, error.hint.contains("2027-01-31")), (Code::Refused, true));
    assert_eq!(
        document(&desk, &sop)["questions"].as_array().unwrap().iter().filter(|q| !q["answer"].is_null()).count(),
        0
    );
}

#[test]
fn the_last_answer_takes_what_blocks_approval_away() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk, "Invoices");
    let blocks = |desk: &Desk| {
        let checked = desk.ok("check", json!({"id": sop}));
        checked["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["rule"] == "open_question" && f["severity"] == "blocks")
    };
    assert!(blocks(&desk));
    while let Some(open) = desk.ok("open_questions", json!({"id": sop})).get(0).cloned() {
        let id = open["questions"][0]["question"]["id"].clone();
        let place = json!({"place": "kept"});
        desk.ok("answer", json!({"id": sop, "question": id, "text": "So it is.", "place": place}));
    }
    assert!(!blocks(&desk));
}

#[test]
fn a_sketch_changes_nothing_until_it_is_suggested_and_accepted() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sop = drafted(&desk, "Invoices");
    let before = document(&desk, &sop);
    let steps = &before["phases"][0]["steps"];
    let mut sketch = json!({"id": sop, "base": 0, "operations": []});
    let mut on = |next: Value| {
        let more = desk.ok("sketch", json!({"sketch": sketch, "next": next}));
        let all = sketch["operations"].as_array_mut().unwrap();
        all.extend(more["operations"].as_array().unwrap().clone());
        (sketch.clone(), more["changes"].clone())
    };
    let set = |text: &str| json!({"op": "set_step_text", "step": steps[0]["id"], "field": "action", "text": text});
    let (_, changes) = on(json!({"step": "edit", "operations": [set("Open the book")]}));
    assert_eq!(changes[0]["step"]["action"], "Open the book");
    on(json!({"step": "edit", "operations": [set("Open the big book")]}));
    let wish = json!({"wish": "remove_steps", "steps": [steps[1]["id"]]});
    let (sketch, _) = on(json!({"step": "rewrite", "wish": wish}));
    let back = desk.ok("sketch", json!({"sketch": sketch, "next": {"step": "back", "operations": 2}}));
    assert_eq!(back["changes"].to_string().matches("Open the book").count(), 1, "{back}");
    assert_eq!(document(&desk, &sop), before);

    let sketched = desk.ok("sketched", sketch.clone());
    assert_eq!(sketched["operations"].as_array().unwrap().len(), 2, "one for each text: {sketched}");
    assert_eq!(desk.ok("sketched_sop", sketch)["phases"][0]["steps"].as_array().unwrap().len(), 1);
    let handed =
        json!({"id": sop, "title": "Shorter", "author": "Bo", "operations": sketched["operations"], "base": 0});
    let suggestion = desk.ok("suggest", handed);
    assert_eq!(document(&desk, &sop), before);
    desk.ok("accept", json!({"suggestion": suggestion["id"]}));
    assert_eq!(document(&desk, &sop)["phases"][0]["steps"][0]["action"], "Open the big book");
}
