//! The tape: an open session's end. Gives entries their place, clock and chain value, and writes them; what the disk
//! refuses waits here, in order.

use std::collections::VecDeque;
use std::sync::Arc;

use sopwright_core::entry::{Entry, EntryContent, EntryKind};
use sopwright_core::id::{EntryId, Hash};
use sopwright_core::recorder::{Effective, effective};
use sopwright_core::session::Session;
use sopwright_core::time::Moment;
use sopwright_store::{Library, Store, StoreError};

/// How many entries a window may look back on without asking the database.
const RECENT: usize = 64;

/// An entry that is not on disk yet.
pub(crate) struct Unwritten {
    pub(crate) id: EntryId,
    pub(crate) moment: Moment,
    pub(crate) content: EntryContent,
}

pub(crate) struct Tape {
    pub(crate) session: Session,
    seq: u32,
    chain: Hash,
    /// The monotonic clock when the recording clock stood at zero; negative after a restart of the machine, whose clock
    /// begins anew.
    pub(crate) zero_us: i64,
    pub(crate) last_ms: u64,
    recent: VecDeque<Entry>,
    pub(crate) waiting: VecDeque<Unwritten>,
    pub(crate) entries: u32,
    pub(crate) shots: u32,
    /// How many entries were destroyed because the person wished it.
    pub(crate) forgotten: u32,
    pub(crate) skipped: Vec<String>,
    pub(crate) failed: Vec<String>,
    /// When each act of automatic capture began, and when it was over, on the recording clock.
    acts: Vec<(u64, u64)>,
}

impl Tape {
    /// The end of a new session.
    pub(crate) fn new(session: Session, moment: Moment) -> Self {
        Self {
            session,
            seq: 0,
            chain: Hash::zero(),
            zero_us: signed(moment.mono_us),
            last_ms: 0,
            recent: VecDeque::new(),
            waiting: VecDeque::new(),
            entries: 0,
            shots: 0,
            forgotten: 0,
            skipped: Vec::new(),
            failed: Vec::new(),
            acts: Vec::new(),
        }
    }

    /// The end of a session that was interrupted. Its recording clock goes on from its last entry: how long it stood
    /// still cannot be known after a restart of the machine.
    pub(crate) fn take_up(session: Session, entries: Vec<Entry>, moment: Moment) -> Self {
        let mut tape = Self::new(session, moment);
        if let Some(last) = entries.last() {
            tape.last_ms = last.elapsed_ms;
            tape.zero_us = signed(moment.mono_us).saturating_sub(signed(last.elapsed_ms.saturating_mul(1000)));
        }
        tape.wind(entries);
        tape
    }

    /// Goes on from the last of these entries. The recording clock is left as it is.
    pub(crate) fn wind(&mut self, entries: Vec<Entry>) {
        let counted = effective(&entries);
        self.entries = count(counted.iter().filter(|e| e.counts()).count());
        self.shots = count(counted.iter().filter(|e| e.counts() && e.entry.content.shot.is_some()).count());
        self.forgotten = entries.iter().filter_map(|e| e.content.forgotten).map(|f| f.entries).sum();
        self.seq = entries.last().map_or(0, |last| last.seq);
        self.chain = entries.last().map_or_else(Hash::zero, |last| last.chain.clone());
        let skip = entries.len().saturating_sub(RECENT);
        self.recent = entries.into_iter().skip(skip).collect();
    }

    /// Remembers how long an act took: its entry only says when it began.
    pub(crate) fn note_act(&mut self, began_us: u64, over_us: u64) {
        let on_tape = |us| elapsed_ms(us, self.zero_us);
        self.acts.push((on_tape(began_us), on_tape(over_us)));
    }

    /// The beginning of the act that was under way at this time of the recording clock; else that time.
    pub(crate) fn act_at(&self, time_ms: u64) -> u64 {
        let under_way = self.acts.iter().filter(|(began, over)| (*began..=*over).contains(&time_ms));
        under_way.map(|(began, _)| *began).min().unwrap_or(time_ms)
    }

