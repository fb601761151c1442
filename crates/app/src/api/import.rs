//! Taking in what another machine sent.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sopwright_core::diff::Comparison;
use sopwright_core::time::Timestamp;
use sopwright_export::package::{Opened, Package};
use sopwright_store::{StoreError, Taken};
use ts_rs::TS;

use super::conflict::{OpenConflict, waiting};
use super::document::{SopSummary, with_open};
use crate::app::bad_request;
use crate::arrival::{Arriving, Took};
use crate::job::Job;
use crate::{ApiError, App, Code, Notice};

/// Takes a package in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// The file, with its full path.
    pub file: String,
    /// The caller's name for this, for progress and cancelling; may be empty.
    #[serde(default)]
    pub job: String,
}

/// What became of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The SOP is new in this library.
    Added,
    /// The sender went on from what is here: all of the edits came, one by one.
    Continued,
    /// Both went on: what the sender changed is in the SOP now, as one edit.
    Merged,
    /// All of it was here already.
    Unchanged,
}

/// A package that was taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Imported {
    /// The SOP as it is now.
    pub sop: SopSummary,
    /// What became of the package.
    pub outcome: Outcome,
    /// Who packed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What it changed in an SOP that was here.
    pub changed: Comparison,
    /// What waits for a decision.
    pub conflicts: Vec<OpenConflict>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// Takes a package in: a new SOP is added; one that is here already is merged, from the last state that both sides know.
pub fn import(app: &App, request: ImportRequest) -> Result<Imported, ApiError> {
    let job = Job::start(app, &request.job);
    // Everything in it is found good here, or nothing of it is taken in.
    let arriving = Arriving::new(app, open(&request.file, &job)?)?;
    let id = arriving.package.document.id;
    let known = match app.store().document_summary(id) {
        Ok(_) => true,
        Err(StoreError::NotFound { .. }) => false,
        Err(error) => return Err(error.into()),
    };
    let Took { outcome, changed, kept } = if known { arriving.meet(app)? } else { arriving.add(app)? };
    let (sop, conflicts) =
        with_open(app, id, |open, store| Ok((store.document_summary(id)?.into(), waiting(store, &open.document)?)))?;
    app.tell(&Notice::Sops);
    app.tell(&Notice::Suggestions { id });
    if kept.recording {
        app.tell(&Notice::Sessions);
    }
    app.tell(&Notice::Conflicts { id, count: u32::try_from(conflicts.len()).unwrap_or(u32::MAX) });
    let mut notes = notes(app, &arriving.package, &kept)?;
    notes.extend(arriving.pictures_to_mention(app));
    let Package { by, at, .. } = arriving.package;
    Ok(Imported { sop, outcome, by, at, changed, conflicts, notes })
}

fn open(file: &str, job: &Job<'_>) -> Result<Opened<BufReader<File>>, ApiError> {
    if Path::new(file).is_relative() {
        return Err(bad_request(format!("The file {file} must be given with its full path")));
    }
    let reader = File::open(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ApiError::new(Code::NotFound, format!("There is no file {file}"), ""),
        _ => ApiError::new(Code::Failed, format!("{file} cannot be read: {error}"), "Check that you may read it."),
    })?;
    let cancelled = || ApiError::new(Code::Cancelled, "Taking the package in was cancelled", "Nothing was taken in.");
    Opened::new(BufReader::new(reader), job)?.ok_or_else(cancelled)
}

fn notes(app: &App, package: &Package, kept: &Taken) -> Result<Vec<String>, ApiError> {
    let mut notes = Vec::new();
    let id = package.document.id;
    let sops = app.store().documents()?;
    let number = sops.iter().find(|sop| sop.id == id).map(|sop| sop.number.as_str()).unwrap_or_default();
    if let Some(other) = sops.iter().find(|sop| sop.id != id && sop.number == number && !number.is_empty()) {
        notes.push(format!("The number {number} is also that of \"{}\" in this library", other.title));
    }
    for (number, kept_as) in &kept.renumbered {
        notes.push(format!("Revision {number} was made on both sides; the sender's is kept as {kept_as}"));
    }
    match kept.suggestions {
        0 => {}
        1 => notes.push("1 suggestion came with it".to_owned()),
        n => notes.push(format!("{n} suggestions came with it")),
    }
    if kept.recording {
        notes.push("The recording came with it".to_owned());
    }
    Ok(notes)
}
