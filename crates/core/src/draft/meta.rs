//! Fills the front matter with what is known.

use chrono::Months;

use super::attach::Outline;
use super::{Brief, tidy};
use crate::document::{Meta, Person, Status};
use crate::session::Session;

const MS_PER_MINUTE: u64 = 60_000;
/// Most applications that a title names.
const MOST_APPS: usize = 3;

pub(super) fn meta(session: &Session, outline: &Outline, brief: &Brief) -> Meta {
    let defaults = &brief.defaults;
    Meta {
        number: brief.number.clone(),
        title: title(session, outline),
        status: Status::Draft,
        owner: defaults.person.clone(),
        successor: Person::default(),
        audience: defaults.audience.clone(),
        effective: None,
        cadence: defaults.cadence,
        reviewed: None,
        // Adding months stops at the month's end: 31 August and half a year is the last day of February.
        next_review: defaults.cadence.months().and_then(|m| brief.today.checked_add_months(Months::new(m))),
        supersedes: String::new(),
        classification: defaults.classification.clone(),
        storage: defaults.storage.clone(),
        duration_min: duration(outline),
    }
}

fn title(session: &Session, outline: &Outline) -> String {
    let own = tidy::title(&session.title);
    if !own.is_empty() {
        return own;
    }
    match outline.apps.get(..outline.apps.len().min(MOST_APPS)) {
        Some(apps) if !apps.is_empty() => format!("Work in {}", tidy::listed(apps)),
        _ => "Untitled procedure".to_owned(),
    }
}

fn duration(outline: &Outline) -> Option<u32> {
    if outline.seeds.is_empty() || outline.active_ms == 0 {
        return None;
    }
    u32::try_from(outline.active_ms.div_ceil(MS_PER_MINUTE)).ok()
}
