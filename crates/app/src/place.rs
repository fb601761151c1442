//! Where the library lies when nobody says.

use std::path::PathBuf;

/// The library folder of this person: `SOPWRIGHT_LIBRARY` if set, else the platform's folder for application data.
/// `None` when the system names no such folder.
pub fn default_library() -> Option<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(dir) = var("SOPWRIGHT_LIBRARY") {
        return Some(dir);
    }
    let base = if cfg!(windows) {
        var("APPDATA")
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        var("XDG_DATA_HOME").or_else(|| var("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join("sopwright"))
}
