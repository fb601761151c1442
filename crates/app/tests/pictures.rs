//! Pictures that a person adds, and redaction: after it, no file of the library holds a pixel of what was blacked out, and
//! nothing brings it back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::{Desk, png};
use serde_json::{Value, json};
use sopwright_app::{Code, Notice};
use sopwright_core::entry::Rect;
use sopwright_core::port::Frame;

const WIDTH: u32 = 64;
const HEIGHT: u32 = 48;
/// Where the scene holds what nobody may see.
const SECRET: Rect = Rect { x: 20, y: 10, width: 24, height: 12 };

/// A pixel of the secret; no other picture of these tests has such a one.
fn canary(x: u32, y: u32) -> [u8; 3] {
    [201, 17 + (x * 7 % 64) as u8, 93 + (y * 11 % 64) as u8]
}

fn is_canary(pixel: &[u8]) -> bool {
    pixel[0] == 201 && (17..81).contains(&pixel[1]) && (93..157).contains(&pixel[2])
}

fn scene() -> Frame {
    let within = |x: u32, y: u32| (20..44).contains(&x) && (10..22).contains(&y);
    let pixels = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    let rgb = pixels.flat_map(|(x, y)| if within(x, y) { canary(x, y) } else { [240, 240, (x + y) as u8] });
    Frame { area: Rect { x: 0, y: 0, width: WIDTH, height: HEIGHT }, rgb: rgb.collect() }
}

/// Two SOPs from one recording whose steps show the scene; one of them was edited since.
fn recorded(desk: &Desk) -> [Value; 2] {
    *desk.stage.scene.lock().unwrap() = Some(scene());
    desk.ok("record_start", json!({}));
    for text in ["Open the ledger", "Press Save"] {
        desk.ok("log", json!({"kind": "step", "text": text}));
    }
    let session = desk.ok("record_stop", json!({}))["session"].clone();
    let sops = [(); 2].map(|()| desk.ok("draft", json!({"session": session})));
    let id = sops[0]["id"].clone();
    let block = document(desk, &sops[0])["phases"][0]["steps"][0]["blocks"][0].clone();
    desk.ok("edit", json!({"id": id, "operations": [{"op": "remove_block", "block": block["id"]}]}));
    sops
}

fn document(desk: &Desk, sop: &Value) -> Value {
    desk.ok("sop", json!({"id": sop["id"]}))["document"].clone()
}

/// The picture that a step of the SOP shows.
fn shot(desk: &Desk, sop: &Value, step: usize) -> String {
    document(desk, sop)["phases"][0]["steps"][step]["blocks"][0]["shot"].as_str().unwrap().to_owned()
}

fn redact(desk: &Desk, shot: &str) -> Value {
    desk.ok("redact", json!({"shot": shot, "areas": [SECRET]}))
}

/// Pixels of a picture, if the bytes are one.
fn pixels(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut pixels).ok()?;
    Some(pixels)
}

/// The files in the folder that hold a secret pixel, or a run of the bytes of the file that held them.
fn leaks(dir: &Path, old: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(dir).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(leaks(&path, old));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let shows = pixels(&bytes).is_some_and(|pixels| pixels.chunks_exact(3).any(is_canary));
        // From the middle of its data, where files of other pictures differ.
        let run = &old[old.len() / 2..old.len() / 2 + 24];
        if shows || bytes.windows(run.len()).any(|window| window == run) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn no_file_holds_what_was_redacted() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sops = recorded(&desk);
    let old = shot(&desk, &sops[1], 0);
    let file = desk.app.picture(&old.parse().unwrap(), None).unwrap();
    desk.app.picture(&old.parse().unwrap(), Some(16)).unwrap();
    assert!(!leaks(dir.path(), &file).is_empty(), "the test cannot see the secret");

    redact(&desk, &old);
    assert_eq!(leaks(dir.path(), &file), [""; 0]);
    // The screen shows it again: it is not kept again.
    desk.ok("record_start", json!({}));
    desk.ok("log", json!({"kind": "shot"}));
    desk.ok("record_stop", json!({}));
    desk.app.settle();
    assert_eq!(leaks(dir.path(), &file), [""; 0]);
    drop(desk);
    Desk::open(dir.path());
    assert_eq!(leaks(dir.path(), &file), [""; 0]);
}

