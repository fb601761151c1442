//! A redacted picture is gone for good: whatever names it shows what stands in its place, and a crash at any moment
//! leaves either all of it or nothing that shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod traces;

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use sopwright_core::document::{Block, BlockKind, Document, Figure, Phase, Step};
use sopwright_core::entry::{Entry, EntryContent, EntryKind, Rect, Shot};
use sopwright_core::id::{DocumentId, EntryId, Hash, PartId, SessionId};
use sopwright_core::journal::{EditRole, EditRow};
use sopwright_core::operation::{Operation, apply_all, changes};
use sopwright_store::{Along, Library, NewRevision, StoreError};
use traces::holds;
use uuid::Uuid;

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-29T01:59:59.250+01:00").unwrap()
}

fn sop() -> DocumentId {
    DocumentId(Uuid::from_u128(1))
}

fn figure(shot: &Hash) -> Block {
    let (alt, caption) = (String::new(), String::new());
    let figure = Figure { shot: shot.clone(), width: 4, height: 3, alt, caption, crop: None, marks: Vec::new() };
    Block { id: PartId(Uuid::from_u128(4)), kind: BlockKind::Figure(figure) }
}

/// A library with an entry, a document, an edit that can be undone and a revision, all of which name one picture.
fn recorded(dir: &Path, picture: &[u8]) -> Hash {
    let library = Library::open(dir).unwrap();
    let mut store = library.store().unwrap();
    let hash = library.shots().keep(picture).unwrap();
    let session = SessionId(Uuid::from_u128(1));
    store.add_session(session, "Minutes", at()).unwrap();
    let mut content = EntryContent::new(EntryKind::Step);
    content.shot = Some(Shot { hash: hash.clone(), area: Rect { x: 0, y: 0, width: 4, height: 3 }, bytes: 9 });
    let id = EntryId(Uuid::from_u128(7));
    let mut entry = Entry { id, session, seq: 1, at: at(), elapsed_ms: 1, content, chain: Hash::zero() };
    entry.chain = Entry::chain_after(&Hash::zero(), &entry).unwrap();
    store.append(&entry).unwrap();

    let mut document = Document::empty(sop());
    let mut step = Step::new(PartId(Uuid::from_u128(3)), "Press");
    step.blocks.push(figure(&hash));
    let mut phase = Phase::new(PartId(Uuid::from_u128(2)), "Do");
    phase.steps.push(step);
    document.phases.push(phase);
    store.add_document(&document, at()).unwrap();
    let first = NewRevision { number: "0.1", name: "", at: at(), author: "ada", note: "", seq: 0 };
    store.add_revision(&document, first).unwrap();
    let operations = vec![Operation::RemoveBlock { block: PartId(Uuid::from_u128(4)) }];
    let inverses = apply_all(&mut document, &operations).unwrap();
    let changed = changes(&document, &operations, &inverses);
    let edit = EditRow {
        seq: 1,
        at: at(),
        who: "ada".into(),
        role: EditRole::Do,
        joins: false,
        cause: None,
        operations,
        inverses,
    };
    store.add_edit(&document, &edit, &changed, Along::Nothing).unwrap();
    hash
}

#[test]
fn whatever_names_the_picture_shows_what_stands_in_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"the secret picture");
    assert!(holds(dir.path(), b"secret"));
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    let new = library.redact(&mut store, &old, b"the black picture", at(), "ada").unwrap();
    assert!(!holds(dir.path(), b"secret"));
    drop((store, library));

    // Also after a restart.
    let library = Library::open(dir.path()).unwrap();
    let store = library.store().unwrap();
    assert_eq!(library.shots().read(&old).unwrap(), b"the black picture");
    assert_eq!(library.shots().current(&old), new);
    assert_eq!(store.snapshot(sop()).unwrap().0.figures().next().unwrap().shot, new);
    assert_eq!(store.revision(sop(), "0.1").unwrap().document.figures().next().unwrap().shot, new);
    let undo = &store.edits_after(sop(), 0).unwrap()[0].inverses;
    assert!(matches!(&undo[0], Operation::InsertBlock { block, .. } if *block == figure(&new)), "{undo:?}");

    // The entry is what it was, and the library is sound.
    let entry = store.entry(EntryId(Uuid::from_u128(7))).unwrap();
    assert_eq!(entry.content.shot.unwrap().hash, old);
    let report = store.verify(library.shots()).unwrap();
    assert_eq!((report.damaged, report.redacted, report.revisions), (vec![], 1, 1));
}

