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
    pub(crate) skipped: Vec<String>,
    pub(crate) failed: Vec<String>,
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
            skipped: Vec::new(),
            failed: Vec::new(),
        }
    }

    /// The end of a session that was interrupted. Its recording clock goes on from its last entry: how long it stood
    /// still cannot be known after a restart of the machine.
    pub(crate) fn take_up(session: Session, entries: Vec<Entry>, moment: Moment) -> Self {
        let counted = effective(&entries);
        let mut tape = Self::new(session, moment);
        tape.entries = count(counted.iter().filter(|e| e.counts()).count());
        tape.shots = count(counted.iter().filter(|e| e.counts() && e.entry.content.shot.is_some()).count());
        if let Some(last) = entries.last() {
            tape.seq = last.seq;
            tape.chain = last.chain.clone();
            tape.last_ms = last.elapsed_ms;
            tape.zero_us = signed(moment.mono_us).saturating_sub(signed(last.elapsed_ms.saturating_mul(1000)));
        }
        let skip = entries.len().saturating_sub(RECENT);
        tape.recent = entries.into_iter().skip(skip).collect();
        tape
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
            let entry = self.placed(next)?;
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

    fn placed(&self, next: &Unwritten) -> Result<Entry, StoreError> {
        let elapsed_ms = elapsed_ms(next.moment.mono_us, self.zero_us).max(self.last_ms);
        let mut entry = Entry {
            id: next.id,
            session: self.session.id,
            seq: self.seq + 1,
            at: next.moment.at,
            elapsed_ms,
            content: next.content.clone(),
            chain: Hash::zero(),
        };
        entry.chain = Entry::chain_after(&self.chain, &entry)
            .map_err(|e| StoreError::Row { what: "the new entry".into(), why: e.to_string() })?;
        Ok(entry)
    }

    fn note(&mut self, entry: Entry) {
        self.seq = entry.seq;
        self.chain = entry.chain.clone();
        self.last_ms = entry.elapsed_ms;
        match entry.content.kind {
            EntryKind::Pause | EntryKind::Resume | EntryKind::Gap | EntryKind::Focus | EntryKind::Words => {}
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
