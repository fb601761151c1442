//! What the domain needs from outside: clocks, identities, the screen, the clipboard, the window in front. Adapters
//! live in `capture`; tests bring their own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entry::{Place, Rect, Snippet};
use crate::id::EntryId;
use crate::time::Moment;
use uuid::Uuid;

/// Reads the clocks.
pub trait Clock: Send + Sync {
    /// Both clocks, now.
    fn now(&self) -> Moment;
}

/// Makes fresh identities.
pub trait Ids: Send + Sync {
    /// A UUIDv7 that was never given out before.
    fn fresh(&self) -> Uuid;
}

/// Pixels of a part of the virtual screen, as grabbed.
#[derive(Clone)]
pub struct Frame {
    /// What it shows. `area.width * area.height * 3 == rgb.len()`.
    pub area: Rect,
    /// Rows from the top, three bytes a pixel: red, green, blue.
    pub rgb: Vec<u8>,
}

impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Pixels never reach a log.
        write!(f, "Frame({:?})", self.area)
    }
}

/// What a capture source could not do, in words for the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[error("{what}. {hint}")]
pub struct CaptureError {
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

/// Takes pictures of the screen.
pub trait Screen: Send + Sync {
    /// The monitor on which the person acts (window in front, else pointer, else the first), as it is now, without
    /// Sopwright's own windows.
    fn grab(&self) -> Result<Frame, CaptureError>;
}

/// Knows which window is in front, and can give the focus back to it.
pub trait Windows: Send + Sync {
    /// Application, title, frame and pointer, as far as the desktop tells. Never blocks for longer than a few
    /// milliseconds.
    fn place(&self) -> Place;
    /// The window that has the keyboard, as an opaque number to hand to [`Windows::focus`].
    fn focused(&self) -> Option<u64>;
    /// Gives the keyboard to that window. A window that has gone is no error.
    fn focus(&self, window: u64);
}

/// What was found on the clipboard.
#[derive(Clone, Debug)]
pub enum Clip {
    /// Something to keep. `cut` says what was left out, or is empty.
    Kept {
        /// The content; an image comes as `picture`.
        snippet: Snippet,
        /// Pixels, for [`Snippet::Image`].
        picture: Option<Frame>,
        /// What was left out, in words, or empty.
        cut: String,
    },
    /// A password manager marked it secret. It was not read.
    Secret,
    /// It holds nothing that can be kept.
    Empty,
}

/// Reads the clipboard.
pub trait Clipboard: Send + Sync {
    /// What it holds now. Bounded in time (2 s) and size (1 MiB of text, 64 MiB of picture), whatever its owner does.
    fn read(&self) -> Result<Clip, CaptureError>;
}

/// What a global hotkey asks for. The one list: settings, tray and hotkeys follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Start, or stop, recording.
    Record,
    /// Pause, or resume.
    Pause,
    /// Log a step.
    Step,
    /// Log a note.
    Note,
    /// Log a warning.
    Warning,
    /// Log a decision.
    Decision,
    /// Log an expected result.
    Expected,
    /// Log a question for the FAQ.
    Faq,
    /// Log a question for later.
    Question,
    /// Log what the clipboard holds.
    Snippet,
    /// Log a picture without words.
    Shot,
    /// Take back the last entry.
    Withdraw,
}

impl Action {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Record,
        Self::Pause,
        Self::Step,
        Self::Note,
        Self::Warning,
        Self::Decision,
        Self::Expected,
        Self::Faq,
        Self::Question,
        Self::Snippet,
        Self::Shot,
        Self::Withdraw,
    ];

    /// The kind of entry that it logs, if it logs one.
    pub fn kind(self) -> Option<crate::entry::EntryKind> {
        use crate::entry::EntryKind as K;
        Some(match self {
            Self::Step => K::Step,
            Self::Note => K::Note,
            Self::Warning => K::Warning,
            Self::Decision => K::Decision,
            Self::Expected => K::Expected,
            Self::Faq => K::Faq,
            Self::Question => K::Question,
            Self::Snippet => K::Snippet,
            Self::Shot => K::Shot,
            Self::Record | Self::Pause | Self::Withdraw => return None,
        })
    }
}

/// A key chord in the form `Ctrl+Alt+S`: modifiers `Ctrl`, `Alt`, `Shift`, `Super`, then one key by its US name
/// (`A`..`Z`, `0`..`9`, `F1`..`F24`, `Pause`, `Insert`, `Space`, ...).
pub type Chord = String;

/// A hotkey and what it asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Hotkey {
    /// What it asks for.
    pub action: Action,
    /// The keys. Empty: none.
    pub chord: Chord,
}

/// How a hotkey is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hearing {
    /// It is ours alone: other programs do not see it.
    Own,
    /// Another program holds it; both hear it.
    Shared,
    /// It is not heard.
    Deaf,
    /// No keys are set.
    Unset,
}

/// How one hotkey fares on this desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HotkeyStatus {
    /// The hotkey.
    pub hotkey: Hotkey,
    /// How it is heard.
    pub hearing: Hearing,
    /// Who holds it, if known; else empty.
    pub holder: String,
    /// A free chord that could be used instead, or empty.
    pub offer: Chord,
    /// Why it is not heard as it should be, or empty.
    pub why: String,
}

/// One press, as a source heard it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// What it asks for.
    pub action: Action,
    /// When.
    pub moment: Moment,
}

/// Hears global hotkeys.
pub trait Hotkeys: Send + Sync {
    /// Replaces all hotkeys, and says how each fares.
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus>;
}

/// Reads the bytes of a picture.
pub trait Pictures: Send + Sync {
    /// The PNG file with this hash, or why it cannot be had.
    fn png(&self, hash: &crate::id::Hash) -> Result<Vec<u8>, String>;
}

/// An entry that has words waiting: what the quick field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldTarget {
    /// The entry that the words go to.
    pub entry: EntryId,
    /// Its kind.
    pub kind: crate::entry::EntryKind,
}
