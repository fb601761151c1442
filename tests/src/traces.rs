//! What was left on the disk: as it lies there, and what stands behind it where it is compressed.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

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

/// All that lies below a folder, opened up: files as they are (pages of databases and logs among them), the pixels of
/// pictures, and what packages hold.
#[derive(Debug)]
pub struct Traces(Vec<(PathBuf, Vec<u8>)>);

impl Traces {
    /// Looks at everything below the folder.
    pub fn below(folder: &Path) -> Self {
        let mut traces = Self(Vec::new());
        traces.gather(folder);
        traces
    }

    fn gather(&mut self, folder: &Path) {
        for inside in std::fs::read_dir(folder).check("the folder") {
            let path = inside.check("its content").path();
            // Sockets and links to them cannot be read, and files may go while the program runs.
            if path.is_symlink() {
                continue;
            } else if path.is_dir() {
                self.gather(&path);
            } else if path.is_file()
                && let Ok(bytes) = std::fs::read(&path)
            {
                self.take(path, bytes);
            }
        }
    }

    fn take(&mut self, path: PathBuf, bytes: Vec<u8>) {
        if bytes.starts_with(b"\x89PNG") {
            self.0.extend(pixels(&bytes).map(|pixels| (path.join("pixels"), pixels)));
        } else if let (true, Ok(mut zip)) = (bytes.starts_with(b"PK"), zip::ZipArchive::new(Cursor::new(&bytes))) {
            for at in 0..zip.len() {
                let mut file = zip.by_index(at).check("a file of the package");
                let name = path.join(&*file.name().check("its name"));
                let mut inside = Vec::new();
                file.read_to_end(&mut inside).check("what it holds");
                self.take(name, inside);
            }
        }
        self.0.push((path, bytes));
    }

    /// The files that hold these bytes.
    pub fn of(&self, bytes: &[u8]) -> Vec<&Path> {
        let holds = |content: &[u8]| content.windows(bytes.len()).any(|window| window == bytes);
        self.0.iter().filter(|(_, content)| holds(content)).map(|(path, _)| path.as_path()).collect()
    }

    /// The pictures that show a pixel of this colour.
    pub fn of_colour(&self, colour: [u8; 3]) -> Vec<&Path> {
        let pictures = self.0.iter().filter(|(path, _)| path.ends_with("pixels"));
        let shows = |pixels: &[u8]| pixels.chunks_exact(3).any(|pixel| pixel == colour);
        pictures.filter(|(_, pixels)| shows(pixels)).map(|(path, _)| path.as_path()).collect()
    }

    /// How many pictures there are.
    pub fn pictures(&self) -> usize {
        self.0.iter().filter(|(path, _)| path.ends_with("pixels")).count()
    }
}

/// The pixels of a picture, three bytes each.
fn pixels(file: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    let samples = info.color_type.samples();
    Some(match samples {
        3 => pixels,
        4 => pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(),
        _ => pixels.chunks_exact(samples).flat_map(|pixel| [pixel[0]; 3]).collect(),
    })
}
