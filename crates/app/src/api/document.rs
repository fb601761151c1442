//! Commands about SOPs: draft, list, edit, undo.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sopwright_core::document::{Document, HistoryRow, SectionKey, Status};
use sopwright_core::draft::{Brief, draft as draft_of};
use sopwright_core::id::{DocumentId, PartId, SessionId, TemplateId};
use sopwright_core::operation::{Change, Operation};
use sopwright_core::revision::RevisionNumber;
use sopwright_core::template::begin;
use sopwright_core::time::Timestamp;
use sopwright_store::{Along, DocumentSummary, NewRevision, Store};
use ts_rs::TS;

use super::Nothing;
use super::conflict::waiting;
use super::template::for_draft;
use crate::app::lock;
use crate::open_document::{NewEdit, OpenDocument};
use crate::{ApiError, App, Code, Notice};

/// What a list shows of an SOP.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SopSummary {
    /// Its identity.
    pub id: DocumentId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// Its owner's name.
    pub owner: String,
    /// Number of its last revision.
    pub revision: String,
    /// When it is due for review.
    pub next_review: Option<NaiveDate>,
    /// Questions without an answer.
    pub open_questions: u32,
    /// Steps.
    pub steps: u32,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The session that it was drafted from.
    pub session: Option<SessionId>,
}

impl From<DocumentSummary> for SopSummary {
    fn from(row: DocumentSummary) -> Self {
        Self {
            id: row.id,
            number: row.number,
            title: row.title,
            // A status that a later program wrote is shown as a draft rather than hiding the SOP.
            status: serde_json::from_value(row.status.into()).unwrap_or_default(),
            owner: row.owner,
            revision: row.revision,
            next_review: row.next_review,
            open_questions: row.open_questions,
            steps: row.steps,
            updated_at: row.updated_at,
            session: row.session,
        }
    }
}

/// Names an SOP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SopRequest {
    /// Which.
    pub id: DocumentId,
}

/// Drafts an SOP from a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftRequest {
    /// The session.
    pub session: SessionId,
    /// The template; none: the one in the settings.
    #[serde(default)]
    pub template: Option<TemplateId>,
}

/// Makes an empty SOP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CreateSop {
    /// What it is about.
    pub title: String,
    /// The template; none: the one in the settings.
    #[serde(default)]
    pub template: Option<TemplateId>,
}

/// A new SOP.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Drafted {
    /// What a list shows of it.
    #[serde(flatten)]
    pub sop: SopSummary,
    /// What is not as it should be.
    pub warnings: Vec<String>,
}

/// An SOP to edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SopView {
    /// As it stands.
    pub document: Document,
    /// The last edit of its journal.
    pub seq: u32,
    /// Number of its last revision.
    pub revision: String,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
    /// How many conflicts wait for a decision.
    pub conflicts: u32,
}

/// Some operations, applied together or not at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Edit {
    /// The SOP.
    pub id: DocumentId,
    /// The operations, in order.
    pub operations: Vec<Operation>,
    /// The last edit that the caller knows of. What others did since is then kept: the operations are merged with it, or
    /// refused as `stale` where both changed the same. Without it they are applied to whatever is there.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub seq: Option<u32>,
    /// The edit of the journal that this one goes on with, as typing does: both are then undone in one.
    #[serde(default)]
    #[ts(optional)]
    pub joins: Option<u32>,
}

/// What an edit, undo or redo changed. It is on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Edited {
    /// The last edit of its journal.
    pub seq: u32,
    /// What to show anew.
    pub changes: Vec<Change>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
}

/// Drafts an SOP from a session: revision 0.1.
pub fn draft(app: &App, request: DraftRequest) -> Result<Drafted, ApiError> {
    let session = app.store().session(request.session)?;
    if session.ended_at.is_none() {
        return Err(ApiError::new(Code::Refused, "This session is still open", "Stop or close the recording first."));
    }
    let entries = app.store().entries(request.session)?;
    let (brief, warnings) = brief(app, request.template)?;
    let document = draft_of(&session, &entries, &brief);
    Ok(Drafted { sop: add(app, &document, "First draft, from a recording")?, warnings })
}

