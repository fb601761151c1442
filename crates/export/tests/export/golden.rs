//! Golden files. `UPDATE_GOLDEN=1 cargo test` writes them anew.

use std::path::PathBuf;

use sopwright_export::Format;

use crate::fixture::{self, Album};
use crate::tools::{pdf_text, tool};
use crate::{made, main_file, text_of};

/// Compares a text with the golden file of that name.
fn compare(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    for (n, (found, golden)) in found.lines().zip(golden.lines()).enumerate() {
        assert_eq!(found, golden, "{name}, line {}", n + 1);
    }
    assert_eq!(found.lines().count(), golden.lines().count(), "{name} has another length");
}

#[test]
fn markdown_is_as_agreed() {
    let mut album = Album::default();
    compare("empty.md", &text_of(&fixture::empty(), &album));
    let full = fixture::full(&mut album);
    compare("full.md", &text_of(&full, &album));
    let dressed = fixture::dressed(&mut album);
    compare("dressed.md", &text_of(&dressed, &album));
    let hostile = fixture::hostile(&mut album);
    compare("hostile.md", &text_of(&hostile, &album));
}

#[test]
fn pdf_words_are_as_agreed() {
    if !tool("pdftotext") {
        return;
    }
    let mut album = Album::default();
    let empty = made(Format::Pdf, &fixture::empty(), &album);
    compare("empty.pdf.txt", &pdf_text(main_file(&empty)));
    let full = fixture::full(&mut album);
    compare("full.pdf.txt", &pdf_text(main_file(&made(Format::Pdf, &full, &album))));
    let dressed = fixture::dressed(&mut album);
    compare("dressed.pdf.txt", &pdf_text(main_file(&made(Format::Pdf, &dressed, &album))));
}
