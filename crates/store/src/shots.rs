//! Pictures on disk: `shots/ab/abcdef....png`, named by the BLAKE3 hash of their bytes.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;

use crate::StoreError;
use crate::redaction::Redactions;

/// The folder of pictures.
#[derive(Clone, Debug)]
pub struct Shots {
    dir: PathBuf,
    redactions: Redactions,
}

impl Shots {
    /// Takes the folder, making it if need be. Its 256 subfolders are made now, so that none has to be synced with its
    /// parent while recording.
    pub(crate) fn open(dir: &Path, redactions: Redactions) -> Result<Self, StoreError> {
        let made = |path: &Path, source| StoreError::file(path, source);
        fs::create_dir_all(dir).map_err(|e| made(dir, e))?;
        for first in 0..=u8::MAX {
            let sub = dir.join(format!("{first:02x}"));
            if !sub.is_dir() {
                fs::create_dir(&sub).map_err(|e| made(&sub, e))?;
            }
        }
        sync_dir(dir).map_err(|e| made(dir, e))?;
        Ok(Self { dir: dir.to_owned(), redactions })
    }

    /// The picture to show for this one: itself, or what stands in its place since it was redacted.
    pub fn current(&self, hash: &Hash) -> Hash {
        self.redactions.current(hash)
    }

    /// Where the picture lies, or would lie.
    pub fn path(&self, hash: &Hash) -> PathBuf {
        self.dir.join(&hash.as_str()[..2]).join(format!("{hash}.png"))
    }

    /// Keeps the bytes and gives their name. Durable when it returns: temp file, fsync, rename, fsync of the folder;
    /// anything less was seen to lose files at a power cut. What was redacted is not written again: its name stands for
    /// the redacted picture.
    ///
    /// # Errors
    /// When it cannot be written; no part of it is then left.
    pub fn keep(&self, png: &[u8]) -> Result<Hash, StoreError> {
        let hash = Hash::of(png);
        let path = self.path(&hash);
        if path.is_file() || self.redactions.destroyed(&hash) {
            return Ok(hash);
        }
        let temp = path.with_extension("tmp");
        let written = (|| {
            let mut file = File::create(&temp)?;
            file.write_all(png)?;
            file.sync_all()?;
            fs::rename(&temp, &path)?;
            path.parent().map_or(Ok(()), sync_dir)
        })();
        if let Err(error) = written {
            // The sweep at the next start removes it, if it cannot be removed now.
            fs::remove_file(&temp).ok();
            return Err(StoreError::file(path, error));
        }
        Ok(hash)
    }

    /// The bytes of a picture, after comparing them with their name. For a redacted one, those of what stands in its
    /// place.
    ///
    /// # Errors
    /// When the picture is missing or damaged.
    pub fn read(&self, hash: &Hash) -> Result<Vec<u8>, StoreError> {
        let hash = &self.redactions.current(hash);
        let path = self.path(hash);
        let bytes = fs::read(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound { what: "picture", id: hash.to_string() },
            _ => StoreError::file(&path, source),
        })?;
        if Hash::of(&bytes) == *hash {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged(format!("picture {hash} does not match its name")))
        }
    }

    /// Removes the file of a redacted picture, durably.
    pub(crate) fn destroy(&self, hash: &Hash) -> Result<(), StoreError> {
        let path = self.path(hash);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::StillThere(error)),
            _ => path.parent().map_or(Ok(()), sync_dir).map_err(StoreError::StillThere),
        }
    }

    /// Removes what is not needed: halves of files, pictures whose entry was not written, and redacted ones that are
    /// still there, because the program or the machine stopped in between.
    pub(crate) fn sweep(&self, needed: &[Hash]) -> Result<usize, StoreError> {
        let needed: HashSet<&str> = needed.iter().map(Hash::as_str).collect();
        let mut removed = 0;
        for path in self.files()? {
            let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
            let whole = path.extension().is_some_and(|e| e == "png");
            if !(whole && needed.contains(stem)) {
                fs::remove_file(&path).map_err(|e| StoreError::file(&path, e))?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// All files, in order of their names.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut files = Vec::new();
        for first in 0..=u8::MAX {
            let sub = self.dir.join(format!("{first:02x}"));
            for item in fs::read_dir(&sub).map_err(|e| StoreError::file(&sub, e))? {
                files.push(item.map_err(|e| StoreError::file(&sub, e))?.path());
            }
        }
        files.sort();
        Ok(files)
    }
}

impl Pictures for Shots {
    fn png(&self, hash: &Hash) -> Result<Vec<u8>, String> {
        self.read(hash).map_err(|error| error.to_string())
    }
}

/// Makes a rename in this folder durable. On Windows a folder cannot be synced and a rename is journalled.
fn sync_dir(dir: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}
