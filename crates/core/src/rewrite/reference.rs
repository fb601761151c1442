//! What leads to a step: branches, links within texts, questions.

use crate::document::{Block, BlockKind, Document, QuestionTarget};
use crate::id::PartId;
use crate::operation::{Item, Operation};

/// Operations after which what led to one part leads to another. `branch` says where a branch that stands in a step and
/// leads to one leads from now on; `part` does so for links and questions.
pub(super) fn retarget(
    document: &Document,
    branch: &dyn Fn(PartId, PartId) -> Option<PartId>,
    part: &dyn Fn(PartId) -> PartId,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    for step in document.phases.iter().flat_map(|p| &p.steps) {
        for block in &step.blocks {
            let next = block_retargeted(block, &|target| branch(step.id, target));
            if next != *block {
                operations.push(Operation::SetBlock { block: next });
            }
        }
    }
    for question in &document.questions {
        if let QuestionTarget::Part { part: target } = question.target
            && part(target) != target
        {
            let mut question = question.clone();
            question.target = QuestionTarget::Part { part: part(target) };
            operations.push(Operation::SetItem { item: Item::Question(question) });
        }
    }
    operations
}

/// The block with its branches led elsewhere.
pub(super) fn block_retargeted(block: &Block, to: &dyn Fn(PartId) -> Option<PartId>) -> Block {
    let mut block = block.clone();
    if let BlockKind::Branch { question: _, arms, otherwise: _, otherwise_target } = &mut block.kind {
        for arm in arms {
            arm.target = arm.target.and_then(to);
        }
        *otherwise_target = otherwise_target.and_then(to);
    }
    block
}

/// The text with its links to steps led elsewhere; none if that changes nothing. An identity is like no other
/// characters, so the text need not be read.
pub(super) fn relinked<'a>(text: &str, links: impl IntoIterator<Item = (&'a PartId, &'a PartId)>) -> Option<String> {
    if !text.contains(LINK) {
        return None;
    }
    let led = links
        .into_iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(&format!("{LINK}{from})"), &format!("{LINK}{to})")));
    (led != text).then_some(led)
}

/// What stands before the step's identity in a link.
const LINK: &str = "](step:";
