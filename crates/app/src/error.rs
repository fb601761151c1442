//! The one error that crosses the edge, to windows and to the command line.

use serde::{Deserialize, Serialize};
use sopwright_core::merge::DoesNotFit;
use sopwright_core::operation::OperationError;
use sopwright_core::port::CaptureError;
use sopwright_core::question::AnswerError;
use sopwright_core::recorder::Refusal;
use sopwright_core::rewrite::RewriteError;
use sopwright_export::ExportError;
use sopwright_export::package::PackageError;
use sopwright_store::StoreError;
use ts_rs::TS;

/// What a caller branches on. A code exists only if one does: the command line turns them into exit codes, the editor
/// reads a document anew on `stale`, and the export sheet is silent on `cancelled`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// It did not work.
    Failed,
    /// The request makes no sense.
    BadRequest,
    /// What is asked for is not there.
    NotFound,
    /// The state, or a rule, forbids it.
    Refused,
    /// The document has moved on.
    Stale,
    /// The person cancelled it.
    Cancelled,
}

/// What happened, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}. {hint}")]
pub struct ApiError {
    /// What a caller branches on.
    pub code: Code,
    /// What happened, as a sentence without a full stop.
    pub message: String,
    /// What to do, as a sentence; may be empty.
    pub hint: String,
}

impl ApiError {
    /// An error with its words.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        use StoreError as E;
        let (code, hint) = match &error {
            E::OldSqlite(_) => (Code::Failed, "Build Sopwright with its bundled SQLite."),
            E::Newer { .. } => (Code::Refused, "Install the newer Sopwright on this machine, or open another library."),
            E::Foreign(_) => (Code::Refused, "Choose another folder for the library."),
            E::Damaged(_) => {
                (Code::Failed, "Run \"sopwright verify\" to see what is damaged, and restore it from a backup.")
            }
            E::InUse(_) => (Code::Refused, "Close the other program, or choose another library."),
            E::Folder { .. } => (Code::Failed, "Make the folder writable for you, or choose another with --library."),
            E::DiskFull => (
                Code::Failed,
                "Free some room on the disk that holds the library. What you typed is kept and is saved as soon as there is room.",
            ),
            E::File { .. } => (Code::Failed, "Check that the library folder is there and that you may write to it."),
            E::StillThere(_) => (
                Code::Failed,
                "Nothing shows it any more. Close Sopwright and start it again: it removes the file then.",
            ),
            E::NotFound { .. } => {
                (Code::NotFound, "List what there is with \"sopwright sessions\" and \"sopwright sops\".")
            }
            E::Row { .. } => (Code::Failed, "Run \"sopwright verify\" to see what is damaged."),
            E::Sqlite(_) => (Code::Failed, "Try again. If it goes on, run \"sopwright verify\"."),
        };
        Self::new(code, error.to_string(), hint)
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let hint = match refusal {
            Refusal::NotRecording => "Start a recording first.",
            Refusal::Paused => "Resume the recording first.",
            Refusal::AlreadyRecording => "Stop it before you start another.",
            Refusal::NotLoggable => "Choose another kind.",
        };
        Self::new(Code::Refused, sentence(&refusal.to_string()), hint)
    }
}

impl From<OperationError> for ApiError {
    fn from(error: OperationError) -> Self {
        Self::new(
            Code::Stale,
            format!("This change does not fit the SOP as it is now: {error}"),
            "Look at the SOP as it is now and try again.",
        )
    }
}

impl From<AnswerError> for ApiError {
    fn from(error: AnswerError) -> Self {
        use AnswerError as E;
        let hint = match &error {
            E::Stale(stale) => return stale.clone().into(),
            E::Answered => "Look at the question again.".to_owned(),
            E::Empty => "Write the answer first.".to_owned(),
            E::NoDay => "Write it as 2027-01-31, as 31 January 2027, or as today.".to_owned(),
            E::NoMinutes => "Write it as 25, or as 1 h 30 min.".to_owned(),
            E::NoChoice(choices) => format!("Choose one of these: {}.", choices.join(", ")),
            E::NoQuestion => {
                "Write the question with its question mark, and the answer after it, in one line.".to_owned()
            }
        };
        Self::new(Code::Refused, sentence(&error.to_string()), hint)
    }
}

impl From<RewriteError> for ApiError {
    fn from(error: RewriteError) -> Self {
        use RewriteError as E;
        let hint = match &error {
            E::Stale(stale) => return stale.clone().into(),
            E::TooFew(_) => "Select more of them first.",
            E::FirstOfPhase => "Choose a step further down.",
            E::LastPhase => "Move the phase up first, or merge it from the phase before it.",
            E::BadName(_) => "Use small letters from a to z, digits and underscores, such as invoice_no.",
            E::NameTaken(_) => "Choose another name.",
            E::StillUsed { .. } => "Take it out of the texts first.",
            E::NoWords => "Type the words first.",
            E::NotThere => "Look whether they are spelled as in the SOP.",
        };
        Self::new(Code::Refused, sentence(&error.to_string()), hint)
    }
}

/// With a capital letter at the start.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

impl From<CaptureError> for ApiError {
    fn from(error: CaptureError) -> Self {
        Self::new(Code::Failed, error.what, error.hint)
    }
}

impl From<PackageError> for ApiError {
    fn from(error: PackageError) -> Self {
        use PackageError as E;
        let (code, hint) = match &error {
            E::Newer { .. } => {
                (Code::Refused, "Install the newer Sopwright on this machine, or ask for the SOP as Markdown.")
            }
            E::Forbidden(_) => (Code::Refused, "Nothing was taken in. Ask the sender where the file comes from."),
            E::TooLarge(_) => (Code::Refused, "Nothing was taken in. Ask for the SOP without its recording."),
            E::Damaged(_) => (Code::Failed, "Nothing was taken in. Ask for the file once more."),
            E::Read(_) => (Code::Failed, "Nothing was taken in. Check that you may read the file."),
        };
        Self::new(code, sentence(&error.to_string()), hint)
    }
}

impl From<DoesNotFit> for ApiError {
    fn from(error: DoesNotFit) -> Self {
        Self::new(Code::Failed, sentence(&error.to_string()), "Change the SOP by hand instead.")
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Cancelled => Self::new(Code::Cancelled, "The export was cancelled", "Nothing was written."),
            other => {
                Self::new(Code::Failed, format!("The export did not work: {other}"), "The SOP itself is unharmed.")
            }
        }
    }
}
