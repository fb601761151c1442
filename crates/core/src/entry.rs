//! What a session holds: entries. An entry is a fact that is appended once and never changed; the hash chain over a
//! session's entries makes any later change visible.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::act::{Act, Element};
use crate::id::{EntryId, Hash, SessionId};
use crate::time::Timestamp;

/// What an entry is. The one list of kinds: the hotkeys, the command line, the timeline and the draft rules follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// One action of the procedure.
    Step,
    /// Something worth knowing about the step before it.
    Note,
    /// Something that can go wrong, about the step after it.
    Warning,
    /// A choice: becomes if / then / else.
    Decision,
    /// What the screen shows when the step before it worked.
    Expected,
    /// A question that readers will ask, for the FAQ.
    Faq,
    /// Something to find out later.
    Question,
    /// What the clipboard held.
    Snippet,
    /// A picture without words.
    Shot,
    /// A mouse click seen by automatic capture.
    Click,
    /// A burst of typing seen by automatic capture.
    Typing,
    /// A keyboard shortcut seen by automatic capture.
    Shortcut,
    /// Another window came to the front.
    Focus,
    /// Recording was paused.
    Pause,
    /// Recording went on.
    Resume,
    /// Recording was interrupted, by a crash for instance, between the entry before and the one after.
    Gap,
    /// Takes back the entry that [`Entry::about`] names.
    Withdrawn,
    /// Gives the entry that [`Entry::about`] names its words, in place of what it had.
    Words,
    /// Stands where entries were destroyed because the person wished it; [`EntryContent::forgotten`] says how many.
    Forgotten,
}

impl EntryKind {
    /// The kinds that a person may log by hotkey or by `sopwright log`, in the order in which they are offered.
    pub const LOGGABLE: [Self; 9] = [
        Self::Step,
        Self::Note,
        Self::Warning,
        Self::Decision,
        Self::Expected,
        Self::Faq,
        Self::Question,
        Self::Snippet,
        Self::Shot,
    ];

    /// The word for it, as in the database, in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Decision => "decision",
            Self::Expected => "expected",
            Self::Faq => "faq",
            Self::Question => "question",
            Self::Snippet => "snippet",
            Self::Shot => "shot",
            Self::Click => "click",
            Self::Typing => "typing",
            Self::Shortcut => "shortcut",
            Self::Focus => "focus",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Gap => "gap",
            Self::Withdrawn => "withdrawn",
            Self::Words => "words",
            Self::Forgotten => "forgotten",
        }
    }

    /// Whether it is the recorder's own bookkeeping, and no entry for people.
    pub fn is_bookkeeping(self) -> bool {
        matches!(self, Self::Pause | Self::Resume | Self::Gap | Self::Focus | Self::Forgotten)
    }

    /// Whether a picture of the screen belongs to this kind when it is logged.
    pub fn takes_shot(self) -> bool {
        matches!(self, Self::Step | Self::Warning | Self::Decision | Self::Expected | Self::Shot | Self::Click)
    }

    /// Whether it is something that was done, and so a step of its own in a draft; the other kinds tell more about one.
    pub fn is_action(self) -> bool {
        matches!(self, Self::Step | Self::Decision | Self::Click | Self::Typing | Self::Shortcut)
    }

    /// Whether it is something that automatic capture saw.
    pub fn is_act(self) -> bool {
        matches!(self, Self::Click | Self::Typing | Self::Shortcut)
    }

    /// Whether the quick field opens for words after it was logged by hotkey.
    pub fn asks_words(self) -> bool {
        matches!(
            self,
            Self::Step | Self::Note | Self::Warning | Self::Decision | Self::Expected | Self::Faq | Self::Question
        )
    }
}

/// A rectangle on the virtual screen, in physical pixels. `x` and `y` may be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A point on the virtual screen, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// Where on the desktop an entry was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Place {
    /// Name of the application in front, as the desktop names it ("Mousepad"). Empty when unknown.
    pub app: String,
    /// Title of the window in front. Empty when unknown.
    pub title: String,
    /// Frame of the window in front.
    pub window: Option<Rect>,
    /// Where the pointer was.
    pub pointer: Option<Point>,
}

