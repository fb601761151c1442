//! What was left on the disk.

use std::path::Path;

use crate::Check;

/// Whether a file below this folder holds these bytes.
pub fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).check("the folder").any(|inside| {
        let path = inside.check("its content").path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        std::fs::read(&path).is_ok_and(|content| content.windows(bytes.len()).any(|window| window == bytes))
    })
}
