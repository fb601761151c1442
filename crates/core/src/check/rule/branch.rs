//! Decisions: a branch to a step that is not there, and a decision that leaves no choice.

use std::collections::HashSet;

use super::{CheckContext, Found, Page};
use crate::document::{Arm, Block, BlockKind};
use crate::id::PartId;
use crate::operation::Operation;

pub(in crate::check) fn dead_target(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let steps: HashSet<PartId> = page.steps.iter().map(|at| at.step.id).collect();
    let is_dead = |target: &Option<PartId>| target.is_some_and(|step| !steps.contains(&step));
    for at in &page.steps {
        for block in &at.step.blocks {
            let BlockKind::Branch { arms, otherwise_target, .. } = &block.kind else { continue };
            let mut dead = |way: &str, remove: &dyn Fn(&mut BlockKind)| {
                let message = format!("The {way} way of this decision leads to a step that is not there");
                found.add(&at.block(block.id), message, "Choose another step, or let it go on with the next.");
                found.fix(format!("Remove the target of the {way} way"), changed(block, remove));
            };
            for (n, _) in arms.iter().enumerate().filter(|(_, arm)| is_dead(&arm.target)) {
                dead(&ordinal(n), &|kind| {
                    if let BlockKind::Branch { arms, .. } = kind {
                        arms[n].target = None;
                    }
                });
            }
            if is_dead(otherwise_target) {
                dead("last", &|kind| {
                    if let BlockKind::Branch { otherwise_target, .. } = kind {
                        *otherwise_target = None;
                    }
                });
            }
        }
    }
}

fn changed(block: &Block, change: impl Fn(&mut BlockKind)) -> Vec<Operation> {
    let mut block = block.clone();
    change(&mut block.kind);
    vec![Operation::SetBlock { block }]
}

fn ordinal(at: usize) -> String {
    match at {
        0 => "first".into(),
        1 => "second".into(),
        2 => "third".into(),
        at => format!("{}th", at + 1),
    }
}

pub(in crate::check) fn one_branch(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    for at in &page.steps {
        for block in &at.step.blocks {
            let BlockKind::Branch { arms, otherwise, otherwise_target, .. } = &block.kind else { continue };
            let leads = |then: &str, target: Option<PartId>| !then.trim().is_empty() || target.is_some();
            let ways = arms.iter().filter(|Arm { then, target, .. }| leads(then, *target)).count();
            if ways + usize::from(leads(otherwise, *otherwise_target)) >= 2 {
                continue;
            }
            let spot = at.block(block.id);
            if ways == 0 {
                found.add(&spot, "This decision does not say what to do", "Say for each case what the reader does.");
                continue;
            }
            let hint = "Say what the reader does when none of the conditions holds.";
            found.add(&spot, "This decision has one way only", hint);
            let operations = changed(block, |kind| {
                if let BlockKind::Branch { otherwise, .. } = kind {
                    "Go on with the next step.".clone_into(otherwise);
                }
            });
            found.fix("Otherwise, go on with the next step", operations);
        }
    }
}
