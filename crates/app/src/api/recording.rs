//! Commands that drive the recorder.

use serde::{Deserialize, Serialize};
use sopwright_core::entry::EntryKind;
use sopwright_core::id::{EntryId, SessionId};
use sopwright_core::port::CaptureError;
use sopwright_core::recorder::A_MINUTE;
use sopwright_core::session::{Receipt, SessionSummary};
use sopwright_core::time::Timestamp;
use ts_rs::TS;

use super::Nothing;
use super::session::TimelineEntry;
use crate::recorder::Order;
use crate::{ApiError, App};

/// What the recorder is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecorderPhase {
    /// Nothing is recorded.
    #[default]
    Idle,
    /// Entries are taken.
    Recording,
    /// Stopped for a while.
    Paused,
}

/// All that the recorder bar and the tray show.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RecorderStatus {
    /// What the recorder is doing.
    pub phase: RecorderPhase,
    /// The open session.
    pub session: Option<SessionId>,
    /// Its title.
    pub title: String,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// Its recording clock, now.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// Entries that count and are on disk.
    pub entries: u32,
    /// Pictures on disk.
    pub shots: u32,
    /// Left out on purpose.
    pub skipped: u32,
    /// Could not be kept.
    pub failed: u32,
    /// The last five that count, newest first.
    pub last: Vec<TimelineEntry>,
    /// The recording clock at the last durable entry.
    #[ts(type = "number | null")]
    pub last_kept_ms: Option<u64>,
    /// Why the last capture failed, until one succeeds.
    pub trouble: Option<CaptureError>,
    /// Texts held in memory because the disk refuses them.
    pub waiting: u32,
    /// Clicks, shortcuts and typing become steps by themselves.
    pub automatic: bool,
    /// The recording clock when something was copied that is offered as a snippet.
    #[ts(type = "number | null")]
    pub copied_ms: Option<u64>,
    /// Entries that were destroyed because the person wished it.
    pub forgotten: u32,
}

/// Starts a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecordStart {
    /// What to call it; may be empty.
    pub title: String,
}

/// Switches something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Switch {
    /// On or off.
    pub on: bool,
}

/// Goes on with, or closes, an interrupted session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Recover {
    /// Which.
    pub session: SessionId,
    /// Go on with it; else close it.
    pub go_on: bool,
}

/// Logs an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Log {
    /// What it is.
    pub kind: EntryKind,
    /// Its words; may be empty.
    #[serde(default)]
    pub text: String,
}

/// Gives an entry its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Words {
    /// The entry.
    pub entry: EntryId,
    /// The words.
    pub text: String,
    /// The kind that it is to be instead.
    #[serde(default)]
    pub becomes: Option<EntryKind>,
}

/// Takes an entry back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Withdraw {
    /// Which; the last one that counts if none is named.
    #[serde(default)]
    pub entry: Option<EntryId>,
}

/// Keeps a masked snippet, or masked words, readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reveal {
    /// Which.
    pub entry: EntryId,
}

/// Destroys what was recorded last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Forget {
    /// How much of the recording clock, in seconds.
    pub seconds: u32,
}

impl Default for Forget {
    fn default() -> Self {
        Self { seconds: A_MINUTE }
    }
}

/// A window that can be seen on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownWindow {
    /// Its program.
    pub app: String,
    /// Its title.
    pub title: String,
    /// The exclusion that hides it, by its place in the settings.
    #[ts(type = "number | null")]
    pub hidden_by: Option<usize>,
}

/// An entry that is on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Logged {
    /// The entry as it counts now.
    pub entry: TimelineEntry,
}

/// What the recorder is doing.
pub fn record_status(app: &App, _: Nothing) -> Result<RecorderStatus, ApiError> {
    Ok(app.recorder().status())
}

/// Starts a session.
pub fn record_start(app: &App, request: RecordStart) -> Result<RecorderStatus, ApiError> {
    app.recorder().ask(Order::Start { title: request.title })?;
    Ok(app.recorder().status())
}

