//! What is searched for: which places are found, and in which order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use sopwright_core::document::{Document, Phase, Step};
use sopwright_core::entry::{Entry, EntryContent, EntryKind};
use sopwright_core::id::{DocumentId, EntryId, Hash, PartId, SessionId};
use sopwright_store::{Found, FoundKind, Library, SCHEMA_VERSION, Store};
use uuid::Uuid;

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-29T01:59:59.250+01:00").unwrap()
}

/// A library with one session that says these texts.
fn with_entries(dir: &Path, texts: impl IntoIterator<Item = String>) -> Store {
    let mut store = Library::open(dir).unwrap().store().unwrap();
    let session = SessionId(Uuid::from_u128(1));
    store.add_session(session, "Minutes", at()).unwrap();
    let mut chain = Hash::zero();
    for (seq, text) in (1..).zip(texts) {
        let content = EntryContent { text, ..EntryContent::new(EntryKind::Step) };
        let id = EntryId(Uuid::from_u128(100 + u128::from(seq)));
        let mut entry = Entry { id, session, seq, at: at(), elapsed_ms: 0, content, chain: Hash::zero() };
        entry.chain = Entry::chain_after(&chain, &entry).unwrap();
        chain = entry.chain.clone();
        store.append(&entry).unwrap();
    }
    store
}

/// An SOP of this title with a step for each action.
fn sop(id: u128, title: &str, actions: &[&str]) -> Document {
    let mut document = Document::empty(DocumentId(Uuid::from_u128(id)));
    document.meta.title = title.into();
    let mut phase = Phase::new(PartId(Uuid::from_u128(id + 1)), "Only");
    let steps = (2..).zip(actions).map(|(n, action)| Step::new(PartId(Uuid::from_u128(id + n)), *action));
    phase.steps.extend(steps);
    document.phases.push(phase);
    document
}

fn kinds(found: &[Found]) -> Vec<FoundKind> {
    found.iter().map(|f| f.kind).collect()
}

/// Panics when the index has anything twice, or anything that the rows that it is made from do not say.
fn expect_sound_index(dir: &Path) {
    let db = rusqlite::Connection::open(dir.join("sopwright.db")).unwrap();
    db.execute("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)", []).unwrap();
}

#[test]
fn whole_words_and_beginnings_are_found_and_nothing_is_taken_for_an_operator() {
    let dir = tempfile::tempdir().unwrap();
    let store = with_entries(dir.path(), (1..=12).map(|n| format!("Press the button number{n}")));
    assert_eq!(store.search("button number7", 50).unwrap().len(), 1);
    for beginning in ["b", "bu", "but", "butt", "button"] {
        assert_eq!(store.search(beginning, 50).unwrap().len(), 12, "{beginning}");
    }
    for hostile in ["\"", "a AND", "NEAR(", "*", "col:x", "^", "-", "(", "\0"] {
        store.search(hostile, 5).unwrap();
    }
}

#[test]
fn a_word_that_is_everywhere_gives_sops_then_steps_then_the_newest_entries() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = with_entries(dir.path(), (1..=1200).map(|n| format!("Order number{n}")));
    for (id, title, actions) in
        [(10, "Order paper", &["Open the order", "Close the order"][..]), (20, "Order ink", &[])]
    {
        store.add_document(&sop(id, title, actions), at()).unwrap();
    }
    let found = store.search("order", 6).unwrap();
    let expected =
        [FoundKind::Sop, FoundKind::Sop, FoundKind::Step, FoundKind::Step, FoundKind::Entry, FoundKind::Entry];
    assert_eq!(kinds(&found), expected);
    let said: Vec<&str> = found.iter().map(|f| f.excerpt.as_str()).collect();
    assert!(found[0].title.ends_with("Order ink") && found[1].title.ends_with("Order paper"), "{said:?}");
    assert_eq!(
        said[2..],
        [
            "Close the \u{1}order\u{2}",
            "Open the \u{1}order\u{2}",
            "\u{1}Order\u{2} number1200",
            "\u{1}Order\u{2} number1199"
        ]
    );
    assert_eq!(store.search("order", 1).unwrap().len(), 1);
    // With one more word there are few places, and they are weighed.
    assert_eq!(kinds(&store.search("open order", 6).unwrap()), [FoundKind::Step]);
    expect_sound_index(dir.path());
}

#[test]
fn the_words_of_a_step_are_found_and_not_its_marks_or_where_its_links_lead() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Library::open(dir.path()).unwrap().store().unwrap();
    let mut document = Document::empty(DocumentId(Uuid::from_u128(9)));
    let mut phase = Phase::new(PartId(Uuid::from_u128(1)), "Only");
    let action =
        "**Un**lock the [vault](https://example.org/hidden), then [sign in](step:01890a5d-ac96-774b-bcce-b302099a8057)";
    phase.steps.push(Step::new(PartId(Uuid::from_u128(2)), action));
    document.phases.push(phase);
    store.add_document(&document, at()).unwrap();
    assert_eq!(store.search("unlock the vault then sign in", 5).unwrap().len(), 1);
    for nowhere in ["hidden", "01890a5d", "https"] {
        assert!(store.search(nowhere, 5).unwrap().is_empty(), "{nowhere}");
    }
}

#[test]
fn a_library_of_the_format_before_is_searched_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = with_entries(dir.path(), (1..=3).map(|n| format!("Order number{n}")));
    store.add_document(&sop(10, "Order paper", &["Open the order"]), at()).unwrap();
    drop(store);
    // As format 6 had it: one row after the other, whatever it is, and no beginnings.
    let old = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
    old.execute_batch(
        "DROP TABLE found;
         UPDATE searchable SET id = CASE kind WHEN 'sop' THEN 4 WHEN 'step' THEN 5 ELSE id + 10 END;
         CREATE VIRTUAL TABLE found USING fts5 (
             title, body, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
         );
         INSERT INTO found (found) VALUES ('rebuild');
         CREATE TRIGGER searchable_added AFTER INSERT ON searchable
         BEGIN
             INSERT INTO found (rowid, title, body) VALUES (new.id, new.title, new.body);
         END;
         PRAGMA user_version = 6",
    )
    .unwrap();
    drop(old);
    assert_eq!(SCHEMA_VERSION, 7);
    let mut store = Library::open(dir.path()).unwrap().store().unwrap();
    assert_eq!(store.search("ord", 9).unwrap().len(), 5);
    // The order in which common words are given.
    let db = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
    let order = "SELECT group_concat(kind) FROM (SELECT kind FROM searchable ORDER BY id DESC)";
    let kinds_in_order: String = db.query_row(order, [], |row| row.get(0)).unwrap();
    assert_eq!(kinds_in_order, "sop,step,entry,entry,entry");
    store.add_document(&sop(20, "Order ink", &["Close the order"]), at()).unwrap();
    assert_eq!(store.search("order", 9).unwrap().len(), 7);
    assert_eq!(kinds(&store.search("close order", 9).unwrap()), [FoundKind::Step]);
    expect_sound_index(dir.path());
}
