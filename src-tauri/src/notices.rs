//! Notices to the windows, and what the shell itself does at some of them.

use std::sync::atomic::{AtomicBool, Ordering};

use sopwright_app::api::recording::{RecorderPhase, RecorderStatus};
use sopwright_app::{Listener, Notice};
use sopwright_capture::Hold;
use tauri::{AppHandle, Emitter};

use crate::{field, tray, windows};

/// Sends every notice to every window.
pub(crate) struct Loudspeaker {
    handle: AppHandle,
    recording: AtomicBool,
    hold: Hold,
    /// The press that was carried out last opens the field.
    opens: AtomicBool,
}

impl Loudspeaker {
    pub(crate) fn new(handle: AppHandle, hold: Hold) -> Self {
        Self { handle, recording: AtomicBool::new(false), hold, opens: AtomicBool::new(false) }
    }

    /// The bar is there while a session is open.
    fn follow(&self, status: &RecorderStatus) {
        let open = status.phase != RecorderPhase::Idle;
        let before = self.recording.swap(open, Ordering::Relaxed);
        if open && !before {
            windows::recording_began(&self.handle);
        } else if !open && before {
            windows::recording_ended(&self.handle);
        }
        tray::follow(&self.handle, status);
    }
}

impl Listener for Loudspeaker {
    fn hear(&self, notice: &Notice) {
        match notice {
            Notice::Field { .. } => {
                self.opens.store(true, Ordering::Relaxed);
                // Before it is told: a field that is still loading asks for it later.
                field::aim(&self.handle, notice);
            }
            // What was carried out opened no field, such as a press that the recorder refused.
            Notice::Recorder { .. } if !self.opens.swap(false, Ordering::Relaxed) => self.hold.end(),
            _ => {}
        }
        // A window that is being closed cannot be told, and need not be.
        self.handle.emit("notice", notice).ok();
        match notice {
            Notice::Recorder { status } => self.follow(status),
            Notice::Field { .. } => field::open(&self.handle),
            Notice::Show { .. } => windows::show_main(&self.handle),
            _ => {}
        }
    }
}
