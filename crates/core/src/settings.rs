//! What a person sets once: the hotkeys, what a draft is filled with, how recording behaves, how the app looks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Cadence, Person};
use crate::exclusion::{Exclusion, built_in};
use crate::id::TemplateId;
use crate::port::{Action, Hotkey};

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// One global hotkey an action.
    pub hotkeys: Vec<Hotkey>,
    /// What new drafts are filled with.
    pub defaults: DraftDefaults,
    /// How recording behaves.
    pub recording: RecordingSettings,
    /// Names of people who have left: the checks find the SOPs that they own.
    pub left: Vec<String>,
    /// How the app looks.
    pub look: Look,
}

/// What new drafts are filled with. An empty string is asked for in the draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DraftDefaults {
    /// The person at this desk: owner and author of new drafts.
    pub person: Person,
    /// Who new SOPs are for.
    pub audience: String,
    /// How often they are renewed.
    pub cadence: Cadence,
    /// Text of the help section.
    pub help: String,
    /// Text of the policy section.
    pub policy: String,
    /// Where finished SOPs are kept.
    pub storage: String,
    /// Such as `Internal`.
    pub classification: String,
    /// Number series: `SOP-FIN-{n}`; `{n}` becomes the next free number, three digits at least.
    pub series: String,
    /// The template that new drafts take; none: the first built-in one.
    pub template: Option<TemplateId>,
}

/// How recording behaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecordingSettings {
    /// The main window hides while recording.
    pub hide_main: bool,
    /// The quick field opens after a hotkey.
    pub quick_field: bool,
    /// The main window is closed to the tray rather than ending the program.
    pub close_to_tray: bool,
    /// Clicks, shortcuts and typing become steps by themselves.
    pub automatic: bool,
    /// With automatic steps, what is copied is offered as a snippet.
    pub offer_copied: bool,
    /// With automatic steps, what is typed is kept, where it is not secret; otherwise only that something was typed.
    pub typed_text: bool,
    /// Windows of which nothing is kept.
    pub excluded: Vec<Exclusion>,
    /// Mail addresses and names of people in paths are masked like credentials.
    pub mask_people: bool,
}

impl Default for RecordingSettings {
    fn default() -> Self {
        Self {
            hide_main: true,
            quick_field: true,
            close_to_tray: false,
            automatic: false,
            offer_copied: false,
            typed_text: false,
            excluded: built_in(),
            mask_people: false,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// As the desktop says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hotkeys: default_hotkeys(),
            defaults: DraftDefaults { series: "SOP-{n}".into(), cadence: Cadence::Yearly, ..DraftDefaults::default() },
            recording: RecordingSettings::default(),
            left: Vec::new(),
            look: Look::System,
        }
    }
}

impl Settings {
    /// The settings with the actions that came after they were saved: each gets its keys, unless they are taken.
    pub fn with_all_actions(mut self) -> Self {
        for new in default_hotkeys() {
            if self.hotkeys.iter().any(|known| known.action == new.action) {
                continue;
            }
            let taken = self.hotkeys.iter().any(|known| known.chord == new.chord);
            self.hotkeys.push(if taken { Hotkey { chord: String::new(), ..new } } else { new });
        }
        self
    }
}

/// The hotkeys as shipped: `Ctrl+Super+...`.
///
/// `Ctrl+Alt` is the same as AltGr on European layouts (Ctrl+Alt+E would swallow the euro sign), and Ctrl, Alt or
/// Ctrl+Shift with a letter belong to applications. Super with a letter belongs to the desktop. Ctrl+Super with a
/// letter is used by few: GNOME, KDE and Windows bind a handful (D, L, Q, Left, Right, Enter, O, N, C, F, M), which are
/// left out here.
pub fn default_hotkeys() -> Vec<Hotkey> {
    let key = |action| match action {
        Action::Record => "R",
        Action::Pause => "P",
        Action::Step => "S",
        Action::Note => "T",
        Action::Warning => "W",
        Action::Decision => "I",
        Action::Expected => "E",
        Action::Faq => "A",
        Action::Question => "H",
        Action::Snippet => "V",
        Action::Shot => "G",
        Action::Withdraw => "Z",
        Action::Forget => "K",
    };
    Action::ALL.into_iter().map(|action| Hotkey { action, chord: format!("Ctrl+Super+{}", key(action)) }).collect()
}
