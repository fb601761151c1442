//! What the domain needs from outside: clocks, identities, the screen, the clipboard, the window in front. Adapters
//! live in `capture`; tests bring their own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::act::Element;
use crate::entry::{Place, Point, Rect, Snippet};
use crate::id::EntryId;
use crate::time::Moment;
use crate::watch::Heard;
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

/// A window that can be seen on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Name of its application, as in [`Place::app`].
    pub app: String,
    /// Its title. Empty for menus and the like.
    pub title: String,
    /// The process that it belongs to, if known.
    pub process: Option<u32>,
    /// All that it may paint on.
    pub frame: Rect,
    /// The parts of it that let nothing through. Empty for a window that can be seen through.
    pub solid: Vec<Rect>,
}

/// A picture with the windows in it, without Sopwright's own. What of them may be kept is not decided by who makes it.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The picture.
    pub frame: Frame,
    /// The windows that can be seen in it, the lowest first.
    pub windows: Vec<Shown>,
}

/// Takes pictures of the screen.
pub trait Screen: Send + Sync {
    /// Whether it tells which windows are in a picture, so that excluded ones can be covered.
    fn knows_windows(&self) -> bool {
        true
    }
    /// The monitor on which the person acts (window in front, else pointer, else the first), as it is now, without
    /// Sopwright's own windows.
    fn grab(&self) -> Result<Frame, CaptureError>;
    /// The picture of the monitor that holds this point, or of the one on which the person acts, with the windows that are
    /// in it, as they were when it was taken.
    fn scene(&self, at: Option<Point>) -> Result<Scene, CaptureError>;
}

/// Knows which window is in front, and can give the focus back to it.
pub trait Windows: Send + Sync {
    /// Application, title, frame and pointer, as far as the desktop tells. Never blocks for longer than a few
    /// milliseconds.
    fn place(&self) -> Place;
    /// The same for the window under the pointer, which may not be in front yet. Nothing, if it is Sopwright's own.
    fn place_under_pointer(&self) -> Option<Place> {
        Some(self.place())
    }
    /// Whether a window of Sopwright has the keyboard.
    fn own_in_front(&self) -> bool {
        false
    }
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
    /// Calls `copied` at once whenever something is copied, from a thread of its own, until what is given back is dropped.
    /// What was copied is not looked at. Nothing, where the desktop does not tell.
    fn watch(&self, _copied: Copied) -> Option<Box<dyn Send + Sync>> {
        None
    }
}

/// What is called with the moment of each copy.
pub type Copied = Box<dyn Fn(Moment) + Send + Sync>;

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
    /// Destroy what was recorded in the last minute.
    Forget,
}

impl Action {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
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
        Self::Forget,
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
            Self::Record | Self::Pause | Self::Withdraw | Self::Forget => return None,
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

/// Hears all mouse and keyboard input, while it is told to.
pub trait Inputs: Send + Sync {
    /// Starts to hear, and hands everything to `ear`, from a thread of its own and in order; or, with `None`, stops: when
    /// this returns, nothing listens any more.
    ///
    /// # Errors
    /// When this desktop lets nobody listen.
    fn listen(&self, ear: Option<Ear>) -> Result<(), CaptureError>;
}

/// What is called with each input.
pub type Ear = Box<dyn Fn(Heard) + Send + Sync>;

/// The element that has the keyboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focused {
    /// Which it is.
    pub element: Element,
    /// What was typed into it since [`Elements::begin_text`], as text; `None` if it is secret, or does not tell, or cannot
    /// be known for sure. Never a guess.
    pub typed: Option<String>,
}

/// Knows the elements of other programs' windows, by the desktop's accessibility interface. Every answer takes at most
/// [`ELEMENT_TIME`]; a program that does not answer has unnamed elements.
pub trait Elements: Send + Sync {
    /// Questions will come from now on, so that programs are to show their elements; or no more will. The first question
    /// does it too, but may then go unanswered: it takes programs a moment.
    fn attend(&self, _on: bool) {}
    /// The element at this point of the virtual screen, in the window of this place.
    fn at(&self, point: Point, place: &Place) -> Option<Element>;
    /// The element that has the keyboard, in the window of this place.
    fn focused(&self, place: &Place) -> Option<Focused>;
    /// From now on, what is typed is to be told by [`Elements::focused`]; or no longer. Off at first.
    fn read_typed(&self, on: bool);
    /// A burst of typing begins: what stands in the field now was not typed in it.
    fn begin_text(&self);
}

/// The longest that a question about an element may take.
pub const ELEMENT_TIME: std::time::Duration = std::time::Duration::from_millis(150);

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
