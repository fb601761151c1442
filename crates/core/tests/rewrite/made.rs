//! Documents to rewrite, and how their parts are named in the tests.

use std::sync::atomic::{AtomicU64, Ordering};

use sopwright_core::document::{
    Arm, Block, BlockKind, CalloutKind, Document, Parameter, Phase, Question, QuestionTarget, SnippetForm, Step,
    Substep,
};
use sopwright_core::id::{DocumentId, EntryId, PartId};
use sopwright_core::operation::apply_all;
use sopwright_core::port::Ids;
use sopwright_core::rewrite::{RewriteError, Wish, rewrite};
use uuid::Uuid;

/// Identities that no document here has.
#[derive(Default)]
pub struct Fresh(AtomicU64);

impl Ids for Fresh {
    fn fresh(&self) -> Uuid {
        Uuid::from_u128(1 << 100 | u128::from(self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

pub fn id(n: u128) -> PartId {
    PartId(Uuid::from_u128(n))
}

pub fn step(n: u128, action: &str) -> Step {
    Step::new(id(n), action)
}

pub fn block(n: u128, kind: BlockKind) -> Block {
    Block { id: id(n), kind }
}

pub fn note(n: u128, text: &str) -> Block {
    block(n, BlockKind::Callout { callout: CalloutKind::Note, text: text.into() })
}

pub fn snippet(n: u128, form: SnippetForm, code: &str) -> Block {
    block(n, BlockKind::Snippet { form, code: code.into() })
}

pub fn branch(n: u128, targets: [Option<u128>; 2]) -> Block {
    let arm = Arm { condition: "so".into(), then: "go".into(), target: targets[0].map(id) };
    let otherwise_target = targets[1].map(id);
    block(n, BlockKind::Branch { question: "how?".into(), arms: vec![arm], otherwise: String::new(), otherwise_target })
}

pub fn substeps(n: u128, item: u128) -> Block {
    block(n, BlockKind::Substeps { items: vec![Substep { id: id(item), action: "a".into() }] })
}

/// Where the branches of a block lead.
pub fn leads(block: &Block) -> Vec<Option<PartId>> {
    match &block.kind {
        BlockKind::Branch { arms, otherwise_target, .. } => {
            arms.iter().map(|arm| arm.target).chain([*otherwise_target]).collect()
        }
        _ => Vec::new(),
    }
}

pub fn entry(n: u128) -> EntryId {
    EntryId(Uuid::from_u128(n))
}

pub fn parameter(n: u128, name: &str) -> Parameter {
    Parameter { id: id(n), name: name.into(), example: String::new(), found: String::new() }
}

pub fn question(n: u128, part: u128) -> Question {
    let target = QuestionTarget::Part { part: id(part) };
    Question {
        id: id(n),
        question: String::new(),
        target,
        wants: None,
        to: Default::default(),
        due: None,
        answer: None,
    }
}

/// Phases 1 and 2 with these steps.
pub fn document(first: Vec<Step>, second: Vec<Step>) -> Document {
    let mut document = Document::empty(DocumentId(Uuid::nil()));
    document.phases = vec![
        Phase { steps: first, ..Phase::new(id(1), "First") },
        Phase { steps: second, ..Phase::new(id(2), "Second") },
    ];
    document
}

/// Fulfils the wish, and sees to it that undo brings back the document as it was.
pub fn done(document: &mut Document, wish: &Wish) -> Result<(), RewriteError> {
    let before = document.clone();
    let operations = rewrite(document, wish, &Fresh::default())?;
    let inverses = apply_all(document, &operations).expect("a rewrite must fit the document that it was made for");
    let mut back = document.clone();
    apply_all(&mut back, &inverses).unwrap();
    assert_eq!(back, before, "undo must bring back the document as it was");
    Ok(())
}

/// The identities of the steps, by phase.
pub fn order(document: &Document) -> Vec<Vec<u128>> {
    document.phases.iter().map(|phase| phase.steps.iter().map(|s| s.id.0.as_u128()).collect()).collect()
}

pub fn find(document: &Document, n: u128) -> &Step {
    document.phases.iter().flat_map(|p| &p.steps).find(|s| s.id == id(n)).unwrap()
}
