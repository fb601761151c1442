//! Second pass: sorts what was said onto the steps. Shots, snippets, notes and expected results go to the step before
//! them, warnings to the step after. Also measures the time that each step took, without pauses.

use std::collections::HashSet;

use chrono::TimeDelta;

use super::{place, tidy};
use crate::entry::{Entry, EntryKind, Place};
use crate::recorder::Effective;
use crate::session::Session;

/// A rest of more than this between two steps starts a new phase.
const LONG_BREAK_MS: u64 = 120_000;
/// No single wait counts for more than this: the person was probably away.
const MOST_WAIT_MS: u64 = 300_000;

/// What one step is made of. Entries are named by their place in the list of what was said.
#[derive(Debug)]
pub(super) struct Seed {
    /// The entry that opens it.
    pub(super) lead: usize,
    /// Warnings from before it.
    pub(super) warnings: Vec<usize>,
    /// What was said after it and belongs to it.
    pub(super) more: Vec<usize>,
    /// The application in which it happens, as far as known.
    pub(super) app: String,
    /// Time spent on it, without pauses.
    pub(super) active_ms: u64,
    /// It comes after a long rest.
    pub(super) after_break: bool,
}

/// What was said, sorted.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The steps to be.
    pub(super) seeds: Vec<Seed>,
    /// What belongs to no step.
    pub(super) loose: Vec<usize>,
    /// FAQ entries.
    pub(super) faq: Vec<usize>,
    /// Entries to ask about, each with the step that it came after.
    pub(super) open: Vec<(usize, Option<usize>)>,
    /// Applications in order of first use.
    pub(super) apps: Vec<String>,
    /// Time spent in all, without pauses.
    pub(super) active_ms: u64,
}

pub(super) fn attach(session: &Session, said: &[Effective]) -> Outline {
    let mut sorter = Sorter::default();
    let mut before: Option<&Entry> = None;
    for (at, one) in said.iter().enumerate() {
        sorter.wait(before, &one.entry);
        sorter.take(at, &one.entry);
        before = Some(&one.entry);
    }
    sorter.finish(session, before)
}

#[derive(Default)]
struct Sorter {
    outline: Outline,
    /// Warnings that wait for their step.
    warnings: Vec<usize>,
    app: String,
    apps: HashSet<String>,
    rested: bool,
    /// The rest before this entry, which is work only if it turns out to lie within a step.
    rest_ms: u64,
}

impl Sorter {
    /// Counts the time between two entries to the step that is being done.
    fn wait(&mut self, before: Option<&Entry>, now: &Entry) {
        let since = before.map_or(0, |b| b.elapsed_ms);
        let gap = now.elapsed_ms.saturating_sub(since);
        let rest = |b: &Entry| matches!(b.content.kind, EntryKind::Pause | EntryKind::Forgotten);
        let idle = before.is_some_and(rest) || now.content.kind == EntryKind::Gap;
        if idle {
            // The recording clock may stand still meanwhile. The wall clock only makes a phase here, never an order.
            let wall = before.map_or(TimeDelta::zero(), |b| now.at.signed_duration_since(b.at));
            let wall = u64::try_from(wall.num_milliseconds()).unwrap_or(0);
            self.rested |= gap.max(wall) > LONG_BREAK_MS;
            return;
        }
        let counted = gap.min(MOST_WAIT_MS);
        if gap > LONG_BREAK_MS {
            self.rested = true;
            self.rest_ms = self.rest_ms.saturating_add(counted);
        } else {
            self.spend(counted);
        }
    }

    fn spend(&mut self, ms: u64) {
        self.outline.active_ms = self.outline.active_ms.saturating_add(ms);
        if let Some(seed) = self.outline.seeds.last_mut() {
            seed.active_ms = seed.active_ms.saturating_add(ms);
        }
    }

    fn take(&mut self, at: usize, entry: &Entry) {
        use EntryKind as K;
        let app = entry.content.place.as_ref().map(place::app).unwrap_or_default();
        let moved = !app.is_empty() && app != self.app;
        if moved {
            self.app = app;
        }
        let content = &entry.content;
        let wordless = tidy::line(&content.text).is_empty();
        match content.kind {
            K::Step | K::Click | K::Typing | K::Shortcut | K::Decision => self.open(at),
            K::Shot if self.outline.seeds.is_empty() => {
                // A picture that failed and has no words leaves nothing to make a step from.
                if content.shot.is_some() || !wordless || content.snippet.is_some() {
                    self.open(at);
                }
            }
            K::Shot => self.add(at),
            // What is copied in another application than that of the step before is an action of its own.
            K::Snippet if self.outline.seeds.last().is_none_or(|s| !s.app.is_empty() && s.app != self.app) => {
                self.open(at);
            }
            K::Snippet | K::Note | K::Expected | K::Words | K::Withdrawn => self.add(at),
            K::Warning => self.warnings.push(at),
            K::Faq => {
                self.outline.faq.push(at);
                self.add_content(at, entry);
            }
            K::Question | K::Gap => {
                self.outline.open.push((at, self.last()));
                self.add_content(at, entry);
            }
            K::Focus | K::Pause | K::Resume | K::Forgotten => {}
        }
    }

    fn last(&self) -> Option<usize> {
        self.outline.seeds.len().checked_sub(1)
    }

    fn open(&mut self, lead: usize) {
        self.rest_ms = 0;
        if !self.app.is_empty() && self.apps.insert(self.app.clone()) {
            self.outline.apps.push(self.app.clone());
        }
        self.outline.seeds.push(Seed {
            lead,
            warnings: std::mem::take(&mut self.warnings),
            more: Vec::new(),
            app: self.app.clone(),
            active_ms: 0,
            after_break: std::mem::take(&mut self.rested),
        });
    }

    fn add(&mut self, at: usize) {
        let waited = std::mem::take(&mut self.rest_ms);
        self.spend(waited);
        match self.outline.seeds.last_mut() {
            Some(seed) => {
                seed.more.push(at);
                // It was a wait within the step (for a result, say), not a rest between steps.
                self.rested = false;
            }
            None => self.outline.loose.push(at),
        }
    }

    /// A picture or a snippet that came along with a question stands at the step.
    fn add_content(&mut self, at: usize, entry: &Entry) {
        if entry.content.shot.is_some() || entry.content.snippet.is_some() {
            self.add(at);
        }
    }

    fn finish(mut self, session: &Session, last: Option<&Entry>) -> Outline {
        if let (Some(end), Some(last)) = (session.ended_at, last) {
            let rest = u64::try_from(end.signed_duration_since(last.at).num_milliseconds()).unwrap_or(0);
            if last.content.kind != EntryKind::Pause {
                self.spend(rest.min(MOST_WAIT_MS));
            }
        }
        let late = std::mem::take(&mut self.warnings);
        match self.outline.seeds.last_mut() {
            Some(seed) => seed.more.extend(late),
            None => self.outline.loose.extend(late),
        }
        self.outline
    }
}

impl Seed {
    /// All entries that it is made of, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = usize> {
        self.warnings.iter().copied().chain([self.lead]).chain(self.more.iter().copied())
    }
}

/// Where an entry was made, if anything is known of it.
pub(super) fn place_of(one: &Effective) -> Option<&Place> {
    one.entry.content.place.as_ref()
}
