//! What the checks of `core` find in the three documents: nothing in the full one that an expert would not, and in the
//! hostile one nothing that breaks.

use sopwright_core::check::{CheckContext, Severity, check};
use sopwright_core::document::Document;
use sopwright_core::operation::apply_all;
use sopwright_core::port::Ids;
use uuid::Uuid;

use crate::fixture::{self, Album, day};

struct Counter(std::sync::atomic::AtomicU64);

impl Ids for Counter {
    fn fresh(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst)) | 1 << 127)
    }
}

fn found(document: &Document) -> Vec<String> {
    let context = CheckContext { today: day("2026-11-24"), left: Vec::new() };
    let report = check(document, &context, &Counter(0.into()));
    for fix in report.findings.iter().filter_map(|finding| finding.fix.as_ref()) {
        assert!(apply_all(&mut document.clone(), &fix.operations).is_ok(), "{fix:#?}");
    }
    let line = |f: &sopwright_core::check::Finding| {
        let weight = if f.severity == Severity::Blocks { "!" } else { "-" };
        format!("{weight} {} {}", f.number, f.message)
    };
    report.findings.iter().map(line).collect()
}

#[test]
fn print_all() {
    for document in [fixture::full(&mut Album::default()), fixture::hostile(&mut Album::default()), fixture::empty()] {
        println!("{}\n", found(&document).join("\n"));
        let context = CheckContext { today: day("2026-11-24"), left: Vec::new() };
        println!("{:?}", check(&document, &context, &Counter(0.into())).readability);
    }
}
