//! A disk whose power can be cut: a file system of its own in a file, which is made to forget at once everything that
//! was not yet on the disk. Needs the right to mount.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use xtask::wait;

use crate::Check;

/// The disk. It goes with this value.
#[derive(Debug)]
pub struct Powered {
    folder: TempDir,
}

impl Powered {
    /// An ext4 of so many MiB; `None` where none can be mounted.
    pub fn new(mib: u32) -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("power-").tempdir().ok()?;
        let disk = Self { folder };
        std::fs::create_dir(disk.path()).ok()?;
        let size = format!("{mib}M");
        let made = run(Command::new("mkfs.ext4").arg("-q").arg(disk.image()).arg(size)) && disk.mount();
        made.then_some(disk)
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// From this moment nothing reaches the disk any more, nor what was only in memory or in the file system's log.
    pub fn cut(&self) {
        let cut = run(Command::new("xfs_io").args(["-x", "-c", "shutdown"]).arg(self.path()));
        assert!(cut, "the power can be cut");
    }

    /// The power is back: the file system is mounted from what was on the disk.
    pub fn restore(&self) {
        wait::until_true("the disk to be taken out", || Ok(self.unmount())).check("nobody has a file open on it");
        assert!(self.mount(), "the disk can be mounted again");
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image")
    }

    fn mount(&self) -> bool {
        run(Command::new("mount").args(["-o", "loop"]).arg(self.image()).arg(self.path()))
    }

    fn unmount(&self) -> bool {
        run(Command::new("umount").arg(self.path()))
    }
}

impl Drop for Powered {
    fn drop(&mut self) {
        // Lazily, in case a failed test still holds a file open.
        run(Command::new("umount").arg("-l").arg(self.path()));
    }
}

fn run(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
