//! The application's one object with state: library, recorder, open documents, running exports.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sopwright_core::id::DocumentId;
use sopwright_core::port::{Clock, Frame, Hotkey, HotkeyStatus, Ids};
use sopwright_core::settings::Settings;
use sopwright_store::{Library, Store};

use crate::api::library::Missing;
use crate::notice::{Listener, Notice};
use crate::open_document::OpenDocument;
use crate::recorder::{Recorder, Senses};
use crate::{ApiError, Code};

/// Hears hotkeys, if this desktop lets anyone.
pub trait Keys: Send + Sync {
    /// Replaces all hotkeys, and says how each fares.
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus>;
    /// Why a chord is a poor choice, or why it is none; empty when it is fine.
    fn problem(&self, chord: &str) -> String;
}

/// What the desktop is and lacks, for the page that says so.
#[derive(Clone, Debug, Default)]
pub struct DesktopReport {
    /// Such as `X11` or `no display`.
    pub name: String,
    /// What is missing.
    pub missing: Vec<Missing>,
}

/// What the application is made of.
pub struct Parts {
    /// What the recorder needs from the desktop.
    pub senses: Senses,
    /// The clocks.
    pub clock: Arc<dyn Clock>,
    /// Fresh identities.
    pub ids: Arc<dyn Ids>,
    /// Hears notices.
    pub listener: Arc<dyn Listener>,
    /// What the desktop is and lacks.
    pub desktop: DesktopReport,
    /// The person's name as the system knows it, for the history of changes.
    pub login: String,
}

/// The application.
pub struct App {
    library: Arc<Library>,
    store: Mutex<Store>,
    recorder: Recorder,
    pub(crate) documents: Mutex<HashMap<DocumentId, OpenDocument>>,
    pub(crate) jobs: Mutex<HashMap<String, Arc<AtomicBool>>>,
    keys: Mutex<Option<Box<dyn Keys>>>,
    hotkeys: Mutex<Vec<HotkeyStatus>>,
    desktop: Mutex<DesktopReport>,
    listener: Arc<dyn Listener>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    encode: fn(&Frame) -> Result<Vec<u8>, String>,
    login: String,
}

impl App {
    /// Opens the library and starts the recorder.
    ///
    /// # Errors
    /// When the library cannot be opened: in use, newer, damaged, not writable.
    pub fn open(dir: &Path, parts: Parts) -> Result<Self, ApiError> {
        let library = Arc::new(Library::open(dir)?);
        let store = library.store()?;
        let encode = parts.senses.encode;
        let recorder = Recorder::start(
            Arc::clone(&library),
            parts.senses,
            Arc::clone(&parts.clock),
            Arc::clone(&parts.ids),
            Arc::clone(&parts.listener),
        )?;
        let app = Self {
            library,
            store: Mutex::new(store),
            recorder,
            documents: Mutex::default(),
            jobs: Mutex::default(),
            keys: Mutex::default(),
            hotkeys: Mutex::default(),
            desktop: Mutex::new(parts.desktop),
            listener: parts.listener,
            clock: parts.clock,
            ids: parts.ids,
            encode,
            login: parts.login,
        };
        let settings = app.settings()?;
        app.recorder.set(&settings.recording)?;
        Ok(app)
    }

    /// Gives the application its ear for hotkeys, and sets those of the settings.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn attach_keys(&self, keys: Box<dyn Keys>) -> Result<(), ApiError> {
        *lock(&self.keys) = Some(keys);
        self.set_hotkeys(&self.settings()?.hotkeys);
        Ok(())
    }

    /// The recorder.
    pub fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The commands' connection to the database. Held for one command at a time; the recorder has its own.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    /// The picture as a recording keeps it.
    pub(crate) fn encode(&self, frame: &Frame) -> Result<Vec<u8>, String> {
        (self.encode)(frame)
    }

    /// The settings.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn settings(&self) -> Result<Settings, ApiError> {
        Ok(self.store().setting::<Settings>("settings")?.with_all_actions())
    }

    pub(crate) fn set_hotkeys(&self, hotkeys: &[Hotkey]) {
        let keys = lock(&self.keys);
        let statuses = keys.as_ref().map(|keys| keys.set(hotkeys)).unwrap_or_default();
        lock(&self.hotkeys).clone_from(&statuses);
        drop(keys);
        self.recorder.set_own_chords(hotkeys.iter().map(|hotkey| hotkey.chord.clone()).collect());
        self.tell(&Notice::Hotkeys { hotkeys: statuses });
    }

    /// The desktop says that hotkeys fare otherwise than it said when they were set.
    pub fn hotkeys_changed(&self, statuses: Vec<HotkeyStatus>) {
        // Not amid a setting, whose answer is older.
        let _nothing_is_set = lock(&self.keys);
        lock(&self.hotkeys).clone_from(&statuses);
        self.tell(&Notice::Hotkeys { hotkeys: statuses });
    }

    pub(crate) fn chord_problem(&self, chord: &str) -> String {
        lock(&self.keys).as_ref().map(|keys| keys.problem(chord)).unwrap_or_default()
    }

    pub(crate) fn hotkeys(&self) -> Vec<HotkeyStatus> {
        lock(&self.hotkeys).clone()
    }

    pub(crate) fn desktop(&self) -> DesktopReport {
        lock(&self.desktop).clone()
    }

    /// Something that the shell remembers, such as where a window stood.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn recall<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, ApiError> {
        Ok(self.store().setting(&format!("shell.{name}"))?)
    }

    /// Remembers it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember<T: Serialize>(&self, name: &str, value: &T) -> Result<(), ApiError> {
        Ok(self.store().set_setting(&format!("shell.{name}"), value)?)
    }

    /// Adds something that turned out to be missing after the start.
    pub fn report_missing(&self, missing: Missing) {
        lock(&self.desktop).missing.push(missing);
    }

    /// Who is at the desk: the name in the settings, else the login.
    pub(crate) fn person(&self) -> String {
        let name = self.settings().map(|s| s.defaults.person.name).unwrap_or_default();
        if name.is_empty() { self.login.clone() } else { name }
    }

    /// Tells the windows.
    pub fn tell(&self, notice: &Notice) {
        self.listener.hear(notice);
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    pub(crate) fn ids(&self) -> &dyn Ids {
        self.ids.as_ref()
    }

    /// Writes what is only held for speed, such as snapshots of edited documents. Called before the program ends; if
    /// it is not, nothing is lost, only the next opening is slower.
    pub fn settle(&self) {
        let mut documents = lock(&self.documents);
        for open in documents.values_mut() {
            open.settle(&mut self.store()).ok();
        }
    }
}

/// Locks; a panic elsewhere does not spoil what is behind the lock, because whole values are written.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The answer to a request that a caller made wrongly.
pub(crate) fn bad_request(message: impl Into<String>) -> ApiError {
    ApiError::new(Code::BadRequest, message, "")
}
