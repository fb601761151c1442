//! Automatic capture, on the front thread: what is heard of mouse and keyboard becomes acts with what was seen, and goes to
//! the back. What counts as one act is decided in [`sopwright_core::watch`].

mod eyes;
mod glance;
mod hush;
mod names;

use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use sopwright_core::entry::EntryKind;
use sopwright_core::port::{CaptureError, Clock};
use sopwright_core::time::Moment;
use sopwright_core::watch::{Done, Fold, Heard, Input};

use super::catch::Catcher;
use super::status::Board;
use super::tally::Became;
use super::{Order, Slip, unasked};

use eyes::{Caught, Eyes};
pub use names::Lookup;
pub(super) use names::Named;

pub(super) struct Watch {
    fold: Fold<Caught>,
    eyes: Eyes,
    board: Arc<Board>,
    back: SyncSender<Slip>,
}

impl Watch {
    pub(super) fn new(catcher: Arc<Catcher>, board: Arc<Board>, clock: Arc<dyn Clock>, back: SyncSender<Slip>) -> Self {
        Self { fold: Fold::default(), eyes: Eyes::new(catcher, clock), board, back }
    }

    /// How long nothing needs to be done, in microseconds; for ever, if nothing is told.
    pub(super) fn idle_us(&self) -> Option<u64> {
        let due = [self.fold.due_us(), self.eyes.due_us()].into_iter().flatten().min()?;
        Some(due.saturating_sub(self.eyes.now_us()))
    }

    /// Does what is due.
    pub(super) fn rest(&mut self) {
        let done = self.fold.rest(self.eyes.now_us());
        self.hand_over(done);
        self.eyes.rest();
    }

    /// Ends the act under way, because something else begins: a hotkey, a pause, the end.
    pub(super) fn end(&mut self) {
        let done = self.fold.end();
        self.hand_over(done);
    }

    /// Ends the act under way like any other, and forgets what was seen: what is done next must not be pictured with it.
    pub(super) fn forget(&mut self) {
        self.end();
        self.eyes.close();
    }

    /// A hotkey was pressed that opens the quick field: what is typed next is for that.
    pub(super) fn expect_field(&mut self, moment: Moment) {
        self.eyes.expect_field(moment.mono_us);
    }

    pub(super) fn hear(&mut self, heard: &Heard) {
        if !self.board.watches() {
            // Heard before a pause that overtook it.
            self.fold.forget();
            self.eyes.close();
            return;
        }
        let now_us = heard.moment.mono_us;
        match &heard.input {
            Input::Moved => return self.eyes.moved(now_us),
            Input::Copied => {
                if self.eyes.may_offer_copy() {
                    unasked(&self.back, heard.moment, Order::Offer);
                }
                return;
            }
            Input::Chord { keys } if self.board.is_own_chord(keys) => return,
            Input::Lost { again } => unasked(&self.back, heard.moment, Order::Trouble(lost(*again))),
            Input::Released { .. } => {
                if let Some(caught) = self.fold.pending() {
                    caught.released(now_us);
                }
            }
            Input::Pressed { .. }
            | Input::Scrolled { .. }
            | Input::Typed
            | Input::Edited { .. }
            | Input::Chord { .. } => {}
        }
        let eyes = &mut self.eyes;
        let mut begun = None;
        let done = self.fold.hear(heard, |beginning| {
            let caught = eyes.begin(beginning, now_us);
            begun = Some(caught.is_some());
            caught
        });
        self.eyes.acted(now_us);
        self.count(&heard.input, begun);
        self.hand_over(done);
    }

    /// Accounts for an input. `begun`: it is an act of its own, that is kept or not.
    fn count(&self, input: &Input, begun: Option<bool>) {
        let (kind, part) = match input {
            Input::Pressed { .. } => (EntryKind::Click, true),
            Input::Chord { .. } => (EntryKind::Shortcut, true),
            // Of what goes on, only the beginning is counted.
            Input::Scrolled { .. } => (EntryKind::Click, false),
            Input::Typed => (EntryKind::Typing, false),
            Input::Edited { .. } => (EntryKind::Shortcut, false),
            Input::Moved | Input::Copied | Input::Released { .. } | Input::Lost { .. } => return,
        };
        if begun.is_none() && !part {
            return;
        }
        self.board.tally.seen(kind);
        match begun {
            // The back says whether it was kept.
            Some(true) => {}
            Some(false) => self.board.tally.became(kind, Became::Own),
            None => self.board.tally.became(kind, Became::Joined),
        }
    }

    fn hand_over(&self, done: impl IntoIterator<Item = Done<Caught>>) {
        for Done { act, caught, began } in done {
            let (catch, names) = self.eyes.end(&act, caught);
            let over_us = self.eyes.now_us();
            unasked(&self.back, began, Order::Act { act, catch: Box::new(catch), names, over_us });
        }
    }
}

fn lost(again: bool) -> CaptureError {
    let hint = if again { "It goes on in a moment" } else { "Switch automatic steps off and on again" };
    CaptureError { what: "What was done with mouse and keyboard was not heard for a while".into(), hint: hint.into() }
}
