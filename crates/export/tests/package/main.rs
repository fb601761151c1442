//! Packages: what goes in comes out, and whatever else a file may be is refused in words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

#[path = "../fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;
mod forge;
mod hostile;
mod picture;
mod round;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::ops::ControlFlow;

use sopwright_core::entry::{Entry, EntryContent, EntryKind, Rect, Shot};
use sopwright_core::id::Hash;
use sopwright_core::journal::{EditRole, EditRow};
use sopwright_core::operation::{Operation, apply_all};
use sopwright_core::revision::WholeRevision;
use sopwright_core::session::{Session, SessionState};
use sopwright_core::suggestion::{Suggestion, suggest};
use sopwright_export::package::{Opened, Package, PackageError, Recording, pack};
use sopwright_export::{ExportError, Output, Progress, Quiet, Sink};

use fixture::{Album, Numbers, full, screen};

/// One file in memory.
#[derive(Default)]
struct File(Vec<u8>);

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for File {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        assert_eq!(path, "out.sop");
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A package with everything in it, and the pictures.
fn everything() -> (Package, Album) {
    let mut album = Album::default();
    let document = full(&mut album);
    let at = "2026-11-24T09:00:00+01:00".parse().unwrap();
    let mut before = document.clone();
    before.meta.title = "Invoices".into();
    let title = |title: &str| {
        let mut meta = before.meta.clone();
        meta.title = title.into();
        vec![Operation::SetMeta { meta: Box::new(meta) }]
    };
    let mut now = before.clone();
    let operations = title(&document.meta.title);
    let inverses = apply_all(&mut now, &operations).unwrap();
    let edit =
        EditRow { seq: 1, at, who: "Ada".into(), role: EditRole::Do, joins: false, cause: None, operations, inverses };
    let suggestion = Suggestion {
        id: Numbers::new().next(),
        document: document.id,
        title: "A shorter title".into(),
        reason: String::new(),
        author: "Bo".into(),
        at,
        base: 1,
        changes: suggest(&document, title("Bills")).unwrap(),
    };
    let revision = |number: &str, seq, document| WholeRevision {
        number: number.into(),
        name: String::new(),
        seq,
        at,
        author: "Ada".into(),
        note: "First draft".into(),
        body: serde_json::to_string(document).unwrap(),
    };
    let package = Package {
        program: "0.1.0".into(),
        by: "Ada".into(),
        at,
        body: serde_json::to_string(&document).unwrap(),
        known: vec![Hash::of(b"one"), Hash::of(b"two")],
        revisions: vec![revision("0.1", 0, &before), revision("0.2", 1, &document)],
        journal: vec![edit],
        suggestions: vec![suggestion],
        replaced: BTreeMap::new(),
        recording: Some(recording(document.session.unwrap(), &mut album)),
        document,
    };
    (package, album)
}

fn recording(id: sopwright_core::id::SessionId, album: &mut Album) -> Recording {
    let at = "2026-11-23T09:00:00+01:00".parse().unwrap();
    let mut ids = Numbers::new();
    let mut entries: Vec<Entry> = Vec::new();
    for n in 1..4_u32 {
        let png = screen(400, 300, 900 + n);
        let shot = album.add(png.clone(), 400, 300, "").shot;
        let mut content = EntryContent::new(EntryKind::Step);
        content.text = format!("Press {n}");
        let area = Rect { x: 0, y: 0, width: 400, height: 300 };
        content.shot = Some(Shot { hash: shot, area, bytes: png.len() as u32 });
        let chain = entries.last().map_or_else(Hash::zero, |e| e.chain.clone());
        let mut entry =
            Entry { id: ids.next(), session: id, seq: n, at, elapsed_ms: u64::from(n), content, chain: Hash::zero() };
        entry.chain = Entry::chain_after(&chain, &entry).unwrap();
        entries.push(entry);
    }
    let session =
        Session { id, title: "Monday".into(), started_at: at, ended_at: Some(at), state: SessionState::Closed };
    Recording { session, entries }
}

fn try_packed(package: &Package, album: &Album, progress: &dyn Progress) -> Result<(Vec<u8>, Output), ExportError> {
    let mut file = File::default();
    let output = pack(package, "out.sop", album, progress, &mut file)?;
    Ok((file.0, output))
}

fn packed(package: &Package, album: &Album) -> Vec<u8> {
    let (bytes, output) = try_packed(package, album, &Quiet).unwrap();
    assert_eq!(output.warnings, Vec::<String>::new());
    bytes
}

fn opened(bytes: &[u8]) -> Result<Opened<Cursor<&[u8]>>, PackageError> {
    Ok(Opened::new(Cursor::new(bytes), &Quiet)?.expect("nobody cancelled it"))
}

fn never(_: u32, _: u32, _: &str) -> ControlFlow<()> {
    ControlFlow::Break(())
}
