//! Pictures on their way: none that was redacted goes out, and each is encoded anew where it comes in.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sopwright_core::id::Hash;

use super::{Person, handed_over, inside, outcome};

/// The pictures of the SOP, in reading order.
fn shots(person: &Person, id: &Value) -> Vec<Hash> {
    let document: sopwright_core::document::Document = serde_json::from_value(person.document(id)).unwrap();
    document.figures().map(|figure| figure.shot.clone()).collect()
}

fn redact(person: &Person, shot: &Hash) -> Hash {
    let areas = json!([{"x": 0, "y": 0, "width": 2, "height": 2}]);
    let file = person.desk.ok("redact", json!({"shot": shot, "areas": areas}));
    file["shot"].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_redacted_picture_never_goes_out() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let id = ada.draft();
    let old = shots(&ada, &id)[0].clone();
    let secret = ada.desk.app.picture(&old, None).unwrap();
    // The revision, the recording and the journal go on naming it.
    ada.rename(&id, 0, "Open the big ledger");
    let new = redact(&ada, &old);
    let file = ada.pack(&id, json!({"with_session": true}));
    let (package, inside) = inside(&file);
    assert!(!inside.contains(&old) && inside.contains(&new));
    assert_eq!(package.replaced.get(&old), Some(&new));
    assert!(!fs::read(&file).unwrap().windows(secret.len()).any(|bytes| bytes == secret));
    assert_eq!(outcome(&bo.import(&file)), ("added", 0));
    let bo = bo.restarted();
    // What names the old one shows what stands in its place, there too.
    assert_eq!(bo.desk.app.picture(&old, None).unwrap(), ada.desk.app.picture(&new, None).unwrap());
    let first = bo.desk.ok("revision", json!({"id": id, "number": "0.1"}));
    assert!(!first.to_string().contains(old.as_str()));
    assert_eq!(bo.desk.ok("verify", json!({}))["damaged"], json!([]));
    assert!(bo.document(&id) == ada.document(&id));
}

#[test]
fn what_was_redacted_here_does_not_come_back() {
    let (ada, bo, id) = handed_over();
    let old = shots(&ada, &id)[0].clone();
    let new = redact(&ada, &old);
    bo.rename(&id, 1, "Press Save and wait");
    assert_eq!(outcome(&ada.import(&bo.package(&id))), ("continued", 0));
    assert!(!ada.desk.app.library().shots().path(&old).exists());
    assert_eq!(shots(&ada, &id)[0], new);
    assert_eq!(ada.desk.ok("verify", json!({}))["damaged"], json!([]));
}

#[test]
fn a_redaction_of_the_sender_is_taken_over_but_destroys_nothing_here() {
    let (ada, bo, id) = handed_over();
    let old = shots(&ada, &id)[0].clone();
    let new = redact(&ada, &old);
    let imported = bo.import(&ada.package(&id));
    assert_eq!(outcome(&imported), ("merged", 0));
    assert!(imported["notes"].to_string().contains("blacked out 1 of the pictures"), "{imported}");
    assert_eq!(shots(&bo, &id)[0], new);
    assert!(bo.desk.app.library().shots().path(&old).exists());
    // And it may be taken back here, like any other change.
    bo.desk.ok("undo", json!({"id": id}));
    assert_eq!(shots(&bo, &id)[0], old);
}

#[test]
fn a_logo_that_did_not_come_is_mentioned() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let id = ada.draft();
    let mut template = ada.document(&id)["template"].clone();
    template["look"]["logo"] = json!({"picture": Hash::of(b"gone"), "width": 10, "height": 10, "alt": "Example Ltd"});
    ada.edit(&id, json!({"op": "set_template", "template": template, "placed": []}));
    let file = ada.dir.path().join("without.sop");
    ada.desk.ok("package", json!({"id": id, "out": file.to_str()}));
    let notes = bo.import(&file)["notes"].to_string();
    assert!(notes.contains("Its logo was not in the package"), "{notes}");
}

#[test]
fn a_picture_is_encoded_anew_and_keeps_its_name_if_sopwright_made_it() {
    let (ada, bo, id) = handed_over();
    assert_eq!(shots(&bo, &id), shots(&ada, &id));
    // The same pixels, packed by somebody else, with a chunk that says how large they are meant.
    let (old, file) = (shots(&ada, &id)[0].clone(), ada.package(&id));
    let foreign = with_density(&ada.desk.app.picture(&old, None).unwrap());
    let cy = Person::new("cy");
    let file = repacked(&file, &cy.dir.path().join("foreign.sop"), &old, &foreign);
    assert_eq!(outcome(&cy.import(&file)), ("added", 0));
    let kept = cy.desk.app.picture(&Hash::of(&foreign), None).unwrap();
    assert!(kept != foreign && !kept.windows(4).any(|kind| kind == b"pHYs"));
    assert_eq!(shots(&cy, &id)[0], Hash::of(&kept), "everything names what is kept");
    assert_eq!(cy.desk.ok("verify", json!({}))["damaged"], json!([]));
}

fn with_density(png: &[u8]) -> Vec<u8> {
    let (header, rest) = png.split_at(33);
    // Its length, kind, body and checksum.
    let chunk = [&[0, 0, 0, 9], b"pHYs".as_slice(), &[0, 0, 11, 19, 0, 0, 11, 19, 1], &[0, 0x9a, 0x9c, 0x18]].concat();
    [header, &chunk, rest].concat()
}

/// The package with another picture in the place of one, without its past.
fn repacked(from: &Path, to: &Path, old: &Hash, png: &[u8]) -> PathBuf {
    let new = Hash::of(png);
    let mut zip = zip::ZipArchive::new(fs::File::open(from).unwrap()).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    files.retain(|(name, _)| !name.starts_with("revisions/") && *name != format!("shots/{old}.png"));
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace(old.as_str(), new.as_str());
    let document = files.iter().find(|(name, _)| name == "document.json").map(|(_, bytes)| text(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(to).unwrap());
    for (name, bytes) in &files {
        let bytes = match name.as_str() {
            "document.json" => document.clone().into_bytes(),
            "manifest.json" => {
                let mut manifest: Value = serde_json::from_slice(bytes).unwrap();
                manifest["state"] = json!(Hash::of(document.as_bytes()));
                manifest["revisions"] = json!([]);
                serde_json::to_vec(&manifest).unwrap()
            }
            _ => bytes.clone(),
        };
        out.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.start_file(format!("shots/{new}.png"), zip::write::SimpleFileOptions::default()).unwrap();
    out.write_all(png).unwrap();
    out.finish().unwrap();
    to.to_owned()
}