/// Pauses.
pub fn record_pause(app: &App, _: Nothing) -> Result<RecorderStatus, ApiError> {
    app.recorder().ask(Order::Pause)?;
    Ok(app.recorder().status())
}

/// Goes on after a pause.
pub fn record_resume(app: &App, _: Nothing) -> Result<RecorderStatus, ApiError> {
    app.recorder().ask(Order::Resume)?;
    Ok(app.recorder().status())
}

/// Stops, and says what is on disk.
pub fn record_stop(app: &App, _: Nothing) -> Result<Receipt, ApiError> {
    app.recorder().ask(Order::Stop)?;
    Ok(app.recorder().receipt())
}

/// Sessions that were open when the program started.
pub fn interrupted(app: &App, _: Nothing) -> Result<Vec<SessionSummary>, ApiError> {
    let running = app.recorder().status().session;
    let sessions = app.store().sessions()?;
    let open = sessions.iter().filter(|s| s.ended_at.is_none() && Some(s.id) != running);
    open.map(|s| Ok(app.store().session_summary(s.id)?)).collect()
}

/// Goes on with, or closes, an interrupted session.
pub fn recover(app: &App, request: Recover) -> Result<RecorderStatus, ApiError> {
    if request.go_on {
        app.recorder().ask(Order::Continue(request.session))?;
    } else {
        let last = app.store().last_entry(request.session)?.map(|e| e.at);
        let ended = match last {
            Some(at) => at,
            None => app.store().session(request.session)?.started_at,
        };
        app.store().close_session(request.session, ended)?;
        app.tell(&crate::Notice::Sessions);
    }
    Ok(app.recorder().status())
}

/// Switches automatic steps, now and for later recordings.
pub fn automatic(app: &App, request: Switch) -> Result<RecorderStatus, ApiError> {
    let mut settings = app.settings()?;
    settings.recording.automatic = request.on;
    super::library::save_settings(app, settings)?;
    Ok(app.recorder().status())
}

/// Logs an entry; it is on disk when this returns.
pub fn log(app: &App, request: Log) -> Result<Logged, ApiError> {
    app.recorder().log(request.kind, request.text)
}

/// Gives an entry its words.
pub fn words(app: &App, request: Words) -> Result<Logged, ApiError> {
    app.recorder()
        .ask(Order::Words { entry: request.entry, text: request.text, becomes: request.becomes })
        .and_then(one)
}

/// Takes an entry back.
pub fn withdraw(app: &App, request: Withdraw) -> Result<Logged, ApiError> {
    app.recorder().ask(Order::Withdraw { entry: request.entry }).and_then(one)
}

/// Destroys what was recorded last, and says what there is now.
pub fn record_forget(app: &App, request: Forget) -> Result<RecorderStatus, ApiError> {
    app.recorder().ask(Order::Forget { seconds: request.seconds })?;
    Ok(app.recorder().status())
}

/// The windows on the screen that have a name, the topmost first, and which of them are hidden in recordings.
pub fn shown_windows(app: &App, _: Nothing) -> Result<Vec<ShownWindow>, ApiError> {
    let windows = app.recorder().windows()?.into_iter().filter(|(window, _)| !window.title.is_empty());
    Ok(windows.map(|(w, hidden_by)| ShownWindow { app: w.app, title: w.title, hidden_by }).collect())
}

/// Keeps a masked snippet, or masked words, readable, while they are still known.
pub fn reveal(app: &App, request: Reveal) -> Result<Logged, ApiError> {
    app.recorder().ask(Order::Reveal { entry: request.entry }).and_then(one)
}

/// The entry that an order yielded.
pub(crate) fn one(entry: Option<TimelineEntry>) -> Result<Logged, ApiError> {
    entry.map(|entry| Logged { entry }).ok_or_else(|| {
        ApiError::new(crate::Code::Refused, "There is nothing to log or to take back", "Log something first.")
    })
}
