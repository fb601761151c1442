//! Drafts the prose sections from what is known. A section that nothing is known about stays empty and is asked for.

use std::collections::HashSet;

use super::attach::Outline;
use super::step::Made;
use super::{Brief, roles, snippet, tidy};
use crate::document::{Meta, SectionKey, Sections};
use crate::entry::EntryKind;
use crate::recorder::Effective;
use crate::session::Session;
use crate::text::escape;

/// Most characters of an action that the scope quotes.
const MOST_ACTION: usize = 80;

pub(super) fn sections(
    session: &Session,
    said: &[Effective],
    outline: &Outline,
    steps: &[Made],
    meta: &Meta,
    brief: &Brief,
) -> Sections {
    let loose = Loose::sort(said, outline);
    Sections {
        purpose: purpose(session),
        scope: scope(session, outline, steps, meta),
        policy: standing(SectionKey::Policy, &brief.defaults.policy, brief),
        trigger: String::new(),
        needs: bullets(&[needs(said, outline), loose.needs].concat()),
        result: result(steps, &loose.result),
        trouble: bullets(&loose.trouble),
        help: help(meta, brief),
        references: String::new(),
        records: String::new(),
    }
}

fn purpose(session: &Session) -> String {
    let title = tidy::title(&session.title);
    if title.is_empty() {
        return String::new();
    }
    format!("This SOP shows how to do “{}”, so that everybody who does it gets the same result.", escape(&title))
}

fn scope(session: &Session, outline: &Outline, steps: &[Made], meta: &Meta) -> String {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return String::new() };
    let short = |action: &str| tidy::short(action, MOST_ACTION);
    let apps: Vec<String> = outline.apps.iter().map(|a| escape(a)).collect();
    let mut scope = "It covers the work".to_owned();
    if !apps.is_empty() {
        scope.push_str(&format!(" in {}", tidy::listed(&apps)));
    }
    // Titles that were made up from windows say nothing about the task.
    if steps.len() > 1 && first.worded && last.worded {
        scope.push_str(&format!(", from “{}” to “{}”", escape(&short(&first.plain)), escape(&short(&last.plain))));
    }
    scope.push_str(&format!(", as recorded on {}.", roles::day(session)));
    if !meta.audience.is_empty() {
        scope.push_str(&format!(" It is for: {}.", escape(&tidy::title(&meta.audience))));
    }
    scope
}

/// The applications that were used, and the hosts of the addresses that were copied.
fn needs(said: &[Effective], outline: &Outline) -> Vec<String> {
    let mut needs: Vec<String> = outline.apps.iter().map(|app| escape(app)).collect();
    let mut known = HashSet::new();
    let entries = outline.seeds.iter().flat_map(|seed| seed.entries());
    for content in entries.map(|at| &said[at].entry.content).filter(|c| !c.snippet_masked()) {
        let Some(clip) = content.snippet.as_ref() else { continue };
        if snippet::form(clip) != crate::document::SnippetForm::Address {
            continue;
        }
        if let Some(host) = snippet::host(&clip.plain()).map(tidy::line)
            && known.insert(host.clone())
        {
            needs.push(format!("Access to {}", escape(&host)));
        }
    }
    needs
}

/// What the last step shows, and what else was said about the result.
fn result(steps: &[Made], loose: &[String]) -> String {
    let last = steps.last().map(|m| m.step.expected.as_str()).filter(|e| !e.is_empty());
    let mut parts: Vec<String> = last.map(|e| format!("After the last step: {e}")).into_iter().collect();
    parts.extend(loose.iter().cloned());
    parts.join("\n\n")
}

/// The template's text, or else the one in the settings.
fn standing(section: SectionKey, default: &str, brief: &Brief) -> String {
    let own = brief.template.standing.get(section);
    if own.is_empty() { default.to_owned() } else { own.to_owned() }
}

fn help(meta: &Meta, brief: &Brief) -> String {
    let standing = standing(SectionKey::Help, &brief.defaults.help, brief);
    if !standing.is_empty() {
        return standing;
    }
    let owner = &meta.owner;
    if owner.name.is_empty() || owner.contact.is_empty() {
        return String::new();
    }
    let role = if owner.role.is_empty() { String::new() } else { format!(" ({})", escape(&owner.role)) };
    format!("Ask {}{role}: {}.", escape(&owner.name), escape(&owner.contact))
}

/// What was said that belongs to no step, by the section that it goes to.
#[derive(Default)]
struct Loose {
    needs: Vec<String>,
    result: Vec<String>,
    trouble: Vec<String>,
}

impl Loose {
    fn sort(said: &[Effective], outline: &Outline) -> Self {
        let mut loose = Self::default();
        let has_steps = !outline.seeds.is_empty();
        for content in outline.loose.iter().map(|&at| &said[at].entry.content) {
            let mut words = tidy::prose(&content.text);
            if matches!(content.kind, EntryKind::Faq | EntryKind::Question | EntryKind::Gap) {
                words.clear();
            }
            // Where a snippet or its words stand alone, both are kept.
            if let Some(clip) = content.snippet.as_ref().map(|s| tidy::prose(&s.plain())).filter(|c| !c.is_empty()) {
                words = if words.is_empty() { clip } else { format!("{words}: {clip}") };
            }
            if words.is_empty() {
                continue;
            }
            let words = escape(&words);
            match content.kind {
                EntryKind::Warning => loose.trouble.push(words),
                EntryKind::Expected if has_steps => loose.needs.push(format!("At the start: {words}")),
                EntryKind::Expected => loose.result.push(words),
                _ => loose.needs.push(words),
            }
        }
        loose
    }
}

/// One item each; further lines of an item are indented, so that they stay in it.
fn bullets(items: &[String]) -> String {
    items.iter().map(|item| format!("- {}", item.replace('\n', "\n  "))).collect::<Vec<_>>().join("\n")
}
