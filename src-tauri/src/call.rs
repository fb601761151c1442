//! The two commands that windows may call. `call` hands on to the application's list; `window_act` is about windows.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use sopwright_app::{ApiError, Code};
use sopwright_core::port::Action;
use tauri::ipc::Response;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

use crate::compose::Shell;
use crate::windows;

/// Runs a command of the application on a blocking thread.
#[tauri::command]
pub(crate) async fn call(shell: State<'_, Shell>, name: String, request: Value) -> Result<Response, ApiError> {
    let app = std::sync::Arc::clone(&shell.app);
    let work = move || sopwright_app::commands::dispatch_text(&app, &name, request);
    let answer = tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(broken(&error)));
    answer.map(Response::new)
}

/// The main window never stays away for longer than this.
const LONGEST_WAIT_S: u64 = 30;

/// What an act is about, as far as it is about something.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    path: String,
    action: String,
    seconds: u64,
    entry: String,
}

/// Does something with a window, or asks the desktop for something.
#[tauri::command]
pub(crate) async fn window_act(
    handle: AppHandle,
    window: WebviewWindow,
    act: String,
    arg: Option<About>,
) -> Result<Value, ApiError> {
    let About { path, action, seconds, entry } = arg.unwrap_or_default();
    match act.as_str() {
        "ready" => crate::ready::note(&handle, window.label()),
        "field_turned" => crate::field::has_come(&handle, crate::field::PAGE),
        "field_done" => crate::field::close(&handle, entry),
        "field_target" => return Ok(json!(crate::field::target(&handle))),
        "bar_expand" => windows::expand_bar(&handle, true),
        "bar_collapse" => windows::expand_bar(&handle, false),
        "show_main" => windows::show_main(&handle),
        "hide_main" => windows::hide_main(&handle),
        "action" => return act_on(&handle, &action),
        "take_picture" => return take_picture(&handle, seconds).await,
        "pick_folder" => return Ok(json!(pick_folder(window).await)),
        "save_package" => return Ok(json!(pick_package(window, Some(path)).await)),
        "open_package" => return Ok(json!(pick_package(window, None).await)),
        "open_path" => handle.opener().open_path(path, None::<&str>).map_err(|e| broken(&e))?,
        "reveal_path" => handle.opener().reveal_item_in_dir(path).map_err(|e| broken(&e))?,
        _ => return Err(ApiError::new(Code::BadRequest, format!("There is no window act {act}"), "")),
    }
    Ok(Value::Null)
}

/// A press of a button that does what a hotkey does.
fn act_on(handle: &AppHandle, name: &str) -> Result<Value, ApiError> {
    use tauri::Manager;
    let action: Action = serde_json::from_value(json!(name))
        .map_err(|_| ApiError::new(Code::BadRequest, format!("There is no action {name}"), ""))?;
    handle.state::<Shell>().app.recorder().press_now(action);
    Ok(Value::Null)
}

/// Takes a picture of what lies behind the main window, which goes away for so many seconds.
async fn take_picture(handle: &AppHandle, seconds: u64) -> Result<Value, ApiError> {
    use tauri::Manager;
    windows::hide_main(handle);
    tokio::time::sleep(Duration::from_secs(seconds.min(LONGEST_WAIT_S))).await;
    let app = std::sync::Arc::clone(&handle.state::<Shell>().app);
    let work = move || sopwright_app::commands::dispatch(&app, "take_picture", json!({}));
    let taken = tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(broken(&error)));
    // It comes back however that went, to say so.
    windows::show_main(handle);
    taken
}

async fn pick_folder(window: WebviewWindow) -> Option<String> {
    let (tell, told) = tokio::sync::oneshot::channel();
    window.dialog().file().set_parent(&window).pick_folder(move |folder| {
        tell.send(folder).ok();
    });
    let folder = told.await.ok().flatten()?;
    folder.into_path().ok().map(|path| path.display().to_string())
}

/// Asks where a package is to be kept, under this name to begin with, or else which one is to be opened.
async fn pick_package(window: WebviewWindow, name: Option<String>) -> Option<String> {
    let (tell, told) = tokio::sync::oneshot::channel();
    let dialog = window.dialog().file().set_parent(&window).add_filter("Sopwright package", &["sop"]);
    let picked = move |file| {
        tell.send(file).ok();
    };
    match name {
        Some(name) => dialog.set_file_name(name).save_file(picked),
        None => dialog.pick_file(picked),
    }
    let file = told.await.ok().flatten()?;
    file.into_path().ok().map(|path| path.display().to_string())
}

fn broken(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::new(Code::Failed, format!("That did not work: {error}"), "Try again.")
}
