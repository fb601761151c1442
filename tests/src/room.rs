//! A small disk of its own, to be filled up or made read-only. Needs the right to mount.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The disk. It goes with this value.
#[derive(Debug)]
pub struct Room {
    place: TempDir,
}

impl Room {
    /// A disk of so many MiB; `None` where mounting is not allowed.
    pub fn new(mib: u32) -> Option<Self> {
        let place = tempfile::Builder::new().prefix("room-").tempdir().ok()?;
        let options = format!("size={mib}m,mode=0700");
        mount(&["-t", "tmpfs", "-o", &options, "sopwright-test"], place.path()).then_some(Self { place })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    /// Whether it can be written from now on.
    pub fn allow_writing(&self, allow: bool) {
        let options = if allow { "remount,rw" } else { "remount,ro" };
        assert!(mount(&["-o", options], self.path()), "the disk can be mounted anew");
    }

    /// Fills it to the last byte. Gives the file that does so.
    pub fn fill(&self) -> PathBuf {
        let path = self.path().join("filler");
        let mut file = File::options().create(true).append(true).open(&path).expect("the filler can be made");
        for size in [1 << 16, 1 << 12, 1] {
            let piece = vec![0x20; size];
            while file.write_all(&piece).is_ok() {}
        }
        path
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // Lazily, in case a failed test still holds a file open.
        let _ = Command::new("umount").arg("-l").arg(self.place.path()).status();
    }
}

fn mount(words: &[&str], place: &Path) -> bool {
    let status = Command::new("mount").args(words).arg(place).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
