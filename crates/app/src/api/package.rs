//! Sending an SOP to another machine.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sopwright_core::document::Document;
use sopwright_core::id::{DocumentId, SessionId};
use sopwright_core::time::Timestamp;
use sopwright_export::ExportError;
use sopwright_export::package::{EXTENSION, Package, Recording, pack};
use sopwright_store::{Store, StoreError};
use ts_rs::TS;

use super::document::with_open;
use crate::app::bad_request;
use crate::job::Job;
use crate::write::FolderSink;
use crate::{ApiError, App, Code};

/// Packs an SOP into one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackageRequest {
    /// Which.
    pub id: DocumentId,
    /// The file, with its full path.
    pub out: String,
    /// Whether the recording goes with it, with all its words and pictures.
    #[serde(default)]
    pub with_session: bool,
    /// The caller's name for this, for progress and cancelling; may be empty.
    #[serde(default)]
    pub job: String,
}

/// A package that is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Packaged {
    /// The file.
    pub file: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether the recording is in it.
    pub with_session: bool,
    /// What is not as it should be.
    pub warnings: Vec<String>,
}

/// Packs an SOP with its pictures and its past. From then on this state is known to be elsewhere, too.
pub fn package(app: &App, request: PackageRequest) -> Result<Packaged, ApiError> {
    let (folder, name) = place_of(&request.out)?;
    let mut warnings = Vec::new();
    let (by, at) = (app.person(), app.clock().now().at);
    // In one, so that the journal leads to the document.
    let package = with_open(app, request.id, |open, store| {
        let recording =
            if request.with_session { recording(store, open.document.session, &mut warnings)? } else { None };
        contents(app, store, open.document.clone(), recording, (by, at))
    })?;
    let job = Job::start(app, &request.job);
    let mut sink = FolderSink::new(folder);
    let output = pack(&package, &name, app.library().shots(), &job, &mut sink).map_err(|error| match &error {
        ExportError::Write(why) => sink.explain(why),
        _ => error.into(),
    })?;
    if job.cancelled() {
        return Err(ExportError::Cancelled.into());
    }
    let (files, bytes) = sink.finish()?;
    app.store().add_sent(request.id, &package.body, &package.known, package.at)?;
    warnings.extend(output.warnings);
    Ok(Packaged {
        file: files.first().map(|file| file.display().to_string()).unwrap_or_default(),
        bytes,
        with_session: package.recording.is_some(),
        warnings,
    })
}

fn contents(
    app: &App,
    store: &Store,
    document: Document,
    recording: Option<Recording>,
    (by, at): (String, Timestamp),
) -> Result<Package, ApiError> {
    let mut suggestions = store.suggestions(document.id)?;
    suggestions.reverse();
    let mut package = Package {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        by,
        at,
        body: serde_json::to_string(&document).map_err(|error| unwritten(&error))?,
        known: store.points(document.id)?.into_iter().map(|point| point.hash).collect(),
        revisions: store.whole_revisions(document.id)?,
        journal: store.edits_after(document.id, 0)?,
        suggestions,
        replaced: BTreeMap::new(),
        recording,
        document,
    };
    // Revisions and entries are never changed and go on naming pictures that were redacted.
    let shots = app.library().shots();
    let named = package.named().map_err(|error| unwritten(&error))?;
    let redacted = named.into_iter().map(|hash| (shots.current(&hash), hash)).filter(|(current, hash)| current != hash);
    package.replaced = redacted.map(|(current, hash)| (hash, current)).collect();
    Ok(package)
}

fn unwritten(error: &serde_json::Error) -> ApiError {
    ApiError::new(Code::Failed, format!("The SOP cannot be written: {error}"), "")
}

fn recording(
    store: &Store,
    session: Option<SessionId>,
    warnings: &mut Vec<String>,
) -> Result<Option<Recording>, ApiError> {
    let Some(session) = session else {
        warnings.push("This SOP was not drafted from a recording".to_owned());
        return Ok(None);
    };
    match store.session(session) {
        Ok(session) if session.ended_at.is_none() => {
            Err(ApiError::new(Code::Refused, "The recording of this SOP is still open", "Stop or close it first."))
        }
        Ok(session) => Ok(Some(Recording { entries: store.entries(session.id)?, session })),
        Err(StoreError::NotFound { .. }) => {
            warnings.push("The recording of this SOP is not in this library".to_owned());
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The folder and the name of the file, which gets its extension if it has none.
fn place_of(out: &str) -> Result<(PathBuf, String), ApiError> {
    let mut path = PathBuf::from(out);
    if path.is_relative() {
        return Err(bad_request(format!("The file {out} must be given with its full path")));
    }
    if path.extension().is_none() {
        path.set_extension(EXTENSION);
    }
    let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    match (path.parent(), name) {
        (Some(folder), Some(name)) => Ok((folder.to_owned(), name)),
        _ => Err(bad_request(format!("{out} is not the name of a file"))),
    }
}
