//! Suggestions on a terminal: read, accepted, rejected.

use std::fmt::Write;

use serde_json::json;
use sopwright_app::api::Nothing;
use sopwright_app::api::document::SopSummary;
use sopwright_app::api::suggestion::{Decided, SuggestionView};
use sopwright_app::{ApiError, Code};
use sopwright_core::suggestion::{Reading, SuggestionState};

use crate::comparison::comparison;
use crate::print::tame;
use crate::target::Target;

/// Accepts or rejects a suggestion, or some of its changes, counted from 1.
pub(crate) fn decide(target: &Target, verb: &str, given: &str, only: &[usize]) -> Result<Decided, ApiError> {
    let suggestion = one_of(target, given)?;
    let places = only.iter().map(|n| n.checked_sub(1)).collect::<Option<Vec<_>>>();
    let places = places.ok_or_else(|| ApiError::new(Code::BadRequest, "Changes are counted from 1", ""))?;
    let which = (!places.is_empty()).then_some(places);
    target.call(verb, &json!({ "suggestion": suggestion, "which": which }))
}

/// The suggestion that is meant, in whichever SOP it is.
fn one_of(target: &Target, given: &str) -> Result<String, ApiError> {
    let given = given.to_lowercase();
    if uuid_like(&given) {
        return Ok(given);
    }
    let sops: Vec<SopSummary> = target.call("sops", &Nothing {})?;
    let mut found = Vec::new();
    for sop in sops {
        let all: Vec<SuggestionView> = target.call("suggestions", &json!({ "id": sop.id }))?;
        found.extend(all.iter().map(|each| each.id.to_string()).filter(|id| id.starts_with(&given)));
    }
    match found.as_slice() {
        [one] if !given.is_empty() => Ok(one.clone()),
        many if many.len() > 1 && !given.is_empty() => {
            let message = format!("{given} can be {} different ones", many.len());
            Err(ApiError::new(Code::BadRequest, message, "Give more of the identity."))
        }
        _ => {
            let message = format!("There is no suggestion {given} in this library");
            Err(ApiError::new(Code::NotFound, message, "List them with \"sopwright suggestions\"."))
        }
    }
}

fn uuid_like(given: &str) -> bool {
    given.len() == 36 && given.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// The suggestions about an SOP, with what each change would do.
pub(crate) fn list(all: &[SuggestionView]) -> String {
    if all.is_empty() {
        return "No suggestions".into();
    }
    all.iter().map(told).collect::<Vec<_>>().join("\n")
}

/// What became of a suggestion.
pub(crate) fn decided(decided: &Decided) -> String {
    let view = &decided.suggestion;
    let is = |reading: &Reading, accepted| reading.verdict.as_ref().is_some_and(|verdict| verdict.accepted == accepted);
    let count = |accepted| view.readings.iter().filter(|reading| is(reading, accepted)).count();
    let (yes, no) = (count(true), count(false));
    let waits = view.readings.len() - yes - no;
    format!("{}: {yes} accepted, {no} rejected, {waits} waiting", tame(&view.title))
}

fn told(view: &SuggestionView) -> String {
    let state = match view.state {
        SuggestionState::Waiting => "waiting",
        SuggestionState::Accepted => "accepted",
        SuggestionState::Rejected => "rejected",
        SuggestionState::Partly => "partly accepted",
    };
    let day = view.at.date_naive();
    let mut text = format!("{}  {} [{state}]\n  by {}, {day}\n", view.id, tame(&view.title), tame(&view.author));
    if !view.reason.is_empty() {
        writeln!(text, "  {}", tame(&view.reason)).ok();
    }
    for (n, reading) in view.readings.iter().enumerate() {
        let told = comparison(&reading.comparison);
        // The first line counts, and there is but one change.
        let lines = told.lines().skip(1).map(|line| format!("\n      {line}")).collect::<String>();
        writeln!(text, "  {:>3} {}{lines}", n + 1, stands(reading)).ok();
    }
    text
}

fn stands(reading: &Reading) -> String {
    match &reading.verdict {
        Some(verdict) => {
            let word = if verdict.accepted { "accepted" } else { "rejected" };
            format!("{word} by {}, {}", tame(&verdict.who), verdict.at.date_naive())
        }
        None if !reading.fits => "does not fit any more".into(),
        None if reading.leans => "fits after those before it".into(),
        None if reading.outdated => "fits; the words were changed since".into(),
        None => "fits".into(),
    }
}