/// Makes an empty SOP, filled from the settings.
pub fn create_sop(app: &App, request: CreateSop) -> Result<Drafted, ApiError> {
    let (brief, warnings) = brief(app, request.template)?;
    let mut document = Document::empty(brief.id);
    document.meta.number = brief.number;
    document.meta.title = request.title.trim().to_owned();
    document.meta.owner = brief.defaults.person;
    document.meta.audience = brief.defaults.audience;
    document.meta.cadence = brief.defaults.cadence;
    document.meta.storage = brief.defaults.storage;
    document.meta.classification = brief.defaults.classification;
    begin(&mut document, &brief.template);
    for (key, default) in [(SectionKey::Help, brief.defaults.help), (SectionKey::Policy, brief.defaults.policy)] {
        let text = document.sections.get_mut(key);
        if text.is_empty() {
            *text = default;
        }
    }
    document.history.push(HistoryRow {
        id: PartId(app.ids().fresh()),
        revision: "0.1".into(),
        date: Some(brief.today),
        author: app.person(),
        change: "Begun.".into(),
        approved_by: String::new(),
    });
    Ok(Drafted { sop: add(app, &document, "Begun")?, warnings })
}

/// What a new SOP begins with, and what there is to say about it.
pub(super) fn brief(app: &App, template: Option<TemplateId>) -> Result<(Brief, Vec<String>), ApiError> {
    let (template, warning) = for_draft(app, template)?;
    let settings = app.settings()?;
    let taken = app.store().document_numbers()?;
    let mut defaults = settings.defaults;
    if defaults.person.name.is_empty() {
        defaults.person.name = app.person();
    }
    let series = if template.series.trim().is_empty() { &defaults.series } else { &template.series };
    let brief = Brief {
        id: DocumentId(app.ids().fresh()),
        number: next_number(series.trim(), &taken),
        today: app.clock().now().at.date_naive(),
        defaults,
        template,
    };
    Ok((brief, warning.into_iter().collect()))
}

/// The series with the next free number in place of `{n}`. A series without `{n}` gets its number at the end.
fn next_number(series: &str, taken: &[String]) -> String {
    let series = if series.contains("{n}") { series.to_owned() } else { format!("{series}-{{n}}") };
    let (before, after) = series.split_once("{n}").unwrap_or((&series, ""));
    let used = taken.iter().filter_map(|number| number.strip_prefix(before)?.strip_suffix(after)?.parse::<u64>().ok());
    let next = used.max().unwrap_or(0).saturating_add(1);
    format!("{before}{next:03}{after}")
}

fn add(app: &App, document: &Document, note: &str) -> Result<SopSummary, ApiError> {
    let at = app.clock().now().at;
    let who = app.person();
    let mut store = app.store();
    store.add_document(document, at)?;
    let number = RevisionNumber::FIRST.to_string();
    store.add_revision(document, NewRevision { number: &number, name: "", at, author: &who, note, seq: 0 })?;
    let summary = store.document_summary(document.id)?.into();
    drop(store);
    app.tell(&Notice::Sops);
    Ok(summary)
}

/// All SOPs, last changed first.
pub fn sops(app: &App, _: Nothing) -> Result<Vec<SopSummary>, ApiError> {
    Ok(app.store().documents()?.into_iter().map(Into::into).collect())
}

/// An SOP to edit.
pub fn sop(app: &App, request: SopRequest) -> Result<SopView, ApiError> {
    let revision = app.store().document_summary(request.id)?.revision;
    with_open(app, request.id, |open, store| {
        Ok(SopView {
            document: open.document.clone(),
            seq: open.seq,
            revision,
            can_undo: open.can_undo(),
            can_redo: open.can_redo(),
            conflicts: u32::try_from(waiting(store, &open.document)?.len()).unwrap_or(u32::MAX),
        })
    })
}

