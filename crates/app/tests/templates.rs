//! Templates through the commands: saved, chosen, given to an SOP and taken back; a broken one is named; a revision keeps
//! the look that it had.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::{Desk, png};
use serde_json::{Value, json};
use sopwright_app::Code;

fn session(desk: &Desk) -> Value {
    desk.ok("record_start", json!({"title": "Invoice run"}));
    desk.ok("log", json!({"kind": "step", "text": "Press Save"}));
    desk.ok("record_stop", json!({}))["session"].clone()
}

fn names(list: &Value) -> Vec<&str> {
    list["templates"].as_array().unwrap().iter().map(|each| each["template"]["name"].as_str().unwrap()).collect()
}

/// The template of this name, as it is listed.
fn named(desk: &Desk, name: &str) -> Value {
    let list = desk.ok("templates", json!({}));
    let found = list["templates"].as_array().unwrap().iter().find(|each| each["template"]["name"] == name);
    found.unwrap_or_else(|| panic!("{name} is not in {list}"))["template"].clone()
}

/// A template of one's own.
fn house(desk: &Desk) -> Value {
    let mut template = named(desk, "Standard");
    template["id"] = json!("01990000-0000-7000-8000-000000000077");
    template["name"] = json!("House");
    template["series"] = json!("H-{n}");
    template["standing"]["policy"] = json!("Two people sign.");
    template["look"]["header"] = json!("Example Trading Company");
    desk.ok("save_template", json!({ "template": template }));
    template
}

fn sop(desk: &Desk, id: &Value) -> Value {
    desk.ok("sop", json!({ "id": id }))["document"].clone()
}

/// The bytes of an export's main file.
fn exported(desk: &Desk, id: &Value, revision: Option<&str>, out: &std::path::Path) -> (String, Vec<u8>) {
    let request = json!({ "id": id, "format": "markdown", "out": out, "revision": revision });
    let made = desk.ok("export", request);
    let bytes = std::fs::read(made["main"].as_str().unwrap()).unwrap();
    (made["revision"].as_str().unwrap().to_owned(), bytes)
}

#[test]
fn a_draft_takes_the_template_that_is_named_or_the_one_in_the_settings() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let session = session(&desk);
    let house = house(&desk);
    let usual = desk.ok("draft", json!({ "session": session }));
    assert_eq!((usual["number"].as_str(), &usual["warnings"]), (Some("SOP-001"), &json!([])));
    let own = desk.ok("draft", json!({ "session": session, "template": house["id"] }));
    assert_eq!(own["number"], "H-001");
    assert_eq!(sop(&desk, &own["id"])["template"], house);
    assert_eq!(sop(&desk, &own["id"])["sections"]["policy"], "Two people sign.");

    let mut settings = desk.ok("settings", json!({}));
    settings["defaults"]["template"] = house["id"].clone();
    desk.ok("save_settings", settings);
    assert_eq!(desk.ok("templates", json!({}))["default"], house["id"]);
    assert_eq!(desk.ok("draft", json!({ "session": session }))["number"], "H-002");
    assert_eq!(desk.ok("create_sop", json!({ "title": "By hand" }))["number"], "H-003");

    // With the template goes the wish for it.
    desk.ok("remove_template", json!({ "id": house["id"] }));
    assert_eq!(desk.ok("settings", json!({}))["defaults"]["template"], Value::Null);
    assert_eq!(sop(&desk, &own["id"])["template"], house, "an SOP keeps its template");
    let error = desk.call("draft", json!({ "session": session, "template": house["id"] })).unwrap_err();
    assert_eq!(error.code, Code::NotFound);
}

#[test]
fn a_built_in_template_can_be_changed_and_brought_back_but_not_removed() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let shipped = named(&desk, "Standard");
    let mut changed = shipped.clone();
    changed["look"]["paper"] = json!("letter");
    let list = desk.ok("save_template", json!({ "template": changed }));
    assert_eq!((&list["templates"][0]["changed"], &list["templates"][0]["built_in"]), (&json!(true), &json!(true)));
    assert_eq!(names(&list), ["Standard", "Work instruction", "Controlled procedure"]);
    let list = desk.ok("remove_template", json!({ "id": shipped["id"] }));
    assert_eq!((&list["templates"][0]["template"], &list["templates"][0]["changed"]), (&shipped, &json!(false)));
    assert_eq!(names(&list).len(), 3);
}

#[test]
fn a_template_with_a_problem_or_a_taken_name_is_not_saved() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let mut template = house(&desk);
    template["look"]["accent"] = json!("#ffee00");
    let problems = desk.ok("template_problems", json!({ "template": template }));
    assert_eq!(problems[0]["field"], "accent");
    let error = desk.call("save_template", json!({ "template": template })).unwrap_err();
    assert_eq!(error.code, Code::Refused);
    assert!(error.message.contains("too light"), "{error}");
    template["look"]["accent"] = problems[0]["offer"].clone();
    desk.ok("save_template", json!({ "template": template }));
    template["id"] = json!("01990000-0000-7000-8000-000000000078");
    template["name"] = json!(" hOUSE ");
    assert!(desk.call("save_template", json!({ "template": template })).unwrap_err().message.contains("House"));
}

