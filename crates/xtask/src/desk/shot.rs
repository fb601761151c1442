//! Pictures in a library, read as a stranger would: from their files, with ImageMagick.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Done, Failure, program};

/// Where the library keeps a picture.
pub fn shot(library: &Path, hash: &str) -> PathBuf {
    library.join("shots").join(hash.get(..2).unwrap_or(hash)).join(format!("{hash}.png"))
}

/// One pixel of a picture: red, green, blue.
///
/// # Errors
/// When the picture cannot be read or has no such pixel.
pub fn pixel(picture: &Path, x: i32, y: i32) -> Done<[u8; 3]> {
    let part = |name: &str| format!("%[fx:round(255*p{{{x},{y}}}.{name})]");
    let mut command = Command::new("convert");
    command.arg(picture).args(["-format", &["r", "g", "b"].map(part).join(" "), "info:"]);
    let said = program::read(&mut command)?;
    let parts: Option<Vec<u8>> = said.split_whitespace().map(|part| part.parse().ok()).collect();
    parts
        .and_then(|parts| parts.try_into().ok())
        .ok_or_else(|| Failure::new(format!("{} has no pixel at {x}, {y}: {said}", picture.display())))
}
