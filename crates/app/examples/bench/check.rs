//! Times the checks on a document of many steps, in English, because checks of wording are silent on anything else.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use sopwright_core::check::{CheckContext, check as checks_of};
use sopwright_core::document::{Block, BlockKind, Document, Figure, Phase, Step, alt_text};
use sopwright_core::id::{DocumentId, Hash, PartId};
use sopwright_core::port::Ids;
use uuid::Uuid;

/// Steps of one phase.
const PHASE: usize = 20;

const ACTIONS: [&str; 5] = [
    "Open **record {n}** in the list of orders",
    "Copy the number and paste it into the sheet",
    "Choose *Preview* and wait for the list of record {n}",
    "Compare the control total with that of the delivery list, if necessary twice",
    "Press <kbd>Ctrl</kbd>+<kbd>S</kbd> and close the ERP window",
];

struct Fresh;

impl Ids for Fresh {
    fn fresh(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// All checks on a document of so many steps, each with details, an expected result and a picture.
pub fn check(steps: usize, runs: usize) -> Result<(), Box<dyn Error>> {
    let document = document(steps);
    let context =
        CheckContext { today: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default(), left: Vec::new() };
    for round in 0..=runs {
        let began = Instant::now();
        let report = black_box(checks_of(&document, &context, &Fresh));
        let time = began.elapsed();
        if report.findings.len() < steps / ACTIONS.len() {
            return Err("the checks found too little".into());
        }
        if round > 0 {
            println!("{}", time.as_nanos());
        }
    }
    Ok(())
}

fn document(steps: usize) -> Document {
    let part = || PartId(Uuid::now_v7());
    let mut document = Document::empty(DocumentId(Uuid::now_v7()));
    for n in 0..steps {
        if n % PHASE == 0 {
            document.phases.push(Phase::new(part(), format!("Part {n}")));
        }
        let action = ACTIONS[n % ACTIONS.len()].replace("{n}", &n.to_string());
        let figure = Figure {
            shot: Hash::of(&n.to_le_bytes()),
            width: 1920,
            height: 1080,
            alt: alt_text(&format!("Firefox with “Record {n}”"), &action),
            caption: String::new(),
            crop: None,
            marks: Vec::new(),
        };
        let step = Step {
            details: "The search takes a moment on the first use of a day. It is *slow* then.".into(),
            expected: format!("The record {n} opens in a new window."),
            blocks: vec![Block { id: part(), kind: BlockKind::Figure(figure) }],
            ..Step::new(part(), action)
        };
        if let Some(phase) = document.phases.last_mut() {
            phase.steps.push(step);
        }
    }
    document
}
