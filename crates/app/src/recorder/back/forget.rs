//! Destroys what was recorded last: first what waits in memory, then rows and pictures. One entry stays that says so. What
//! the disk refuses is tried again until it is done, and nothing is logged before.

use std::collections::HashSet;

use sopwright_core::entry::{Entry, EntryContent, EntryKind, Forgotten};
use sopwright_core::id::{EntryId, Hash};
use sopwright_core::port::CaptureError;
use sopwright_core::recorder::withdrawn;
use sopwright_core::time::Moment;
use sopwright_store::StoreError;

use super::super::tape::{Unwritten, count, elapsed_ms};
use super::{Back, Outcome};
use crate::ApiError;
use crate::notice::Notice;

/// What is still to be destroyed, and what is gone from memory already.
pub(super) struct Unfinished {
    moment: Moment,
    seconds: u32,
    /// The recording clock from which on everything goes.
    from_ms: u64,
    /// Entries for people among those that were never written.
    entries: u32,
    ids: Vec<EntryId>,
    pictures: Vec<Hash>,
    /// What they took back.
    taken_back: Vec<EntryId>,
}

impl Back {
    /// Destroys the entries of the last seconds of the recording clock.
    pub(super) fn destroy(&mut self, moment: Moment, seconds: u32) -> Outcome {
        let Some(tape) = &mut self.tape else { return Ok(None) };
        let span_us = u64::from(seconds) * 1_000_000;
        // What was caught before this and comes after it, from a slow clipboard for instance, is dropped.
        self.forgotten = Some((moment.mono_us.saturating_sub(span_us), moment.mono_us));
        // Typing that began before and went on holds words of that time, and its picture is from its end.
        let from_ms = tape.act_at(elapsed_ms(moment.mono_us, tape.zero_us).saturating_sub(span_us / 1000));
        let dropped = tape.drop_waiting(from_ms);
        let of = |kind| dropped.iter().filter(move |unwritten| unwritten.content.kind == kind);
        let mut next = Unfinished {
            moment,
            seconds,
            from_ms,
            entries: dropped.iter().map(|unwritten| entries_in(&unwritten.content)).sum(),
            ids: dropped.iter().map(|unwritten| unwritten.id).collect(),
            pictures: dropped
                .iter()
                .filter_map(|unwritten| Some(unwritten.content.shot.as_ref()?.hash.clone()))
                .collect(),
            taken_back: of(EntryKind::Withdrawn).filter_map(|unwritten| unwritten.content.about).collect(),
        };
        if let Some(before) = self.unfinished.take() {
            next.from_ms = next.from_ms.min(before.from_ms);
            next.entries += before.entries;
            next.ids.extend(before.ids);
            next.pictures.extend(before.pictures);
            next.taken_back.extend(before.taken_back);
        }
        (self.pictured, self.copied_ms) = (None, None);
        self.unmasked.retain(|id, _| !next.ids.contains(id));
        self.unfinished = Some(next);
        self.finish_forgetting().map(|()| None)
    }

    /// Does on the disk what is still to be done there.
    pub(super) fn finish_forgetting(&mut self) -> Result<(), ApiError> {
        let Some(unfinished) = self.unfinished.take() else { return Ok(()) };
        let done = self.destroy_written(&unfinished);
        match done {
            Ok(()) => self.trouble = None,
            Err(StoreError::StillThere(_)) => {}
            Err(_) => self.unfinished = Some(unfinished),
        }
        done.map_err(|error| {
            let error = ApiError::from(error);
            let trouble =
                CaptureError { what: format!("Not all is forgotten yet: {}", error.message), hint: error.hint.clone() };
            self.trouble = Some(trouble);
            error
        })
    }

    fn destroy_written(&mut self, unfinished: &Unfinished) -> Result<(), StoreError> {
        let Some(tape) = &mut self.tape else { return Ok(()) };
        let session = tape.session.id;
        let entries = self.store.entries(session)?;
        let kept = entries.iter().take_while(|entry| entry.elapsed_ms < unfinished.from_ms).count();
        let (kept, gone) = entries.split_at(kept);
        let said = gone.iter().map(|entry| entries_in(&entry.content)).sum::<u32>();
        let forgotten = Forgotten { entries: unfinished.entries + said, seconds: unfinished.seconds };
        let mut instead = vec![EntryContent { forgotten: Some(forgotten), ..EntryContent::new(EntryKind::Forgotten) }];
        instead.extend(
            taken_back(kept, &entries, &unfinished.taken_back)
                .into_iter()
                .map(|about| EntryContent { about: Some(about), ..EntryContent::new(EntryKind::Withdrawn) }),
        );
        let (ids, moment) = (&self.ids, unfinished.moment);
        let instead = instead.into_iter().map(|content| Unwritten { id: EntryId(ids.fresh()), moment, content });
        let instead: Vec<Unwritten> = instead.collect();
        let done = if tape.waiting.is_empty() {
            tape.wind(kept.to_vec());
            let placed = tape.place_all(&instead)?;
            let last = kept.last().map_or(0, |entry| entry.seq);
            let mut done = self.library.forget(&mut self.store, session, last, &placed);
            if matches!(done, Err(StoreError::DiskFull)) && self.library.spend_reserve() {
                done = self.library.forget(&mut self.store, session, last, &placed);
            }
            // Whether it was done or not: the tape ends where the disk says.
            tape.wind(self.store.entries(session)?);
            done
        } else {
            // What still waits is older, and nothing on the disk is younger than that: there is nothing to destroy there.
            tape.waiting.extend(instead);
            tape.retry(&mut self.store, &self.library);
            Ok(())
        };
        if matches!(done, Ok(()) | Err(StoreError::StillThere(_))) {
            let entries: Vec<EntryId> =
                gone.iter().map(|entry| entry.id).chain(unfinished.ids.iter().copied()).collect();
            self.unmasked.retain(|id, _| !entries.contains(id));
            self.listener.hear(&Notice::Forgotten { session, entries, count: forgotten.entries });
            self.listener.hear(&Notice::Sessions);
            for picture in &unfinished.pictures {
                self.library.drop_picture(&self.store, picture)?;
            }
        }
        done
    }
}

/// How many entries for people this one stands for.
fn entries_in(content: &EntryContent) -> u32 {
    match content.kind {
        EntryKind::Forgotten => content.forgotten.map_or(0, |before| before.entries),
        EntryKind::Words | EntryKind::Withdrawn => 0,
        kind => count(usize::from(!kind.is_bookkeeping())),
    }
}

/// What was taken back by an entry that is now destroyed, and is itself kept: it must not come back.
fn taken_back(kept: &[Entry], all: &[Entry], unwritten: &[EntryId]) -> Vec<EntryId> {
    let before = withdrawn(kept);
    let known: HashSet<EntryId> = kept.iter().map(|entry| entry.id).collect();
    let mut gone = withdrawn(all);
    gone.extend(unwritten);
    let mut back: Vec<EntryId> = gone.into_iter().filter(|id| known.contains(id) && !before.contains(id)).collect();
    back.sort_unstable();
    back
}
