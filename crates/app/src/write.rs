//! Writing exported files: beside their target, then renamed, so that a reader never sees half a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sopwright_export::OutputFile;

use crate::{ApiError, Code};

/// Writes all files under the folder, the main one last, and gives their full paths in that order.
///
/// # Errors
/// When one cannot be written. Files before it are whole.
pub(crate) fn write_files(folder: &Path, files: &[OutputFile], main: &str) -> Result<Vec<PathBuf>, ApiError> {
    let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|f| f.path == main);
    first.into_iter().chain(last).map(|file| write_file(folder, file)).collect()
}

fn write_file(folder: &Path, file: &OutputFile) -> Result<PathBuf, ApiError> {
    let path = folder.join(&file.path);
    replace(&path, &file.bytes).map_err(|error| cannot_write(&path, &error))?;
    Ok(path)
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
