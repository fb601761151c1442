//! What happens before there is a window: arguments, the input helper, a program that runs already.

use std::path::{Path, PathBuf};

use serde_json::json;
use sopwright_app::socket;

const USAGE: &str = "usage: sopwright-desktop [--library DIR]";

/// Runs as the input helper for as long as it is wanted, if that is what was asked for.
pub(crate) fn be_helper_if_asked() {
    if std::env::args().nth(1).is_some_and(|first| first == sopwright_capture::listener::FLAG) {
        sopwright_capture::listener::run_helper();
    }
}

/// The library folder: `--library DIR`, else the usual place.
pub(crate) fn library() -> Result<PathBuf, String> {
    let mut arguments = std::env::args_os().skip(1);
    let mut chosen = None;
    while let Some(argument) = arguments.next() {
        if argument == "--library" {
            chosen = Some(PathBuf::from(arguments.next().ok_or("--library needs a folder")?));
        } else {
            return Err(format!("{} is not known here; {USAGE}", argument.to_string_lossy()));
        }
    }
    let dir = chosen.or_else(sopwright_app::default_library);
    let dir = dir.ok_or("no folder for the library is known; name one with --library DIR")?;
    std::path::absolute(&dir).map_err(|error| format!("{}: {error}", dir.display()))
}

/// Shows the window of the program that has this library already, if one runs.
pub(crate) fn another_runs(library: &Path) -> bool {
    socket::call(library, "show", json!({})).is_some_and(|answer| answer.is_ok())
}

/// WebKitGTK paints nothing on some graphics drivers unless this is set (tauri#9304).
pub(crate) fn prepare_webview() {
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // SAFETY: called from `main` before any thread is started, so nobody reads the environment meanwhile.
        #[allow(unsafe_code, reason = "the only way to tell WebKit, and sound before threads exist")]
        unsafe {
            std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }
}
