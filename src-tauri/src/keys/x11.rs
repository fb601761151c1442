//! Hotkeys on X11.

use std::sync::Arc;

use sopwright_app::{App, Keys};
use sopwright_capture::{Hold, X11Hotkeys, chord};
use sopwright_core::port::{CaptureError, Hotkey, HotkeyStatus, Hotkeys, Press};

struct Ear(X11Hotkeys);

impl Keys for Ear {
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        self.0.set(hotkeys)
    }

    fn problem(&self, text: &str) -> String {
        chord::collides(text).unwrap_or_default()
    }
}

pub(super) fn ear(app: &Arc<App>, hold: &Hold) -> Result<Box<dyn Keys>, CaptureError> {
    let heard = Arc::clone(app);
    let send = move |press: Press| {
        // Asked before: the press itself may change it.
        let opens = heard.recorder().opens_field(press.action);
        heard.recorder().press(press);
        opens
    };
    Ok(Box::new(Ear(X11Hotkeys::start(hold.clone(), send)?)))
}
