//! The three windows: main, recorder bar, quick field.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, LogicalSize, Manager, PhysicalPosition, PhysicalSize, PixelUnit, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, Window, WindowEvent, WindowSizeConstraints,
};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::compose::Shell;
use crate::ready;

pub(crate) const MAIN: &str = "main";
pub(crate) const BAR: &str = "bar";
pub(crate) const FIELD: &str = "field";

const BAR_WIDTH: f64 = 416.0;
const BAR_HEIGHT: f64 = 56.0;
const BAR_EXPANDED: f64 = 300.0;
const FIELD_WIDTH: f64 = 460.0;
const FIELD_HEIGHT: f64 = 148.0;

/// Where a window stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Stand {
    at: Option<(i32, i32)>,
    size: Option<(u32, u32)>,
}

/// How long the main window waits for its page. A page that cannot start says why, and that must be seen.
const PATIENCE: Duration = Duration::from_secs(3);

/// Makes the main window, and the small ones as soon as its page is there: made at once, their pages would take
/// processor time from the one that the person waits for.
pub(crate) fn build(handle: &AppHandle) -> tauri::Result<()> {
    build_main(handle)?;
    ready::when(handle, MAIN, |handle| {
        show_first(&handle);
        if let Err(error) = build_small(&handle) {
            show_failure(&handle, &format!("The windows cannot be made: {error}"));
        }
    });
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        ready::note(&handle, MAIN);
    });
    Ok(())
}

fn build_main(handle: &AppHandle) -> tauri::Result<()> {
    let shell = handle.state::<Shell>();
    let stand: Stand = shell.app.recall(MAIN).unwrap_or_default();
    let main = WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::App("index.html".into()))
        .title("Sopwright")
        .inner_size(1240.0, 820.0)
        .min_inner_size(900.0, 600.0)
        .disable_drag_drop_handler()
        .visible(false)
        .build()?;
    if let Some((width, height)) = stand.size {
        main.set_size(PhysicalSize::new(width, height))?;
    }
    Ok(())
}

/// Shows the main window for the first time, unless a recording has begun for which it is to go.
fn show_first(handle: &AppHandle) {
    let (Some(main), Some(shell)) = (handle.get_webview_window(MAIN), handle.try_state::<Shell>()) else { return };
    let recording = shell.app.recorder().status().session.is_some();
    if !(recording && shell.app.settings().is_ok_and(|s| s.recording.hide_main)) {
        main.show().ok();
    }
}

