//! What can go wrong in the library.

use std::path::PathBuf;

/// What can go wrong in the library.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The bundled SQLite is one with the WAL-reset corruption race.
    #[error("SQLite {0} can corrupt a library; 3.51.3 or later is needed")]
    OldSqlite(String),
    /// A newer Sopwright wrote the database.
    #[error("the library was written by a newer Sopwright (its format is {found}, this program knows {known})")]
    Newer {
        /// The database's format.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// The file is a database, but not one of ours.
    #[error("{0} is not a Sopwright library")]
    Foreign(PathBuf),
    /// The database cannot be read.
    #[error("the library's database is damaged: {0}")]
    Damaged(String),
    /// Another program holds the library.
    #[error("the library {0} is in use by another program")]
    InUse(PathBuf),
    /// The folder is missing and cannot be made, or cannot be written.
    #[error("the library folder {path} cannot be used: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No room is left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// A file could not be written or read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file of what was redacted or destroyed could not be removed. Nothing shows it any more, and it is removed at the
    /// next start.
    #[error("it is gone from the library, but a file of it could not be removed: {0}")]
    StillThere(std::io::Error),
    /// What is asked for is not in the library.
    #[error("there is no {what} {id} in this library")]
    NotFound {
        /// Session, SOP, revision, picture.
        what: &'static str,
        /// What it was asked by.
        id: String,
    },
    /// A row holds something that this program cannot read.
    #[error("{what} cannot be read: {why}")]
    Row {
        /// Which row.
        what: String,
        /// Why.
        why: String,
    },
    /// Anything else that SQLite says.
    #[error("the library's database: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    /// A failed file operation.
    pub(crate) fn file(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            Self::DiskFull
        } else {
            Self::File { path: path.into(), source }
        }
    }

    /// A row that cannot be read.
    pub(crate) fn row(what: impl Into<String>, why: impl ToString) -> Self {
        Self::Row { what: what.into(), why: why.to_string() }
    }
}
