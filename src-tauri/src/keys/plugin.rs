//! Hotkeys on Windows and macOS, by Tauri's plugin.

use std::sync::Arc;

use sopwright_app::{App, Keys};
use sopwright_capture::{Hold, SystemClock, chord};
use sopwright_core::port::{Clock, Hearing, Hotkey, HotkeyStatus, Press};
use tauri::AppHandle;
use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};

struct Ear {
    handle: AppHandle,
    app: Arc<App>,
}

pub(super) fn ear(handle: &AppHandle, app: &Arc<App>, _: &Hold) -> Option<Box<dyn Keys>> {
    if let Err(error) = handle.plugin(tauri_plugin_global_shortcut::Builder::new().build()) {
        app.report_missing(sopwright_app::api::library::Missing {
            what: format!("Hotkeys cannot be set: {error}"),
            consequence: "Hotkeys are not heard.".into(),
            hint: "Bind \"sopwright log step\" and its like in the desktop's settings.".into(),
        });
        return None;
    }
    Some(Box::new(Ear { handle: handle.clone(), app: Arc::clone(app) }))
}

impl Keys for Ear {
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        let shortcuts = self.handle.global_shortcut();
        // Only what this program registered is taken away; that there was nothing is no fault.
        shortcuts.unregister_all().ok();
        hotkeys.iter().map(|hotkey| self.register(hotkey)).collect()
    }

    fn problem(&self, text: &str) -> String {
        chord::collides(text).unwrap_or_default()
    }
}

impl Ear {
    fn register(&self, hotkey: &Hotkey) -> HotkeyStatus {
        let status = |hearing, why: String| HotkeyStatus {
            hotkey: hotkey.clone(),
            hearing,
            holder: String::new(),
            offer: String::new(),
            why,
        };
        if hotkey.chord.is_empty() {
            return status(Hearing::Unset, String::new());
        }
        let (app, action) = (Arc::clone(&self.app), hotkey.action);
        let heard = self.handle.global_shortcut().on_shortcut(hotkey.chord.as_str(), move |_, _, event| {
            if event.state == ShortcutState::Pressed {
                app.recorder().press(Press { action, moment: SystemClock.now() });
            }
        });
        match heard {
            Ok(()) => status(Hearing::Own, String::new()),
            Err(error) => status(Hearing::Deaf, format!("{} cannot be had: {error}", hotkey.chord)),
        }
    }
}
