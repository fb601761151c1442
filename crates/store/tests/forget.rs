//! The end of a session is destroyed for good, in one go, and whoever tampers with what is left is noticed as before.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod traces;

use std::fs;

use chrono::{DateTime, FixedOffset};
use sopwright_core::entry::{Entry, EntryContent, EntryKind, Forgotten, Rect, Shot};
use sopwright_core::id::{EntryId, Hash, SessionId};
use sopwright_store::{Library, Store, StoreError};
use traces::holds;
use uuid::Uuid;

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-29T01:59:59.250+01:00").unwrap()
}

fn session() -> SessionId {
    SessionId(Uuid::from_u128(1))
}

fn entry(seq: u32, after: &Hash, content: EntryContent) -> Entry {
    // Never the identity of another one that had this place.
    let id = EntryId(Uuid::from_u128(u128::from(seq) << 64 | content.text.len() as u128));
    let elapsed_ms = u64::from(seq) * 1_000;
    let mut entry = Entry { id, session: session(), seq, at: at(), elapsed_ms, content, chain: Hash::zero() };
    entry.chain = Entry::chain_after(after, &entry).unwrap();
    entry
}

fn said(text: &str) -> EntryContent {
    EntryContent { text: text.into(), ..EntryContent::new(EntryKind::Step) }
}

fn forgotten(entries: u32) -> EntryContent {
    let forgotten = Some(Forgotten { entries, seconds: 60 });
    EntryContent { forgotten, ..EntryContent::new(EntryKind::Forgotten) }
}

/// A session of many entries, each with a picture of its own; the words of the first `kept` differ from the others'.
fn recorded(library: &Library, kept: u32, gone: u32) -> (Store, Vec<Entry>) {
    let mut store = library.store().unwrap();
    store.add_session(session(), "Minutes", at()).unwrap();
    let mut entries: Vec<Entry> = Vec::new();
    for seq in 1..=kept + gone {
        let word = if seq <= kept { "keptword" } else { "goneword" };
        let mut content = said(&format!("{word}{seq} shared words of number{seq}"));
        let hash = library.shots().keep(format!("picture of {word}{seq}").as_bytes()).unwrap();
        content.shot = Some(Shot { hash, area: Rect { x: 0, y: 0, width: 4, height: 3 }, bytes: 9 });
        let before = entries.last().map_or_else(Hash::zero, |e| e.chain.clone());
        entries.push(entry(seq, &before, content));
        store.append(entries.last().unwrap()).unwrap();
    }
    (store, entries)
}

fn sound(library: &Library) -> Vec<String> {
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    report.damaged.into_iter().map(|damage| damage.what).collect()
}

#[test]
fn rows_index_pictures_and_log_are_free_of_it_and_the_rest_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).unwrap();
    let (mut store, entries) = recorded(&library, 40, 300);
    assert!(holds(dir.path(), b"goneword") && holds(dir.path(), b"picture of goneword41"));
    let instead = entry(41, &entries[39].chain, forgotten(300));
    library.forget(&mut store, session(), 40, std::slice::from_ref(&instead)).unwrap();
    for trace in ["goneword", "number41", entries[40].content.shot.as_ref().unwrap().hash.as_str()] {
        assert!(!holds(dir.path(), trace.as_bytes()), "{trace} is left");
    }
    assert!(holds(dir.path(), b"keptword1") && holds(dir.path(), b"picture of keptword40"));
    assert_eq!(store.entries(session()).unwrap(), [&entries[..40], std::slice::from_ref(&instead)].concat());
    assert_eq!(store.search("shared", 100).unwrap().len(), 40);
    assert_eq!(store.search("goneword", 100).unwrap(), []);
    assert_eq!(sound(&library), Vec::<String>::new());
    // It goes on, and is searched as before.
    store.append(&entry(42, &instead.chain, said("afterword"))).unwrap();
    assert_eq!(store.search("afterword", 9).unwrap().len(), 1);
    assert_eq!(sound(&library), Vec::<String>::new());
}

