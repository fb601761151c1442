//! `sopwright check` as scripts use it: its exit code says whether something blocks the approval of an SOP.

use std::path::Path;

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use sopwright_tests::{Check, line, parts};

fn call(app: &App, name: &str, request: Value) -> Value {
    commands::dispatch(app, name, request).check(name)
}

/// A library with one draft; gives its identity.
fn drafted(library: &Path) -> Value {
    let app = App::open(library, parts()).check("a new library");
    call(&app, "record_start", json!({ "title": "Invoices" }));
    for text in ["Open the ledger", "Paste the number and save the sheet"] {
        call(&app, "log", json!({ "kind": "step", "text": text }));
    }
    let session = call(&app, "record_stop", json!({}))["session"].clone();
    call(&app, "draft", json!({ "session": session }))["id"].clone()
}

/// Fills in and answers all that blocks.
fn finish(library: &Path, id: &Value) {
    let app = App::open(library, parts()).check("the library");
    let document = call(&app, "sop", json!({ "id": id }))["document"].clone();
    let mut meta = document["meta"].clone();
    meta["owner"]["name"] = json!("Ada");
    meta["audience"] = json!("Clerks");
    meta["effective"] = json!("2030-01-01");
    let faq = json!({ "id": "018f0000-0000-7000-8000-000000000001", "question": "May I wait?", "answer": "No." });
    let mut operations = vec![
        json!({ "op": "set_meta", "meta": meta }),
        json!({ "op": "set_section", "section": "policy", "text": "Two people see every payment." }),
        json!({ "op": "set_section", "section": "help", "text": "Ask Ada." }),
        json!({ "op": "insert_item", "at": 0, "item": { "list": "faq", "value": faq } }),
    ];
    for question in document["questions"].as_array().into_iter().flatten() {
        operations.push(json!({ "op": "remove_item", "list": "question", "id": question["id"] }));
    }
    call(&app, "edit", json!({ "id": id, "operations": operations }));
}

#[test]
fn the_exit_code_says_whether_something_blocks() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    let id = drafted(&library);

    let answer = line(&library, &["check", "SOP-001", "--json"]);
    assert_eq!(answer.code, Some(4), "{answer:?}");
    let checked: Value = serde_json::from_str(&answer.out).check("one JSON document");
    assert!(checked["blocks"].as_u64() > Some(0), "{checked}");
    let words = line(&library, &["check", "SOP-001"]);
    assert!(words.out.starts_with("Blocks approval (") && words.out.contains("\nAdvice ("), "{words:?}");
    assert!(words.out.contains("  6.1.2        This step asks for two actions"), "{words:?}");
    assert!(words.err.contains("approval"), "{words:?}");

    finish(&library, &id);
    let answer = line(&library, &["check", "SOP-001"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{answer:?}");
    assert!(answer.out.starts_with("Advice ("), "{answer:?}");

    let missing = line(&library, &["check", "SOP-777"]);
    assert_eq!(missing.code, Some(3), "{missing:?}");
}
