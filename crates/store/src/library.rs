//! The library folder, and the lock that lets one program at a time have it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::redaction::Redactions;
use crate::{Shots, Store, StoreError};

/// The library folder, held by this program until dropped.
#[derive(Debug)]
pub struct Library {
    dir: PathBuf,
    shots: Shots,
    redactions: Redactions,
    // Held, not read: the operating system gives the lock back when the program ends, however it ends.
    _lock: File,
}

impl Library {
    /// Takes the folder, making it if need be, and brings its database up to date.
    ///
    /// # Errors
    /// When the folder cannot be used, another program has it, or the database is newer, foreign or damaged.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let folder = |source| StoreError::Folder { path: dir.to_owned(), source };
        make_private(dir).map_err(folder)?;
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(dir.join("library.lock"))
            .map_err(folder)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(StoreError::InUse(dir.to_owned())),
            Err(fs::TryLockError::Error(source)) => return Err(folder(source)),
        }
        let redactions = Redactions::default();
        let shots = Shots::open(&dir.join("shots"), redactions.clone())?;
        let library = Self { dir: dir.to_owned(), shots, redactions, _lock: lock };
        let mut store = library.store()?;
        store.bring_up_to_date()?;
        store.learn_redactions()?;
        library.shots.sweep(&store.needed_shots()?)?;
        // What was destroyed must not stand in the log of a program that ended too soon. On a full disk it has to wait.
        store.empty_log().ok();
        crate::reserve::keep(&library.dir);
        Ok(library)
    }

    /// A connection to the database.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn store(&self) -> Result<Store, StoreError> {
        Store::open(&self.dir.join("sopwright.db"), self.redactions.clone())
    }

    /// The pictures.
    pub fn shots(&self) -> &Shots {
        &self.shots
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Gives up the room that was kept back for a full disk. Tells whether there was any.
    pub fn spend_reserve(&self) -> bool {
        crate::reserve::spend(&self.dir)
    }
}

/// Makes the folder with its parents; only its owner may look into a folder that is made here.
fn make_private(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(dir)
}