#[test]
fn tampering_is_noticed_before_behind_and_in_the_entry_that_says_so() {
    for (what, text) in [
        ("the entry before", "UPDATE entry SET content = replace(content, 'keptword2', 'otherword') WHERE seq = 2"),
        (
            "the entry that says so",
            r#"UPDATE entry SET content = replace(content, '"entries":3', '"entries":1') WHERE seq = 3"#,
        ),
        ("the entry behind", "UPDATE entry SET content = replace(content, 'afterword', 'otherword') WHERE seq = 4"),
        ("a missing one", "DELETE FROM entry WHERE kind = 'forgotten'"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).unwrap();
        let (mut store, entries) = recorded(&library, 2, 3);
        let instead = entry(3, &entries[1].chain, forgotten(3));
        library.forget(&mut store, session(), 2, std::slice::from_ref(&instead)).unwrap();
        store.append(&entry(4, &instead.chain, said("afterword"))).unwrap();
        assert_eq!(sound(&library), Vec::<String>::new());
        let db = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
        db.execute_batch(&format!("DROP TRIGGER entry_is_never_changed; {text}")).unwrap();
        assert_eq!(db.changes(), 1, "{what}");
        assert!(!sound(&library).is_empty(), "{what}");
    }
}

#[test]
fn what_the_program_did_not_get_to_is_done_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let (picture, path);
    {
        let library = Library::open(dir.path()).unwrap();
        let (mut store, entries) = recorded(&library, 1, 1);
        // Somebody reads the library, so the log cannot be emptied now.
        let reader = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM entry").unwrap();
        reader.query_row("SELECT count(*) FROM entry", [], |_| Ok(())).unwrap();
        let instead = entry(2, &entries[0].chain, forgotten(1));
        let told = library.forget(&mut store, session(), 1, &[instead]);
        assert!(matches!(told, Err(StoreError::StillThere(_))), "{told:?}");
        assert_eq!(store.entries(session()).unwrap().len(), 2, "all but the last is done");
        assert_eq!(store.entries(session()).unwrap()[1].content.kind, EntryKind::Forgotten);
        picture = b"picture of goneword2";
        path = library.shots().path(&entries[1].content.shot.as_ref().unwrap().hash);
        assert!(!path.exists());
        // As if the machine had stopped before the file went.
        fs::write(&path, picture).unwrap();
    }
    assert!(holds(dir.path(), picture));
    let library = Library::open(dir.path()).unwrap();
    assert!(!holds(dir.path(), picture) && !holds(dir.path(), b"goneword"));
    assert_eq!(sound(&library), Vec::<String>::new());
}

#[test]
fn a_picture_that_another_entry_shows_stays() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).unwrap();
    let (mut store, entries) = recorded(&library, 1, 0);
    let shot = entries[0].content.shot.clone();
    let same = entry(2, &entries[0].chain, EntryContent { shot, ..said("the same again") });
    store.append(&same).unwrap();
    let instead = entry(2, &entries[0].chain, forgotten(1));
    library.forget(&mut store, session(), 1, &[instead]).unwrap();
    assert!(holds(dir.path(), b"picture of keptword1"));
    assert_eq!(sound(&library), Vec::<String>::new());
}

#[test]
fn nothing_is_destroyed_where_the_new_entry_cannot_be_written() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).unwrap();
    let (mut store, entries) = recorded(&library, 1, 1);
    // Its identity is taken.
    let mut twice = entry(2, &entries[0].chain, forgotten(1));
    twice.id = entries[0].id;
    assert!(library.forget(&mut store, session(), 1, &[twice]).is_err());
    assert_eq!(store.entries(session()).unwrap(), entries);
    assert_eq!(store.search("goneword2", 9).unwrap().len(), 1);
    assert_eq!(sound(&library), Vec::<String>::new());
}
