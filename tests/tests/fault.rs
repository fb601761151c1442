//! Faults of the disk: a library that is missing, locked up, newer, damaged or out of room. Nothing is lost in silence,
//! and nothing that did not work ends with success.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use sopwright_tests::{Chance, Check, Room, line, parts, skipped};

fn call(app: &App, name: &str, request: Value) -> Value {
    commands::dispatch(app, name, request).check(name)
}

/// A library with one session of six steps and a draft. Gives the session, the SOP and the pictures.
fn furnished(library: &Path) -> (String, String, Vec<String>) {
    let app = App::open(library, parts()).check("a new library");
    call(&app, "record_start", json!({ "title": "Invoices" }));
    let shots = (1..=6).map(|number| {
        let entry = call(&app, "log", json!({ "kind": "step", "text": format!("Open invoice number {number}") }));
        entry["entry"]["shot"]["hash"].as_str().expect("a picture").to_owned()
    });
    let shots = shots.collect();
    let session = call(&app, "record_stop", json!({}))["session"].as_str().expect("a session").to_owned();
    let sop = call(&app, "draft", json!({ "session": session }))["id"].as_str().expect("an SOP").to_owned();
    (session, sop, shots)
}

/// What `sopwright verify` says is damaged. Its exit code has to say the same.
fn damaged(library: &Path) -> Vec<String> {
    let answer = line(library, &["verify", "--json"]);
    let report: Value = serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("no report: {answer:?}"));
    let list = report["damaged"].as_array().expect("a list");
    assert_eq!(answer.code, Some(i32::from(!list.is_empty())), "{answer:?}");
    list.iter().map(|damage| damage["what"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_missing_library_is_said_to_be_missing_and_not_made() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("nowhere");
    let answer = line(&library, &["sops"]);
    assert_eq!(answer.code, Some(3), "{answer:?}");
    assert!(answer.err.contains("nowhere") && answer.err.contains("--library"), "{answer:?}");
    assert!(!library.exists());
}

#[test]
fn a_library_that_cannot_be_written_is_refused_in_words() {
    let home = tempfile::tempdir().check("a folder");
    fs::write(home.path().join("file"), "not a folder").check("a file");
    let Err(error) = App::open(&home.path().join("file/library"), parts()) else {
        panic!("a library was opened below a file");
    };
    assert!(error.message.contains("file/library") && error.hint.contains("writable"), "{error}");

    let Some(room) = Room::new(8) else {
        return skipped("a read-only library", "mounting needs root");
    };
    let library = room.path().join("library");
    furnished(&library);
    room.allow_writing(false);
    let answer = line(&library, &["sops"]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(answer.err.contains("library") && answer.err.contains("writable"), "{answer:?}");
    room.allow_writing(true);
    assert_eq!(line(&library, &["sops"]).code, Some(0));
}

#[test]
fn a_library_of_a_newer_program_is_left_alone() {
    let home = tempfile::tempdir().check("a folder");
    furnished(home.path());
    let database = home.path().join("sopwright.db");
    let mut bytes = fs::read(&database).check("the database");
    // SQLite keeps the format's number (`user_version`) at byte 60 of its header.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&database, &bytes).check("the database is written");
    let answer = line(home.path(), &["sops"]);
    assert_eq!(answer.code, Some(4), "{answer:?}");
    assert!(answer.err.contains("newer Sopwright") && answer.err.contains("9999"), "{answer:?}");
    assert!(fs::read(&database).check("the database") == bytes, "it was changed all the same");
}

#[test]
fn a_changed_entry_is_named_and_the_rest_opens() {
    let home = tempfile::tempdir().check("a folder");
    let (session, sop, _) = furnished(home.path());
    assert!(damaged(home.path()).is_empty());
    let database = home.path().join("sopwright.db");
    let good = fs::read(&database).check("the database");
    let (was, is) = (b"\"text\":\"Open invoice number 3\"", b"\"text\":\"Open invoice number 8\"");
    let at = good.windows(was.len()).position(|window| window == was).expect("the entry is in the database");
    let mut bad = good.clone();
    bad[at..at + is.len()].copy_from_slice(is);
    fs::write(&database, &bad).check("the database is written");
    let found = damaged(home.path());
    assert!(found.iter().any(|what| what.contains("entry 3") && what.contains(&session)), "{found:?}");
    assert!(!found.iter().any(|what| what.contains("entry 2")), "{found:?}");
    for words in [&["sessions"][..], &["session", &session], &["sops"], &["show", &sop]] {
        let answer = line(home.path(), words);
        assert_eq!(answer.code, Some(0), "{words:?}: {answer:?}");
    }
    fs::write(&database, &good).check("the database is written");
    assert!(damaged(home.path()).is_empty());
}

#[test]
fn every_flipped_bit_of_a_picture_is_noticed_and_the_picture_named() {
    let home = tempfile::tempdir().check("a folder");
    let (session, _, shots) = furnished(home.path());
    let mut chance = Chance::new();
    for shot in shots.iter().cycle().take(12) {
        let path = home.path().join("shots").join(&shot[..2]).join(format!("{shot}.png"));
        let good = fs::read(&path).check("the picture");
        let mut bad = good.clone();
        let at = chance.below(bad.len() as u64) as usize;
        bad[at] ^= 1 << chance.below(8);
        fs::write(&path, &bad).check("the picture is written");
        let found = damaged(home.path());
        assert!(found.len() == 1 && found[0].contains(shot), "byte {at}: {found:?}");
        bad.truncate(chance.below(good.len() as u64) as usize);
        fs::write(&path, &bad).check("the picture is written");
        assert_eq!(damaged(home.path()).len(), 1, "cut to {} bytes", bad.len());
        fs::remove_file(&path).check("the picture is removed");
        let found = damaged(home.path());
        assert!(found.len() == 1 && found[0].contains(shot) && found[0].contains("missing"), "{found:?}");
        assert_eq!(line(home.path(), &["session", &session]).code, Some(0));
        fs::write(&path, &good).check("the picture is written");
    }
    assert!(damaged(home.path()).is_empty());
}

#[test]
fn a_full_disk_is_shown_at_once_and_no_word_is_lost() {
    for mib in [5, 7] {
        let Some(room) = Room::new(mib) else {
            return skipped("a full disk", "mounting needs root");
        };
        fill_while_recording(&room);
    }
}

fn fill_while_recording(room: &Room) {
    let library = room.path().join("library");
    let app = App::open(&library, parts()).check("a new library");
    let session = call(&app, "record_start", json!({ "title": "Full" }))["session"].clone();
    let long = "word ".repeat(4_000);
    let mut kept = Vec::new();
    let mut log = |kind: &str, number: usize| {
        let text = format!("{kind} {number} {long}").trim().to_owned();
        let answer = commands::dispatch(&app, "log", json!({ "kind": kind, "text": text }));
        kept.push(text);
        answer
    };
    log("step", 0).check("there is room");
    let filler = room.fill();
    // The room kept back is used up first; until then every entry is acknowledged and on disk.
    let failed = (1..1_000).find_map(|number| log("note", number).err()).expect("the disk is full at some time");
    assert!(failed.message.contains("disk is full"), "{failed}");
    let status = call(&app, "record_status", json!({}));
    assert_eq!(status["waiting"], 1, "{}", status["trouble"]);
    assert!(status["trouble"]["what"].as_str().is_some_and(|what| what.contains("Not saved")), "{status}");
    assert_eq!(status["entries"].as_u64(), Some(kept.len() as u64 - 1), "what is not on disk does not count");
    let refused = commands::dispatch(&app, "record_stop", json!({})).expect_err("it cannot stop yet");
    assert!(refused.message.contains("not on disk"), "{refused}");

    fs::remove_file(filler).check("room is made");
    let began = Instant::now();
    while call(&app, "record_status", json!({}))["waiting"] != 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "what waited was not written when there was room");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(call(&app, "record_status", json!({}))["trouble"], Value::Null);
    let receipt = call(&app, "record_stop", json!({}));
    assert_eq!(receipt["entries"].as_u64(), Some(kept.len() as u64));
    drop(app);

    let app = App::open(&library, parts()).check("the library opens again");
    let view = call(&app, "session", json!({ "session": session }));
    let entries = view["entries"].as_array().expect("a list");
    let said: Vec<&str> = entries.iter().filter_map(|entry| entry["text"].as_str()).collect();
    assert_eq!(said, kept);
    assert_eq!(call(&app, "verify", json!({}))["damaged"], json!([]));
}

#[test]
fn a_picture_that_finds_no_room_costs_only_itself() {
    let Some(room) = Room::new(5) else {
        return skipped("a picture on a full disk", "mounting needs root");
    };
    let app = App::open(&room.path().join("library"), parts()).check("a new library");
    call(&app, "record_start", json!({}));
    let filler = room.fill();
    let entry = call(&app, "log", json!({ "kind": "step", "text": "Still logged" }))["entry"].clone();
    assert_eq!(entry["shot"], Value::Null, "{entry}");
    assert!(entry["shot_failed"].as_str().is_some_and(|why| why.contains("disk is full")), "{entry}");
    let status = call(&app, "record_status", json!({}));
    assert!(status["trouble"]["what"].as_str().is_some_and(|what| what.contains("picture")), "{status}");
    assert_eq!(status["failed"], 1);
    fs::remove_file(filler).check("room is made");
    let entry = call(&app, "log", json!({ "kind": "step", "text": "With a picture" }))["entry"].clone();
    assert!(entry["shot"].is_object(), "{entry}");
    let receipt = call(&app, "record_stop", json!({}));
    assert_eq!((receipt["entries"].as_u64(), receipt["shots"].as_u64()), (Some(2), Some(1)));
    assert_eq!(receipt["failed"].as_array().map(Vec::len), Some(1), "the receipt says what is missing");
}

#[test]
fn an_export_that_cannot_be_written_fails_and_leaves_nothing() {
    let home = tempfile::tempdir().check("a folder");
    let library = home.path().join("library");
    let (_, sop, _) = furnished(&library);
    let file = home.path().join("file");
    fs::write(&file, "not a folder").check("a file");
    let below = file.join("exports").display().to_string();
    for format in ["md", "pdf"] {
        let answer = line(&library, &["export", &sop, "--to", format, "--out", &below]);
        assert_eq!(answer.code, Some(1), "{answer:?}");
        assert!(answer.err.contains("exports"), "it does not say where: {answer:?}");
        assert_eq!(answer.out.trim(), "", "a failure is no success");
    }
    assert_eq!(fs::read(&file).check("the file"), b"not a folder");

    let Some(room) = Room::new(1) else {
        return skipped("an export to a full disk", "mounting needs root");
    };
    room.fill();
    let out = room.path().join("out").display().to_string();
    for format in ["md", "pdf"] {
        let answer = line(&library, &["export", &sop, "--to", format, "--out", &out]);
        assert_eq!(answer.code, Some(1), "{answer:?}");
        assert_eq!(files(Path::new(&out)), 0, "half an export was left behind");
    }
}

/// How many files there are below a folder.
fn files(folder: &Path) -> usize {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    inside.map(|found| if found.path().is_dir() { files(&found.path()) } else { 1 }).sum()
}
