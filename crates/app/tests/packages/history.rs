//! What was done to an SOP goes with it: its journal, revisions and suggestions.

use serde_json::{Value, json};

use super::{Person, handed_over, inside, outcome};

fn keep(person: &Person, id: &Value, note: &str) -> Value {
    person.desk.clock.turn(1000);
    person.desk.ok("keep_revision", json!({"id": id, "note": note}))["number"].clone()
}

fn suggest(person: &Person, id: &Value, text: &str) -> Value {
    let step = person.document(id)["phases"][0]["steps"][0]["id"].clone();
    let operation = json!({"op": "set_step_text", "step": step, "field": "expected", "text": text});
    person.desk.ok("suggest", json!({"id": id, "title": text, "author": "Cy", "operations": [operation]}))
}

#[test]
fn an_sop_arrives_with_its_whole_history() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let id = ada.draft();
    ada.rename(&id, 0, "Open the big ledger");
    keep(&ada, &id, "Named the ledger");
    ada.rename(&id, 1, "Press Save and wait");
    ada.desk.ok("undo", json!({"id": id}));
    suggest(&ada, &id, "The ledger is open");
    // Without the recording nobody there knows when it was recorded.
    bo.import(&ada.pack(&id, json!({"with_session": true})));
    let bo = bo.restarted();
    for (command, request) in [
        ("revisions", json!({"id": id})),
        ("suggestions", json!({"id": id})),
        ("compare", json!({"id": id, "from": "0.1", "to": "0.2"})),
        ("sop", json!({"id": id})),
    ] {
        assert_eq!(bo.desk.ok(command, request.clone()), ada.desk.ok(command, request), "{command}");
    }
    assert_eq!(bo.deeds(&id, 0, "action"), ada.deeds(&id, 0, "action"));
    // Undo goes on where the sender stopped.
    bo.desk.ok("redo", json!({"id": id}));
    assert_eq!(bo.actions(&id), ["Open the big ledger", "Press Save and wait"]);
    for _ in 0..3 {
        bo.desk.ok("undo", json!({"id": id}));
    }
    assert_eq!(bo.actions(&id), ["Open the ledger", "Press Save"]);
    assert_eq!(bo.desk.ok("verify", json!({}))["damaged"], json!([]));
}

#[test]
fn what_comes_back_to_an_sop_at_rest_comes_edit_by_edit() {
    let (ada, bo, id) = handed_over();
    bo.rename(&id, 0, "Open the big ledger");
    keep(&bo, &id, "Named the ledger");
    bo.rename(&id, 1, "Press Save and wait");
    let imported = ada.import(&bo.package(&id));
    assert_eq!(outcome(&imported), ("continued", 0));
    assert_eq!(ada.document(&id), bo.document(&id));
    assert_eq!(ada.desk.ok("revisions", json!({"id": id})), bo.desk.ok("revisions", json!({"id": id})));
    assert_eq!(ada.deeds(&id, 1, "action")[1]["who"], "bo");
    assert_eq!(ada.desk.ok("search", json!({"words": "big ledger"}))[0]["document"], id);
    // Nothing changed since 0.2 but the last edit: the next revision is another.
    assert_eq!(keep(&ada, &id, "Wait"), "0.3");
    ada.desk.ok("undo", json!({"id": id}));
    ada.desk.ok("undo", json!({"id": id}));
    assert_eq!(ada.actions(&id), ["Open the big ledger", "Press Save"], "each of them can be undone");
    let ada = ada.restarted();
    assert_eq!(ada.actions(&id), ["Open the big ledger", "Press Save"]);
    assert_eq!(outcome(&ada.import(&bo.package(&id))), ("unchanged", 0));
}

#[test]
fn a_merge_says_who_sent_it_and_who_took_it_in() {
    let (ada, bo, id) = handed_over();
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 1, "Press Save and wait");
    assert_eq!(outcome(&ada.import(&bo.package(&id))), ("merged", 0));
    let deeds = ada.deeds(&id, 1, "action");
    let last = deeds.as_array().unwrap().last().unwrap();
    assert_eq!((&last["what"], &last["by"], &last["who"]), (&json!("received"), &json!("bo"), &json!("ada")));
}

#[test]
fn suggestions_travel_and_what_was_decided_about_them_comes_back() {
    let (ada, bo, id) = handed_over();
    let suggestion = suggest(&ada, &id, "The ledger is open")["id"].clone();
    let imported = bo.import(&ada.package(&id));
    assert!(imported["notes"].to_string().contains("1 suggestion came with it"), "{imported}");
    bo.desk.ok("accept", json!({"suggestion": suggestion}));
    ada.import(&bo.package(&id));
    let seen = ada.desk.ok("suggestions", json!({"id": id}));
    assert_eq!((seen.as_array().unwrap().len(), &seen[0]["state"]), (1, &json!("accepted")));
    assert_eq!(ada.document(&id), bo.document(&id));
}

#[test]
fn a_journal_of_another_sop_is_not_believed() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let id = ada.draft();
    ada.rename(&id, 0, "Open the big ledger");
    let (package, _) = inside(&ada.package(&id));
    assert_eq!(package.journal.len(), 1);
    bo.import(&ada.package(&id));
    // The same edits on another ground are no reason to take over what they lead to.
    bo.edit(&id, json!({"op": "set_numbering", "numbering": "running"}));
    ada.edit(&id, json!({"op": "set_numbering", "numbering": "running"}));
    assert_eq!(outcome(&bo.import(&ada.package(&id))), ("unchanged", 0));
}
