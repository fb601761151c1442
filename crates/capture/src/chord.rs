//! Key chords as people write them: read, put in one form, and judged for what else they would take away. Which keys
//! of this keyboard they are, and whether they are free, is the hotkey source's to find out.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::key::{self, Key, Sort};

/// The modifiers of a chord.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Modifiers {
    /// Control, left or right.
    pub ctrl: bool,
    /// Alt, the left one.
    pub alt: bool,
    /// Shift, left or right.
    pub shift: bool,
    /// The Windows or command key, left or right.
    pub logo: bool,
}

impl Modifiers {
    fn none(self) -> bool {
        self == Self::default()
    }
}

/// A chord that was understood.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// What is held down.
    pub modifiers: Modifiers,
    key: &'static Key,
}

impl Keys {
    /// The name of the key that is pressed while the modifiers are held.
    pub fn key(&self) -> &'static str {
        self.key.name
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn entry(&self) -> &'static Key {
        self.key
    }

    pub(crate) fn with(modifiers: Modifiers, key: &'static Key) -> Self {
        Self { modifiers, key }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers { ctrl, alt, shift, logo } = self.modifiers;
        for (held, name) in [(ctrl, "Ctrl"), (alt, "Alt"), (shift, "Shift"), (logo, "Super")] {
            if held {
                write!(f, "{name}+")?;
            }
        }
        f.write_str(self.key.name)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({self})")
    }
}

/// Why a chord was not understood, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChordError {
    /// Nothing was written.
    #[error("No keys are given. Write them as in Ctrl+Super+S.")]
    Empty,
    /// There are only modifiers.
    #[error("{0} only names keys to hold. Add the key to press, as in Ctrl+Super+S.")]
    NoKey(String),
    /// There is more than one key that is not a modifier.
    #[error("{first} and {second} cannot be pressed as one. Keep one key, and hold Ctrl, Alt, Shift or Super with it.")]
    TwoKeys {
        /// The key that was read first.
        first: String,
        /// The one after it.
        second: String,
    },
    /// A modifier is written twice.
    #[error("{0} is written twice. Write it once.")]
    Twice(String),
    /// The name means nothing.
    #[error("{0:?} is not the name of a key. Use A to Z, 0 to 9, F1 to F24, or a name such as Pause, Insert or Space.")]
    Unknown(String),
    /// There is a plus sign with nothing beside it.
    #[error("A plus sign has no key beside it. Write the keys as in Ctrl+Super+S.")]
    Gap,
}

impl FromStr for Keys {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, ChordError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ChordError::Empty);
        }
        let mut modifiers = Modifiers::default();
        let mut pressed: Option<&'static Key> = None;
        for part in text.split('+').map(str::trim) {
            let held = match part.to_lowercase().as_str() {
                "" => return Err(ChordError::Gap),
                "ctrl" | "control" => &mut modifiers.ctrl,
                "alt" | "option" => &mut modifiers.alt,
                "shift" => &mut modifiers.shift,
                "super" | "meta" | "win" | "windows" | "cmd" | "command" => &mut modifiers.logo,
                _ => {
                    let key = key::named(part).ok_or_else(|| ChordError::Unknown(part.chars().take(40).collect()))?;
                    if let Some(first) = pressed {
                        return Err(ChordError::TwoKeys { first: first.name.into(), second: key.name.into() });
                    }
                    pressed = Some(key);
                    continue;
                }
            };
            if std::mem::replace(held, true) {
                return Err(ChordError::Twice(part.into()));
            }
        }
        let key = pressed.ok_or_else(|| ChordError::NoKey(text.chars().take(40).collect()))?;
        Ok(Self { modifiers, key })
    }
}

