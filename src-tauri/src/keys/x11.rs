//! Hotkeys on X11.

use std::sync::Arc;

use sopwright_app::api::library::Missing;
use sopwright_app::{App, Keys};
use sopwright_capture::{X11Hotkeys, chord};
use sopwright_core::port::{Hotkey, HotkeyStatus, Hotkeys};
use tauri::AppHandle;

struct Ear(X11Hotkeys);

impl Keys for Ear {
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        self.0.set(hotkeys)
    }

    fn problem(&self, text: &str) -> String {
        chord::collides(text).unwrap_or_default()
    }
}

pub(super) fn ear(_: &AppHandle, app: &Arc<App>) -> Option<Box<dyn Keys>> {
    let recorder = Arc::clone(app);
    match X11Hotkeys::start(move |press| recorder.recorder().press(press)) {
        Ok(hotkeys) => Some(Box::new(Ear(hotkeys))),
        Err(error) => {
            app.report_missing(Missing {
                what: error.what,
                consequence: "Hotkeys are not heard.".into(),
                hint: error.hint,
            });
            None
        }
    }
}