/// Applies operations.
pub fn edit(app: &App, request: Edit) -> Result<Edited, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    let Edit { id, operations, seq, joins } = request;
    change(app, id, |open, store| {
        let operations = match seq {
            Some(seq) if seq != open.seq => open.since(store, seq, &operations)?,
            _ => operations,
        };
        // What others did in the same way already is no edit.
        if operations.is_empty() {
            return Ok(Vec::new());
        }
        let edit = NewEdit { operations, joins, who, at, cause: None };
        open.edit_along(store, edit, Along::Nothing)
    })
}

/// Undoes the last edit.
pub fn undo(app: &App, request: SopRequest) -> Result<Edited, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    change(app, request.id, |open, store| open.undo(store, who, at))
}

/// Redoes the last edit that was undone.
pub fn redo(app: &App, request: SopRequest) -> Result<Edited, ApiError> {
    let (who, at) = (app.person(), app.clock().now().at);
    change(app, request.id, |open, store| open.redo(store, who, at))
}

/// Runs work that changes the document, and tells the windows what it changed.
pub(crate) fn change(
    app: &App,
    id: DocumentId,
    work: impl FnOnce(&mut OpenDocument, &mut Store) -> Result<Vec<Change>, ApiError>,
) -> Result<Edited, ApiError> {
    change_for(app, id, |open, store| Ok((work(open, store)?, ()))).map(|(edited, ())| edited)
}

/// The same for work that has an answer of its own.
pub(crate) fn change_for<T>(
    app: &App,
    id: DocumentId,
    work: impl FnOnce(&mut OpenDocument, &mut Store) -> Result<(Vec<Change>, T), ApiError>,
) -> Result<(Edited, T), ApiError> {
    let (edited, answer) = with_open(app, id, |open, store| {
        let (changes, answer) = work(open, store)?;
        Ok((Edited { seq: open.seq, changes, can_undo: open.can_undo(), can_redo: open.can_redo() }, answer))
    })?;
    app.tell(&Notice::Document {
        id,
        seq: edited.seq,
        changes: edited.changes.clone(),
        can_undo: edited.can_undo,
        can_redo: edited.can_redo,
    });
    let listed = |c: &Change| {
        matches!(c, Change::Meta { .. } | Change::List { .. } | Change::Phase { .. } | Change::Phases { .. })
    };
    if edited.changes.iter().any(listed) {
        app.tell(&Notice::Sops);
    }
    Ok((edited, answer))
}

/// Runs the work on the document as it stands, reading it first if it is not open.
pub(crate) fn with_open<T>(
    app: &App,
    id: DocumentId,
    work: impl FnOnce(&mut OpenDocument, &mut Store) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    let mut documents = lock(&app.documents);
    let mut store = app.store();
    let open = match documents.entry(id) {
        std::collections::hash_map::Entry::Occupied(open) => open.into_mut(),
        std::collections::hash_map::Entry::Vacant(room) => room.insert(OpenDocument::load(&store, id)?),
    };
    work(open, &mut store)
}

/// Looks at the document as it stands, without keeping it open.
pub(super) fn glance<T>(app: &App, id: DocumentId, look: impl FnOnce(&Document) -> T) -> Result<T, ApiError> {
    let documents = lock(&app.documents);
    match documents.get(&id) {
        Some(open) => Ok(look(&open.document)),
        None => Ok(look(&OpenDocument::read(&app.store(), id)?.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::next_number;

    #[test]
    fn the_next_number_follows_the_highest_of_its_series() {
        let taken = ["SOP-FIN-002", "SOP-FIN-011", "SOP-IT-099", "odd"].map(String::from);
        assert_eq!(next_number("SOP-FIN-{n}", &taken), "SOP-FIN-012");
        assert_eq!(next_number("SOP-HR", &taken), "SOP-HR-001");
        assert_eq!(next_number("{n}/2026", &["007/2026".to_owned()]), "008/2026");
    }
}
