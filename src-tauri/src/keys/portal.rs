//! Hotkeys in a Wayland session, by the desktop's portal.

use std::sync::Arc;

use sopwright_app::{App, Keys};
use sopwright_capture::{PortalHotkeys, chord};
use sopwright_core::port::{CaptureError, Hotkey, HotkeyStatus, Hotkeys};

struct Ear(PortalHotkeys);

impl Keys for Ear {
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        self.0.set(hotkeys)
    }

    fn problem(&self, text: &str) -> String {
        chord::collides(text).unwrap_or_default()
    }
}

pub(super) fn ear(app: &Arc<App>) -> Result<Box<dyn Keys>, CaptureError> {
    let (heard, told) = (Arc::clone(app), Arc::clone(app));
    let press = move |press| heard.recorder().press(press);
    let tell = move |statuses| told.hotkeys_changed(statuses);
    Ok(Box::new(Ear(PortalHotkeys::start(press, tell)?)))
}
