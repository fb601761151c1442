//! Exports of three documents (empty, full, hostile) in every format: what readers see, that it is the same each time,
//! and that nothing in a document can become more than text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

#[path = "../fixture/mod.rs"]
#[allow(dead_code)]
mod fixture;
mod flow;
mod golden;
mod markdown;
mod pdf;
mod picture;
mod tools;

use sopwright_core::document::Document;
use sopwright_export::{Format, Output, Quiet, export};

use fixture::Album;

/// Exports without a hitch.
fn made(format: Format, document: &Document, album: &Album) -> Output {
    export(format, document, album, &fixture::options("2.1"), &Quiet).expect("the export succeeds")
}

/// The main file.
fn main_file(output: &Output) -> &[u8] {
    &output.files.iter().find(|f| f.path == output.main).expect("the main file is there").bytes
}

/// The Markdown text of a document.
fn text_of(document: &Document, album: &Album) -> String {
    String::from_utf8(main_file(&made(Format::Markdown, document, album)).to_vec()).expect("UTF-8")
}
