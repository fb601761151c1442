//! The tray: the recorder's state, and the same actions as the hotkeys. Where there is no tray the program works
//! without, and says so.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use sopwright_app::App;
use sopwright_app::api::library::Missing;
use sopwright_app::api::recording::{RecorderPhase, RecorderStatus};
use sopwright_core::port::Action;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Wry};

use crate::compose::Shell;
use crate::windows;
use crate::words::{count, t};

const ID: &str = "recorder";

/// The items whose words follow the state.
struct Items {
    record: MenuItem<Wry>,
    pause: MenuItem<Wry>,
    forget: MenuItem<Wry>,
    state: MenuItem<Wry>,
}

/// Makes the tray.
pub(crate) fn build(handle: &AppHandle, app: &Arc<App>) {
    // The library that draws the icon is loaded when it is first used, and panics when it is not installed.
    let built = catch_unwind(AssertUnwindSafe(|| make(handle)));
    let why = match built {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "libayatana-appindicator3 is not installed".to_owned(),
    };
    app.report_missing(Missing {
        what: format!("There is no tray icon: {why}"),
        consequence: "The recorder bar and the main window show the state instead.".into(),
        hint: "Install libayatana-appindicator3-1, or on GNOME its AppIndicator extension.".into(),
    });
}

fn make(handle: &AppHandle) -> tauri::Result<()> {
    let state = MenuItem::with_id(handle, "state", t("tray.idle"), false, None::<&str>)?;
    let record = MenuItem::with_id(handle, "record", t("record.start"), true, None::<&str>)?;
    let pause = MenuItem::with_id(handle, "pause", t("record.pause"), false, None::<&str>)?;
    let step = MenuItem::with_id(handle, "step", t("tray.step"), true, None::<&str>)?;
    let note = MenuItem::with_id(handle, "note", t("tray.note"), true, None::<&str>)?;
    let withdraw = MenuItem::with_id(handle, "withdraw", t("record.withdraw"), true, None::<&str>)?;
    let forget = MenuItem::with_id(handle, "forget", t("record.forget"), false, None::<&str>)?;
    let open = MenuItem::with_id(handle, "open", t("tray.open"), true, None::<&str>)?;
    let quit = MenuItem::with_id(handle, "quit", t("tray.quit"), true, None::<&str>)?;
    let line = || PredefinedMenuItem::separator(handle);
    let menu = Menu::with_items(
        handle,
        &[&state, &line()?, &record, &pause, &step, &note, &withdraw, &forget, &line()?, &open, &quit],
    )?;
    TrayIconBuilder::with_id(ID)
        .icon(icon(false)?)
        .tooltip("Sopwright")
        .menu(&menu)
        .on_menu_event(|handle, event| chosen(handle, event.id().as_ref()))
        .build(handle)?;
    handle.manage(Items { record, pause, forget, state });
    Ok(())
}

fn chosen(handle: &AppHandle, id: &str) {
    let Some(shell) = handle.try_state::<Shell>() else { return };
    let action = match id {
        "open" => return windows::show_main(handle),
        "quit" => return handle.exit(0),
        "record" => Action::Record,
        "pause" => Action::Pause,
        "step" => Action::Step,
        "note" => Action::Note,
        "forget" => Action::Forget,
        _ => Action::Withdraw,
    };
    shell.app.recorder().press_now(action);
}

/// Shows the state.
pub(crate) fn follow(handle: &AppHandle, status: &RecorderStatus) {
    let (phase, entries) = (status.phase, status.entries);
    let on_main = handle.clone();
    let work = move || {
        let Some(items) = on_main.try_state::<Items>() else { return };
        let logged = count("entries", entries);
        let (state, record, pause) = match phase {
            RecorderPhase::Idle => (t("tray.idle").to_owned(), t("record.start"), t("record.pause")),
            RecorderPhase::Recording => {
                (t("tray.recording").replace("{entries}", &logged), t("record.stop"), t("record.pause"))
            }
            RecorderPhase::Paused => {
                (t("tray.paused").replace("{entries}", &logged), t("record.stop"), t("record.resume"))
            }
        };
        // Words of a menu that cannot be set are no reason to stop recording.
        items.state.set_text(state).ok();
        items.record.set_text(record).ok();
        items.pause.set_text(pause).ok();
        items.pause.set_enabled(phase != RecorderPhase::Idle).ok();
        items.forget.set_enabled(phase != RecorderPhase::Idle).ok();
        if let (Some(tray), Ok(image)) = (on_main.tray_by_id(ID), icon(phase == RecorderPhase::Recording)) {
            tray.set_icon(Some(image)).ok();
        }
    };
    handle.run_on_main_thread(work).ok();
}

fn icon(recording: bool) -> tauri::Result<Image<'static>> {
    let bytes: &[u8] = if recording {
        include_bytes!("../../icons/tray-recording.png")
    } else {
        include_bytes!("../../icons/tray.png")
    };
    Image::from_bytes(bytes)
}
