//! What an export can be, and what comes out of it.

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

/// One file to write.
#[derive(Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where, relative to the chosen folder, with `/` between folders.
    pub path: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for OutputFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OutputFile({:?}, {} bytes)", self.path, self.bytes.len())
    }
}

/// The result of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The path of the file to open: the Markdown or PDF file.
    pub main: String,
    /// All files, the main one included.
    pub files: Vec<OutputFile>,
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
}
