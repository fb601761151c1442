//! Global hotkeys: on X11 our own source in `capture`, elsewhere Tauri's plugin. (The plugin's X11 side looks for keys
//! every 50 ms; the picture would show the screen after the press.)

use std::sync::Arc;

use sopwright_app::{ApiError, App};
use sopwright_capture::Hold;
use tauri::AppHandle;

#[cfg(target_os = "linux")]
mod x11;
#[cfg(target_os = "linux")]
use x11::ear;

#[cfg(not(target_os = "linux"))]
mod plugin;
#[cfg(not(target_os = "linux"))]
use plugin::ear;

/// Starts to hear the hotkeys of the settings. Typing that follows a press waits for the end of the hold.
pub(crate) fn attach(handle: &AppHandle, app: &Arc<App>, hold: &Hold) -> Result<(), ApiError> {
    match ear(handle, app, hold) {
        Some(keys) => app.attach_keys(keys),
        None => Ok(()),
    }
}
