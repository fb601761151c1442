//! SOPs of so many steps, with all that stands in steps, to be opened and edited.

use std::error::Error;
use std::path::Path;

use sopwright_core::document::{
    Arm, Block, BlockKind, CalloutKind, Document, Figure, Mark, Person, Phase, Question, QuestionTarget, SnippetForm,
    Step,
};
use sopwright_core::entry::Point;
use sopwright_core::id::{DocumentId, EntryId, Hash, PartId};
use sopwright_store::{Library, NewRevision};
use uuid::Uuid;

use crate::language::{Dice, sentence};
use crate::pictures::Screen;

/// How many different pictures there are; a step shows one of them.
const PICTURES: usize = 24;

/// How many steps a phase has.
const PHASE: usize = 40;

/// Adds so many SOPs of so many steps.
pub fn sops(library: &Path, steps: usize, count: usize, picture: &Path) -> Result<Vec<DocumentId>, Box<dyn Error>> {
    let library = Library::open(library)?;
    let screen = Screen::read(picture)?;
    let mut shots = Vec::new();
    for number in 0..PICTURES {
        shots.push(library.shots().keep(&screen.scrolled(number)?)?);
    }
    let mut store = library.store()?;
    let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+01:00")?;
    let mut ids = Vec::new();
    for number in 0..count {
        let mut pen = Pen { dice: Dice::new(number as u64 + 5), shots: &shots, size: (screen.width, screen.height) };
        let mut document = pen.document(steps);
        document.meta.number = format!("SOP-{steps}-{:03}", number + 1);
        store.add_document(&document, at)?;
        let first = NewRevision { number: "0.1", name: "", at, author: "Anna Berg", note: "Begun", seq: 0 };
        store.add_revision(&document, first)?;
        ids.push(document.id);
    }
    Ok(ids)
}

struct Pen<'a> {
    dice: Dice,
    shots: &'a [Hash],
    size: (u32, u32),
}

impl Pen<'_> {
    fn document(&mut self, steps: usize) -> Document {
        let mut document = Document::empty(DocumentId(Uuid::now_v7()));
        document.meta.title = self.words(4);
        document.meta.owner.name = "Anna Berg".into();
        document.sections.purpose = self.words(20);
        document.sections.scope = self.words(24);
        for first in (0..steps).step_by(PHASE) {
            let mut phase = Phase::new(fresh(), self.words(3));
            phase.steps = (first..steps.min(first + PHASE)).map(|number| self.step(number)).collect();
            document.phases.push(phase);
        }
        let asked = document.phases.iter().flat_map(|p| &p.steps).step_by(50).take(20).map(|s| s.id);
        document.questions = asked
            .map(|part| Question {
                id: fresh(),
                question: "What does the screen show then?".into(),
                target: QuestionTarget::Part { part },
                wants: None,
                to: Person::default(),
                due: None,
                answer: None,
            })
            .collect();
        document
    }

    /// A step with what a recording usually leaves in one.
    fn step(&mut self, number: usize) -> Step {
        let length = 5 + self.dice.below(8);
        let mut step = Step::new(fresh(), format!("Open **{}** and {}", self.words(1), self.words(length)));
        step.sources = vec![EntryId(Uuid::now_v7())];
        if self.dice.below(3) == 0 {
            step.expected = self.words(9);
        }
        if self.dice.below(4) == 0 {
            step.details = self.words(25);
        }
        if self.dice.below(2) == 0 {
            let figure = self.figure(number);
            step.blocks.push(block(figure));
        }
        if self.dice.below(8) == 0 {
            step.blocks.push(block(BlockKind::Callout { callout: CalloutKind::Warning, text: self.words(14) }));
        }
        if self.dice.below(10) == 0 {
            step.blocks.push(block(BlockKind::Snippet { form: SnippetForm::Command, code: self.words(6) }));
        }
        if self.dice.below(30) == 0 {
            let branch = self.branch();
            step.blocks.push(block(branch));
        }
        step
    }

    fn figure(&mut self, number: usize) -> BlockKind {
        let (width, height) = self.size;
        let x = i32::try_from(100 + number * 37 % 1200).unwrap_or(0);
        BlockKind::Figure(Figure {
            shot: self.shots[number % self.shots.len()].clone(),
            width,
            height,
            alt: self.words(6),
            caption: String::new(),
            crop: None,
            marks: vec![Mark::Pointer { at: Point { x, y: 400 } }],
        })
    }

    fn branch(&mut self) -> BlockKind {
        BlockKind::Branch {
            question: self.words(5),
            arms: (0..2).map(|_| Arm { condition: self.words(4), then: self.words(8), target: None }).collect(),
            otherwise: self.words(6),
            otherwise_target: None,
        }
    }

    fn words(&mut self, count: usize) -> String {
        sentence(&mut self.dice, count)
    }
}

fn block(kind: BlockKind) -> Block {
    Block { id: fresh(), kind }
}

fn fresh() -> PartId {
    PartId(Uuid::now_v7())
}
