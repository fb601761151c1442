//! The procedure: phases and steps.

use std::collections::HashSet;

use sopwright_core::document::{Arm as DocumentArm, BlockKind, Document, Figure, Numbering, Step as DocumentStep};
use sopwright_core::id::PartId;
use sopwright_core::text::{Inline, TextBlock, plain, plain_line};

use super::build::Asked;
use super::text::{Texts, literal};
use super::{Absent, Arm, Branch, FigureUse, Piece, Questions, Step, StepBlock};
use crate::Labels;
use crate::clean::{clean, clean_line};
use crate::labels::fill;

/// Most characters that are held on one page with a figure. A line counts as at least [`LINE`].
const HELD: usize = 900;
/// Characters of a line, roughly.
const LINE: usize = 80;
/// Longest description made from an action, in characters.
const MAX_ALT: usize = 300;

/// Every part that has a place in print, so that a question about it is printed there.
pub(super) fn printed_parts(document: &Document) -> HashSet<PartId> {
    let mut parts: HashSet<PartId> = HashSet::new();
    for phase in &document.phases {
        parts.insert(phase.id);
        for step in &phase.steps {
            parts.extend(step_parts(step));
        }
    }
    parts.extend(document.roles.iter().map(|p| p.id));
    parts.extend(document.parameters.iter().map(|p| p.id));
    parts.extend(document.faq.iter().map(|p| p.id));
    parts.extend(document.definitions.iter().map(|p| p.id));
    parts.extend(document.history.iter().map(|p| p.id));
    parts
}

fn step_parts(step: &DocumentStep) -> Vec<PartId> {
    std::iter::once(step.id).chain(step.blocks.iter().map(|b| b.id)).collect()
}

pub(super) fn procedure(
    document: &Document,
    section: usize,
    texts: &Texts,
    labels: &Labels,
    asked: &mut Asked<'_>,
    figures: &mut Vec<FigureUse>,
) -> Vec<Piece> {
    if document.phases.is_empty() {
        return vec![Piece::Absent(Absent { words: labels.not_known.clone(), questions: Questions::default() })];
    }
    let mut pieces = Vec::new();
    for (p, phase) in document.phases.iter().enumerate() {
        // Steps that run on through the phases have the numbers that phases would have.
        let number = match document.numbering {
            Numbering::ByPhase => format!("{section}.{}", p + 1),
            Numbering::Running => String::new(),
        };
        let title = clean_line(&phase.title);
        let title = if title.is_empty() { format!("{} {}", labels.procedure, p + 1) } else { title };
        pieces.push(Piece::Heading { number, title });
        let questions = asked.about_parts(&[phase.id]);
        if phase.steps.is_empty() {
            pieces.push(Piece::Absent(Absent { words: labels.not_known.clone(), questions }));
        } else if !questions.questions.is_empty() {
            pieces.push(Piece::Questions(questions));
        }
        for step in &phase.steps {
            let questions = asked.about_parts(&step_parts(step));
            let mut step = one(step, texts, labels, figures);
            step.questions = questions;
            pieces.push(Piece::Step(Box::new(step)));
        }
    }
    pieces
}