#[test]
fn a_redacted_picture_can_be_redacted_again() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"secret one, secret two");
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    let half = library.redact(&mut store, &old, b"blacked out, secret two", at(), "ada").unwrap();
    let whole = library.redact(&mut store, &half, b"blacked out, blacked out", at(), "ada").unwrap();
    assert!(!holds(dir.path(), b"secret"));
    drop((store, library));
    let library = Library::open(dir.path()).unwrap();
    for name in [&old, &half, &whole] {
        assert_eq!(library.shots().read(name).unwrap(), b"blacked out, blacked out");
    }
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    assert_eq!((report.damaged, report.redacted), (vec![], 1));
}

#[test]
fn what_was_redacted_is_not_written_again() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"the secret picture");
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    library.redact(&mut store, &old, b"the black picture", at(), "ada").unwrap();
    assert_eq!(library.shots().keep(b"the secret picture").unwrap(), old);
    assert!(!holds(dir.path(), b"secret"));
    assert_eq!(library.shots().read(&old).unwrap(), b"the black picture");
}

#[test]
fn a_redaction_that_changes_nothing_destroys_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"the picture");
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    assert_eq!(library.redact(&mut store, &old, b"the picture", at(), "ada").unwrap(), old);
    assert_eq!(library.shots().read(&old).unwrap(), b"the picture");
}

#[test]
fn a_crash_leaves_all_of_it_or_nothing_that_shows() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"the secret picture");

    // Before the transaction: the new file is there, and nothing names it.
    let library = Library::open(dir.path()).unwrap();
    let new = library.shots().keep(b"the black picture").unwrap();
    drop(library);
    let library = Library::open(dir.path()).unwrap();
    assert!(matches!(library.shots().read(&new), Err(StoreError::NotFound { .. })));
    assert_eq!(library.shots().read(&old).unwrap(), b"the secret picture");

    // After the transaction: the old file is still there, as if it had not been removed.
    let mut store = library.store().unwrap();
    library.redact(&mut store, &old, b"the black picture", at(), "ada").unwrap();
    fs::write(library.shots().path(&old), b"the secret picture").unwrap();
    let report = store.verify(library.shots()).unwrap();
    assert!(report.damaged.iter().any(|d| d.what.contains("still there")), "{report:?}");
    assert_eq!(library.shots().read(&old).unwrap(), b"the black picture");
    drop((store, library));
    let library = Library::open(dir.path()).unwrap();
    assert!(!holds(dir.path(), b"secret"));
    assert_eq!(library.store().unwrap().verify(library.shots()).unwrap().damaged, vec![]);
}

#[test]
fn an_old_file_that_cannot_be_removed_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"the secret picture");
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    // A folder in place of the file: not even root removes that as a file.
    let path = library.shots().path(&old);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let told = library.redact(&mut store, &old, b"the black picture", at(), "ada");
    assert!(matches!(told, Err(StoreError::StillThere(_))), "{told:?}");
    assert_eq!(library.shots().read(&old).unwrap(), b"the black picture");
}

#[test]
fn a_redaction_is_never_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let old = recorded(dir.path(), b"the secret picture");
    let library = Library::open(dir.path()).unwrap();
    library.redact(&mut library.store().unwrap(), &old, b"the black picture", at(), "ada").unwrap();
    drop(library);
    let db = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
    for statement in ["DELETE FROM redaction", "UPDATE redaction SET new = old || 'x'"] {
        assert!(db.execute_batch(statement).is_err(), "{statement}");
    }
}

#[test]
fn an_added_picture_stays_without_an_entry() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).unwrap();
    let hash = library.shots().keep(b"pasted").unwrap();
    library.store().unwrap().add_picture(&hash, at()).unwrap();
    library.store().unwrap().add_picture(&hash, at()).unwrap();
    drop(library);
    let library = Library::open(dir.path()).unwrap();
    assert_eq!(library.shots().read(&hash).unwrap(), b"pasted");
    fs::remove_file(library.shots().path(&hash)).unwrap();
    let report = library.store().unwrap().verify(library.shots()).unwrap();
    assert!(report.damaged.iter().any(|d| d.what.contains("of an SOP is missing")), "{report:?}");
}