    /// Drops what waits and is not older than this on the recording clock, and gives it.
    pub(crate) fn drop_waiting(&mut self, from_ms: u64) -> VecDeque<Unwritten> {
        let zero_us = self.zero_us;
        let older = |unwritten: &Unwritten| elapsed_ms(unwritten.moment.mono_us, zero_us) < from_ms;
        let kept = self.waiting.iter().take_while(|unwritten| older(unwritten)).count();
        self.waiting.split_off(kept)
    }

    /// Writes what waits and then this entry. Gives the entry when it is on disk.
    pub(crate) fn write(
        &mut self,
        store: &mut Store,
        library: &Arc<Library>,
        unwritten: Unwritten,
    ) -> Result<Entry, StoreError> {
        self.waiting.push_back(unwritten);
        let mut last = None;
        while let Some(next) = self.waiting.front() {
            let entry = self.placed(self.seq, &self.chain, next)?;
            if let Err(error) = store.append(&entry) {
                // The room that was kept back for this: one more try with it.
                let roomier = matches!(error, StoreError::DiskFull) && library.spend_reserve();
                if !roomier {
                    return Err(error);
                }
                store.append(&entry)?;
            }
            self.waiting.pop_front();
            self.note(entry.clone());
            last = Some(entry);
        }
        last.ok_or_else(|| StoreError::NotFound { what: "entry", id: String::new() })
    }

    /// Tries to write what waits. True when nothing waits any more.
    pub(crate) fn retry(&mut self, store: &mut Store, library: &Arc<Library>) -> bool {
        match self.waiting.pop_back() {
            None => true,
            Some(last) => self.write(store, library, last).is_ok(),
        }
    }

    /// Gives these their places, one after another, without writing them.
    pub(crate) fn place_all(&self, unwritten: &[Unwritten]) -> Result<Vec<Entry>, StoreError> {
        let mut placed: Vec<Entry> = Vec::with_capacity(unwritten.len());
        for next in unwritten {
            let (seq, chain) = placed.last().map_or((self.seq, &self.chain), |last| (last.seq, &last.chain));
            let entry = self.placed(seq, chain, next)?;
            placed.push(entry);
        }
        Ok(placed)
    }

    fn placed(&self, seq: u32, chain: &Hash, next: &Unwritten) -> Result<Entry, StoreError> {
        let elapsed_ms = elapsed_ms(next.moment.mono_us, self.zero_us).max(self.last_ms);
        let mut entry = Entry {
            id: next.id,
            session: self.session.id,
            seq: seq + 1,
            at: next.moment.at,
            elapsed_ms,
            content: next.content.clone(),
            chain: Hash::zero(),
        };
        entry.chain = Entry::chain_after(chain, &entry)
            .map_err(|e| StoreError::Row { what: "the new entry".into(), why: e.to_string() })?;
        Ok(entry)
    }

    fn note(&mut self, entry: Entry) {
        self.seq = entry.seq;
        self.chain = entry.chain.clone();
        self.last_ms = entry.elapsed_ms;
        match entry.content.kind {
            EntryKind::Forgotten => {
                self.forgotten += entry.content.forgotten.map_or(0, |forgotten| forgotten.entries);
            }
            EntryKind::Words => {}
            kind if kind.is_bookkeeping() => {}
            EntryKind::Withdrawn => self.uncount(entry.content.about),
            _ => {
                self.entries += 1;
                self.shots += u32::from(entry.content.shot.is_some());
            }
        }
        self.recent.push_back(entry);
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    fn uncount(&mut self, about: Option<EntryId>) {
        let known = self.recent.iter().find(|e| Some(e.id) == about);
        let Some(gone) = known else { return };
        if gone.content.kind != EntryKind::Words {
            self.entries = self.entries.saturating_sub(1);
            self.shots = self.shots.saturating_sub(u32::from(gone.content.shot.is_some()));
        }
    }

    /// The last entries as they count now, oldest first.
    pub(crate) fn recent(&self) -> Vec<Effective> {
        let (front, back) = self.recent.as_slices();
        if back.is_empty() { effective(front) } else { effective(&[front, back].concat()) }
    }
}

/// The recording clock, in milliseconds.
pub(crate) fn elapsed_ms(mono_us: u64, zero_us: i64) -> u64 {
    signed(mono_us).saturating_sub(zero_us).max(0).unsigned_abs() / 1000
}

fn signed(us: u64) -> i64 {
    i64::try_from(us).unwrap_or(i64::MAX)
}

pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
