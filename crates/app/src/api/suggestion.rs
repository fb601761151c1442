//! Commands about suggestions: make one, list them, accept and reject.

use serde::{Deserialize, Serialize};
use sopwright_core::id::{DocumentId, SuggestionId};
use sopwright_core::journal::Cause;
use sopwright_core::operation::Operation;
use sopwright_core::suggestion::{
    Reading, Suggestion, SuggestionState, Verdict, accept as accept_fitting, read, suggest as prepare,
};
use sopwright_core::time::Timestamp;
use sopwright_store::{Along, Store};
use ts_rs::TS;

use super::document::{Edited, SopRequest, change_for, with_open};
use crate::app::bad_request;
use crate::open_document::{NewEdit, OpenDocument};
use crate::{ApiError, App, Code, Notice};

/// Suggests some operations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Suggest {
    /// The SOP.
    pub id: DocumentId,
    /// What to call it.
    pub title: String,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
    /// Who suggests it.
    pub author: String,
    /// What is suggested, in order.
    pub operations: Vec<Operation>,
    /// The edit of the SOP's journal that the author knew; the last one, if none is named.
    #[serde(default)]
    pub base: Option<u32>,
}

/// A suggestion as it stands to the SOP now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SuggestionView {
    /// Its identity.
    pub id: SuggestionId,
    /// The SOP.
    pub document: DocumentId,
    /// What it is called.
    pub title: String,
    /// Why it is suggested; may be empty.
    pub reason: String,
    /// Who suggests it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// How far it is decided.
    pub state: SuggestionState,
    /// Each of its operations.
    pub readings: Vec<Reading>,
}

impl SuggestionView {
    fn of(suggestion: &Suggestion, open: &OpenDocument) -> Self {
        Self {
            id: suggestion.id,
            document: suggestion.document,
            title: suggestion.title.clone(),
            reason: suggestion.reason.clone(),
            author: suggestion.author.clone(),
            at: suggestion.at,
            state: suggestion.state(),
            readings: read(&open.document, suggestion),
        }
    }
}

/// Decides about a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Decide {
    /// Which.
    pub suggestion: SuggestionId,
    /// The places of the operations that are meant; none: all that wait and, to accept, fit.
    #[serde(default)]
    pub which: Option<Vec<usize>>,
}

/// What was decided. It is on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Decided {
    /// The suggestion now.
    pub suggestion: SuggestionView,
    /// What to show anew, if something was accepted.
    pub edited: Option<Edited>,
}

/// Puts a suggestion beside an SOP.
pub fn suggest(app: &App, request: Suggest) -> Result<SuggestionView, ApiError> {
    let title = request.title.trim();
    if title.is_empty() || request.operations.is_empty() {
        return Err(bad_request("A suggestion needs a title and at least one operation"));
    }
    let (id, at) = (SuggestionId(app.ids().fresh()), app.clock().now().at);
    let view = with_open(app, request.id, |open, store| {
        let base = request.base.unwrap_or(open.seq);
        if base > open.seq {
            return Err(bad_request(format!("The SOP has no edit {base} yet")));
        }
        let known = open.as_it_was(store, base)?;
        let suggestion = Suggestion {
            id,
            document: request.id,
            title: title.to_owned(),
            reason: request.reason.trim().to_owned(),
            author: request.author.trim().to_owned(),
            at,
            base,
            changes: prepare(&known, request.operations)?,
        };
        store.add_suggestion(&suggestion)?;
        Ok(SuggestionView::of(&suggestion, open))
    })?;
    app.tell(&Notice::Suggestions { id: request.id });
    Ok(view)
}

/// The suggestions about an SOP, newest first.
pub fn suggestions(app: &App, request: SopRequest) -> Result<Vec<SuggestionView>, ApiError> {
    with_open(app, request.id, |open, store| {
        Ok(store.suggestions(request.id)?.iter().map(|suggestion| SuggestionView::of(suggestion, open)).collect())
    })
}

/// Accepts a suggestion or some of it, as one edit.
pub fn accept(app: &App, request: Decide) -> Result<Decided, ApiError> {
    let id = app.store().suggestion(request.suggestion)?.document;
    let (who, at) = (app.person(), app.clock().now().at);
    let (edited, suggestion) = change_for(app, id, |open, store| {
        // Read again with the document held, so that two who decide at once cannot both accept.
        let mut suggestion = waiting(store, &request)?;
        let accepted = accept_fitting(&open.document, &suggestion, request.which.as_deref()).map_err(|error| {
            let message = format!("This change does not fit the SOP as it is now: {error}");
            ApiError::new(Code::Refused, message, "Accept the changes before it first, or reject it.")
        })?;
        suggestion.decide(&accepted.places, &Verdict { accepted: true, who: who.clone(), at });
        let cause =
            Cause::Suggestion { id: suggestion.id, author: suggestion.author.clone(), title: suggestion.title.clone() };
        let edit = NewEdit { operations: accepted.operations, joins: None, who, at, cause: Some(cause) };
        let changes = open.edit_along(store, edit, Along::Suggestion(&suggestion))?;
        Ok((changes, SuggestionView::of(&suggestion, open)))
    })?;
    app.tell(&Notice::Suggestions { id });
    Ok(Decided { suggestion, edited: Some(edited) })
}

/// Rejects a suggestion or some of it. It stays on record.
pub fn reject(app: &App, request: Decide) -> Result<Decided, ApiError> {
    let id = app.store().suggestion(request.suggestion)?.document;
    let verdict = Verdict { accepted: false, who: app.person(), at: app.clock().now().at };
    let suggestion = with_open(app, id, |open, store| {
        let mut suggestion = waiting(store, &request)?;
        let all = (0..suggestion.changes.len()).collect();
        suggestion.decide(request.which.as_ref().unwrap_or(&all), &verdict);
        store.decide_suggestion(&suggestion)?;
        Ok(SuggestionView::of(&suggestion, open))
    })?;
    app.tell(&Notice::Suggestions { id });
    Ok(Decided { suggestion, edited: None })
}

/// The suggestion, if what is to be decided about it still waits.
fn waiting(store: &Store, request: &Decide) -> Result<Suggestion, ApiError> {
    let suggestion = store.suggestion(request.suggestion)?;
    let waits = |place: &usize| suggestion.changes.get(*place).map(|change| change.verdict.is_none());
    match &request.which {
        None if suggestion.state() != SuggestionState::Waiting => Err(decided()),
        Some(which) if which.is_empty() || which.iter().any(|place| waits(place).is_none()) => {
            Err(bad_request("The suggestion has no such changes"))
        }
        Some(which) if which.iter().any(|place| waits(place) == Some(false)) => Err(decided()),
        _ => Ok(suggestion),
    }
}

fn decided() -> ApiError {
    ApiError::new(Code::Refused, "This was decided already", "Look at the suggestion again.")
}
