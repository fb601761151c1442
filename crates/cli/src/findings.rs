//! What the checks found, as words for a terminal: first what blocks approval, each with the place that it is about.

use std::fmt::Write;

use sopwright_app::api::check::Checked;
use sopwright_core::check::{Finding, FindingTarget, Severity};
use sopwright_core::document::SectionKey;
use sopwright_core::operation::ItemList;

use crate::print::tame;

pub(crate) fn checked(checked: &Checked) -> String {
    let mut text = String::new();
    for (severity, count) in [(Severity::Blocks, checked.blocks), (Severity::Advice, checked.advice)] {
        if count == 0 {
            continue;
        }
        writeln!(text, "{} ({count})", severity.label()).ok();
        for finding in checked.findings.iter().filter(|f| f.severity == severity) {
            writeln!(text, "  {:<12} {}. {}", place(finding), tame(&finding.message), tame(&finding.hint)).ok();
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
fn place(finding: &Finding) -> String {
    match &finding.target {
        FindingTarget::Step { .. } | FindingTarget::Block { .. } => format!("6.{}", finding.number),
        FindingTarget::Phase { .. } => format!("6, phase {}", finding.number),
        FindingTarget::Procedure => "6".into(),
        FindingTarget::Meta { field } => field.replace('_', " "),
        FindingTarget::Section { section } => number(*section).into(),
        FindingTarget::List { list } | FindingTarget::Item { list, .. } => match list {
            ItemList::Role => "4",
            ItemList::Parameter => "5",
            ItemList::Faq => "9",
            ItemList::Definition => "11",
            ItemList::Question => "questions",
            ItemList::History => "history",
        }
        .into(),
    }
}

fn number(section: SectionKey) -> &'static str {
    match section {
        SectionKey::Purpose => "1",
        SectionKey::Scope => "2",
        SectionKey::Policy => "3",
        SectionKey::Trigger | SectionKey::Needs => "5",
        SectionKey::Result => "7",
        SectionKey::Trouble => "8",
        SectionKey::Help => "10",
        SectionKey::References => "12",
        SectionKey::Records => "13",
    }
}
