//! What an export can be, where its files go, and what is said of them.

use std::io::{self, Write};

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A Markdown file and a folder `img` with its pictures.
    Markdown,
    /// One PDF file, tagged for accessibility (PDF/UA-1).
    Pdf,
}

impl Format {
    /// The extension of the main file, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Pdf => "pdf",
        }
    }
}

/// Takes the files of an export, one after the other: `begin`, bytes, `end`, again and again. A file is handed over while it
/// is made, so that a thousand pictures are never in memory together. Nothing counts before the export has returned.
pub trait Sink: Write {
    /// Begins a file. `path` is relative to the chosen folder, with `/` between folders.
    ///
    /// # Errors
    /// When it cannot be made.
    fn begin(&mut self, path: &str) -> io::Result<()>;

    /// Ends the file that was begun.
    ///
    /// # Errors
    /// When its bytes cannot be kept.
    fn end(&mut self) -> io::Result<()>;
}

/// Hands a file over whole.
pub(crate) fn put(sink: &mut dyn Sink, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
    sink.begin(path)?;
    sink.write_all(bytes)?;
    Ok(sink.end()?)
}

/// What is said of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The path of the file to open: the Markdown or PDF file.
    pub main: String,
    /// What is not as it should be, in words for people.
    pub warnings: Vec<String>,
}

/// Why nothing came out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// [`crate::Progress::tick`] asked to stop.
    #[error("The export was cancelled. Nothing was written.")]
    Cancelled,
    /// The pages could not be set.
    #[error("The PDF pages could not be set: {0}. Export as Markdown instead, and report this text as a fault.")]
    Layout(String),
    /// It would be larger than what can be taken in again.
    #[error("the package cannot be made: {0}")]
    TooLarge(String),
    /// The files could not be written.
    #[error("the files cannot be written: {0}")]
    Write(#[from] io::Error),
}