/// Makes the bar and the field, hidden until they are wanted, and then at once there.
fn build_small(handle: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(handle, BAR, WebviewUrl::App("bar.html".into()))
        .title("Sopwright recorder")
        .inner_size(BAR_WIDTH, BAR_HEIGHT)
        .inner_size_constraints(only(BAR_WIDTH, BAR_HEIGHT))
        .decorations(false)
        .always_on_top(true)
        .visible_on_all_workspaces(true)
        .skip_taskbar(true)
        .focused(false)
        .focusable(false)
        .accept_first_mouse(true)
        .content_protected(true)
        .visible(false)
        .build()?;
    WebviewWindowBuilder::new(handle, FIELD, WebviewUrl::App("field.html".into()))
        .title("Sopwright note")
        .inner_size(FIELD_WIDTH, FIELD_HEIGHT)
        .inner_size_constraints(only(FIELD_WIDTH, FIELD_HEIGHT))
        .decorations(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .content_protected(true)
        .visible(false)
        .build()?;
    Ok(())
}

/// A recording began: the bar comes, the main window goes if the person wants so.
pub(crate) fn recording_began(handle: &AppHandle) {
    ready::when(handle, BAR, |handle| {
        let (Some(shell), Some(bar)) = (handle.try_state::<Shell>(), handle.get_webview_window(BAR)) else { return };
        // It may be over by the time that the page is there.
        if shell.app.recorder().status().session.is_some() {
            stand_bar(&handle, &shell, &bar);
            bar.show().ok();
            // Some window managers forget it for a window that was hidden.
            bar.set_always_on_top(true).ok();
        }
    });
    on_main(handle, |handle| {
        let Some(shell) = handle.try_state::<Shell>() else { return };
        let hide = shell.app.settings().is_ok_and(|s| s.recording.hide_main);
        if let (true, Some(main)) = (hide, handle.get_webview_window(MAIN)) {
            main.hide().ok();
        }
    });
}

/// The recording ended: the bar goes and the main window shows what was kept.
pub(crate) fn recording_ended(handle: &AppHandle) {
    on_main(handle, |handle| {
        if let Some(bar) = handle.get_webview_window(BAR) {
            bar.hide().ok();
        }
        crate::field::drop_it(&handle);
        raise_main(&handle);
    });
}

/// Shows the main window and brings it to the front.
pub(crate) fn show_main(handle: &AppHandle) {
    on_main(handle, |handle| raise_main(&handle));
}

/// Hides the main window.
pub(crate) fn hide_main(handle: &AppHandle) {
    on_main(handle, |handle| {
        if let Some(main) = handle.get_webview_window(MAIN) {
            main.hide().ok();
        }
    });
}

fn raise_main(handle: &AppHandle) {
    let (Some(main), Some(shell)) = (handle.get_webview_window(MAIN), handle.try_state::<Shell>()) else { return };
    main.show().ok();
    main.unminimize().ok();
    focus(&shell, &main, || ());
}

/// Makes room in the bar for the last entries, or takes it away.
pub(crate) fn expand_bar(handle: &AppHandle, expand: bool) {
    on_main(handle, move |handle| {
        let Some(bar) = handle.get_webview_window(BAR) else { return };
        size_bar(&bar, if expand { BAR_EXPANDED } else { BAR_HEIGHT });
    });
}

fn size_bar(bar: &WebviewWindow, height: f64) {
    bar.set_size_constraints(only(BAR_WIDTH, height)).ok();
    bar.set_size(LogicalSize::new(BAR_WIDTH, height)).ok();
}

/// This size and no other. Not by `resizable(false)`: GTK then never makes a window smaller than its page was when it
/// was laid out first, which may have been before the window had its size.
fn only(width: f64, height: f64) -> WindowSizeConstraints {
    let (width, height) = (Some(PixelUnit::Logical(width.into())), Some(PixelUnit::Logical(height.into())));
    WindowSizeConstraints { min_width: width, min_height: height, max_width: width, max_height: height }
}

/// Puts the bar where it last stood with these screens, else at the top right.
fn stand_bar(handle: &AppHandle, shell: &Shell, bar: &WebviewWindow) {
    size_bar(bar, BAR_HEIGHT);
    let stand: Stand = shell.app.recall(&bar_name(handle)).unwrap_or_default();
    let corner = || {
        let monitor = handle.primary_monitor().ok()??;
        let width = (BAR_WIDTH * monitor.scale_factor()) as i32;
        let right = monitor.position().x + monitor.size().width as i32;
        Some((right - width - 24, monitor.position().y + 24))
    };
    if let Some((x, y)) = stand.at.or_else(corner) {
        bar.set_position(PhysicalPosition::new(x, y)).ok();
    }
}

/// The bar's place is remembered per layout of the screens, so that it never ends up on one that is gone.
fn bar_name(handle: &AppHandle) -> String {
    let monitors = handle.available_monitors().unwrap_or_default();
    let each =
        |m: &tauri::Monitor| format!("{}x{}+{}+{}", m.size().width, m.size().height, m.position().x, m.position().y);
    format!("{BAR} {}", monitors.iter().map(each).collect::<Vec<_>>().join(" "))
}

/// Remembers places and sizes, and decides what closing means.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let handle = window.app_handle();
    let Some(shell) = handle.try_state::<Shell>() else { return };
    match (window.label(), event) {
        (MAIN, WindowEvent::CloseRequested { api, .. }) => {
            if let (Ok(size), Ok(false)) = (window.inner_size(), window.is_maximized()) {
                let stand = Stand { at: None, size: Some((size.width, size.height)) };
                // Only a comfort: without it the window opens at its usual size.
                shell.app.remember(MAIN, &stand).ok();
            }
            let recording = shell.app.recorder().status().session.is_some();
            let to_tray = shell.app.settings().is_ok_and(|s| s.recording.close_to_tray);
            if recording || to_tray {
                api.prevent_close();
                window.hide().ok();
            } else {
                handle.exit(0);
            }
        }
        // The two small windows live as long as the program.
        (_, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            window.hide().ok();
        }
        (BAR, WindowEvent::Moved(at)) if window.is_visible().unwrap_or(false) => {
            let stand = Stand { at: Some((at.x, at.y)), size: None };
            shell.app.remember(&bar_name(handle), &stand).ok();
        }
        _ => {}
    }
}

/// The window's number on X11, to hand to the desktop.
#[cfg(target_os = "linux")]
pub(crate) fn x11_id(window: &WebviewWindow) -> Option<u64> {
    use raw_window_handle::{HasWindowHandle, RawWindowHandle};
    match window.window_handle().ok()?.as_raw() {
        RawWindowHandle::Xlib(handle) => Some(handle.window),
        RawWindowHandle::Xcb(handle) => Some(u64::from(handle.window.get())),
        _ => None,
    }
}

/// Elsewhere it has no such number.
#[cfg(not(target_os = "linux"))]
pub(crate) fn x11_id(_window: &WebviewWindow) -> Option<u64> {
    None
}

/// Turns of the main thread's loop within which a window that is shown for the first time gets its number.
const TURNS: usize = 200;

/// Gives the keyboard to one of our windows. Window managers may refuse a program that asks for itself; asked as a
/// pager they do not.
pub(crate) fn focus(shell: &Shell, window: &WebviewWindow, then: impl FnOnce() + Send + 'static) {
    window.set_focus().ok();
    let (desktop, window) = (Arc::clone(&shell.desktop_windows), window.clone());
    tauri::async_runtime::spawn_blocking(move || {
        // Each look goes through the main thread's loop, behind the showing of the window.
        if let Some(id) = (0..TURNS).find_map(|_| x11_id(&window)) {
            desktop.focus(id);
        }
        then();
    });
}

/// Gives the keyboard to a window, waiting off the main thread until it is on the screen.
pub(crate) fn give_focus(shell: &Shell, window: u64) {
    let desktop = Arc::clone(&shell.desktop_windows);
    tauri::async_runtime::spawn_blocking(move || desktop.focus(window));
}

/// Tells the person why the program cannot start, and ends it once that is read. Does not wait here: the words appear
/// only when the main thread's loop turns.
pub(crate) fn show_failure(handle: &AppHandle, words: &str) {
    let ending = handle.clone();
    let dialog = handle.dialog().message(words).title("Sopwright cannot start").kind(MessageDialogKind::Error);
    dialog.show(move |_| ending.exit(1));
}

/// Does something on the main thread, where windows live.
pub(crate) fn on_main(handle: &AppHandle, work: impl FnOnce(AppHandle) + Send + 'static) {
    let inner = handle.clone();
    // Fails only while the program ends.
    handle.run_on_main_thread(move || work(inner)).ok();
}
