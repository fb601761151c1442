//! The composition root: chooses adapters, opens the application, builds the windows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sopwright_app::api::library::Missing;
use sopwright_app::{App, DesktopReport, Parts, Senses, socket};
use sopwright_capture::{Desktop, Hold, RandomIds, SystemClock};
use sopwright_core::port::Windows;
use tauri::{AppHandle, Manager, RunEvent};

use crate::field::Field;
use crate::notices::Loudspeaker;
use crate::ready::Ready;

/// What the shell's parts share.
pub(crate) struct Shell {
    /// The application.
    pub(crate) app: Arc<App>,
    /// Gives the focus back.
    pub(crate) desktop_windows: Arc<dyn Windows>,
    /// The quick field's memory of who had the focus.
    pub(crate) field: Field,
    /// Holds typing back until the quick field has the keyboard.
    pub(crate) hold: Hold,
    /// Which windows have their pages.
    pub(crate) ready: Ready,
}

/// Runs until the program ends.
pub(crate) fn run(library: PathBuf) -> Result<(), String> {
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![crate::call::call, crate::call::window_act])
        .register_asynchronous_uri_scheme_protocol("shot", crate::pictures::serve)
        .on_window_event(crate::windows::on_event)
        // Windows only: else our windows take the keyboard's raw input, and listeners hear no key while one is in front
        // (tauri#14770).
        .device_event_filter(tauri::DeviceEventFilter::Always)
        .setup(move |tauri| {
            if let Err(words) = set_up(tauri.handle(), &library) {
                // Said here: the loop below ends the process by itself, with the code that it is given.
                eprintln!("sopwright: {words}");
                crate::windows::show_failure(tauri.handle(), &words);
            }
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| format!("the window system cannot be used: {error}"))?;
    built.run(|handle, event| {
        if let (RunEvent::Exit, Some(shell)) = (event, handle.try_state::<Shell>()) {
            shell.app.settle();
        }
    });
    Ok(())
}

fn set_up(handle: &AppHandle, library: &Path) -> Result<(), String> {
    let desktop = Desktop::open();
    let report =
        DesktopReport { name: desktop.name.to_owned(), missing: desktop.missing.iter().map(missing).collect() };
    let windows: Arc<dyn Windows> = Arc::from(desktop.windows);
    let hold = Hold::default();
    let parts = Parts {
        senses: Senses {
            screen: Arc::from(desktop.screen),
            windows: Arc::clone(&windows),
            clipboard: Arc::from(desktop.clipboard),
            inputs: Arc::from(desktop.inputs),
            elements: Arc::from(desktop.elements),
            encode: |frame| sopwright_capture::png::encode(frame).map_err(|error| error.to_string()),
        },
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        listener: Arc::new(Loudspeaker::new(handle.clone(), hold.clone())),
        desktop: report,
        login: std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default(),
    };
    let app = Arc::new(App::open(library, parts).map_err(|error| error.to_string())?);
    handle.manage(Shell {
        app: Arc::clone(&app),
        desktop_windows: windows,
        field: Field::default(),
        hold: hold.clone(),
        ready: Ready::default(),
    });
    crate::windows::build(handle).map_err(|error| format!("the windows cannot be made: {error}"))?;
    crate::keys::attach(handle, &app, &hold).map_err(|error| error.to_string())?;
    // After the keys: who gets an answer may rely on being heard.
    serve(handle, &app, library);
    crate::tray::build(handle, &app);
    Ok(())
}

/// Lets the command line and a second start speak to this program.
fn serve(handle: &AppHandle, app: &Arc<App>, library: &Path) {
    let (handle, commands) = (handle.clone(), Arc::clone(app));
    let answer = move |name: &str, request| {
        if name == "show" {
            crate::windows::show_main(&handle);
            return Ok(serde_json::json!({}));
        }
        sopwright_app::commands::dispatch(&commands, name, request)
    };
    if let Err(error) = socket::serve(&socket::address(library), answer) {
        app.report_missing(Missing {
            what: format!("The local socket cannot be opened: {error}"),
            consequence: "The command line cannot drive this program.".into(),
            hint: "Check that your folder for run-time files can be written.".into(),
        });
    }
}

fn missing(missing: &sopwright_capture::Missing) -> Missing {
    Missing { what: missing.what.clone(), consequence: missing.consequence.clone(), hint: missing.hint.clone() }
}
