//! Exporting. What goes out is always a revision, so that it can be named and made again, byte for byte.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sopwright_core::id::DocumentId;
use sopwright_export::{ExportError, Format, Options, Revision};
use ts_rs::TS;

use super::Nothing;
use super::revision::as_it_stands;
use crate::app::{bad_request, lock};
use crate::job::Job;
use crate::write::FolderSink;
use crate::{ApiError, App};

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A Markdown file with its pictures.
    Markdown,
    /// A PDF file.
    Pdf,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Markdown => Self::Markdown,
            ExportFormat::Pdf => Self::Pdf,
        }
    }
}

/// Exports an SOP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportRequest {
    /// Which.
    pub id: DocumentId,
    /// What to make.
    pub format: ExportFormat,
    /// The folder; empty: `exports` in the library.
    #[serde(default)]
    pub out: String,
    /// The revision; none: as it stands now, which becomes a revision if it is not one yet.
    #[serde(default)]
    pub revision: Option<String>,
    /// The caller's name for this export, for progress and cancelling; may be empty.
    #[serde(default)]
    pub job: String,
    /// What changed and why, for the revision that this export may make; may be empty.
    #[serde(default)]
    pub note: String,
}

/// Files that are on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The file to open.
    pub main: String,
    /// All files.
    pub files: Vec<String>,
    /// The revision that they show.
    pub revision: String,
    /// What is not as it should be.
    pub warnings: Vec<String>,
    /// Bytes of all files together.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Milliseconds that it took.
    #[ts(type = "number")]
    pub ms: u64,
}

/// Cancels an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cancel {
    /// The caller's name for it.
    pub job: String,
}

/// Exports an SOP to files.
pub fn export(app: &App, request: ExportRequest) -> Result<Exported, ApiError> {
    let began = app.clock().now().mono_us;
    let folder = folder_of(app, &request.out)?;
    let row = match &request.revision {
        Some(number) => app.store().revision(request.id, number)?,
        None => as_it_stands(app, request.id, &request.note)?,
    };
    let revision = Revision {
        number: row.summary.number.clone(),
        date: row.summary.at.date_naive(),
        at: row.summary.at,
        author: row.summary.author.clone(),
    };
    let job = Job::start(app, &request.job);
    let shots = app.library().shots();
    let mut sink = FolderSink::new(folder.clone());
    let options = Options::new(revision);
    let output = sopwright_export::export(request.format.into(), &row.document, shots, &options, &job, &mut sink);
    let output = output.map_err(|error| match &error {
        ExportError::Write(why) => sink.explain(why),
        _ => error.into(),
    })?;
    if job.cancelled() {
        return Err(ExportError::Cancelled.into());
    }
    let (files, bytes) = sink.finish()?;
    let name = |path: &Path| path.display().to_string();
    Ok(Exported {
        main: name(&folder.join(&output.main)),
        files: files.iter().map(|path| name(path)).collect(),
        revision: row.summary.number,
        warnings: output.warnings,
        bytes,
        ms: Duration::from_micros(app.clock().now().mono_us.saturating_sub(began))
            .as_millis()
            .try_into()
            .unwrap_or(u64::MAX),
    })
}

/// Cancels an export that runs. One that has ended is no error.
pub fn cancel(app: &App, request: Cancel) -> Result<Nothing, ApiError> {
    if let Some(flag) = lock(&app.jobs).get(&request.job) {
        flag.store(true, Ordering::Relaxed);
    }
    Ok(Nothing {})
}

fn folder_of(app: &App, out: &str) -> Result<PathBuf, ApiError> {
    if out.is_empty() {
        return Ok(app.library().dir().join("exports"));
    }
    let folder = PathBuf::from(out);
    if folder.is_relative() {
        return Err(bad_request(format!("The folder {out} must be given with its full path")));
    }
    Ok(folder)
}
