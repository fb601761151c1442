//! What the checks found, as words for a terminal: first what blocks approval, each with the place that it is about.

use std::fmt::Write;

use sopwright_app::api::check::Checked;
use sopwright_core::check::{Finding, FindingTarget, Severity};
use sopwright_core::operation::ItemList;
use sopwright_core::template::{Chapter, Outline};

use crate::print::tame;

pub(crate) fn checked(checked: &Checked, outline: &Outline) -> String {
    let mut text = String::new();
    for (severity, count) in [(Severity::Blocks, checked.blocks), (Severity::Advice, checked.advice)] {
        if count == 0 {
            continue;
        }
        writeln!(text, "{} ({count})", severity.label()).ok();
        for finding in checked.findings.iter().filter(|f| f.severity == severity) {
            writeln!(text, "  {:<12} {}. {}", place(finding, outline), tame(&finding.message), tame(&finding.hint))
                .ok();
        }
        text.push('\n');
    }
    if checked.findings.is_empty() {
        text.push_str("Nothing was found\n\n");
    }
    if let Some(read) = &checked.readability {
        writeln!(text, "Readability: {}, {}; {}", read.score, read.ease.label(), read.source).ok();
    }
    text
}

/// The section, step or field that a finding is about, as it is printed.
fn place(finding: &Finding, outline: &Outline) -> String {
    let number = |chapter: Chapter| outline.number(chapter).to_string();
    let procedure = number(Chapter::Procedure);
    match &finding.target {
        FindingTarget::Step { .. } | FindingTarget::Block { .. } => format!("{procedure}.{}", finding.number),
        FindingTarget::Phase { .. } => format!("{procedure}, phase {}", finding.number),
        FindingTarget::Procedure => procedure,
        FindingTarget::Meta { field } => field.replace('_', " "),
        FindingTarget::Section { section } => number(Chapter::of(*section)),
        FindingTarget::List { list } | FindingTarget::Item { list, .. } => match list {
            ItemList::Role => number(Chapter::Roles),
            ItemList::Parameter => number(Chapter::Before),
            ItemList::Faq => number(Chapter::Faq),
            ItemList::Definition => number(Chapter::Definitions),
            ItemList::Question => "questions".into(),
            ItemList::History => "history".into(),
        },
    }
}
