//! How an export runs: always the same, and it can be stopped.

use std::cell::Cell;
use std::ops::ControlFlow;

use sopwright_core::document::{BlockKind, Status};
use sopwright_export::{ExportError, Format, Labels, Quiet};

use crate::fixture::{self, Album};
use crate::{Made, made, main_file, text_of, try_made};

#[test]
fn the_same_revision_gives_the_same_bytes() {
    for format in [Format::Markdown, Format::Pdf] {
        let mut album = Album::default();
        let first = made(format, &fixture::full(&mut album), &album);
        let _ = made(format, &fixture::empty(), &album);
        let mut album = Album::default();
        let second = made(format, &fixture::full(&mut album), &album);
        assert!(first == second, "{format:?} differs");
    }
}

#[test]
fn another_picture_gives_another_file_and_identity() {
    let mut album = Album::default();
    let mut document = fixture::full(&mut album);
    let first = made(Format::Pdf, &document, &album);
    let other = album.add(fixture::screen(1920, 1080, 99), 1920, 1080, "The ledger's start page");
    if let BlockKind::Figure(figure) = &mut document.phases[0].steps[0].blocks[0].kind {
        figure.shot = other.shot;
    }
    let second = made(Format::Pdf, &document, &album);
    let identity = |output: &Made| {
        let bytes = main_file(output);
        let at = bytes.windows(4).rposition(|w| w == b"/ID[").expect("the file has an identity");
        bytes[at..at + 60].to_vec()
    };
    assert_ne!(identity(&first), identity(&second));
}

#[test]
fn files_are_named_after_the_revision() {
    let mut album = Album::default();
    let output = made(Format::Markdown, &fixture::full(&mut album), &album);
    assert_eq!(output.main, "SOP-FIN-012_rev2.1_Monthly-invoice-run.md");
    assert!(output.files.iter().any(|f| f.path.starts_with("img/step-6-1-2-") && f.path.ends_with(".png")));
    let hostile = fixture::hostile(&mut album);
    for format in [Format::Markdown, Format::Pdf] {
        for file in made(format, &hostile, &album).files {
            assert!(file.path.len() < 240, "{}", file.path);
            assert!(!file.path.contains("..") && !file.path.starts_with('/') && !file.path.contains('\\'));
            assert!(file.path.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)), "{}", file.path);
        }
    }
}

#[test]
fn an_export_can_be_stopped_at_every_tick() {
    let mut album = Album::default();
    let document = fixture::full(&mut album);
    for format in [Format::Markdown, Format::Pdf] {
        let heard = Cell::new(0);
        let count = |done: u32, of: u32, _: &str| {
            assert!(done <= of, "{done} of {of}");
            heard.set(heard.get() + 1);
            ControlFlow::Continue(())
        };
        try_made(format, &document, &album, &fixture::options("2.1"), &count).unwrap();
        assert!(heard.get() > 10);
        for stop in [0, 1, heard.get() / 2, heard.get() - 1] {
            let left = Cell::new(stop);
            let break_at = |_: u32, _: u32, _: &str| match left.get() {
                0 => ControlFlow::Break(()),
                n => {
                    left.set(n - 1);
                    ControlFlow::Continue(())
                }
            };
            let result = try_made(format, &document, &album, &fixture::options("2.1"), &break_at);
            assert!(matches!(result, Err(ExportError::Cancelled)), "{format:?} at tick {stop}");
        }
    }
}

#[test]
fn a_missing_or_damaged_picture_is_a_warning() {
    let mut album = Album::default();
    let document = fixture::full(&mut album);
    let shots: Vec<_> = document.figures().map(|f| f.shot.clone()).collect();
    album.0.remove(&shots[0]);
    album.0.get_mut(&shots[1]).unwrap()[5_000] ^= 1;
    album.0.get_mut(&shots[2]).unwrap().truncate(1_000);
    for format in [Format::Markdown, Format::Pdf] {
        let output = made(format, &document, &album);
        assert_eq!(
            output.warnings,
            [
                "The picture of step 6.1.1 is missing: the library does not hold it.",
                "The picture of step 6.1.2 is missing: the file is damaged: its content is not what was recorded.",
                "The picture of step 6.1.3 is missing: the file is damaged: its content is not what was recorded.",
            ]
        );
    }
    assert_eq!(text_of(&document, &album).matches("The picture of this step is not available").count(), 3);
}

#[test]
fn labels_come_from_the_catalogue() {
    let labels: Labels = serde_json::from_str(r#"{"purpose": "Zweck", "language": "de"}"#).unwrap();
    assert_eq!(labels.policy, "General policy");
    let mut options = fixture::options("2.1");
    options.labels = labels;
    let output = try_made(Format::Markdown, &fixture::empty(), &Album::default(), &options, &Quiet).unwrap();
    assert!(String::from_utf8_lossy(main_file(&output)).contains("## 1 Zweck"));
}

#[test]
fn a_draft_and_a_retired_sop_say_so() {
    let mut album = Album::default();
    let mut document = fixture::full(&mut album);
    for (status, word) in [(Status::Draft, "DRAFT"), (Status::InReview, "DRAFT"), (Status::Retired, "RETIRED")] {
        document.meta.status = status;
        assert!(text_of(&document, &album).contains(&format!("**{word}.**")));
    }
    document.meta.status = Status::Approved;
    assert!(!text_of(&document, &album).contains("[!IMPORTANT]"));
}
