//! The quick field: opens near the pointer, never over it, and gives the focus back to the window that had it.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

use sopwright_app::Notice;
use tauri::{AppHandle, Manager, PhysicalPosition, PhysicalSize, WebviewWindow};

use crate::compose::Shell;
use crate::ready;
use crate::windows::{self, FIELD};

/// How far from the pointer, in physical pixels.
const GAP: i32 = 24;

/// Who had the focus when the field opened.
#[derive(Default)]
pub(crate) struct Field {
    before: Mutex<Option<u64>>,
    /// What the field was opened for, as JSON, until it is closed.
    target: Mutex<Option<String>>,
    /// What has come of [`KEYBOARD`] and [`PAGE`] since it was opened.
    come: AtomicU8,
}

/// The field's window has the keyboard.
pub(crate) const KEYBOARD: u8 = 1;
/// Its page has turned to the entry.
pub(crate) const PAGE: u8 = 2;

/// One of the two things has come that typing waits for.
pub(crate) fn has_come(handle: &AppHandle, what: u8) {
    if let Some(shell) = handle.try_state::<Shell>()
        && shell.field.come.fetch_or(what, Ordering::Relaxed) | what == KEYBOARD | PAGE
    {
        shell.hold.end();
    }
}

/// Remembers what the field opens for. Its page may not hear the notice: in the first moments it is still loading.
pub(crate) fn aim(handle: &AppHandle, notice: &Notice) {
    if let Some(shell) = handle.try_state::<Shell>() {
        // A notice is always JSON; without it the page has to hear the notice itself.
        let words = serde_json::to_string(notice).ok();
        shell.field.come.store(0, Ordering::Relaxed);
        *shell.field.target.lock().unwrap_or_else(PoisonError::into_inner) = words;
    }
}

/// The notice that the field was opened by, while it is open.
pub(crate) fn target(handle: &AppHandle) -> Option<String> {
    handle.try_state::<Shell>()?.field.target.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Opens the field, or leaves it where it is if it is open already.
pub(crate) fn open(handle: &AppHandle) {
    ready::when(handle, FIELD, |handle| {
        let (Some(field), Some(shell)) = (handle.get_webview_window(FIELD), handle.try_state::<Shell>()) else {
            return;
        };
        // It may be closed again by the time that the page is there.
        if target(&handle).is_none() {
            return;
        }
        if !field.is_visible().unwrap_or(false) {
            let before = shell.desktop_windows.focused();
            *shell.field.before.lock().unwrap_or_else(PoisonError::into_inner) = before;
            place(&handle, &field);
            field.show().ok();
        }
        let later = handle.clone();
        windows::focus(&shell, &field, move || has_come(&later, KEYBOARD));
    });
}

/// Closes the field and gives the focus back. A field that is open for another entry than this one by now stays.
pub(crate) fn close(handle: &AppHandle, entry: String) {
    windows::on_main(handle, move |handle| {
        if target(&handle).is_some_and(|notice| !notice.contains(&entry)) {
            return;
        }
        if let (Some(window), Some(shell)) = (drop_it(&handle), handle.try_state::<Shell>()) {
            windows::give_focus(&shell, window);
        }
    });
}

/// Takes the field off the screen. Gives the window that had the focus before it. To be called on the main thread.
pub(crate) fn drop_it(handle: &AppHandle) -> Option<u64> {
    handle.get_webview_window(FIELD)?.hide().ok();
    let shell = handle.try_state::<Shell>()?;
    *shell.field.target.lock().unwrap_or_else(PoisonError::into_inner) = None;
    shell.field.before.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Puts the field below and to the right of the pointer, or on the other side where there is no room.
fn place(handle: &AppHandle, field: &WebviewWindow) {
    let Ok(pointer) = handle.cursor_position() else { return };
    let Ok(Some(monitor)) = handle.monitor_from_point(pointer.x, pointer.y) else { return };
    let size = field.outer_size().unwrap_or(PhysicalSize::new(440, 140));
    let area = (monitor.position(), monitor.size());
    let at = |pointer: f64, size: u32, from: i32, room: u32| {
        let (pointer, size, room) = (pointer as i32, size as i32, room as i32);
        let after = pointer + GAP;
        let fits = after + size <= from + room;
        (if fits { after } else { pointer - GAP - size }).clamp(from, (from + room - size).max(from))
    };
    let x = at(pointer.x, size.width, area.0.x, area.1.width);
    let y = at(pointer.y, size.height, area.0.y, area.1.height);
    field.set_position(PhysicalPosition::new(x, y)).ok();
}
