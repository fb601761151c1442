//! Packages: one `.sop` file, a zip, that carries an SOP with its pictures and its past to another machine.
//!
//! ```text
//! manifest.json            format, who packed it and when, which states both sides may know
//! document.json            the SOP as it stands
//! journal.json             every edit of it, with what undoes it
//! suggestions.json         what others suggest about it, and what was decided
//! revisions/HASH.json      its revisions, by the hash of their bytes
//! session.json             the recording, if it was wanted
//! shots/HASH.png           the pictures that any of them shows
//! ```
//!
//! Pure: a package goes out through a [`Sink`](crate::Sink) and comes in from any reader; the caller keeps what it is
//! given. Nothing of a package is believed: its parts are read by name, within limits, and never unpacked to disk as
//! they stand; every hash is computed again, the journal is gone through there and back, and every picture is decoded before
//! anything is handed over. A picture that was redacted is in no package: what stands in its place goes out.

mod archive;
mod content;
mod limit;
mod picture;
mod read;
mod write;

pub use content::{Package, Recording};
pub use read::Opened;
pub use write::pack;

/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// What the file is called.
pub const EXTENSION: &str = "sop";

/// Why a package is not taken in. Nothing of it was handed over then.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A newer program wrote it.
    #[error("the package was written by a newer Sopwright: its format is {found}, and this program knows {FORMAT}")]
    Newer {
        /// Its format.
        found: u32,
    },
    /// It holds what no package holds that Sopwright wrote: somebody made it so.
    #[error("the package holds what no package may hold: {0}")]
    Forbidden(String),
    /// It is larger than what can be taken in.
    #[error("the package is too large: {0}")]
    TooLarge(String),
    /// It is no package, or not whole.
    #[error("this is not a whole Sopwright package: {0}")]
    Damaged(String),
    /// The file cannot be read.
    #[error("the package cannot be read: {0}")]
    Read(#[from] std::io::Error),
}
