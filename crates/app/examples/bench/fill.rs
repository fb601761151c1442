//! Sessions as hotkeys make them: a press is an entry with its place, and its words are an entry after it.

use std::error::Error;
use std::path::Path;

use chrono::{DateTime, FixedOffset, TimeDelta};
use sopwright_core::entry::{Entry, EntryContent, EntryKind, Place, Point, Rect, Shot, Snippet};
use sopwright_core::id::{EntryId, Hash, SessionId};
use sopwright_store::{Library, Store};
use uuid::Uuid;

use crate::language::{Dice, sentence};
use crate::pictures::Screen;

type Done<T> = Result<T, Box<dyn Error>>;

/// What a person logs in turn.
const KINDS: [EntryKind; 12] = [
    EntryKind::Step,
    EntryKind::Expected,
    EntryKind::Step,
    EntryKind::Note,
    EntryKind::Step,
    EntryKind::Snippet,
    EntryKind::Step,
    EntryKind::Warning,
    EntryKind::Step,
    EntryKind::Decision,
    EntryKind::Step,
    EntryKind::Faq,
];

const PROGRAMS: [&str; 5] = ["Ledger", "Files", "Mail", "Browser", "Terminal"];

/// A session while it is written.
struct Pen {
    store: Store,
    session: SessionId,
    began: DateTime<FixedOffset>,
    seq: u32,
    chain: Hash,
}

impl Pen {
    fn new(library: &Library, title: &str) -> Done<Self> {
        let mut store = library.store()?;
        let session = SessionId(Uuid::now_v7());
        let began = DateTime::parse_from_rfc3339("2026-03-02T09:00:00+01:00")?;
        store.add_session(session, title, began)?;
        Ok(Self { store, session, began, seq: 0, chain: Hash::zero() })
    }

    fn write(&mut self, content: EntryContent) -> Done<EntryId> {
        self.seq += 1;
        let elapsed_ms = u64::from(self.seq) * 2500;
        let mut entry = Entry {
            id: EntryId(Uuid::now_v7()),
            session: self.session,
            seq: self.seq,
            at: self.began + TimeDelta::milliseconds(i64::try_from(elapsed_ms)?),
            elapsed_ms,
            content,
            chain: Hash::zero(),
        };
        entry.chain = Entry::chain_after(&self.chain, &entry)?;
        self.chain = entry.chain.clone();
        self.store.append(&entry)?;
        Ok(entry.id)
    }

    fn close(mut self) -> Done<SessionId> {
        let ended = self.began + TimeDelta::milliseconds(i64::from(self.seq + 1) * 2500);
        self.store.close_session(self.session, ended)?;
        Ok(self.session)
    }
}

/// A session of so many entries with all that people log; the pictures are only named.
pub fn entries(library: &Path, count: u32) -> Done<SessionId> {
    let library = Library::open(library)?;
    let mut pen = Pen::new(&library, "Monthly invoice run")?;
    let mut dice = Dice::new(1);
    let mut act = 0;
    while pen.seq < count {
        let kind = KINDS[act % KINDS.len()];
        let mut content = EntryContent::new(kind);
        content.place = Some(place(act / 40, act, 1920, 1080));
        if kind.takes_shot() {
            content.shot = Some(shot(Hash::of(&act.to_le_bytes()), 200_000, 1920, 1080));
        }
        if kind == EntryKind::Snippet {
            content.snippet = Some(Snippet::Text { text: sentence(&mut dice, 12) });
        }
        let about = pen.write(content)?;
        if kind.asks_words() && pen.seq < count {
            let mut words = EntryContent::new(EntryKind::Words);
            words.about = Some(about);
            words.text = sentence(&mut dice, 9);
            pen.write(words)?;
        }
        act += 1;
    }
    pen.close()
}

/// A session of so many steps, each with a picture of its own.
pub fn steps(library: &Path, count: usize, picture: &Path) -> Done<SessionId> {
    let library = Library::open(library)?;
    let screen = Screen::read(picture)?;
    let mut pen = Pen::new(&library, "Monthly invoice run")?;
    let mut dice = Dice::new(2);
    for number in 0..count {
        let png = screen.scrolled(number)?;
        let hash = library.shots().keep(&png)?;
        let mut content = EntryContent::new(EntryKind::Step);
        content.text = sentence(&mut dice, 10);
        content.place = Some(place(number / 10, number, screen.width, screen.height));
        content.shot = Some(shot(hash, png.len(), screen.width, screen.height));
        pen.write(content)?;
    }
    pen.close()
}

/// So many entries in sessions of 5,000.
pub fn words(library: &Path, count: u32) -> Done<u32> {
    let library = Library::open(library)?;
    let mut dice = Dice::new(3);
    let mut written = 0;
    while written < count {
        let mut pen = Pen::new(&library, "A session")?;
        while pen.seq < 5000 && written < count {
            let mut content = EntryContent::new(EntryKind::Note);
            let length = 4 + dice.below(12);
            content.text = sentence(&mut dice, length);
            content.place = Some(place(written as usize / 40, written as usize, 1920, 1080));
            pen.write(content)?;
            written += 1;
        }
        pen.close()?;
    }
    Ok(written)
}

/// A window that fills the screen, and a pointer that wanders.
fn place(window: usize, act: usize, width: u32, height: u32) -> Place {
    let program = PROGRAMS[window % PROGRAMS.len()];
    let (x, y) = (300 + act * 37 % 1200, 200 + act * 53 % 700);
    Place {
        app: program.to_owned(),
        title: format!("{} {window} - {program}", crate::language::word(window * 31 % 4000)),
        window: Some(Rect { x: 0, y: 0, width, height }),
        pointer: Some(Point { x: i32::try_from(x).unwrap_or(0), y: i32::try_from(y).unwrap_or(0) }),
    }
}

fn shot(hash: Hash, bytes: usize, width: u32, height: u32) -> Shot {
    Shot { hash, area: Rect { x: 0, y: 0, width, height }, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) }
}
