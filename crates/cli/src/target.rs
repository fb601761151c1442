//! Who carries a command out: the program that runs for the library, or this one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sopwright_app::{ApiError, App, Code, DesktopReport, Parts, Senses, Silence, commands, socket};
use sopwright_capture::{Desktop, RandomIds, SystemClock};

/// The library that the commands are about.
pub(crate) struct Target {
    library: PathBuf,
    /// Opened at the first command that no running program took.
    own: std::cell::OnceCell<App>,
}

impl Target {
    /// # Errors
    /// When no library is named and the system has no usual place.
    pub(crate) fn new(library: Option<&Path>) -> Result<Self, ApiError> {
        let unknown = || {
            let message = "No folder for the library is known";
            ApiError::new(Code::BadRequest, message, "Name one with --library DIR.")
        };
        let library = library.map(Path::to_owned).or_else(sopwright_app::default_library).ok_or_else(unknown)?;
        Ok(Self { library, own: std::cell::OnceCell::new() })
    }

    /// Carries out a command, here if need be.
    pub(crate) fn call<Q: Serialize, A: DeserializeOwned>(&self, name: &str, request: &Q) -> Result<A, ApiError> {
        self.raw(name, json!(request)).and_then(|value| read(name, value))
    }

    /// Carries out a command that only the running program can: it has the screen and the recorder.
    pub(crate) fn call_running<Q: Serialize, A: DeserializeOwned>(
        &self,
        name: &str,
        request: &Q,
    ) -> Result<A, ApiError> {
        let answer = socket::call(&self.library, name, json!(request)).ok_or_else(|| {
            let hint = "Start it first: sopwright-desktop --library DIR for a library that is not the usual one.";
            ApiError::new(Code::Refused, "Sopwright does not run for this library", hint)
        })?;
        answer.and_then(|value| read(name, value))
    }

    fn raw(&self, name: &str, request: Value) -> Result<Value, ApiError> {
        match socket::call(&self.library, name, request.clone()) {
            Some(answer) => answer,
            None => commands::dispatch(self.own()?, name, request),
        }
    }

    fn own(&self) -> Result<&App, ApiError> {
        if self.own.get().is_none() {
            if !self.library.is_dir() {
                let message = format!("There is no library at {}", self.library.display());
                return Err(ApiError::new(
                    Code::NotFound,
                    message,
                    "Name it with --library DIR, or start Sopwright once.",
                ));
            }
            let app = open(&self.library)?;
            // Empty until now, as the line above made sure.
            self.own.set(app).ok();
        }
        self.own.get().ok_or_else(|| ApiError::new(Code::Failed, "The library was not opened", ""))
    }
}

fn open(library: &Path) -> Result<App, ApiError> {
    let none = Desktop::headless();
    let parts = Parts {
        senses: Senses {
            screen: Arc::from(none.screen),
            windows: Arc::from(none.windows),
            clipboard: Arc::from(none.clipboard),
            inputs: Arc::from(none.inputs),
            elements: Arc::from(none.elements),
            encode: |frame| sopwright_capture::png::encode(frame).map_err(|error| error.to_string()),
        },
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        listener: Arc::new(Silence),
        desktop: DesktopReport::default(),
        login: std::env::var("USER").unwrap_or_default(),
    };
    App::open(library, parts)
}

fn read<A: DeserializeOwned>(name: &str, value: Value) -> Result<A, ApiError> {
    serde_json::from_value(value).map_err(|error| {
        let message = format!("The answer to {name} is not understood: {error}");
        ApiError::new(Code::Failed, message, "The running Sopwright may be of another version; start it again.")
    })
}
