//! What is left on the disk, for tests of what is to leave nothing.

use std::fs;
use std::path::Path;

/// Whether any file below the folder has these bytes in it.
pub fn holds(dir: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(dir).unwrap().map(|item| item.unwrap().path()).any(|path| {
        if path.is_dir() {
            holds(&path, bytes)
        } else {
            fs::read(&path).unwrap().windows(bytes.len()).any(|w| w == bytes)
        }
    })
}
