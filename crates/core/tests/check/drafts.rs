//! What is found in the drafts of four recordings. These pages are read by people: what is noise to an expert must not
//! stand here.

use std::fmt::Write;

use sopwright_core::document::Document;
use sopwright_core::settings::DraftDefaults;

use super::recording::filled;
use super::sample::{copied, invoice, no_steps, silent};
use super::sop::{all, readability};

fn report(document: &Document) -> String {
    let mut out = String::new();
    for finding in all(document) {
        let fix = finding.fix.map(|fix| format!(" [{}]", fix.label)).unwrap_or_default();
        writeln!(out, "{:?} {}: {}{fix}", finding.severity, finding.number, finding.message).unwrap();
    }
    writeln!(out, "{:?}", readability(document)).unwrap();
    out
}

#[test]
fn an_invoice_run() {
    insta::assert_snapshot!(report(&invoice().draft(filled())));
}

#[test]
fn a_silent_recording() {
    insta::assert_snapshot!(report(&silent().draft(DraftDefaults::default())));
}

#[test]
fn a_recording_without_steps() {
    insta::assert_snapshot!(report(&no_steps().draft(DraftDefaults::default())));
}

#[test]
fn a_recording_of_what_was_copied() {
    insta::assert_snapshot!(report(&copied().draft(filled())));
}
