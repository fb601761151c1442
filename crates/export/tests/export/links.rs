//! Links from texts to steps.

use sopwright_core::document::{Document, Numbering};
use sopwright_core::id::PartId;
use sopwright_export::Format;

use crate::fixture::{self, Album};
use crate::tools::{pdf_text, tool, unpacked};
use crate::{made, main_file, text_of};

/// The full document without any branch or link, and the identity of its step 6.1.3.
fn bare(album: &mut Album) -> (Document, PartId) {
    let mut document = fixture::full(album);
    document.sections.policy = String::new();
    for step in document.phases.iter_mut().flat_map(|phase| &mut phase.steps) {
        step.blocks.clear();
    }
    let third = document.phases[0].steps[2].id;
    (document, third)
}

#[test]
fn every_text_can_lead_to_a_step_and_the_step_bears_the_anchor() {
    let mut album = Album::default();
    let (document, third) = bare(&mut album);
    assert!(!text_of(&document, &album).contains("step-6.1.3"));
    let link = format!("Go to [the third](step:{third}).");
    let places: [fn(&mut Document) -> &mut String; 7] = [
        |d| &mut d.sections.purpose,
        |d| &mut d.sections.records,
        |d| &mut d.roles[0].duty,
        |d| &mut d.phases[0].steps[0].action,
        |d| &mut d.phases[1].steps[0].expected,
        |d| &mut d.faq[0].answer,
        |d| &mut d.history[0].change,
    ];
    for (n, place) in places.iter().enumerate() {
        let mut document = document.clone();
        place(&mut document).clone_from(&link);
        let text = text_of(&document, &album);
        assert!(text.contains("Go to [6.1.3](#step-6.1.3)."), "place {n}");
        assert_eq!(text.matches("<a name=\"step-6.1.3\"></a>").count(), 1, "place {n}");
    }
}

#[test]
fn the_number_follows_the_step() {
    let mut album = Album::default();
    let (mut document, third) = bare(&mut album);
    document.sections.purpose = format!("[x](step:{third})");
    document.phases[0].steps.swap(0, 2);
    assert!(text_of(&document, &album).contains("[6.1.1](#step-6.1.1)"));
    document.phases.swap(0, 1);
    assert!(text_of(&document, &album).contains("[6.2.1](#step-6.2.1)"));
    document.numbering = Numbering::Running;
    document.phases[1].restart = true;
    assert!(text_of(&document, &album).contains("[6.A1](#step-6.A1)"));
}

#[test]
fn a_link_to_a_step_that_is_gone_reads_as_its_words() {
    let mut album = Album::default();
    let (mut document, third) = bare(&mut album);
    document.sections.purpose = format!("See **[the *third* one](step:{third})**.");
    document.phases[0].steps.remove(2);
    let text = text_of(&document, &album);
    assert!(text.contains("See **the third one**."));
    assert!(!text.contains("(#step-"));
}

#[test]
fn the_pdf_leads_to_the_step() {
    if !tool("pdftotext") || !tool("qpdf") {
        return;
    }
    let mut album = Album::default();
    let (mut document, third) = bare(&mut album);
    let links =
        |document: &Document| unpacked(main_file(&made(Format::Pdf, document, &album))).matches("/Link").count();
    let before = links(&document);
    document.sections.purpose = format!("Go to [the third](step:{third}) at once.");
    document.phases[0].steps[0].action = format!("Go to [the third](step:{third})");
    assert!(links(&document) > before);
    let output = made(Format::Pdf, &document, &album);
    assert_eq!(output.warnings, [""; 0]);
    assert!(pdf_text(main_file(&output)).contains("Go to 6.1.3 at once."));
}
