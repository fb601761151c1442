//! Writes the sample documents of the tests in every format, and says how long each took:
//! `cargo run -p sopwright-export --example sample -- FOLDER [STEPS ...]`.

#[path = "../tests/fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;

use std::path::Path;
use std::time::Instant;

use sopwright_core::document::Document;
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
        let (document, album) = fixture::long(steps);
        write(Path::new(&folder), &format!("long-{steps}"), &document, &album);
    }
}

fn write(folder: &Path, name: &str, document: &Document, album: &fixture::Album) {
    for format in [Format::Markdown, Format::Pdf] {
        let start = Instant::now();
        let output = export(format, document, album, &fixture::options("2.1"), &Quiet).expect("the export succeeds");
        let took = start.elapsed();
        let bytes: usize = output.files.iter().map(|f| f.bytes.len()).sum();
        println!("{name} {format:?}: {took:?}, {bytes} bytes, {} files", output.files.len());
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
