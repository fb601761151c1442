//! `sopwright templates` and `sopwright template` as scripts use them.

use std::path::Path;

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use sopwright_tests::{Check, line, parts};

/// A library with one recording; gives its identity.
fn recorded(library: &Path) -> String {
    let app = App::open(library, parts()).check("a new library");
    let call = |name: &str, request: Value| commands::dispatch(&app, name, request).check(name);
    call("record_start", json!({ "title": "Invoices" }));
    call("log", json!({ "kind": "step", "text": "Open the ledger" }));
    call("record_stop", json!({}))["session"].as_str().expect("a session").to_owned()
}

fn json_of(library: &Path, words: &[&str]) -> Value {
    let answer = line(library, words);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    serde_json::from_str(&answer.out).check("one JSON document")
}

#[test]
fn a_template_is_saved_chosen_given_and_removed() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    let session = recorded(&library);
    let listed = line(&library, &["templates"]);
    assert!(listed.out.contains("Standard (for new drafts; built in)"), "{listed:?}");

    let mut house = json_of(&library, &["template", "show", "standard", "--json"]);
    house["id"] = json!("01990000-0000-7000-8000-000000000077");
    house["name"] = json!("House");
    house["series"] = json!("H-{n}");
    house["standing"]["policy"] = json!("Two people sign.");
    let file = home.path().join("house.json");
    let path = file.to_str().expect("a path");
    std::fs::write(&file, house.to_string()).check("the file");
    assert_eq!(line(&library, &["template", "save", path]).out.trim(), "Saved the template House");

    let drafted = json_of(&library, &["draft", &session, "--template", "house", "--json"]);
    assert_eq!(drafted["number"], "H-001");
    let would = line(&library, &["template", "apply", "H-001", "Work instruction", "--dry-run"]);
    assert!(would.out.starts_with("This would change:") && would.out.contains("Procedure has number 3 instead of 6"));
    assert_eq!(json_of(&library, &["show", "H-001", "--json"])["template"]["name"], "House");
    let change = json_of(&library, &["template", "apply", "H-001", "Work instruction", "--json"]);
    assert_eq!(change["operations"][0]["op"], "set_template");
    let show = line(&library, &["show", "H-001"]);
    assert!(show.out.contains("  3.1.1 Open the ledger"), "{show:?}");
    let same = line(&library, &["template", "apply", "H-001", "Work instruction"]);
    assert_eq!(same.code, Some(4), "{same:?}");

    assert_eq!(line(&library, &["template", "remove", "House"]).out.trim(), "Removed");
    assert_eq!(line(&library, &["draft", &session, "--template", "House"]).code, Some(3));
}

#[test]
fn what_is_no_template_or_cannot_be_read_on_white_is_refused() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    recorded(&library);
    let file = home.path().join("bad.json");
    let path = file.to_str().expect("a path");
    std::fs::write(&file, r##"{"name": "Bad", "look": {"accent": "red"}}"##).check("the file");
    let answer = line(&library, &["template", "save", path]);
    assert!(answer.code == Some(2) && answer.err.contains("is not a colour"), "{answer:?}");
    std::fs::write(&file, r##"{"name": "Bad", "look": {"accent": "#ffff00"}}"##).check("the file");
    let answer = line(&library, &["template", "save", path]);
    assert!(answer.code == Some(4) && answer.err.contains("too light"), "{answer:?}");
    // Without an identity it is a new one, and changes none that there is.
    std::fs::write(&file, r##"{"name": "Good", "look": {"accent": "#004400"}}"##).check("the file");
    line(&library, &["template", "save", path]);
    let listed = line(&library, &["templates"]).out;
    assert!(listed.contains("  Good\n") && listed.contains("built in)") && !listed.contains("changed"), "{listed}");
}
