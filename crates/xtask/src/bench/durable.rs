//! The moment at which something is on disk, seen from outside of the program that wrote it.
//!
//! For an entry: SQLite counts commits in its shared index beside the log, and does so only after the log was synced
//! (`synchronous=FULL`). An entry's picture is synced before the entry, so the count tells of both.

use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use xtask::{Done, Failure};

/// How long one thing may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the count of commits stands in the shared index (`iChange` of its header).
const COUNT_AT: u64 = 8;

/// The commits of a library's database.
#[derive(Debug)]
pub struct Commits {
    index: File,
}

impl Commits {
    /// Of the library in this folder, which a program must have open.
    pub fn of(library: &Path) -> Done<Self> {
        Ok(Self { index: File::open(library.join("sopwright.db-shm"))? })
    }

    /// How many there were. Only its changes mean something.
    pub fn count(&self) -> Done<u32> {
        let mut bytes = [0; 4];
        self.index.read_exact_at(&mut bytes, COUNT_AT)?;
        Ok(u32::from_ne_bytes(bytes))
    }
}

/// Looks without pause until it holds: the processor is given away between looks, never for long.
pub fn spin(what: &str, mut look: impl FnMut() -> Done<bool>) -> Done {
    let began = Instant::now();
    while !look()? {
        if began.elapsed() > PATIENCE {
            return Err(Failure::new(format!("Waited in vain for this: {what}.")));
        }
        std::thread::yield_now();
    }
    Ok(())
}

/// Hears when a file in a folder was written and closed.
#[derive(Debug)]
pub struct Closed {
    ear: OwnedFd,
    folder: PathBuf,
}

impl Closed {
    /// Listens to this folder.
    pub fn in_folder(folder: &Path) -> Done<Self> {
        let failed = |error: rustix::io::Errno| Failure::new(format!("{}: {error}", folder.display()));
        let ear = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).map_err(failed)?;
        inotify::add_watch(&ear, folder, WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO).map_err(failed)?;
        Ok(Self { ear, folder: folder.to_path_buf() })
    }

    /// Waits for the one after which this holds.
    pub fn until(&self, mut holds: impl FnMut() -> bool) -> Done {
        let mut room = [std::mem::MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(&self.ear, &mut room);
        let began = Instant::now();
        loop {
            match events.next() {
                Ok(_) if holds() => return Ok(()),
                Ok(_) => {}
                Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) => {}
                Err(error) => return Err(Failure::new(format!("{}: {error}", self.folder.display()))),
            }
            if began.elapsed() > PATIENCE {
                return Err(Failure::new(format!("Nothing was written to {}.", self.folder.display())));
            }
            std::thread::sleep(Duration::from_micros(100));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_file_is_heard_and_an_empty_one_is_not_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let closed = Closed::in_folder(folder.path()).expect("an ear");
        let file = folder.path().join("a");
        let write = |text: &str| std::fs::write(&file, text).expect("it is written");
        write("");
        let mut heard = 0;
        let filled = || {
            heard += 1;
            if heard == 1 {
                write("b");
            }
            heard == 2
        };
        closed.until(filled).expect("it is heard twice");
    }
}
