//! One SOP, two people.

use serde_json::{Value, json};
use sopwright_app::Code;
use sopwright_core::id::Hash;

use super::{Person, handed_over, outcome};

#[test]
fn what_is_handed_over_is_all_there() {
    let (ada, bo, id) = handed_over();
    let bo = bo.restarted();
    assert_eq!(bo.document(&id), ada.document(&id));
    let sop = &bo.desk.ok("sops", json!({}))[0];
    assert_eq!((sop["number"].as_str(), sop["revision"].as_str()), (Some("SOP-001"), Some("0.1")));
    let figures = bo.document(&id)["phases"][0]["steps"][0]["blocks"].clone();
    let shot: Hash = figures[0]["shot"].as_str().unwrap().parse().unwrap();
    assert!(bo.desk.app.picture(&shot, None).is_ok(), "no entry names it, and yet it is not swept away");
    let report = bo.desk.ok("verify", json!({}));
    assert_eq!((report["damaged"].clone(), report["shots"].as_u64()), (json!([]), Some(2)));
    assert_eq!(bo.desk.ok("sessions", json!({})), json!([]), "the recording was not wanted");
    let found = bo.desk.ok("search", json!({"words": "ledger"}));
    assert_eq!(found[0]["document"], id);
}

#[test]
fn edits_of_both_meet_and_one_undo_takes_what_came() {
    let (ada, bo, id) = handed_over();
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 1, "Press Save and wait");
    let before = ada.document(&id);
    let imported = ada.import(&bo.package(&id));
    assert_eq!(outcome(&imported), ("merged", 0));
    assert_eq!(imported["changed"]["count"], json!({"added": 0, "removed": 0, "moved": 0, "changed": 1}));
    assert_eq!(ada.actions(&id), ["Open the big ledger", "Press Save and wait"]);
    ada.desk.ok("undo", json!({"id": id}));
    assert_eq!(ada.document(&id), before);
    ada.desk.ok("redo", json!({"id": id}));
    let imported = bo.import(&ada.package(&id));
    assert_eq!(outcome(&imported), ("merged", 0));
    assert_eq!(bo.document(&id), ada.document(&id));
}

#[test]
fn the_same_package_twice_changes_nothing() {
    let (ada, bo, id) = handed_over();
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 0, "Open the small ledger");
    bo.rename(&id, 1, "Press Save and wait");
    let file = bo.package(&id);
    assert_eq!(outcome(&ada.import(&file)), ("merged", 1));
    let view = ada.desk.ok("sop", json!({"id": id}));
    let again = ada.import(&file);
    assert_eq!(outcome(&again), ("unchanged", 1), "what waits still waits, once");
    assert_eq!(ada.desk.ok("sop", json!({"id": id})), view);
    // Also on the side that sent it, and after more was done.
    assert_eq!(outcome(&bo.import(&file)), ("unchanged", 0));
    bo.rename(&id, 1, "Press Save, wait");
    assert_eq!(outcome(&bo.import(&file)), ("unchanged", 0));
    assert_eq!(bo.actions(&id)[1], "Press Save, wait");
}

#[test]
fn what_both_changed_waits_for_a_person() {
    let (ada, bo, id) = handed_over();
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 0, "Open the small ledger");
    let imported = ada.import(&bo.package(&id));
    assert_eq!(outcome(&imported), ("merged", 1));
    assert_eq!(ada.actions(&id)[0], "Open the big ledger");
    assert_eq!(ada.desk.ok("sop", json!({"id": id}))["conflicts"], 1);
    let ada = ada.restarted();
    let waiting = ada.conflicts(&id);
    let conflict = &waiting[0]["conflict"];
    assert_eq!((conflict["target"]["on"].as_str(), conflict["aspect"].as_str()), (Some("step"), Some("action")));
    let words = |side: &str| -> String {
        let pieces = conflict[side]["pieces"].as_array().unwrap().iter().filter(|piece| piece["side"] != "removed");
        pieces.map(|piece| piece["text"].as_str().unwrap()).collect()
    };
    let texts = ["base", "ours", "theirs"].map(words);
    assert_eq!(texts, ["Open the ledger", "Open the big ledger", "Open the small ledger"]);
    let left = ada.settle(&id, "theirs");
    assert_eq!(left, json!([]));
    assert_eq!(ada.actions(&id)[0], "Open the small ledger");
    ada.desk.ok("undo", json!({"id": id}));
    assert_eq!(ada.actions(&id)[0], "Open the big ledger", "a decision is an edit like any other");
    let twice = ada.desk.call("settle", json!({"id": id, "conflict": waiting[0]["id"], "whose": "theirs"}));
    assert_eq!(twice.unwrap_err().code, Code::NotFound);
}

#[test]
fn what_is_typed_as_the_other_had_it_waits_no_longer() {
    let (ada, bo, id) = handed_over();
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 0, "Open the small ledger");
    ada.import(&bo.package(&id));
    ada.rename(&id, 0, "Open the small ledger");
    assert_eq!(ada.conflicts(&id), Vec::<Value>::new());
}

