//! Global hotkeys: on X11 our own source in `capture`, in a Wayland session the desktop's portal, elsewhere Tauri's
//! plugin. (The plugin's X11 side looks for keys every 50 ms; the picture would show the screen after the press.)

use std::sync::Arc;

use sopwright_app::{ApiError, App};
use sopwright_capture::Hold;
use tauri::AppHandle;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod plugin;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;

/// Starts to hear the hotkeys of the settings. Typing that follows a press waits for the end of the hold.
#[cfg(target_os = "linux")]
pub(crate) fn attach(_: &AppHandle, app: &Arc<App>, hold: &Hold) -> Result<(), ApiError> {
    linux::attach(app, hold)
}

/// Starts to hear the hotkeys of the settings.
#[cfg(not(target_os = "linux"))]
pub(crate) fn attach(handle: &AppHandle, app: &Arc<App>, hold: &Hold) -> Result<(), ApiError> {
    match plugin::ear(handle, app, hold) {
        Some(keys) => app.attach_keys(keys),
        None => Ok(()),
    }
}
