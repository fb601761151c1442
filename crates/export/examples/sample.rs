//! Writes the sample documents of the tests in every format, and says how long each took:
//! `cargo run -p sopwright-export --example sample -- FOLDER`. With a number of steps after the folder, writes a document
//! of so many steps instead, its pictures read from files as in real use: the first call draws them, later ones measure.

// What goes wrong here should stop the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;

use std::path::{Path, PathBuf};
use std::time::Instant;

use sopwright_core::document::Document;
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;
use sopwright_export::{Format, Quiet, export};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "target/sample".into());
    let mut album = fixture::Album::default();
    let full = fixture::full(&mut album);
    let mut draft = fixture::full(&mut album);
    draft.meta.status = sopwright_core::document::Status::Draft;
    let hostile = fixture::hostile(&mut album);
    let sizes: Vec<usize> = arguments.filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        for (name, document) in
            [("empty", &fixture::empty()), ("full", &full), ("draft", &draft), ("hostile", &hostile)]
        {
            write(Path::new(&folder), name, document, &album);
        }
    }
    for steps in sizes {
        long(Path::new(&folder), steps);
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
        let output = export(format, document, album, &fixture::options("2.1"), &Quiet).expect("the export succeeds");
        let took = start.elapsed();
        let bytes: usize = output.files.iter().map(|f| f.bytes.len()).sum();
        let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let memory = memory.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("not known").trim().to_owned();
        println!("{name} {format:?}: {took:?}, {bytes} bytes, {} files, at most {memory}", output.files.len());
        for warning in &output.warnings {
            println!("    {warning}");
        }
        for file in &output.files {
            let path = folder.join(name).join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            std::fs::write(path, &file.bytes).expect("a file can be written");
        }
    }
}
