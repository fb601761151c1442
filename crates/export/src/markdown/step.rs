//! Steps: a bold action with its number, and what stands in the step.

use sopwright_core::document::{CalloutKind, SnippetForm};

use super::inline::{Place, blocks, cell, escape, fence, one_line, pieces};
use super::{Page, table};
use crate::sheet::{Branch, Step, StepBlock};

impl Page<'_> {
    pub(super) fn step(&mut self, step: &Step) {
        let target = if step.is_target { format!("<a name=\"step-{}\"></a>", step.number) } else { String::new() };
        let action = pieces(&step.action, Place::Bold);
        self.block(&format!("{target}**{} {}** <!-- step:{} -->", step.number, action.trim(), step.id));
        if !step.role.is_empty() {
            self.block(&format!("*{}*", escape(&step.role, Place::Line)));
        }
        self.text(&step.details);
        let (lead, rest) = step.blocks.split_at(step.lead.min(step.blocks.len()));
        for block in lead {
            self.step_block(block);
        }
        if !step.expected.is_empty() {
            let lead = format!("✓ **{}:** ", escape(&step.expected_label, Place::Line));
            self.led(&lead, &step.expected);
        }
        for block in rest {
            self.step_block(block);
        }
        self.questions(&step.questions);
    }

    fn step_block(&mut self, block: &StepBlock) {
        match block {
            StepBlock::Figure { index, caption } => {
                let alt = self.sheet.figures.get(*index).map(|f| f.alt.clone()).unwrap_or_default();
                match self.figures.get(*index) {
                    Some(Some(path)) => self.block(&format!("![{}]({path})", escape(&alt, Place::Line))),
                    _ => self.block(&self.missing_picture(&alt)),
                }
                if !caption.is_empty() {
                    self.block(&format!("*{}*", escape(caption, Place::Line)));
                }
            }
            StepBlock::Callout { kind, label, text } => {
                let text = blocks(text);
                // The kinds of alert are fixed words; where the label says more than they do, it is written too.
                let text = if matches!(kind, CalloutKind::Danger) {
                    format!("**{}.** {text}", escape(label, Place::Line))
                } else {
                    text
                };
                self.alert(alert_kind(*kind), &text);
            }
            StepBlock::Snippet { form, label, lines } => {
                self.block(&format!("{}:", escape(label, Place::Start)));
                let code = lines.join("\n");
                let fence = fence(&code, 3);
                self.block(&format!("{fence}{}\n{code}\n{fence}", form_name(*form)));
            }
            StepBlock::Branch(branch) => self.branch(branch),
            StepBlock::Substeps { items } => {
                let lines = items.iter().enumerate();
                let lines: Vec<_> =
                    lines.map(|(i, it)| format!("{}. {}", i + 1, pieces(it, Place::Line).trim())).collect();
                self.block(&lines.join("\n"));
            }
        }
    }

    fn branch(&mut self, branch: &Branch) {
        if !branch.question.is_empty() {
            self.block(&format!("**{}**", one_line(&branch.question, Place::Bold)));
        }
        if branch.arms.is_empty() {
            return;
        }
        let mut rows = vec![branch.columns.iter().map(|c| escape(c, Place::Cell)).collect::<Vec<_>>()];
        for arm in &branch.arms {
            let mut then = cell(&arm.then);
            if let Some((number, words)) = &arm.go {
                if !then.is_empty() {
                    then.push_str("<br>");
                }
                then.push_str(&format!("[{}](#step-{number})", escape(words, Place::Cell)));
            }
            rows.push(vec![cell(&arm.condition), then]);
        }
        self.block(&table::write(&rows));
    }
}

fn alert_kind(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Tip => "TIP",
        CalloutKind::Note => "NOTE",
        CalloutKind::Warning => "WARNING",
        CalloutKind::Danger => "CAUTION",
    }
}

/// The word after a fence: what the snippet is. No highlighter knows these words, so the characters stay as they are.
fn form_name(form: SnippetForm) -> &'static str {
    match form {
        SnippetForm::Command => "command",
        SnippetForm::Address => "address",
        SnippetForm::Path => "path",
        SnippetForm::Value => "value",
        SnippetForm::Text => "text",
    }
}