#[test]
fn every_sop_revision_and_entry_shows_the_redacted_picture() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sops = recorded(&desk);
    let old = shot(&desk, &sops[1], 0);
    let new = redact(&desk, &old)["shot"].as_str().unwrap().to_owned();
    assert_ne!(old, new);
    assert_eq!(
        [shot(&desk, &sops[1], 0), shot(&desk, &sops[1], 1), shot(&desk, &sops[0], 1)],
        [(); 3].map(|()| new.clone())
    );
    let entries = desk.ok("session", json!({"session": sops[0]["session"]}))["entries"].clone();
    assert!(
        entries
            .as_array()
            .unwrap()
            .iter()
            .all(|entry| entry["shot"].is_null() || entry["shot"]["hash"] == new.as_str())
    );
    for name in [&old, &new] {
        let shown = pixels(&desk.app.picture(&name.parse().unwrap(), None).unwrap()).unwrap();
        assert!(!shown.chunks_exact(3).any(is_canary));
    }
    // The revision was made before, and its body is what it was.
    let out = dir.path().join("out");
    let exported = desk.ok("export", json!({"id": sops[1]["id"], "format": "markdown", "revision": "0.1", "out": out}));
    assert_eq!(exported["warnings"], json!([]));
    let pictures: Vec<_> = std::fs::read_dir(out.join("img")).unwrap().collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        let shown = pixels(&std::fs::read(picture.unwrap().path()).unwrap()).unwrap();
        assert!(!shown.chunks_exact(3).any(is_canary));
    }
    let report = desk.ok("verify", json!({}));
    assert_eq!((&report["damaged"], &report["redacted"]), (&json!([]), &json!(1)));
}

#[test]
fn undo_redo_and_old_names_cannot_bring_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sops = recorded(&desk);
    let old = shot(&desk, &sops[1], 0);
    let block = document(&desk, &sops[1])["phases"][0]["steps"][0]["blocks"][0].clone();
    let new = redact(&desk, &old)["shot"].as_str().unwrap().to_owned();
    // What was taken away before the redaction comes back redacted.
    desk.ok("undo", json!({"id": sops[0]["id"]}));
    assert_eq!(shot(&desk, &sops[0], 0), new);
    // A window that has not heard of it yet sends the old name.
    desk.ok("edit", json!({"id": sops[1]["id"], "operations": [{"op": "set_block", "block": block}]}));
    assert_eq!(shot(&desk, &sops[1], 0), new);
    desk.ok("undo", json!({"id": sops[1]["id"]}));
    assert_eq!(shot(&desk, &sops[1], 0), new);
    drop(desk);
    let desk = Desk::open(dir.path());
    desk.ok("redo", json!({"id": sops[0]["id"]}));
    desk.ok("undo", json!({"id": sops[0]["id"]}));
    assert_eq!([shot(&desk, &sops[0], 0), shot(&desk, &sops[1], 0)], [new.clone(), new]);
}

#[test]
fn windows_hear_of_a_redaction() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sops = recorded(&desk);
    let old = shot(&desk, &sops[1], 0);
    let new = redact(&desk, &old)["shot"].clone();
    let heard = desk.ear.0.lock().unwrap();
    let told = heard
        .iter()
        .any(|notice| matches!(notice, Notice::Redacted { old: o, new: n } if o.as_str() == old && n.as_str() == new));
    assert!(told);
}

#[test]
fn an_area_beside_the_picture_redacts_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let sops = recorded(&desk);
    let old = shot(&desk, &sops[1], 0);
    for areas in [json!([]), json!([{"x": 64, "y": 0, "width": 5, "height": 5}])] {
        let error = desk.call("redact", json!({"shot": old, "areas": areas})).unwrap_err();
        assert_eq!(error.code, Code::Refused);
    }
    assert_eq!(shot(&desk, &sops[1], 0), old);
    assert!(desk.call("redact", json!({"shot": "0".repeat(64), "areas": [SECRET]})).is_err());
}

#[test]
fn an_added_picture_is_kept_and_one_that_is_none_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    let file = png(3, 2, &[7; 18]);
    let added = desk.ok("add_picture", json!({"data": STANDARD.encode(&file)}));
    assert_eq!((added["width"].as_u64(), added["height"].as_u64()), (Some(3), Some(2)));
    let hash = added["shot"].as_str().unwrap().parse().unwrap();
    for data in ["", "%%%", &STANDARD.encode(b"<svg/>"), &STANDARD.encode(&file[..file.len() - 30])] {
        let error = desk.call("add_picture", json!({"data": data})).unwrap_err();
        assert_eq!(error.code, Code::Refused, "{data}");
    }
    drop(desk);
    let desk = Desk::open(dir.path());
    assert_eq!(pixels(&desk.app.picture(&hash, None).unwrap()).unwrap(), [7; 18]);
}

#[test]
fn a_picture_can_be_taken_beside_a_recording() {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(dir.path());
    *desk.stage.scene.lock().unwrap() = Some(scene());
    let taken = desk.ok("take_picture", json!({}));
    let hash = taken["shot"].as_str().unwrap().parse().unwrap();
    assert_eq!(pixels(&desk.app.picture(&hash, None).unwrap()).unwrap(), scene().rgb);
    *desk.stage.broken.lock().unwrap() = true;
    assert_eq!(desk.call("take_picture", json!({})).unwrap_err().message, "The screen is away");
    assert_eq!(desk.ok("sessions", json!({})), json!([]));
}