/// What the chord would take away from other programs, and what to do, in words; nothing if it takes away nothing that
/// is known, or is not a chord.
pub fn collides(chord: &str) -> Option<String> {
    let keys: Keys = chord.parse().ok()?;
    let Modifiers { ctrl, alt, shift, logo } = keys.modifiers;
    let sort = keys.key.sort;
    let types = sort == Sort::Types;
    let why = if keys.modifiers.none() || (shift && !ctrl && !alt && !logo) {
        match sort {
            Sort::Types => format!("{keys} types a character in every application"),
            Sort::Edits => format!("{keys} moves or edits in every application"),
            Sort::Function => format!("{keys} is used by many applications"),
            Sort::Spare => return None,
        }
    } else if logo && !ctrl && !alt && !shift {
        if sort == Sort::Spare {
            return None;
        }
        format!("{keys} belongs to the desktop: it opens menus, locks the screen or moves windows")
    } else if logo {
        return None;
    } else if ctrl && alt {
        match sort {
            Sort::Types => {
                format!(
                    "{keys} is the same as AltGr+{} on many keyboards, which types characters such as \u{20ac} and @",
                    keys.key.name
                )
            }
            Sort::Function => format!("{keys} switches to a text console on Linux"),
            Sort::Edits => format!("{keys} belongs to the desktop on many systems"),
            Sort::Spare => return None,
        }
    } else if alt && (types || sort == Sort::Function || sort == Sort::Edits) {
        format!("{keys} opens menus and closes or switches windows in many applications")
    } else if ctrl && sort != Sort::Spare {
        format!("{keys} is a shortcut in many applications")
    } else {
        return None;
    };
    Some(format!("{why}. Hold Ctrl and Super instead, as in Ctrl+Super+{}.", keys.key.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        text.parse::<Keys>().unwrap_err().to_string()
    }

    #[test]
    fn chords_are_read_in_any_case_and_order_and_written_in_one() {
        for (written, shown) in [
            ("Ctrl+Super+S", "Ctrl+Super+S"),
            ("super+CONTROL+s", "Ctrl+Super+S"),
            (" Shift + Alt + page_up ", "Alt+Shift+PageUp"),
            ("Cmd+Ctrl+7", "Ctrl+Super+7"),
            ("Pause", "Pause"),
            ("win+f24", "Super+F24"),
            ("Ctrl+-", "Ctrl+Minus"),
        ] {
            assert_eq!(written.parse::<Keys>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn every_chord_reads_back_as_itself() {
        for key in key::KEYS {
            for bits in 0..16 {
                let modifiers =
                    Modifiers { ctrl: bits & 1 > 0, alt: bits & 2 > 0, shift: bits & 4 > 0, logo: bits & 8 > 0 };
                let keys = Keys { modifiers, key };
                assert_eq!(keys.to_string().parse(), Ok(keys));
            }
        }
    }

    #[test]
    fn a_mistake_is_named_with_what_to_write() {
        assert!(error("").contains("Ctrl+Super+S"));
        assert!(error("Ctrl+Super").contains("Add the key to press"));
        assert!(error("Ctrl+S+D").contains("Keep one key"));
        assert!(error("Ctrl+Ctrl+S").contains("twice"));
        assert!(error("Ctrl+\u{e9}").contains("not the name of a key"));
        assert!(error("Ctrl++S").contains("plus sign"));
        assert!(error(&"x".repeat(5_000)).len() < 300);
    }

    #[test]
    fn chords_that_others_need_are_told_apart_from_free_ones() {
        for taken in [
            "S",
            "Shift+S",
            "F5",
            "Enter",
            "Ctrl+S",
            "Alt+S",
            "Ctrl+Shift+S",
            "Ctrl+Alt+E",
            "Ctrl+Alt+F2",
            "Super+L",
            "Alt+F4",
            "Ctrl+Left",
            "Ctrl+Alt+Delete",
            "Alt+Tab",
        ] {
            let why = collides(taken).unwrap_or_else(|| panic!("{taken} should collide"));
            assert!(why.contains("Ctrl+Super+"), "{why}");
        }
        assert!(collides("Ctrl+Alt+E").is_some_and(|why| why.contains("AltGr+E")));
        for free in ["Ctrl+Super+S", "Pause", "F13", "Ctrl+Shift+Super+S", "Ctrl+Alt+Super+S", "Ctrl+Pause", "nonsense"]
        {
            assert_eq!(collides(free), None, "{free}");
        }
    }

    #[test]
    fn the_chords_as_shipped_collide_with_nothing() {
        for hotkey in sopwright_core::settings::default_hotkeys() {
            assert_eq!(collides(&hotkey.chord), None, "{}", hotkey.chord);
        }
    }
}
