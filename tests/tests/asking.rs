//! Questions and suggestions as scripts use them.

use std::path::Path;

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use sopwright_tests::{Check, line, parts};

fn call(app: &App, name: &str, request: Value) -> Value {
    commands::dispatch(app, name, request).check(name)
}

/// A library with one draft.
fn drafted(library: &Path) {
    let app = App::open(library, parts()).check("a new library");
    call(&app, "record_start", json!({ "title": "Invoices" }));
    for text in ["Open the ledger", "Save the sheet"] {
        call(&app, "log", json!({ "kind": "step", "text": text }));
    }
    let session = call(&app, "record_stop", json!({}))["session"].clone();
    call(&app, "draft", json!({ "session": session }));
}

fn told(library: &Path, words: &[&str]) -> Value {
    let answer = line(library, words);
    assert_eq!(answer.code, Some(0), "{words:?}: {answer:?}");
    serde_json::from_str(&answer.out).check("one JSON document")
}

fn question_about(library: &Path, what: &str) -> String {
    let all = told(library, &["questions", "SOP-001", "--json"]);
    let open = all[0]["questions"].as_array().cloned().unwrap_or_default();
    let found = open.iter().find(|each| each["question"]["target"].to_string().contains(what));
    let id = found.and_then(|each| each["question"]["id"].as_str());
    id.unwrap_or_default().to_owned()
}

#[test]
fn a_question_is_answered_from_a_terminal() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    drafted(&library);
    let words = line(&library, &["questions"]);
    assert!(words.out.starts_with("SOP-001 Invoices\n  "), "{words:?}");
    assert!(words.out.contains("From which day does this SOP hold? [into field"), "{words:?}");

    let effective = question_about(&library, "effective");
    let answer = line(&library, &["answer", "SOP-001", &effective, "soon"]);
    assert_eq!(answer.code, Some(4), "{answer:?}");
    assert!(answer.err.contains("2027-01-31"), "{answer:?}");
    told(&library, &["answer", "SOP-001", &effective, "31 January 2027", "--json"]);
    let policy = question_about(&library, "policy");
    let wrong = line(&library, &["answer", "SOP-001", &policy, "Four", "eyes.", "--in", "moon"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    let answer = line(&library, &["answer", "SOP-001", &policy, "Four", "eyes.", "--faq"]);
    assert_eq!((answer.code, answer.out.trim()), (Some(0), "Answered"), "{answer:?}");

    let document = told(&library, &["show", "SOP-001", "--json"]);
    assert_eq!(document["meta"]["effective"], "2027-01-31");
    assert_eq!(document["sections"]["policy"], "Four eyes.");
    assert_eq!(document["faq"][0]["answer"], "Four eyes.");
    let again = line(&library, &["answer", "SOP-001", &policy, "Two eyes."]);
    assert_eq!(again.code, Some(3), "{again:?}");
}

#[test]
fn a_question_is_asked_from_a_terminal() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    drafted(&library);
    let words = ["ask", "SOP-001", "Who", "signs *it*?", "--step", "1.2", "--to", "Anna", "--due", "2027-01-31"];
    let asked = told(&library, &[&words[..], &["--json"]].concat());
    assert_eq!((&asked["about"]["number"], &asked["about"]["action"]), (&json!("1.2"), &json!("Save the sheet")));
    let whole = line(&library, &["ask", "SOP-001", "Is it needed at all?"]);
    assert!(whole.code == Some(0) && whole.out.starts_with("Is it needed at all?"), "{whole:?}");

    // Due first, so it is the first of them.
    let open = told(&library, &["questions", "SOP-001", "--json"])[0]["questions"][0].clone();
    assert_eq!(open["question"], asked["question"]);
    assert_eq!((&open["question"]["to"]["name"], &open["question"]["due"]), (&json!("Anna"), &json!("2027-01-31")));
    let id = open["question"]["id"].as_str().expect("an id");
    told(&library, &["answer", "SOP-001", id, "Anna does", "--json"]);
    let document = told(&library, &["show", "SOP-001", "--json"]);
    assert_eq!(document["phases"][0]["steps"][1]["details"], "Anna does");
    let asked = document["questions"].as_array().expect("questions").iter().find(|each| each["id"] == id).cloned();
    assert_eq!(asked.expect("the question")["question"], "Who signs \\*it\\*?", "nothing in it is markup");

    for (words, code) in [
        (&["ask", "SOP-001", "Who?", "--step", "9.9"][..], 3),
        (&["ask", "SOP-002", "Who?"], 3),
        (&["ask", "SOP-001", " "], 2),
        (&["ask", "SOP-001", "Who?", "--due", "soon"], 2),
    ] {
        let refused = line(&library, words);
        assert_eq!(refused.code, Some(code), "{words:?}: {refused:?}");
    }
}

#[test]
fn a_suggestion_is_read_and_decided_from_a_terminal() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    drafted(&library);
    let document = told(&library, &["show", "SOP-001", "--json"]);
    let step = &document["phases"][0]["steps"][0];
    let operations = json!([
        { "op": "set_step_text", "step": step["id"], "field": "action", "text": "Open the big ledger" },
        { "op": "set_section", "section": "policy", "text": "Four eyes." },
        { "op": "set_section", "section": "help", "text": "Ask Bo." },
    ]);
    let file = home.path().join("operations.json");
    std::fs::write(&file, operations.to_string()).check("a file");
    let path = file.to_string_lossy().into_owned();
    let suggestion =
        told(&library, &["suggest", "SOP-001", "--file", &path, "--title", "Clearer", "--author", "Bo", "--json"]);
    let id = suggestion["id"].as_str().unwrap_or_default().to_owned();

    let words = line(&library, &["suggestions", "SOP-001"]);
    assert!(words.out.contains("Clearer [waiting]"), "{words:?}");
    assert!(words.out.contains("{+big +}"), "{words:?}");
    let decided = told(&library, &["suggestion", "reject", &id, "--only", "2", "--json"]);
    assert_eq!(decided["suggestion"]["readings"][1]["verdict"]["accepted"], false);
    let decided = line(&library, &["suggestion", "accept", &id]);
    assert_eq!(decided.out.trim(), "Clearer: 2 accepted, 1 rejected, 0 waiting", "{decided:?}");
    let document = told(&library, &["show", "SOP-001", "--json"]);
    assert_eq!(document["phases"][0]["steps"][0]["action"], "Open the big ledger");
    assert_eq!((&document["sections"]["policy"], &document["sections"]["help"]), (&json!(""), &json!("Ask Bo.")));

    assert_eq!(line(&library, &["suggestion", "accept", &id]).code, Some(4), "decided already");
    assert_eq!(line(&library, &["suggestion", "reject", "ffff"]).code, Some(3), "there is none");
    assert_eq!(line(&library, &["suggestion", "reject", &id, "--only", "0"]).code, Some(2), "counted from 1");
}
