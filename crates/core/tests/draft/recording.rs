//! Builds recordings for tests, as a person would make them.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use sopwright_core::document::{Cadence, Person};
use sopwright_core::draft::Brief;
use sopwright_core::entry::{Entry, EntryContent, EntryKind, Place, Point, Rect, Shot, Snippet};
use sopwright_core::id::{DocumentId, EntryId, Hash, SessionId};
use sopwright_core::session::{Session, SessionState};
use sopwright_core::settings::DraftDefaults;
use uuid::Uuid;

pub const SCREEN: Rect = Rect { x: 0, y: 0, width: 1920, height: 1080 };

pub fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2025-05-03T10:00:00+02:00").unwrap()
}

/// A session and its entries as they come.
pub struct Recording {
    pub session: Session,
    pub entries: Vec<Entry>,
    place: Option<Place>,
    elapsed_ms: u64,
}

impl Recording {
    pub fn new(title: &str) -> Self {
        let session = Session {
            id: SessionId(Uuid::from_u128(1)),
            title: title.into(),
            started_at: start(),
            ended_at: None,
            state: SessionState::Closed,
        };
        Self { session, entries: Vec::new(), place: None, elapsed_ms: 0 }
    }

    /// Goes to a window.
    pub fn window(&mut self, app: &str, title: &str) -> &mut Self {
        self.place = Some(Place {
            app: app.into(),
            title: title.into(),
            window: Some(Rect { x: 200, y: 150, width: 900, height: 700 }),
            pointer: Some(Point { x: 640, y: 360 }),
        });
        self
    }

    /// Lets time pass.
    pub fn wait(&mut self, seconds: u64) -> &mut Self {
        self.elapsed_ms += seconds * 1000;
        self
    }

    /// Logs an entry of a kind that comes with a picture if it usually does.
    pub fn log(&mut self, kind: EntryKind, text: &str) -> &mut Self {
        let mut content = EntryContent::new(kind);
        content.text = text.into();
        self.add(content)
    }

    pub fn copy(&mut self, text: &str) -> &mut Self {
        let mut content = EntryContent::new(EntryKind::Snippet);
        content.snippet = Some(Snippet::Text { text: text.into() });
        self.add(content)
    }

    pub fn add(&mut self, mut content: EntryContent) -> &mut Self {
        let seq = u32::try_from(self.entries.len()).unwrap() + 1;
        let recorder_own =
            [EntryKind::Words, EntryKind::Withdrawn, EntryKind::Pause, EntryKind::Resume, EntryKind::Gap];
        if !recorder_own.contains(&content.kind) {
            content.place = content.place.or_else(|| self.place.clone());
        }
        if content.kind.takes_shot() && content.shot_failed.is_empty() && content.shot.is_none() {
            let hash = Hash::of(&seq.to_le_bytes());
            content.shot = Some(Shot { hash, area: SCREEN, bytes: 50_000 });
        }
        let at = start() + TimeDelta::milliseconds(i64::try_from(self.elapsed_ms).unwrap());
        self.entries.push(Entry {
            id: EntryId(Uuid::from_u128(1000 + u128::from(seq))),
            session: self.session.id,
            seq,
            at,
            elapsed_ms: self.elapsed_ms,
            content,
            chain: Hash::zero(),
        });
        self
    }

    /// Gives the entry so many before the end its words, as the quick field does.
    pub fn words(&mut self, back: usize, text: &str, becomes: Option<EntryKind>) -> &mut Self {
        let mut content = EntryContent::new(EntryKind::Words);
        content.text = text.into();
        content.about = Some(self.back(back));
        content.becomes = becomes;
        self.add(content)
    }

    /// Takes back the entry so many before the end.
    pub fn withdraw(&mut self, back: usize) -> &mut Self {
        let mut content = EntryContent::new(EntryKind::Withdrawn);
        content.about = Some(self.back(back));
        self.add(content)
    }

    fn back(&self, back: usize) -> EntryId {
        self.entries[self.entries.len() - back].id
    }

    pub fn draft(&self, defaults: DraftDefaults) -> sopwright_core::document::Document {
        sopwright_core::draft::draft(&self.session, &self.entries, &brief(defaults))
    }
}

pub fn brief(defaults: DraftDefaults) -> Brief {
    Brief {
        id: DocumentId(Uuid::from_u128(2)),
        number: "SOP-FIN-012".into(),
        today: NaiveDate::from_ymd_opt(2025, 8, 31).unwrap(),
        defaults,
        template: sopwright_core::template::standard(),
    }
}

pub fn filled() -> DraftDefaults {
    DraftDefaults {
        person: Person { name: "Jane Doe".into(), role: "Finance lead".into(), contact: "jane@example.com".into() },
        audience: "accountants".into(),
        cadence: Cadence::HalfYearly,
        help: "Ask in **#finance**.".into(),
        policy: "Four eyes on every payment.".into(),
        storage: "Shared drive".into(),
        classification: "Internal".into(),
        series: "SOP-FIN-{n}".into(),
        template: None,
    }
}
