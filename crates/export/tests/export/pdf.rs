//! PDF files as other programs read them.

use sopwright_core::document::{SectionKey, Status};
use sopwright_export::Format;

use crate::fixture::{self, ATTACKS, Album};
use crate::tools::{dense, pdf_text, run, tool, unpacked};
use crate::{made, main_file};

#[test]
fn the_file_is_sound_and_accessible() {
    if !tool("pdfinfo") || !tool("qpdf") {
        return;
    }
    let mut album = Album::default();
    let output = made(Format::Pdf, &fixture::full(&mut album), &album);
    assert_eq!(output.warnings, [""; 0]);
    let bytes = main_file(&output);
    let check = run("qpdf", &["--check", "FILE"], bytes);
    assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
    let info = run("pdfinfo", &["FILE"], bytes);
    for line in ["Title:           Monthly invoice run", "Tagged:          yes", "JavaScript:      no", "(A4)"] {
        assert!(info.contains(line), "{line} is not in {info}");
    }
    assert!(info.contains("Fri Nov 20 08:30:00 2026") || info.contains("Nov 20"), "{info}");
    let inside = unpacked(bytes);
    assert!(inside.contains("pdfuaid:part"), "PDF/UA is not claimed");
    assert!(inside.contains("/Lang (en)"));
    assert!(inside.matches("/Alt (").count() + inside.matches("/Alt <").count() >= 10);
    let fonts = run("pdffonts", &["FILE"], bytes);
    for font in fonts.lines().skip(2) {
        let flags: Vec<&str> = font.split_whitespace().rev().take(5).collect();
        assert_eq!(&flags[2..5], ["yes", "yes", "yes"], "not embedded, cut down and mapped: {font}");
    }
}

#[test]
fn bookmarks_and_contents_follow_the_sections() {
    if !tool("qpdf") {
        return;
    }
    let mut album = Album::default();
    let output = made(Format::Pdf, &fixture::full(&mut album), &album);
    let inside = unpacked(main_file(&output));
    for title in
        ["1 Purpose", "6.1 Prepare the run", "6.1.1 Open the ledger and sign in as yourself", "Revision history"]
    {
        assert!(inside.contains(&format!("/Title ({title})")), "{title} is no bookmark");
    }
}

#[test]
fn every_page_bears_number_revision_date_and_page() {
    if !tool("pdftotext") {
        return;
    }
    let mut album = Album::default();
    let mut document = fixture::full(&mut album);
    document.meta.status = Status::Draft;
    let output = made(Format::Pdf, &document, &album);
    let text = run("pdftotext", &["-layout", "FILE", "-"], main_file(&output));
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 5);
    for (n, page) in pages.iter().enumerate() {
        let page = dense(page);
        let of = format!("Page{}of{}", n + 1, pages.len());
        for words in ["SOP-FIN-012", "Revision2.1", "Effective2026-12-01", "Printedcopiesareuncontrolled", &of] {
            assert!(page.contains(words), "page {} lacks {words}", n + 1);
        }
    }
}

#[test]
fn hostile_text_is_inert_and_complete() {
    if !tool("pdftotext") || !tool("qpdf") {
        return;
    }
    let mut album = Album::default();
    let mut hostile = fixture::hostile(&mut album);
    // The watermark runs through the words that the tool reads.
    hostile.meta.status = Status::Approved;
    let output = made(Format::Pdf, &hostile, &album);
    let bytes = main_file(&output);
    let check = run("qpdf", &["--check", "FILE"], bytes);
    assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
    let inside = unpacked(bytes);
    for forbidden in
        ["/JavaScript", "/JS ", "/Launch", "/OpenAction", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/URI"]
    {
        assert!(!inside.contains(forbidden), "{forbidden}");
    }
    let shown = dense(&pdf_text(bytes));
    for attack in &ATTACKS[..17] {
        for line in attack.lines() {
            // Signs that begin a list are read as such from the raw text, and stand in the escaped one.
            let line = dense(line).replace('\u{202e}', "[U+202E]").replace('\u{202c}', "[U+202C]");
            let line = line.replace('\u{7}', "[U+0007]").replace('\u{1b}', "[U+001B]");
            assert!(shown.contains(&line), "lost: {line}");
        }
    }
    assert!(shown.contains("שלום") || shown.contains("םולש"), "the Hebrew word is lost");
}

#[test]
fn only_web_and_mail_links_become_links() {
    if !tool("qpdf") {
        return;
    }
    let album = Album::default();
    let mut document = fixture::empty();
    *document.sections.get_mut(SectionKey::Help) =
        "[a](https://example.org/a) [b](mailto:b@example.org) [c](file:///etc/passwd) [d](javascript:d)".into();
    let inside = unpacked(main_file(&made(Format::Pdf, &document, &album)));
    let links: Vec<&str> = inside.lines().filter(|l| l.contains("/URI (")).map(str::trim).collect();
    assert_eq!(links, ["/URI (https://example.org/a)", "/URI (mailto:b@example.org)"]);
}

#[test]
fn characters_without_a_glyph_are_named() {
    let mut document = fixture::empty();
    document.meta.title = "月次請求 run 🚀".into();
    let output = made(Format::Pdf, &document, &Album::default());
    assert_eq!(output.warnings.len(), 1);
    assert!(output.warnings[0].contains('月'), "{:?}", output.warnings);
    document.meta.title = "Größe, Ελλάδα, Москва, שלום, ✓ → €".into();
    assert_eq!(made(Format::Pdf, &document, &Album::default()).warnings, [""; 0]);
}

#[test]
fn a_long_action_or_title_does_not_run_off_the_page() {
    if !tool("pdftotext") {
        return;
    }
    let mut album = Album::default();
    let mut document = fixture::full(&mut album);
    let word = "x".repeat(3_000);
    document.meta.title = word.clone();
    document.phases[0].title = word.clone();
    document.phases[0].steps[0].action = word.clone();
    document.phases[0].steps[0].details = "- line\n".repeat(400);
    let output = made(Format::Pdf, &document, &album);
    let text = pdf_text(main_file(&output));
    assert!(text.matches('x').count() >= 9_000, "letters ran off the page");
    // List marks are drawn with the words.
    assert!(text.matches("line").count() >= 400, "lines ran off the page");
}
