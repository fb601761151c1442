//! Writes the sample documents of the tests in every format, and says how long each took:
//! `cargo run -p sopwright-export --example sample -- FOLDER`. With a number of steps after the folder, writes a document
//! of so many steps instead, its pictures read from files as in real use: the first call draws them, later ones measure.

// What goes wrong here should stop the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use sopwright_core::document::Document;
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;
use sopwright_export::{Format, Quiet, Sink, export};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "target/sample".into());
    let mut album = fixture::Album::default();
    let full = fixture::full(&mut album);
    let mut draft = fixture::full(&mut album);
    draft.meta.status = sopwright_core::document::Status::Draft;
    let dressed = fixture::dressed(&mut album);
    let hostile = fixture::hostile(&mut album);
    let sizes: Vec<usize> = arguments.filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        for (name, document) in [
            ("empty", &fixture::empty()),
            ("full", &full),
            ("draft", &draft),
            ("dressed", &dressed),
            ("hostile", &hostile),
        ] {
            write(Path::new(&folder), name, document, &album);
        }
    }
    for steps in sizes {
        long(Path::new(&folder), steps);
    }
}

/// Writes files as they come.
struct Files {
    folder: PathBuf,
    file: Option<BufWriter<File>>,
    bytes: usize,
    count: usize,
}

impl Write for Files {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.as_mut().expect("a file was begun").write(bytes)?;
        self.bytes += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Sink for Files {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder"))?;
        self.file = Some(BufWriter::new(File::create(path)?));
        self.count += 1;
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.flush()
    }
}

/// Pictures in a folder.
struct Shelf(PathBuf);

impl Pictures for Shelf {
    fn png(&self, hash: &Hash) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(hash.as_str())).map_err(|e| e.to_string())
    }
}

fn long(folder: &Path, steps: usize) {
    let shelf = folder.join(format!("shots-{steps}"));
    let kept = shelf.join("document.json");
    if !kept.exists() {
        let (document, album) = fixture::long(steps);
        std::fs::create_dir_all(&shelf).expect("a folder can be made");
        for (hash, bytes) in &album.0 {
            std::fs::write(shelf.join(hash.as_str()), bytes).expect("a file can be written");
        }
        std::fs::write(&kept, serde_json::to_vec(&document).expect("JSON")).expect("a file can be written");
    }
    let document: Document = serde_json::from_slice(&std::fs::read(&kept).expect("the document")).expect("a document");
    write(folder, &format!("long-{steps}"), &document, &Shelf(shelf));
}

fn write(folder: &Path, name: &str, document: &Document, album: &dyn Pictures) {
    for format in [Format::Pdf, Format::Markdown] {
        let start = Instant::now();
        let mut files = Files { folder: folder.join(name), file: None, bytes: 0, count: 0 };
        let options = fixture::options("2.1");
        let output = export(format, document, album, &options, &Quiet, &mut files).expect("the export succeeds");
        let took = start.elapsed();
        let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let memory = memory.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("not known").trim().to_owned();
        println!("{name} {format:?}: {took:?}, {} bytes, {} files, at most {memory}", files.bytes, files.count);
        for warning in &output.warnings {
            println!("    {warning}");
        }
    }
}
