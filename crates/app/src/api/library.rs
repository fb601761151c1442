//! Commands about the library as a whole: settings, health, verification.

use serde::{Deserialize, Serialize};
use sopwright_core::port::HotkeyStatus;
use sopwright_core::settings::Settings;
use sopwright_store::Store;
use ts_rs::TS;

use super::Nothing;
use crate::{ApiError, App, Notice};

/// Something that this desktop does not offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Missing {
    /// What.
    pub what: String,
    /// What does not work because of it.
    pub consequence: String,
    /// What to do about it.
    pub hint: String,
}

/// What this program is, and what works on this desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Health {
    /// Sopwright's version.
    pub version: String,
    /// SQLite's version.
    pub sqlite: String,
    /// The library folder.
    pub library: String,
    /// Such as `X11`.
    pub desktop: String,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// How each hotkey fares.
    pub hotkeys: Vec<HotkeyStatus>,
}

/// A chord to try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TryChord {
    /// Such as `Ctrl+Super+S`.
    pub chord: String,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChordProblem {
    /// In words; empty when it is fine.
    pub problem: String,
}

/// One damaged thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Damage {
    /// Which, and how.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyReport {
    /// Entries.
    pub entries: u32,
    /// Pictures.
    pub shots: u32,
    /// SOPs.
    pub documents: u32,
    /// Pictures that were redacted since they were taken.
    pub redacted: u32,
    /// Revisions.
    pub revisions: u32,
    /// What is damaged; empty: all is well.
    pub damaged: Vec<Damage>,
}

/// What this program is, and what works on this desktop.
pub fn health(app: &App, _: Nothing) -> Result<Health, ApiError> {
    let desktop = app.desktop();
    Ok(Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        sqlite: Store::sqlite_version().to_owned(),
        library: app.library().dir().display().to_string(),
        desktop: desktop.name,
        missing: desktop.missing,
        hotkeys: app.hotkeys(),
    })
}

/// The settings.
pub fn settings(app: &App, _: Nothing) -> Result<Settings, ApiError> {
    app.settings()
}

/// Replaces the settings. Hotkeys are heard anew.
pub fn save_settings(app: &App, request: Settings) -> Result<Settings, ApiError> {
    let before = app.settings()?;
    app.store().set_setting("settings", &request)?;
    if before.hotkeys != request.hotkeys {
        app.set_hotkeys(&request.hotkeys);
    }
    app.recorder().set(&request.recording)?;
    app.tell(&Notice::Settings { settings: Box::new(request.clone()) });
    Ok(request)
}

/// Whether a chord makes a good hotkey.
pub fn try_chord(app: &App, request: TryChord) -> Result<ChordProblem, ApiError> {
    Ok(ChordProblem { problem: app.chord_problem(&request.chord) })
}

/// Re-hashes the whole library and names everything that is damaged.
pub fn verify(app: &App, _: Nothing) -> Result<VerifyReport, ApiError> {
    // A connection of its own: re-reading a large library must not hold up the commands.
    let report = app.library().store()?.verify(app.library().shots())?;
    Ok(VerifyReport {
        entries: report.entries,
        shots: report.shots,
        redacted: report.redacted,
        documents: report.documents,
        revisions: report.revisions,
        damaged: report.damaged.into_iter().map(|d| Damage { what: d.what, hint: d.hint }).collect(),
    })
}
