//! Writing exported files: beside their target, then renamed, so that a reader never sees half a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sopwright_export::OutputFile;

use crate::{ApiError, Code};

/// Writes all files under the folder, the main one last, and gives their full paths in that order.
///
/// # Errors
/// When one cannot be written. Files that this export added are then taken away again; files that it replaced are whole.
pub(crate) fn write_files(folder: &Path, files: &[OutputFile], main: &str) -> Result<Vec<PathBuf>, ApiError> {
    let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|f| f.path == main);
    let mut written = Vec::new();
    let mut added = Vec::new();
    for file in first.into_iter().chain(last) {
        let path = folder.join(&file.path);
        let is_new = !path.exists();
        if let Err(error) = replace(&path, &file.bytes) {
            for path in added {
                // The error that follows is what matters; a file that cannot be removed is not worth another.
                fs::remove_file(path).ok();
            }
            return Err(cannot_write(&path, &error));
        }
        if is_new {
            added.push(path.clone());
        }
        written.push(path);
    }
    Ok(written)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = parent.join(name);
    let written = (|| {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    })();
    if written.is_err() {
        // The half that cannot be used; that it cannot be removed either is told by the error that follows.
        fs::remove_file(&part).ok();
    }
    written
}

fn cannot_write(path: &Path, error: &io::Error) -> ApiError {
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => "Free some room on that disk, or choose another folder.",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "Choose a folder that you may write to.",
        _ => "Choose another folder.",
    };
    ApiError::new(Code::Failed, format!("{} cannot be written: {error}", path.display()), hint)
}