#[test]
fn what_was_removed_here_and_changed_there_comes_back_to_be_decided() {
    let (ada, bo, id) = handed_over();
    let step = ada.document(&id)["phases"][0]["steps"][1]["id"].clone();
    ada.edit(&id, json!({"op": "remove_step", "step": step}));
    bo.rename(&id, 1, "Press Save and wait");
    assert_eq!(outcome(&ada.import(&bo.package(&id))), ("merged", 1));
    assert_eq!(ada.actions(&id), ["Open the ledger", "Press Save and wait"]);
    let waiting = ada.conflicts(&id);
    assert_eq!(waiting[0]["conflict"]["aspect"], "presence");
    ada.settle(&id, "ours");
    assert_eq!(ada.actions(&id), ["Open the ledger"]);
}

#[test]
fn packages_that_cross_lose_nobodys_decision() {
    let (ada, bo, id) = handed_over();
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 0, "Open the small ledger");
    let (from_ada, from_bo) = (ada.package(&id), bo.package(&id));
    assert_eq!(outcome(&ada.import(&from_bo)), ("merged", 1));
    assert_eq!(outcome(&bo.import(&from_ada)), ("merged", 1));
    for person in [&ada, &bo] {
        person.settle(&id, "ours");
    }
    // Both insist: neither is overwritten, and it is told once more.
    assert_eq!(outcome(&ada.import(&bo.package(&id))), ("merged", 1));
    assert_eq!(
        (ada.actions(&id)[0].as_str(), bo.actions(&id)[0].as_str()),
        ("Open the big ledger", "Open the small ledger")
    );
    ada.settle(&id, "theirs");
    bo.import(&ada.package(&id));
    assert_eq!(bo.document(&id), ada.document(&id));
}

#[test]
fn a_copied_library_is_known_by_its_revisions() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let bo = ada.copied("bo");
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 1, "Press Save and wait");
    assert_eq!(outcome(&ada.import(&bo.package(&id))), ("merged", 0));
    assert_eq!(ada.actions(&id), ["Open the big ledger", "Press Save and wait"]);
}

#[test]
fn revisions_made_on_both_sides_are_both_kept() {
    let (ada, bo, id) = handed_over();
    let export = |person: &Person| {
        let request = json!({"id": id, "format": "markdown", "out": person.dir.path().join("out").to_str()});
        person.desk.ok("export", request)["revision"].as_str().unwrap().to_owned()
    };
    ada.rename(&id, 0, "Open the big ledger");
    bo.rename(&id, 1, "Press Save and wait");
    assert_eq!((export(&ada), export(&bo)), ("0.2".into(), "0.2".into()));
    let imported = ada.import(&bo.package(&id));
    let notes = imported["notes"].to_string();
    assert!(notes.contains("Revision 0.2 was made on both sides"), "{notes}");
    let numbers = |person: &Person| -> Vec<String> {
        let revisions = person.desk.ok("revisions", json!({"id": id}));
        revisions.as_array().unwrap().iter().map(|r| r["number"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(numbers(&ada).len(), 3);
    assert_eq!(ada.desk.ok("sops", json!({}))[0]["revision"], "0.2");
    assert_eq!(export(&ada), "0.3", "the merged SOP is a revision of its own");
    let imported = bo.import(&ada.package(&id));
    assert!(imported["notes"].to_string().contains("Revision 0.2 was made on both sides"));
    assert_eq!(bo.document(&id), ada.document(&id));
    assert_eq!(numbers(&bo).len(), 4, "its own 0.2 did not come back as another");
    assert_eq!(export(&bo), "0.3");
}

#[test]
fn the_recording_comes_along_when_it_is_wanted() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let id = ada.draft();
    let file = ada.pack(&id, json!({"with_session": true}));
    let imported = bo.import(&file);
    assert!(imported["notes"].to_string().contains("The recording came with it"), "{imported}");
    let session = &ada.desk.ok("sessions", json!({}))[0]["session"]["id"];
    let both = [&ada, &bo].map(|person| person.desk.ok("session", json!({"session": session}))["entries"].clone());
    assert_eq!(both[0], both[1]);
    let bo = bo.restarted();
    assert_eq!(bo.desk.ok("verify", json!({}))["damaged"], json!([]));
    assert_eq!(outcome(&bo.import(&file)), ("unchanged", 0));
}

#[test]
fn a_recording_that_runs_does_not_go_out() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let request = json!({"id": id, "out": ada.dir.path().join("x.sop").to_str(), "with_session": true});
    let packaged = ada.desk.ok("package", request);
    assert_eq!(packaged["with_session"], true);
    let empty = ada.desk.ok("create_sop", json!({"title": "By hand"}))["id"].clone();
    let request = json!({"id": empty, "out": ada.dir.path().join("y").to_str(), "with_session": true});
    let packaged = ada.desk.ok("package", request);
    assert_eq!(packaged["with_session"], false);
    assert_eq!(packaged["warnings"][0], "This SOP was not drafted from a recording");
    assert!(packaged["file"].as_str().unwrap().ends_with("y.sop"), "it gets its extension");
}

#[test]
fn a_number_that_is_taken_is_said_and_kept() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let own = bo.draft();
    let id = ada.draft();
    assert_ne!(own, id);
    let imported = bo.import(&ada.package(&id));
    assert!(imported["notes"].to_string().contains("The number SOP-001 is also that of"), "{imported}");
    assert_eq!(bo.document(&id)["meta"]["number"], "SOP-001", "another number would go back to where it came from");
}
