//! What a template makes of the exports, and what no template can.

use sopwright_core::document::Document;
use sopwright_core::id::Hash;
use sopwright_core::template::{Chapter, Colour, Face, Heading, Logo, PaperSize};
use sopwright_export::Format;

use crate::fixture::{self, ATTACKS, Album};
use crate::tools::{dense, pdf_text, run, tool, unpacked};
use crate::{made, main_file, text_of};

fn order(markdown: &str) -> Vec<&str> {
    markdown.lines().filter_map(|line| line.strip_prefix("## ")).collect()
}

#[test]
fn sections_stand_in_the_templates_order_under_its_titles() {
    let mut album = Album::default();
    let dressed = fixture::dressed(&mut album);
    let text = text_of(&dressed, &album);
    assert_eq!(
        order(&text)[3..],
        [
            "1 Get ready",
            "2 What to do",
            "3 Check the result",
            "4 When something goes wrong",
            "5 Who helps",
            "6 Questions & answers",
            "7 House rules",
            "8 Roles and responsibilities",
            "9 Definitions",
            "10 Purpose",
            "11 Scope and audience",
            "13 Records",
            "Revision history",
        ]
    );
    // The numbers of steps and questions follow their section.
    assert!(text.contains("four-eyes check in step [2.2.3](#step-2.2.3)"), "links follow");
    assert!(text.contains("### 2.1 Prepare the run") && text.contains("**6.1 "), "{text}");
    assert!(text.contains("Go to step 2.") && !text.contains("Go to step 6."));
}

#[test]
fn no_text_of_a_document_is_lost_whatever_its_template_shows() {
    let mut album = Album::default();
    let full = fixture::full(&mut album);
    let mut hidden = full.clone();
    let headings: Vec<Heading> =
        Chapter::ALL.into_iter().rev().map(|chapter| Heading { chapter, title: String::new(), shown: false }).collect();
    hidden.template.outline = headings.into();
    let (shown, hidden) = (text_of(&full, &album), text_of(&hidden, &album));
    let words = |text: &str| {
        let prose = text.lines().filter(|l| {
            !l.contains('#') && !l.contains("href") && !l.starts_with("<a ") && !l.starts_with("template:")
        });
        let mut words: Vec<String> = prose.map(|line| line.replace(|c: char| c.is_ascii_digit(), "")).collect();
        words.sort();
        words
    };
    assert_eq!(words(&shown), words(&hidden));
}

#[test]
fn the_ten_parts_are_there_whatever_the_template_says() {
    let mut document = fixture::empty();
    let headings = Chapter::ALL.map(|chapter| Heading { chapter, title: String::new(), shown: false });
    document.template.outline = headings.to_vec().into();
    let text = text_of(&document, &Album::default());
    for part in [
        "**Owner**",
        "**Audience**",
        "**Effective date**",
        "**Renewal**",
        "## Contents",
        "General policy",
        "Procedure",
        "Frequently asked questions",
        "How to get help",
        "Revision history",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert_eq!(order(&text)[3..].len(), 5);
}

#[test]
fn the_look_reaches_the_pages() {
    if !tool("pdfinfo") || !tool("qpdf") || !tool("pdftotext") {
        return;
    }
    let mut album = Album::default();
    let dressed = fixture::dressed(&mut album);
    let output = made(Format::Pdf, &dressed, &album);
    assert_eq!(output.warnings, [""; 0]);
    let bytes = main_file(&output);
    assert!(run("qpdf", &["--check", "FILE"], bytes).contains("No syntax or stream encoding errors found"));
    assert!(run("pdfinfo", &["FILE"], bytes).contains("612 x 792 pts (letter)"));
    let fonts = run("pdffonts", &["FILE"], bytes);
    assert!(fonts.contains("NewCM10-Regular") && !fonts.contains("LibertinusSerif"), "{fonts}");
    let inside = unpacked(bytes);
    assert!(inside.contains("(Example Trading Company)"), "the logo is not described");
    assert!(inside.contains("pdfuaid:part"), "PDF/UA is not claimed");
    let text = run("pdftotext", &["-layout", "FILE", "-"], bytes);
    for page in text.trim_end_matches('\u{c}').split('\u{c}').map(dense) {
        for words in ["ExampleTradingCompany·Finance", "procedures@example.org", "Printedcopiesareuncontrolled"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}

#[test]
fn the_same_look_makes_the_same_bytes_and_another_makes_others() {
    let mut album = Album::default();
    let dressed = fixture::dressed(&mut album);
    let pdf = |document: &Document| main_file(&made(Format::Pdf, document, &album)).to_vec();
    let bytes = pdf(&dressed);
    assert!(bytes == pdf(&dressed));
    let mut seen = vec![bytes];
    let changes: [fn(&mut Document); 6] = [
        |d| d.template.look.accent = Colour([0, 0, 120]),
        |d| d.template.look.ink = Colour([0, 0, 0]),
        |d| d.template.look.face = Face::Libertinus,
        |d| d.template.look.face = Face::Mono,
        |d| d.template.look.paper = PaperSize::A4,
        |d| d.template.look.logo = None,
    ];
    for change in changes {
        let mut document = dressed.clone();
        change(&mut document);
        let bytes = pdf(&document);
        assert!(!seen.contains(&bytes));
        seen.push(bytes);
    }
}

#[test]
fn a_logo_that_is_missing_is_said_and_stops_nothing() {
    for format in [Format::Pdf, Format::Markdown] {
        let mut document = fixture::empty();
        document.template.look.logo = Some(Logo { picture: Hash::zero(), width: 9, height: 9, alt: String::new() });
        let output = made(format, &document, &Album::default());
        assert_eq!(output.warnings, ["The logo is missing: the library does not hold it."]);
    }
}

#[test]
fn a_logo_of_a_stubs_size_is_not_taken_for_another_picture() {
    if !tool("pdfimages") {
        return;
    }
    let mut album = Album::default();
    let mut dressed = fixture::dressed(&mut album);
    // The template says that it is as large as the first stub.
    let screen = album.add(fixture::screen(640, 400, 5), 640, 400, "");
    dressed.template.look.logo = Some(Logo { picture: screen.shot, width: 1, height: 1, alt: String::new() });
    let images = run("pdfimages", &["-list", "FILE"], main_file(&made(Format::Pdf, &dressed, &album)));
    let size = |line: &&str| line.split_whitespace().skip(3).take(2).collect::<Vec<_>>() == ["640", "400"];
    assert_eq!(images.lines().filter(size).count(), 1, "{images}");
}

#[test]
fn hostile_titles_and_page_words_are_inert() {
    let mut album = Album::default();
    let hostile = fixture::hostile(&mut album);
    // What a Markdown reader makes of them, `markdown.rs` looks at.
    if !tool("pdftotext") {
        return;
    }
    let shown = dense(&pdf_text(main_file(&made(Format::Pdf, &hostile, &album))));
    // A title in its section and in the contents, and the words below a page.
    assert!(shown.matches(&dense(ATTACKS[3])).count() > 3, "lost: {}", ATTACKS[3]);
    assert!(shown.matches(&dense(ATTACKS[0])).count() > 3, "lost: {}", ATTACKS[0]);
}
