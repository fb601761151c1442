//! Room kept back for a full disk: a file of 1 MiB that is given up so that words which the expert is typing still find
//! a place. Best effort on purpose: where it cannot be made, the words wait in memory instead.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

const BYTES: usize = 1 << 20;

fn path(dir: &Path) -> PathBuf {
    dir.join("reserve")
}

/// Makes the file if it is not there in full.
pub(crate) fn keep(dir: &Path) {
    let path = path(dir);
    if fs::metadata(&path).is_ok_and(|m| m.len() == BYTES as u64) {
        return;
    }
    // Real bytes: a sparse file would keep nothing back.
    let made = File::create(&path).and_then(|mut file| file.write_all(&vec![0x5a; BYTES]));
    if made.is_err() {
        // Part of a reserve would only make a full disk fuller; that it cannot be removed either is of no matter.
        fs::remove_file(&path).ok();
    }
}

/// Gives the room up. Tells whether there was any.
pub(crate) fn spend(dir: &Path) -> bool {
    fs::remove_file(path(dir)).is_ok()
}