fn one(step: &DocumentStep, texts: &Texts, labels: &Labels, figures: &mut Vec<FigureUse>) -> Step {
    let number = texts.number(step.id).to_owned();
    let mut action = texts.line(&step.action);
    if action.is_empty() {
        action.push(Inline::Italic(vec![Inline::Plain(labels.no_action.clone())]));
    }
    let details = texts.blocks(&step.details);
    let said = plain_line(&action);
    let said_size = size(&said) + size(&plain(&details));
    let mut lead = 0;
    let mut shown = Vec::new();
    for block in &step.blocks {
        shown.push(match &block.kind {
            BlockKind::Figure(figure) => {
                figures.push(figure_use(figure, &number, &said, labels));
                lead = shown.len() + 1;
                StepBlock::Figure { index: figures.len() - 1, caption: clean_line(&figure.caption) }
            }
            BlockKind::Callout { callout, text } => StepBlock::Callout {
                kind: *callout,
                label: labels.callout_word(*callout).to_owned(),
                text: texts.blocks(text),
            },
            BlockKind::Snippet { form, code } => {
                lead = shown.len() + 1;
                let code = clean(code);
                let lines = code.trim_end().lines().map(str::to_owned).collect();
                StepBlock::Snippet { form: *form, label: labels.snippet_word(*form).to_owned(), lines }
            }
            BlockKind::Branch { question, arms, otherwise, otherwise_target } => {
                let way =
                    |arm: &DocumentArm| arm_row(texts.blocks(&arm.condition), &arm.then, arm.target, texts, labels);
                let mut rows: Vec<Arm> = arms.iter().map(way).collect();
                if !otherwise.trim().is_empty() || otherwise_target.is_some() {
                    let condition = literal(labels.otherwise.clone());
                    rows.push(arm_row(condition, otherwise, *otherwise_target, texts, labels));
                }
                let columns = [labels.branch_if.clone(), labels.branch_then.clone()];
                StepBlock::Branch(Branch { question: texts.blocks(question), columns, arms: rows })
            }
            BlockKind::Substeps { items } => {
                lead = shown.len() + 1;
                StepBlock::Substeps {
                    items: items
                        .iter()
                        .map(|item| texts.line(&item.action))
                        .filter(|words| !words.is_empty())
                        .collect(),
                }
            }
        });
    }
    let role = clean_line(&step.role);
    let held = held(&shown, said_size);
    Step {
        id: step.id,
        number,
        is_target: false,
        action,
        role: if role.is_empty() { role } else { fill(&labels.done_by, &[("role", &role)]) },
        details,
        expected_label: labels.expected.clone(),
        expected: texts.blocks(&step.expected),
        blocks: shown,
        lead,
        held,
        questions: Questions::default(),
    }
}

/// How many blocks up to the first figure can be held on one page with so many characters before them.
fn held(blocks: &[StepBlock], before: usize) -> Option<usize> {
    let mut size_so_far = before;
    for (i, block) in blocks.iter().enumerate() {
        match block {
            StepBlock::Figure { caption, .. } => {
                return (size_so_far + size(caption) <= HELD).then_some(i + 1);
            }
            StepBlock::Callout { text, .. } => size_so_far += 2 * LINE + size(&plain(text)),
            StepBlock::Snippet { lines, .. } => size_so_far += 2 * LINE + size(&lines.join("\n")),
            StepBlock::Branch(_) => size_so_far += HELD,
            StepBlock::Substeps { items } => {
                size_so_far += LINE + items.iter().map(|words| size(&plain_line(words))).sum::<usize>();
            }
        }
    }
    // Without a figure, a short action still stays with its details and what is to be typed.
    let snippet = match blocks.first() {
        Some(StepBlock::Snippet { lines, .. }) => 2 * LINE + size(&lines.join("\n")),
        _ => HELD,
    };
    if before + snippet <= HELD { Some(1) } else { (before <= HELD).then_some(0) }
}

/// The characters of a text, with every line counted as a full one.
fn size(text: &str) -> usize {
    text.lines().map(|line| line.chars().count().next_multiple_of(LINE).max(LINE)).sum()
}

fn arm_row(condition: Vec<TextBlock>, then: &str, target: Option<PartId>, texts: &Texts, labels: &Labels) -> Arm {
    let go = target.and_then(|target| texts.lead_to(target));
    let go = go.map(|number| (number.to_owned(), fill(&labels.go_to, &[("step", number)])));
    let mut then = texts.blocks(then);
    if then.is_empty() && go.is_none() {
        then = vec![TextBlock::Paragraph(vec![Inline::Plain(labels.go_on.clone())])];
    }
    Arm { condition, then, go }
}

fn figure_use(figure: &Figure, number: &str, action: &str, labels: &Labels) -> FigureUse {
    let mut alt = clean_line(&figure.alt);
    if alt.is_empty() {
        let action: String = clean_line(action).chars().take(MAX_ALT).collect();
        alt = fill(&labels.picture_of, &[("step", number), ("action", &action)]);
    }
    FigureUse { figure: figure.clone(), step: number.to_owned(), alt }
}