#[test]
fn a_broken_template_is_named_and_the_usual_one_is_taken() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let session = session(&desk);
    let house = house(&desk);
    let mut settings = desk.ok("settings", json!({}));
    settings["defaults"]["template"] = house["id"].clone();
    desk.ok("save_settings", settings);
    drop(desk);
    let file = std::fs::read(dir.path().join("sopwright.db")).unwrap();
    // As rot would have it: one letter of the body.
    let at =
        file.windows(21).position(|window| window == b"\"accent\":\"#0b6862\",\"i").expect("the body is in the file");
    let mut rotten = file.clone();
    rotten[at + 10] = b'*';
    std::fs::write(dir.path().join("sopwright.db"), rotten).unwrap();

    let desk = Desk::open(dir.path());
    let list = desk.ok("templates", json!({}));
    let broken = list["broken"].as_array().unwrap();
    assert_eq!((broken.len(), &broken[0]["name"]), (1, &json!("House")), "{list}");
    assert_eq!(names(&list), ["Standard", "Work instruction", "Controlled procedure"]);
    let drafted = desk.ok("draft", json!({ "session": session }));
    assert_eq!(sop(&desk, &drafted["id"])["template"]["name"], "Standard");
    let warning = drafted["warnings"][0].as_str().unwrap();
    assert!(warning.contains("House cannot be used") && warning.contains("has the template Standard"), "{warning}");
    let request = json!({ "id": drafted["id"], "template": house["id"] });
    assert_eq!(desk.call("apply_template", request).unwrap_err().code, Code::Refused);
    desk.ok("remove_template", json!({ "id": house["id"] }));
    assert_eq!(desk.ok("templates", json!({}))["broken"], json!([]));
}

#[test]
fn a_template_is_given_in_one_edit_that_undo_takes_back() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let session = session(&desk);
    let id = desk.ok("draft", json!({ "session": session }))["id"].clone();
    let before = sop(&desk, &id);
    let house = house(&desk);
    let request = json!({ "id": id, "template": house["id"] });
    let told = desk.ok("template_change", request.clone());
    assert_eq!(told["texts"], json!([{ "section": "policy", "fate": "filled" }]));
    assert_eq!(sop(&desk, &id), before, "looking changes nothing");
    let edited = desk.ok("apply_template", request.clone());
    assert_eq!(edited["changes"][0]["change"], "section");
    assert!(edited["changes"].as_array().unwrap().iter().any(|each| each["change"] == "template"));
    assert_eq!(sop(&desk, &id)["sections"]["policy"], "Two people sign.");
    let error = desk.call("apply_template", request).unwrap_err();
    assert_eq!(error.code, Code::Refused, "{error}");
    desk.ok("undo", json!({ "id": id }));
    assert_eq!(sop(&desk, &id), before);
    desk.ok("redo", json!({ "id": id }));
    drop(desk);
    let desk = Desk::open(dir.path());
    assert_eq!(sop(&desk, &id)["template"], house, "it is in the journal");
}

#[test]
fn somebody_can_suggest_a_template() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let session = session(&desk);
    let id = desk.ok("draft", json!({ "session": session }))["id"].clone();
    let house = house(&desk);
    let operations = desk.ok("template_change", json!({ "id": id, "template": house["id"] }))["operations"].clone();
    let request = json!({ "id": id, "title": "House style", "author": "Bo", "reason": "", "operations": operations });
    let suggestion = desk.ok("suggest", request);
    let shown = suggestion["readings"][0]["comparison"]["parts"][0]["fields"][0].clone();
    assert_eq!(shown["field"], "template", "{suggestion}");
    desk.ok("accept", json!({ "suggestion": suggestion["id"] }));
    assert_eq!(sop(&desk, &id)["template"]["name"], "House");
}

#[test]
fn a_revision_keeps_the_look_that_it_had() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let session = session(&desk);
    let mut house = house(&desk);
    let id = desk.ok("draft", json!({ "session": session, "template": house["id"] }))["id"].clone();
    let out = tempfile::tempdir().unwrap();
    let (number, first) = exported(&desk, &id, None, out.path());
    assert!(String::from_utf8_lossy(&first).contains("*Example Trading Company*"));

    house["look"]["header"] = json!("Another Company");
    desk.ok("save_template", json!({ "template": house }));
    assert_eq!(exported(&desk, &id, None, out.path()), (number.clone(), first.clone()), "the SOP has what it took");
    desk.ok("apply_template", json!({ "id": id, "template": house["id"] }));
    let (next, second) = exported(&desk, &id, None, out.path());
    assert_ne!(next, number);
    assert!(String::from_utf8_lossy(&second).contains("*Another Company*"));
    desk.ok("remove_template", json!({ "id": house["id"] }));
    assert_eq!(exported(&desk, &id, Some(&number), out.path()).1, first);

    let told = desk.ok("compare", json!({ "id": id, "from": number, "to": next }));
    let front = &told["parts"][0]["fields"];
    assert!(front.as_array().unwrap().iter().any(|field| field["field"] == "template"), "{told}");
    desk.ok("restore", json!({ "id": id, "number": number }));
    assert_eq!(sop(&desk, &id)["template"]["look"]["header"], "Example Trading Company");
}

#[test]
fn a_logo_is_small_and_stays() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let wide = STANDARD.encode(png(2400, 300, &vec![90; 2400 * 300 * 3]));
    let logo = desk.ok("add_logo", json!({ "data": wide }));
    assert_eq!((&logo["width"], &logo["height"]), (&json!(1200), &json!(150)));
    let file = dir.path().join("shots").join(&logo["shot"].as_str().unwrap()[..2]);
    drop(desk);
    let desk = Desk::open(dir.path());
    let kept = std::fs::read_dir(file).unwrap().count();
    assert_eq!(kept, 1, "no start sweeps it away");
    for (data, why) in [
        (STANDARD.encode(png(6001, 1, &vec![90; 6001 * 3])), "too large"),
        (STANDARD.encode(b"<svg/>"), "neither a PNG nor a JPEG"),
        ("A".repeat(6 << 20), "larger than 4 MB"),
        ("???".to_owned(), "did not arrive whole"),
    ] {
        let error = desk.call("add_logo", json!({ "data": data })).unwrap_err();
        assert!(error.message.contains(why), "{error}");
    }
}
