//! Groups steps into phases, by application and by rests. A brief visit to another application stays in the phase that
//! it interrupts.

use std::collections::HashSet;

use super::attach::{Outline, Seed};
use super::desk::Desk;
use super::step::Made;
use crate::document::Phase;

/// A single step elsewhere that took less than this is a visit, not a phase.
const VISIT_MS: u64 = 8_000;
/// Most characters of a phase's title that is taken from a step.
const MOST_TITLE: usize = 60;

pub(super) fn phases(outline: &Outline, made: Vec<Made>, desk: &mut Desk) -> Vec<Phase> {
    let groups = groups(&outline.seeds);
    let mut made = made.into_iter();
    let mut phases = Vec::with_capacity(groups.len());
    let mut seen: HashSet<String> = HashSet::new();
    let mut before: Option<String> = None;
    for Group { steps, app } in groups {
        let members: Vec<Made> = made.by_ref().take(steps).collect();
        let Some(first) = members.first() else { continue };
        let title = title(&Look {
            first: first.worded.then_some(first.plain.as_str()),
            subject: common_subject(&members),
            app: &app,
            again: !seen.insert(app.clone()),
            stays: before.as_ref() == Some(&app),
        });
        before = Some(app);
        let source = first.step.sources.first().copied();
        let id = match source {
            Some(entry) => desk.part(entry, "phase"),
            None => desk.own_part("phase"),
        };
        phases.push(Phase { steps: members.into_iter().map(|m| m.step).collect(), ..Phase::new(id, title) });
    }
    phases
}

/// Steps that follow each other.
#[derive(Debug, PartialEq, Eq)]
struct Group {
    steps: usize,
    app: String,
}

/// Runs of steps in one application, brief visits folded in.
fn groups(seeds: &[Seed]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut visiting_at_start = false;
    let mut at = 0;
    while let Some(first) = seeds.get(at) {
        let joins = |s: &&Seed| !s.after_break && (s.app == first.app || s.app.is_empty());
        let run = 1 + seeds[at + 1..].iter().take_while(joins).count();
        let brief = run == 1 && first.active_ms < VISIT_MS;
        match groups.last_mut() {
            Some(group) if !first.after_break && (brief || group.app == first.app || group.app.is_empty()) => {
                group.steps += run;
                // A first run without a name takes the next one's.
                if group.app.is_empty() {
                    group.app.clone_from(&first.app);
                }
            }
            // The recording began with a visit: it leads to what comes after it.
            Some(group) if !first.after_break && visiting_at_start => {
                group.steps += run;
                group.app.clone_from(&first.app);
            }
            _ => groups.push(Group { steps: run, app: first.app.clone() }),
        }
        visiting_at_start = at == 0 && brief || (visiting_at_start && brief && groups.len() == 1);
        at += run;
    }
    groups
}

/// What a phase's title is made from.
#[derive(Clone, Copy)]
struct Look<'a> {
    /// The first step's words, if a person gave it some.
    first: Option<&'a str>,
    /// What all of its windows are about.
    subject: Option<&'a str>,
    app: &'a str,
    /// The application had a phase before.
    again: bool,
    /// The phase before was in the same application.
    stays: bool,
}

fn common_subject(members: &[Made]) -> Option<&str> {
    let first = members.first()?.subject.as_deref()?;
    let common = members.len() > 1 && members.iter().all(|m| m.subject.as_deref() == Some(first));
    common.then_some(first)
}

/// In the imperative. A first step that opens something names the phase, unless it names the application as well: the
/// title and the step below it would read the same.
fn title(look: &Look) -> String {
    const OPENING: [&str; 8] = ["open", "start", "launch", "log", "sign", "create", "prepare", "go"];
    let app = look.app;
    let opening = look.first.filter(|first| {
        let verb = first.split_whitespace().next().unwrap_or_default().to_lowercase();
        let names_app = !app.is_empty() && first.to_lowercase().contains(&app.to_lowercase());
        OPENING.contains(&verb.as_str()) && first.chars().count() <= MOST_TITLE && !names_app
    });
    match (opening, look.subject) {
        (Some(first), _) if app.is_empty() => first.to_owned(),
        (Some(first), _) => format!("{first} in {app}"),
        (None, _) if look.stays && app.is_empty() => "Carry on".to_owned(),
        (None, _) if look.stays => format!("Carry on in {app}"),
        (None, Some(subject)) if !app.is_empty() => format!("Work on {subject} in {app}"),
        (None, Some(subject)) => format!("Work on {subject}"),
        (None, None) if app.is_empty() => "Do the work".to_owned(),
        (None, None) if look.again => format!("Go back to {app}"),
        (None, None) => format!("Work in {app}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(app: &str, active_ms: u64, after_break: bool) -> Seed {
        Seed { lead: 0, warnings: Vec::new(), more: Vec::new(), app: app.into(), active_ms, after_break }
    }

    fn sizes(seeds: &[Seed]) -> Vec<(usize, String)> {
        groups(seeds).into_iter().map(|g| (g.steps, g.app)).collect()
    }

    #[test]
    fn a_brief_visit_stays() {
        let seeds = [seed("A", 20_000, false), seed("B", 3_000, false), seed("A", 20_000, false)];
        assert_eq!(sizes(&seeds), [(3, "A".into())]);
    }

    #[test]
    fn a_longer_stay_is_a_phase() {
        let seeds = [seed("A", 20_000, false), seed("B", 9_000, false), seed("A", 20_000, false)];
        assert_eq!(sizes(&seeds), [(1, "A".into()), (1, "B".into()), (1, "A".into())]);
    }

    #[test]
    fn a_rest_starts_a_phase() {
        let seeds = [seed("A", 20_000, false), seed("A", 2_000, true)];
        assert_eq!(sizes(&seeds), [(1, "A".into()), (1, "A".into())]);
    }

    #[test]
    fn a_start_elsewhere_leads_in() {
        let seeds = [seed("Desktop", 3_000, false), seed("A", 20_000, false), seed("A", 20_000, false)];
        assert_eq!(sizes(&seeds), [(3, "A".into())]);
    }

    #[test]
    fn titles_are_imperative() {
        let look = Look { first: Some("Open the invoice"), subject: None, app: "Mousepad", again: false, stays: false };
        assert_eq!(title(&look), "Open the invoice in Mousepad");
        assert_eq!(title(&Look { first: Some("Open Mousepad"), ..look }), "Work in Mousepad");
        assert_eq!(title(&Look { first: None, ..look }), "Work in Mousepad");
        assert_eq!(title(&Look { first: None, again: true, ..look }), "Go back to Mousepad");
        assert_eq!(title(&Look { first: None, stays: true, ..look }), "Carry on in Mousepad");
        assert_eq!(title(&Look { first: None, subject: Some("a.txt"), ..look }), "Work on a.txt in Mousepad");
    }
}
