//! What the library keeps of an SOP's history: a database of the first format opens with all of it, and what belongs
//! together is written together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use sopwright_core::document::{Document, SectionKey};
use sopwright_core::id::{DocumentId, SuggestionId};
use sopwright_core::journal::{Cause, EditRole, EditRow};
use sopwright_core::operation::{Operation, apply_all, changes};
use sopwright_core::suggestion::{Suggestion, SuggestionState, Verdict, suggest};
use sopwright_store::{Along, Library, NewRevision, Store};
use uuid::Uuid;

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-12T10:00:00+01:00").unwrap()
}

fn document() -> Document {
    Document::empty(DocumentId(Uuid::from_u128(9)))
}

fn purpose(text: &str) -> Operation {
    Operation::SetSection { section: SectionKey::Purpose, text: text.into() }
}

fn open(dir: &Path) -> (Library, Store) {
    let library = Library::open(dir).unwrap();
    let store = library.store().unwrap();
    (library, store)
}

fn with_document(dir: &Path) -> (Library, Store) {
    let (library, mut store) = open(dir);
    store.add_document(&document(), at()).unwrap();
    let first = NewRevision { number: "0.1", name: "", at: at(), author: "Ada", note: "Begun", seq: 0 };
    store.add_revision(&document(), first).unwrap();
    (library, store)
}

/// The document after an edit, and its row in the journal.
fn edited(seq: u32, cause: Option<Cause>, operations: Vec<Operation>) -> (Document, EditRow) {
    let mut after = document();
    let inverses = apply_all(&mut after, &operations).unwrap();
    (after, EditRow { seq, at: at(), who: "Ada".into(), role: EditRole::Do, joins: false, cause, operations, inverses })
}

fn suggestion() -> Suggestion {
    Suggestion {
        id: SuggestionId(Uuid::from_u128(5)),
        document: document().id,
        title: "Say why".into(),
        reason: "Readers ask".into(),
        author: "Bo".into(),
        at: at(),
        base: 0,
        changes: suggest(&document(), vec![purpose("So that all are paid")]).unwrap(),
    }
}

#[test]
fn a_database_of_the_first_format_opens_with_its_history() {
    let dir = tempfile::tempdir().unwrap();
    let old = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
    old.execute_batch(include_str!("../migrations/0001_init.sql")).unwrap();
    let body = serde_json::to_string(&document()).unwrap();
    let hash = sopwright_core::id::Hash::of(body.as_bytes());
    let (id, when) = (document().id.to_string(), at().to_rfc3339());
    let (_, row) = edited(1, None, vec![purpose("x")]);
    let text = |operations: &[Operation]| serde_json::to_string(operations).unwrap();
    old.execute(
        "INSERT INTO document VALUES (?1, NULL, 'SOP-001', '', 'draft', '', NULL, 0, 0, ?2, ?2, 0, ?3)",
        rusqlite::params![id, when, body],
    )
    .unwrap();
    old.execute(
        "INSERT INTO revision VALUES (?1, 1, '0.1', ?2, 'Ada', 'Begun', 0, ?3, ?4)",
        rusqlite::params![id, when, hash.as_str(), body],
    )
    .unwrap();
    old.execute(
        "INSERT INTO edit VALUES (?1, 1, ?2, 'Ada', 'do', ?3, ?4)",
        rusqlite::params![id, when, text(&row.operations), text(&row.inverses)],
    )
    .unwrap();
    old.execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 0x536f7077").unwrap();
    drop(old);

    let (library, store) = open(dir.path());
    let revisions = store.revisions(document().id).unwrap();
    assert_eq!((revisions[0].number.as_str(), revisions[0].name.as_str()), ("0.1", ""));
    assert_eq!(store.edits_after(document().id, 0).unwrap(), [row]);
    assert_eq!(store.suggestions(document().id).unwrap(), []);
    assert_eq!(store.verify(library.shots()).unwrap().damaged, []);
}

#[test]
fn an_edit_comes_back_with_its_cause_and_a_revision_with_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let (_library, mut store) = with_document(dir.path());
    let (after, row) = edited(1, Some(Cause::Restore { revision: "0.1".into() }), vec![purpose("x")]);
    let second = NewRevision { number: "0.2", name: "For Bo", at: at(), author: "Ada", note: "", seq: 1 };
    let told = changes(&after, &row.operations, &row.inverses);
    store.add_edit(&after, &row, &told, Along::Revision(second)).unwrap();
    assert_eq!(store.edits_after(document().id, 0).unwrap(), [row]);
    let kept = store.revision(document().id, "0.2").unwrap();
    assert_eq!((kept.summary.name.as_str(), kept.summary.seq, kept.document), ("For Bo", 1, after));
}

#[test]
fn an_edit_whose_revision_cannot_be_kept_is_not_there_either() {
    let dir = tempfile::tempdir().unwrap();
    let (_library, mut store) = with_document(dir.path());
    let (after, row) = edited(1, None, vec![purpose("x")]);
    let taken = NewRevision { number: "0.1", name: "", at: at(), author: "Ada", note: "", seq: 1 };
    let told = changes(&after, &row.operations, &row.inverses);
    assert!(store.add_edit(&after, &row, &told, Along::Revision(taken)).is_err());
    assert_eq!(store.edits_after(document().id, 0).unwrap(), []);
}

#[test]
fn a_suggestion_is_decided_in_one_with_the_edit_that_accepts_it() {
    let dir = tempfile::tempdir().unwrap();
    let (_library, mut store) = with_document(dir.path());
    let mut waiting = suggestion();
    store.add_suggestion(&waiting).unwrap();
    assert_eq!(store.suggestion(waiting.id).unwrap(), waiting);

    waiting.decide(&[0], &Verdict { accepted: true, who: "Ada".into(), at: at() });
    let (after, mut row) = edited(1, None, vec![purpose("So that all are paid")]);
    let told = changes(&after, &row.operations, &row.inverses);
    store.add_edit(&after, &row, &told, Along::Suggestion(&waiting)).unwrap();
    assert_eq!(store.suggestions(document().id).unwrap(), [waiting.clone()]);
    assert_eq!(store.suggestion(waiting.id).unwrap().state(), SuggestionState::Accepted);

    // The same place in the journal again: refused, and the suggestion stays as it is.
    row.who = "Carl".into();
    assert!(store.add_edit(&after, &row, &told, Along::Suggestion(&suggestion())).is_err());
    assert_eq!(store.suggestion(waiting.id).unwrap().state(), SuggestionState::Accepted);
}

#[test]
fn a_rejected_suggestion_stays_on_record() {
    let dir = tempfile::tempdir().unwrap();
    let (_library, mut store) = with_document(dir.path());
    let mut waiting = suggestion();
    store.add_suggestion(&waiting).unwrap();
    waiting.decide(&[0], &Verdict { accepted: false, who: "Ada".into(), at: at() });
    store.decide_suggestion(&waiting).unwrap();
    assert_eq!(store.suggestions(document().id).unwrap(), [waiting]);
}
