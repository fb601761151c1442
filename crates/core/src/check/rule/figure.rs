//! Pictures: without words for those who cannot see them, and without words that say what they are there for.

use std::collections::HashMap;

use super::{CheckContext, Found, Page, StepAt};
use crate::document::{Block, BlockKind, Figure, Step, alt_parts, alt_text};
use crate::operation::Operation;

pub(in crate::check) fn no_alt(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    for at in &page.steps {
        for (block, figure) in figures(at.step).filter(|(_, figure)| figure.alt.trim().is_empty()) {
            let hint = "Say in a sentence what it shows.";
            found.add(&at.block(block.id), "Those who cannot see this picture are told nothing", hint);
            let doing = &page.action(at).words.plain;
            let alt = match figure.caption.trim() {
                "" if doing.trim().is_empty() => continue,
                "" => alt_text("The screen", doing.trim()),
                caption => caption.to_owned(),
            };
            found.fix(format!("Write “{alt}”"), set_alt(block, alt));
        }
    }
}

/// A picture that nothing in its step speaks of: one more than the words account for, or one of another step.
pub(in crate::check) fn unmentioned(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let homes = homes(page);
    for at in &page.steps {
        if let Some(block) = unaccounted(at.step) {
            let hint = "Give it a caption, or take it away.";
            found.add(&at.block(block.id), "Nothing says what this picture shows", hint);
            continue;
        }
        for (block, figure) in figures(at.step) {
            let Some((scene, doing)) = alt_parts(&figure.alt) else { continue };
            let own = page.action(at).words.plain.trim();
            let home = homes.get(doing).and_then(|home| *home);
            let Some(home) = home.filter(|_| own != doing && figure.caption.trim().is_empty()) else { continue };
            let number = found.number(&home.spot);
            let message = format!("By its alternative text, this picture belongs to step {number}");
            found.add(&at.block(block.id), message, "Say what it shows in this step, or move it back.");
            found.fix("Rewrite its alternative text", set_alt(block, alt_text(scene, own)));
        }
    }
}

/// The last picture that neither the action, the expected result, its caption nor the block before it speaks of.
fn unaccounted(step: &Step) -> Option<&Block> {
    let said = |text: &str| usize::from(!text.trim().is_empty());
    let spoken_for = said(&step.action) + said(&step.expected);
    let is_figure = |block: &Block| matches!(block.kind, BlockKind::Figure(_));
    let mut silent = step.blocks.iter().enumerate().filter(|(n, block)| match &block.kind {
        BlockKind::Figure(figure) => {
            let follows_words = n.checked_sub(1).and_then(|n| step.blocks.get(n)).is_some_and(|b| !is_figure(b));
            figure.caption.trim().is_empty() && !follows_words
        }
        _ => false,
    });
    silent.nth(spoken_for).map(|(_, block)| block)
}

/// The steps by their actions, where an action is told apart by its words and its own pictures have gone: only then did
/// a picture that names it come from there, rather than the action being reworded.
fn homes<'a>(page: &'a Page<'_>) -> HashMap<&'a str, Option<&'a StepAt<'a>>> {
    let mut homes: HashMap<&str, Option<&StepAt<'_>>> = HashMap::new();
    for at in &page.steps {
        let action = page.action(at).words.plain.trim();
        let has_own = figures(at.step).any(|(_, f)| alt_parts(&f.alt).is_some_and(|(_, doing)| doing == action));
        let home = (!action.is_empty() && !has_own).then_some(at);
        homes.entry(action).and_modify(|home| *home = None).or_insert(home);
    }
    homes
}

fn figures(step: &Step) -> impl Iterator<Item = (&Block, &Figure)> {
    step.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Figure(figure) => Some((block, figure)),
        _ => None,
    })
}

fn set_alt(block: &Block, new: String) -> Vec<Operation> {
    let mut block = block.clone();
    if let BlockKind::Figure(figure) = &mut block.kind {
        figure.alt = new;
    }
    vec![Operation::SetBlock { block }]
}
