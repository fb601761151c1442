//! The board: the recorder's state as the back last wrote it, for everyone to read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sopwright_core::entry::EntryKind;
use sopwright_core::port::{Action, Clock};
use sopwright_core::session::Receipt;

use super::hide::Hide;
use super::tally::Tally;
use crate::api::recording::{RecorderPhase, RecorderStatus};

#[derive(Default)]
struct Sheet {
    status: RecorderStatus,
    /// The monotonic clock when the session's recording clock stood at zero.
    zero_us: Option<i64>,
    receipt: Receipt,
}

pub(crate) struct Board {
    clock: Arc<dyn Clock>,
    sheet: Mutex<Sheet>,
    opens_field: AtomicBool,
    watches: AtomicBool,
    own_chords: Mutex<Vec<String>>,
    pub(crate) tally: Tally,
    pub(crate) hide: Hide,
}

impl Board {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            sheet: Mutex::default(),
            opens_field: AtomicBool::new(true),
            watches: AtomicBool::new(false),
            own_chords: Mutex::default(),
            tally: Tally::default(),
            hide: Hide::default(),
        }
    }

    pub(crate) fn status(&self) -> RecorderStatus {
        let sheet = self.sheet();
        let mut status = sheet.status.clone();
        if let Some(zero) = sheet.zero_us {
            status.elapsed_ms = super::tape::elapsed_ms(self.clock.now().mono_us, zero);
        }
        status
    }

    pub(crate) fn phase(&self) -> RecorderPhase {
        self.sheet().status.phase
    }

    pub(crate) fn recording(&self) -> bool {
        self.phase() == RecorderPhase::Recording
    }

    /// Whether the quick field opens after a hotkey, as the person has set it.
    pub(crate) fn opens_field(&self) -> bool {
        self.opens_field.load(Ordering::Relaxed)
    }

    /// Whether a press of this hotkey would open it now.
    pub(crate) fn press_opens_field(&self, action: Action) -> bool {
        self.recording() && self.opens_field() && action.kind().is_some_and(EntryKind::asks_words)
    }

    pub(crate) fn set_opens_field(&self, opens: bool) {
        self.opens_field.store(opens, Ordering::Relaxed);
    }

    /// Whether automatic capture is on, and there is a recording for it.
    pub(crate) fn watches(&self) -> bool {
        self.watches.load(Ordering::Relaxed) && self.recording()
    }

    pub(crate) fn set_watches(&self, on: bool) {
        self.watches.store(on, Ordering::Relaxed);
    }

    /// Whether a chord is a hotkey of ours.
    pub(crate) fn is_own_chord(&self, keys: &str) -> bool {
        self.own_chords().iter().any(|own| own.eq_ignore_ascii_case(keys))
    }

    pub(crate) fn set_own_chords(&self, chords: Vec<String>) {
        *self.own_chords() = chords;
    }

    fn own_chords(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.own_chords.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn receipt(&self) -> Receipt {
        self.sheet().receipt.clone()
    }

    pub(crate) fn write(&self, status: RecorderStatus, zero_us: Option<i64>) {
        let mut sheet = self.sheet();
        sheet.status = status;
        sheet.zero_us = zero_us;
    }

    pub(crate) fn leave(&self, receipt: Receipt) {
        self.sheet().receipt = receipt;
    }

    fn sheet(&self) -> std::sync::MutexGuard<'_, Sheet> {
        // Whole values are written, so a sheet is good even if a writer panicked.
        self.sheet.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