/// A screenshot: a lossless PNG named by the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shot {
    /// BLAKE3 of the file's bytes; also its name.
    pub hash: Hash,
    /// What part of the virtual screen it shows, so that pointer and window can be placed on it.
    pub area: Rect,
    /// Size of the file in bytes.
    pub bytes: u32,
}

/// What the clipboard held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Snippet {
    /// Plain text.
    Text {
        /// The text, masked if `masked`.
        text: String,
    },
    /// Formatted text: what it reads as, and its source.
    Html {
        /// The text as plain text.
        text: String,
        /// The HTML, never shown as such.
        source: String,
    },
    /// A picture; it is the entry's shot.
    Image,
    /// Names of files.
    Files {
        /// Full paths.
        paths: Vec<String>,
    },
}

impl Snippet {
    /// The snippet as plain text; empty for a picture.
    pub fn plain(&self) -> String {
        match self {
            Self::Text { text } | Self::Html { text, .. } => text.clone(),
            Self::Image => String::new(),
            Self::Files { paths } => paths.join("\n"),
        }
    }
}

/// What was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Forgotten {
    /// How many entries.
    pub entries: u32,
    /// How much of the recording clock, in seconds.
    pub seconds: u32,
}

/// What an entry says, before the store gives it its place in the chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryContent {
    /// What it is.
    pub kind: EntryKind,
    /// The person's words, or the application's for automatic kinds. Plain text, not Markdown.
    #[serde(default)]
    pub text: String,
    /// The entry that this one withdraws or gives words to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub about: Option<EntryId>,
    /// For `Words`: the kind that the person chose in the field instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub becomes: Option<EntryKind>,
    /// What the clipboard held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub snippet: Option<Snippet>,
    /// Something that looked like a credential was replaced by dots before it was stored.
    #[serde(default)]
    pub masked: bool,
    /// Something was left out because it was too long; says what.
    #[serde(default)]
    pub cut: String,
    /// Where on the desktop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub place: Option<Place>,
    /// The picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub shot: Option<Shot>,
    /// Why there is no picture although one belongs here.
    #[serde(default)]
    pub shot_failed: String,
    /// What was done, for what automatic capture saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub act: Option<Act>,
    /// What it was done to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub element: Option<Element>,
    /// The window in front is excluded from recordings: no picture, place or clipboard was caught. Absent when false, so
    /// that the chain of older entries stays as it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub hidden: bool,
    /// For `Forgotten`: what was destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub forgotten: Option<Forgotten>,
}

impl EntryContent {
    /// An entry of this kind with nothing else in it.
    pub fn new(kind: EntryKind) -> Self {
        Self {
            kind,
            text: String::new(),
            about: None,
            becomes: None,
            snippet: None,
            masked: false,
            cut: String::new(),
            place: None,
            shot: None,
            shot_failed: String::new(),
            act: None,
            element: None,
            hidden: false,
            forgotten: None,
        }
    }
}

/// A fact accepted into a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Entry {
    /// Its identity.
    pub id: EntryId,
    /// The session it belongs to.
    pub session: SessionId,
    /// Its place in the session, from 1 without holes. The order of things (invariant 9).
    pub seq: u32,
    /// Wall clock at the press.
    pub at: Timestamp,
    /// Milliseconds of recording clock since the session started; never goes back.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// What it says.
    #[serde(flatten)]
    pub content: EntryContent,
    /// Hash over the chain value of the entry before and this entry.
    pub chain: Hash,
}

impl Entry {
    /// The value that [`Entry::chain`] must have after `before`: BLAKE3 over the chain before, then the entry's
    /// identity, place, times and content as canonical JSON (serde's field order, which is part of the format).
    pub fn chain_after(before: &Hash, entry: &Self) -> Result<Hash, serde_json::Error> {
        let body = serde_json::to_vec(&(
            before,
            entry.id,
            entry.session,
            entry.seq,
            entry.at,
            entry.elapsed_ms,
            &entry.content,
        ))?;
        Ok(Hash::of(&body))
    }
}
