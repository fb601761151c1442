//! Writing exported files: beside their targets, and renamed only when all are whole, so that a reader never sees half a
//! file and an export that fails leaves the folder as it was.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sopwright_export::Sink;

use crate::{ApiError, Code};

/// The files of one export. Without [`FolderSink::finish`] nothing of them stays.
pub(crate) struct FolderSink {
    folder: PathBuf,
    /// Folders that were made for it, the outermost first.
    made: Vec<PathBuf>,
    /// Where each file is to be, in the order in which they came; it lies beside that place until the end.
    files: Vec<PathBuf>,
    open: Option<BufWriter<File>>,
    bytes: u64,
    /// The place that could not be written last.
    failed: Option<PathBuf>,
}

impl FolderSink {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, made: Vec::new(), files: Vec::new(), open: None, bytes: 0, failed: None }
    }

    /// Puts all files in their places, the last one last.
    ///
    /// # Errors
    /// When one cannot be put there. Those before it are then in place, and whole.
    pub(crate) fn finish(mut self) -> Result<(Vec<PathBuf>, u64), ApiError> {
        let files = std::mem::take(&mut self.files);
        for (at, path) in files.iter().enumerate() {
            if let Err(error) = fs::rename(part(path), path) {
                // What is left is taken away with this value.
                self.files = files[at..].to_vec();
                return Err(cannot_write(path, &error));
            }
        }
        self.made.clear();
        Ok((files, self.bytes))
    }

    /// The error for people about what the sink could not do.
    pub(crate) fn explain(&self, error: &io::Error) -> ApiError {
        cannot_write(self.failed.as_ref().unwrap_or(&self.folder), error)
    }

    fn make(&mut self, path: &Path) -> io::Result<File> {
        let parent = path.parent().unwrap_or(&self.folder);
        let new: Vec<_> = parent.ancestors().take_while(|folder| !folder.exists()).map(Path::to_path_buf).collect();
        fs::create_dir_all(parent)?;
        self.made.extend(new.into_iter().rev());
        File::create(part(path))
    }

    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if result.is_err() {
            self.failed = self.files.last().cloned();
        }
        result
    }
}

impl Write for FolderSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = self.open.as_mut().ok_or(io::ErrorKind::NotFound)?;
        let written = file.write(bytes);
        self.bytes += *written.as_ref().unwrap_or(&0) as u64;
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.open.as_mut().map_or(Ok(()), BufWriter::flush);
        self.noted(flushed)
    }
}

impl Sink for FolderSink {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        self.files.push(path.clone());
        let file = self.make(&path);
        self.open = Some(BufWriter::with_capacity(256 * 1024, self.noted(file)?));
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.flush()?;
        let synced = self.open.take().map_or(Ok(()), |file| file.get_ref().sync_all());
        self.noted(synced)
    }
}

impl Drop for FolderSink {
    fn drop(&mut self) {
        // The error that led here is what matters; what cannot be taken away is not worth another.
        for path in &self.files {
            fs::remove_file(part(path)).ok();
        }
        for folder in self.made.iter().rev() {
            fs::remove_dir(folder).ok();
        }
    }
}

/// Where a file lies until it is whole: in the same folder, so that it can be renamed.
fn part(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

fn cannot_write(path: &Path, error: &io::Error) -> ApiError {
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => "Free some room on that disk, or choose another folder.",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "Choose a folder that you may write to.",
        _ => "Choose another folder.",
    };
    ApiError::new(Code::Failed, format!("{} cannot be written: {error}", path.display()), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(sink: &mut FolderSink, path: &str, bytes: &[u8]) -> io::Result<()> {
        sink.begin(path)?;
        sink.write_all(bytes)?;
        sink.end()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_appear_together_at_the_end() {
        let home = tempfile::tempdir().unwrap();
        let mut sink = FolderSink::new(home.path().join("out"));
        put(&mut sink, "img/a.png", b"aa").unwrap();
        put(&mut sink, "sop.md", b"text").unwrap();
        assert_eq!(names(&home.path().join("out")), ["img", "sop.md.part"]);
        let (files, bytes) = sink.finish().unwrap();
        assert_eq!(bytes, 6);
        assert_eq!(files, [home.path().join("out/img/a.png"), home.path().join("out/sop.md")]);
        assert_eq!(fs::read(&files[0]).unwrap(), b"aa");
        assert_eq!(names(&home.path().join("out/img")), ["a.png"]);
    }

    #[test]
    fn an_export_that_ends_early_leaves_the_folder_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("sop.md"), "of yesterday").unwrap();
        let mut sink = FolderSink::new(home.path().to_path_buf());
        put(&mut sink, "img/deep/a.png", b"aa").unwrap();
        sink.begin("sop.md").unwrap();
        sink.write_all(b"half").unwrap();
        drop(sink);
        assert_eq!(names(home.path()), ["sop.md"]);
        assert_eq!(fs::read(home.path().join("sop.md")).unwrap(), b"of yesterday");
    }

    #[test]
    fn what_cannot_be_written_is_named() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("file"), "").unwrap();
        let mut sink = FolderSink::new(home.path().join("file"));
        let error = put(&mut sink, "sop.md", b"text").unwrap_err();
        let told = sink.explain(&error);
        assert!(told.message.contains("file/sop.md cannot be written"), "{told}");
    }
}
