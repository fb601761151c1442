//! The library folder: who may have it, what is refused, what is swept, what is noticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use sopwright_core::document::Document;
use sopwright_core::entry::{Entry, EntryContent, EntryKind, Rect, Shot};
use sopwright_core::id::{DocumentId, EntryId, Hash, SessionId};
use sopwright_store::{Library, NewRevision, SCHEMA_VERSION, Store, StoreError};
use uuid::Uuid;

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-29T01:59:59.250+01:00").unwrap()
}

fn session() -> SessionId {
    SessionId(Uuid::from_u128(1))
}

/// A session with as many steps as asked for, each with its own picture.
fn recorded(dir: &Path, steps: u32) -> Vec<Entry> {
    let library = Library::open(dir).unwrap();
    let mut store = library.store().unwrap();
    store.add_session(session(), "Minutes", at()).unwrap();
    let mut chain = Hash::zero();
    (1..=steps)
        .map(|seq| {
            let hash = library.shots().keep(format!("picture {seq}").as_bytes()).unwrap();
            let mut content = EntryContent::new(EntryKind::Step);
            content.text = format!("Press the button number{seq}");
            content.shot = Some(Shot { hash, area: Rect { x: 0, y: 0, width: 4, height: 3 }, bytes: 9 });
            let id = EntryId(Uuid::from_u128(100 + u128::from(seq)));
            let elapsed_ms = u64::from(seq) * 10;
            let mut entry = Entry { id, session: session(), seq, at: at(), elapsed_ms, content, chain: Hash::zero() };
            entry.chain = Entry::chain_after(&chain, &entry).unwrap();
            chain = entry.chain.clone();
            store.append(&entry).unwrap();
            entry
        })
        .collect()
}

fn sql(dir: &Path, text: &str) {
    rusqlite::Connection::open(dir.join("sopwright.db")).unwrap().execute_batch(text).unwrap();
}

#[test]
fn entries_come_back_as_they_were_written() {
    let dir = tempfile::tempdir().unwrap();
    let written = recorded(dir.path(), 5);
    let store = Library::open(dir.path()).unwrap().store().unwrap();
    assert_eq!(store.entries(session()).unwrap(), written);
    assert_eq!(store.last_entry(session()).unwrap().as_ref(), written.last());
    assert_eq!(store.session_summary(session()).unwrap().shots, 5);
}

#[test]
fn one_program_at_a_time_has_the_library() {
    let dir = tempfile::tempdir().unwrap();
    let first = Library::open(dir.path()).unwrap();
    assert!(matches!(Library::open(dir.path()), Err(StoreError::InUse(_))));
    drop(first);
    assert!(Library::open(dir.path()).is_ok());
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    recorded(dir.path(), 1);
    sql(dir.path(), &format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1));
    let found = Library::open(dir.path()).unwrap_err();
    assert!(matches!(found, StoreError::Newer { found, known } if found == known + 1), "{found}");
}

#[test]
fn a_database_of_another_program_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    sql(dir.path(), "CREATE TABLE theirs (x)");
    assert!(matches!(Library::open(dir.path()), Err(StoreError::Foreign(_))));
}

#[test]
fn a_file_that_is_no_database_is_named_damaged() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("sopwright.db"), "not a database at all, but longer than a header would be").unwrap();
    assert!(matches!(Library::open(dir.path()), Err(StoreError::Damaged(_))));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Library::open(&file.join("library")).unwrap_err();
    assert!(matches!(&error, StoreError::Folder { path, .. } if path.starts_with(&file)), "{error}");
}

#[test]
fn orphans_are_swept_and_named_pictures_stay() {
    let dir = tempfile::tempdir().unwrap();
    let written = recorded(dir.path(), 2);
    let library = Library::open(dir.path()).unwrap();
    let orphan = library.shots().keep(b"no entry names me").unwrap();
    let half = library.shots().path(&written[0].content.shot.clone().unwrap().hash).with_extension("tmp");
    fs::write(&half, "half").unwrap();
    drop(library);
    let library = Library::open(dir.path()).unwrap();
    assert!(!half.exists());
    assert!(matches!(library.shots().read(&orphan), Err(StoreError::NotFound { .. })));
    for entry in &written {
        assert!(library.shots().read(&entry.content.shot.clone().unwrap().hash).is_ok());
    }
}

#[test]
fn an_entry_cannot_be_changed_through_sql() {
    let dir = tempfile::tempdir().unwrap();
    recorded(dir.path(), 1);
    let db = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
    let error = db.execute("UPDATE entry SET content = '{}'", []).unwrap_err();
    assert!(error.to_string().contains("never changed"), "{error}");
}

#[test]
fn verify_finds_nothing_wrong_with_a_sound_library() {
    let dir = tempfile::tempdir().unwrap();
    recorded(dir.path(), 20);
    let library = Library::open(dir.path()).unwrap();
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    assert_eq!((report.entries, report.shots, report.damaged.len()), (20, 20, 0));
}

#[test]
fn verify_names_a_changed_entry() {
    let dir = tempfile::tempdir().unwrap();
    recorded(dir.path(), 9);
    sql(
        dir.path(),
        "DROP TRIGGER entry_is_never_changed;
         UPDATE entry SET content = replace(content, 'number4', 'number5') WHERE seq = 4",
    );
    let library = Library::open(dir.path()).unwrap();
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    assert_eq!(report.damaged.len(), 1, "{:?}", report.damaged);
    assert!(report.damaged[0].what.contains("entry 4"), "{:?}", report.damaged);
}

#[test]
fn verify_names_a_missing_entry() {
    let dir = tempfile::tempdir().unwrap();
    recorded(dir.path(), 9);
    sql(dir.path(), "DELETE FROM entry WHERE seq = 5");
    let library = Library::open(dir.path()).unwrap();
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    assert!(report.damaged.iter().any(|d| d.what.contains("entry 5 is missing")), "{:?}", report.damaged);
}

#[test]
fn verify_names_a_picture_with_one_flipped_bit_and_the_others_still_open() {
    let dir = tempfile::tempdir().unwrap();
    let written = recorded(dir.path(), 3);
    let library = Library::open(dir.path()).unwrap();
    let hash = written[1].content.shot.clone().unwrap().hash;
    let path = library.shots().path(&hash);
    let mut bytes = fs::read(&path).unwrap();
    bytes[3] ^= 0b0000_0100;
    fs::write(&path, bytes).unwrap();
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    assert_eq!(report.damaged.len(), 1, "{:?}", report.damaged);
    assert!(report.damaged[0].what.contains(hash.as_str()) && report.damaged[0].what.contains("entry 2"));
    assert!(library.shots().read(&written[0].content.shot.clone().unwrap().hash).is_ok());
}

#[test]
fn two_connections_see_each_others_commits() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).unwrap();
    let (mut one, two): (Store, Store) = (library.store().unwrap(), library.store().unwrap());
    let document = Document::empty(DocumentId(Uuid::from_u128(9)));
    one.add_document(&document, at()).unwrap();
    let first = NewRevision { number: "0.1", name: "", at: at(), author: "Ada", note: "First draft", seq: 0 };
    one.add_revision(&document, first).unwrap();
    assert_eq!(two.snapshot(document.id).unwrap(), (document.clone(), 0));
    assert_eq!(two.revision(document.id, "0.1").unwrap().document, document);
    assert!(one.add_revision(&document, first).is_err(), "a number is given once");
}
