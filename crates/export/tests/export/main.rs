//! Exports of three documents (empty, full, hostile) in every format: what readers see, that it is the same each time,
//! and that nothing in a document can become more than text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod checks;
#[path = "../fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;
mod flow;
mod golden;
mod links;
mod look;
mod markdown;
mod pdf;
mod picture;
mod tools;

use sopwright_core::document::Document;
use std::io::{self, Write};

use sopwright_export::{Format, Options, Progress, Quiet, Sink, export};

use fixture::Album;

/// Files in memory.
#[derive(Default, PartialEq)]
struct Files(Vec<File>);

#[derive(Default, PartialEq)]
struct File {
    path: String,
    bytes: Vec<u8>,
    whole: bool,
}

impl Write for Files {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = self.0.last_mut().filter(|file| !file.whole).expect("a file was begun");
        file.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for Files {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        assert!(self.0.iter().all(|file| file.whole && file.path != path), "{path} is begun at the wrong time");
        self.0.push(File { path: path.to_owned(), ..File::default() });
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.last_mut().filter(|file| !file.whole).expect("a file was begun").whole = true;
        Ok(())
    }
}

/// What an export said and what came out of it.
#[derive(PartialEq)]
struct Made {
    main: String,
    warnings: Vec<String>,
    files: Vec<File>,
}

/// Exports.
fn try_made(
    format: Format,
    document: &Document,
    album: &Album,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Made, sopwright_export::ExportError> {
    let mut files = Files::default();
    let output = export(format, document, album, options, progress, &mut files)?;
    assert!(files.0.iter().all(|file| file.whole), "a file was not ended");
    assert_eq!(files.0.last().map(|file| &file.path), Some(&output.main), "the main file comes last");
    Ok(Made { main: output.main, warnings: output.warnings, files: files.0 })
}

/// Exports without a hitch.
fn made(format: Format, document: &Document, album: &Album) -> Made {
    try_made(format, document, album, &fixture::options("2.1"), &Quiet).expect("the export succeeds")
}

/// The main file.
fn main_file(output: &Made) -> &[u8] {
    &output.files.last().expect("the main file is there").bytes
}

/// The Markdown text of a document.
fn text_of(document: &Document, album: &Album) -> String {
    String::from_utf8(main_file(&made(Format::Markdown, document, album)).to_vec()).expect("UTF-8")
}
