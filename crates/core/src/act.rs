//! What a person did with mouse and keyboard, as automatic capture keeps it, and the element of a window that it was
//! done to. How raw input becomes acts is in [`crate::watch`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entry::{EntryKind, Point, Rect};

/// A button of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Button {
    /// The main one.
    Left,
    /// The one for context menus.
    Right,
    /// The wheel, pressed.
    Middle,
}

/// The key that ended a burst of typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Enter.
    Enter,
    /// Tab.
    Tab,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Act {
    /// A button was pressed and let go in one place.
    Click {
        /// Which.
        button: Button,
        /// How many times in quick succession: 1 to 3.
        times: u8,
        /// Where it was pressed first.
        at: Point,
    },
    /// Something was pulled from one place to another.
    Drag {
        /// With which button.
        button: Button,
        /// Where it was pressed.
        from: Point,
        /// Where it was let go.
        to: Point,
    },
    /// The wheel was turned, in one place and direction.
    Scroll {
        /// Where.
        at: Point,
        /// Notches to the right; negative: to the left.
        right: i32,
        /// Notches down; negative: up.
        down: i32,
    },
    /// A chord or a key with a meaning of its own was pressed.
    Keys {
        /// Such as `Ctrl+S` or `F5`.
        chord: String,
        /// How many times in quick succession.
        times: u32,
    },
    /// Text was typed. Which keys were pressed is not known: no character leaves the process that hears them.
    Type {
        /// The text as it stands in the field, if the person wants it kept and the field tells. Otherwise unknown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        text: Option<String>,
        /// The key that ended it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        ending: Option<Ending>,
    },
}

impl Act {
    /// The kind of entry that it is kept as.
    pub fn kind(&self) -> EntryKind {
        match self {
            Self::Click { .. } | Self::Drag { .. } | Self::Scroll { .. } => EntryKind::Click,
            Self::Keys { .. } => EntryKind::Shortcut,
            Self::Type { .. } => EntryKind::Typing,
        }
    }

    /// Where the pointer was when it began, for what is done with the mouse.
    pub fn at(&self) -> Option<Point> {
        match self {
            Self::Click { at, .. } | Self::Scroll { at, .. } | Self::Drag { from: at, .. } => Some(*at),
            Self::Keys { .. } | Self::Type { .. } => None,
        }
    }
}

/// What an element of a window is, in the words of the desktop's accessibility interface, brought down to those that
/// make a difference to how a step reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A push button, with or without a menu.
    Button,
    /// A button that stays down, or a switch.
    Toggle,
    /// A box to tick.
    CheckBox,
    /// One of several, of which one holds.
    Radio,
    /// The name of a menu in a menu bar.
    Menu,
    /// An item of a menu.
    MenuItem,
    /// A tab that turns to a page.
    Tab,
    /// A link.
    Link,
    /// A field for one line of text.
    Field,
    /// A field in which what is typed is hidden. Its text is never read.
    Password,
    /// A field for many lines, or a document.
    Text,
    /// A list to choose from that opens.
    ComboBox,
    /// A number with arrows.
    Spin,
    /// A handle on a scale.
    Slider,
    /// A row or item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A heading of a table's column.
    Header,
    /// A node of a tree.
    Node,
    /// A picture or icon.
    Icon,
    /// A terminal. What is typed there is never read.
    Terminal,
    /// Words that only tell something.
    Label,
    /// Anything else.
    #[default]
    Other,
}

impl Role {
    /// Whether text goes there.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Field | Self::Password | Self::Text | Self::ComboBox | Self::Spin | Self::Cell)
    }

    /// Whether what is typed there must never be read.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::Password | Self::Terminal)
    }
}

/// An element of a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What it is called on the screen: a button's caption, the label of a field. Empty: unnamed.
    pub name: String,
    /// Its frame on the virtual screen, in physical pixels.
    pub area: Option<Rect>,
}
