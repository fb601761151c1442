//! Hotkeys on X11.

use std::sync::Arc;

use sopwright_app::api::library::Missing;
use sopwright_app::{App, Keys};
use sopwright_capture::{Hold, X11Hotkeys, chord};
use sopwright_core::port::{Hotkey, HotkeyStatus, Hotkeys, Press};
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

pub(super) fn ear(_: &AppHandle, app: &Arc<App>, hold: &Hold) -> Option<Box<dyn Keys>> {
    let heard = Arc::clone(app);
    let send = move |press: Press| {
        // Asked before: the press itself may change it.
        let opens = heard.recorder().opens_field(press.action);
        heard.recorder().press(press);
        opens
    };
    match X11Hotkeys::start(hold.clone(), send) {
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
