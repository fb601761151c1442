//! Counts what was seen of mouse and keyboard and what became of it, so that a receipt can account for every input.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sopwright_core::entry::EntryKind;
use sopwright_core::session::Watched;

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    /// An entry of its own, on disk.
    Kept,
    /// A part of another one: the second press of a double click, Enter after typing.
    Joined,
    /// Nothing: it was meant for Sopwright itself.
    Own,
    /// Nothing, although it should have.
    Failed,
}

#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Vec<Watched>>);

impl Tally {
    pub(crate) fn begin(&self) {
        self.rows().clear();
    }

    /// An input was seen.
    pub(crate) fn seen(&self, kind: EntryKind) {
        self.row(kind, |row| row.seen += 1);
    }

    /// This became of one.
    pub(crate) fn became(&self, kind: EntryKind, what: Became) {
        self.row(kind, |row| match what {
            Became::Kept => row.kept += 1,
            Became::Joined => row.joined += 1,
            Became::Own => row.own += 1,
            Became::Failed => row.failed += 1,
        });
    }

    /// The account, by kind.
    pub(crate) fn take(&self) -> Vec<Watched> {
        std::mem::take(&mut *self.rows())
    }

    fn row(&self, kind: EntryKind, change: impl FnOnce(&mut Watched)) {
        let mut rows = self.rows();
        match rows.iter_mut().find(|row| row.kind == kind) {
            Some(row) => change(row),
            None => {
                let mut row = Watched::of(kind);
                change(&mut row);
                rows.push(row);
            }
        }
    }

    fn rows(&self) -> MutexGuard<'_, Vec<Watched>> {
        // A count is good even if a writer panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
