//! Two windows, or a window and the command line, on one SOP: who comes second is told, and nothing is overwritten
//! unseen.

use serde_json::{Value, json};
use sopwright_app::{ApiError, Code, Notice};

use super::Person;

/// A window knows the SOP up to an edit.
struct Window<'a> {
    person: &'a Person,
    id: Value,
    seq: Value,
}

impl<'a> Window<'a> {
    fn open(person: &'a Person, id: &Value) -> Self {
        let seq = person.desk.ok("sop", json!({"id": id}))["seq"].clone();
        Self { person, id: id.clone(), seq }
    }

    fn edit(&mut self, operation: Value) -> Result<Value, ApiError> {
        let request = json!({"id": self.id, "seq": self.seq, "operations": [operation]});
        let edited = self.person.desk.call("edit", request)?;
        self.seq = edited["seq"].clone();
        Ok(edited)
    }

    fn text(&self, step: usize, field: &str, text: &str) -> Value {
        let step = self.person.document(&self.id)["phases"][0]["steps"][step]["id"].clone();
        json!({"op": "set_step_text", "step": step, "field": field, "text": text})
    }
}

#[test]
fn the_second_of_two_who_change_the_same_is_told() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let (mut one, mut two) = (Window::open(&ada, &id), Window::open(&ada, &id));
    one.edit(one.text(0, "action", "Open the big ledger")).unwrap();
    let error = two.edit(two.text(0, "action", "Open the small ledger")).unwrap_err();
    assert_eq!(error.code, Code::Stale, "{error}");
    assert_eq!(ada.actions(&id)[0], "Open the big ledger");
    // Having seen it, one may replace it.
    two.seq = one.seq.clone();
    two.edit(two.text(0, "action", "Open the small ledger")).unwrap();
    assert_eq!(ada.actions(&id)[0], "Open the small ledger");
}

#[test]
fn edits_of_different_things_are_both_kept() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let (mut one, mut two) = (Window::open(&ada, &id), Window::open(&ada, &id));
    one.edit(one.text(0, "action", "Open the big ledger")).unwrap();
    two.edit(two.text(0, "expected", "The ledger is open")).unwrap();
    // The front matter goes as a whole, from a copy that does not know the other's change.
    let meta = |change: &dyn Fn(&mut Value)| {
        let mut meta = ada.document(&id)["meta"].clone();
        change(&mut meta);
        json!({"op": "set_meta", "meta": meta})
    };
    let (title, audience) = (meta(&|m| m["title"] = "Invoices".into()), meta(&|m| m["audience"] = "Clerks".into()));
    (one.seq, two.seq) = (two.seq.clone(), two.seq.clone());
    one.edit(title).unwrap();
    two.edit(audience).unwrap();
    let document = ada.document(&id);
    let step = &document["phases"][0]["steps"][0];
    assert_eq!(
        (step["action"].as_str(), step["expected"].as_str()),
        (Some("Open the big ledger"), Some("The ledger is open"))
    );
    assert_eq!(
        (document["meta"]["title"].as_str(), document["meta"]["audience"].as_str()),
        (Some("Invoices"), Some("Clerks"))
    );
}

#[test]
fn what_was_removed_meanwhile_is_not_typed_into() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let (mut one, mut two) = (Window::open(&ada, &id), Window::open(&ada, &id));
    let typed = two.text(1, "action", "Press Save and wait");
    let step = typed["step"].clone();
    one.edit(json!({"op": "remove_step", "step": step})).unwrap();
    assert_eq!(two.edit(typed.clone()).unwrap_err().code, Code::Stale);
    // And the other way round: what was typed meanwhile is not removed unseen.
    ada.desk.ok("undo", json!({"id": id}));
    let (mut one, mut two) = (Window::open(&ada, &id), Window::open(&ada, &id));
    one.edit(typed).unwrap();
    assert_eq!(two.edit(json!({"op": "remove_step", "step": step})).unwrap_err().code, Code::Stale);
    assert_eq!(ada.actions(&id)[1], "Press Save and wait");
}

#[test]
fn the_same_edit_from_both_is_one() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let (mut one, mut two) = (Window::open(&ada, &id), Window::open(&ada, &id));
    let edit = one.text(0, "action", "Open the big ledger");
    let first = one.edit(edit.clone()).unwrap();
    assert_eq!(two.edit(edit).unwrap()["seq"], first["seq"]);
}

#[test]
fn every_window_hears_of_every_edit() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let mut one = Window::open(&ada, &id);
    ada.desk.ear.0.lock().unwrap().clear();
    one.edit(one.text(0, "action", "Open the big ledger")).unwrap();
    let heard = ada.desk.ear.0.lock().unwrap();
    assert!(heard.iter().any(|n| matches!(n, Notice::Document { seq, .. } if json!(seq) == one.seq)));
}

#[test]
fn an_edit_that_is_yet_to_come_is_no_ground() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let mut one = Window::open(&ada, &id);
    one.seq = json!(999);
    assert_eq!(one.edit(one.text(0, "action", "x")).unwrap_err().code, Code::BadRequest);
}
