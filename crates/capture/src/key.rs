//! The keys that a chord can be made of: their names, what X calls them, and where they sit on a US keyboard. The one
//! table that chords, the keyboard map and the listener follow.

/// One key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The name, as it is shown.
    pub name: &'static str,
    /// Other names that are understood when typed, in small letters.
    pub also: &'static [&'static str],
    /// The X keysym that it bears without modifiers on a US keyboard.
    pub keysym: u32,
    /// The keycode on a keyboard in the usual evdev numbering, where no layout tells otherwise.
    pub place: u8,
    /// What pressing it alone does.
    pub sort: Sort,
}

/// What pressing a key alone does, as far as collisions go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Types a letter, digit or sign.
    Types,
    /// Moves, deletes, confirms: every application acts on it.
    Edits,
    /// F1 to F12: applications act on it.
    Function,
    /// Hardly any application acts on it.
    Spare,
}

/// The key with this name, in whatever case.
pub(crate) fn named(name: &str) -> Option<&'static Key> {
    let small = name.to_lowercase();
    KEYS.iter().find(|key| key.name.to_lowercase() == small || key.also.contains(&small.as_str()))
}

/// The key that a US keyboard has in this place.
pub(crate) fn in_place(place: u8) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.place == place)
}

const fn k(name: &'static str, also: &'static [&'static str], keysym: u32, place: u8, sort: Sort) -> Key {
    Key { name, also, keysym, place, sort }
}

use Sort::{Edits, Function, Spare, Types};

/// All of them.
pub(crate) static KEYS: &[Key] = &[
    k("A", &[], 0x61, 38, Types),
    k("B", &[], 0x62, 56, Types),
    k("C", &[], 0x63, 54, Types),
    k("D", &[], 0x64, 40, Types),
    k("E", &[], 0x65, 26, Types),
    k("F", &[], 0x66, 41, Types),
    k("G", &[], 0x67, 42, Types),
    k("H", &[], 0x68, 43, Types),
    k("I", &[], 0x69, 31, Types),
    k("J", &[], 0x6a, 44, Types),
    k("K", &[], 0x6b, 45, Types),
    k("L", &[], 0x6c, 46, Types),
    k("M", &[], 0x6d, 58, Types),
    k("N", &[], 0x6e, 57, Types),
    k("O", &[], 0x6f, 32, Types),
    k("P", &[], 0x70, 33, Types),
    k("Q", &[], 0x71, 24, Types),
    k("R", &[], 0x72, 27, Types),
    k("S", &[], 0x73, 39, Types),
    k("T", &[], 0x74, 28, Types),
    k("U", &[], 0x75, 30, Types),
    k("V", &[], 0x76, 55, Types),
    k("W", &[], 0x77, 25, Types),
    k("X", &[], 0x78, 53, Types),
    k("Y", &[], 0x79, 29, Types),
    k("Z", &[], 0x7a, 52, Types),
    k("0", &["digit0"], 0x30, 19, Types),
    k("1", &["digit1"], 0x31, 10, Types),
    k("2", &["digit2"], 0x32, 11, Types),
    k("3", &["digit3"], 0x33, 12, Types),
    k("4", &["digit4"], 0x34, 13, Types),
    k("5", &["digit5"], 0x35, 14, Types),
    k("6", &["digit6"], 0x36, 15, Types),
    k("7", &["digit7"], 0x37, 16, Types),
    k("8", &["digit8"], 0x38, 17, Types),
    k("9", &["digit9"], 0x39, 18, Types),
    k("Minus", &["-"], 0x2d, 20, Types),
    k("Equal", &["="], 0x3d, 21, Types),
    k("BracketLeft", &["["], 0x5b, 34, Types),
    k("BracketRight", &["]"], 0x5d, 35, Types),
    k("Semicolon", &[";"], 0x3b, 47, Types),
    k("Quote", &["'", "apostrophe"], 0x27, 48, Types),
    k("Backquote", &["`", "grave"], 0x60, 49, Types),
    k("Backslash", &["\\"], 0x5c, 51, Types),
    k("Comma", &[","], 0x2c, 59, Types),
    k("Period", &[".", "dot"], 0x2e, 60, Types),
    k("Slash", &["/"], 0x2f, 61, Types),
    k("Space", &[" "], 0x20, 65, Types),
    k("Tab", &[], 0xff09, 23, Edits),
    k("Enter", &["return"], 0xff0d, 36, Edits),
    k("Escape", &["esc"], 0xff1b, 9, Edits),
    k("Backspace", &[], 0xff08, 22, Edits),
    k("Delete", &["del"], 0xffff, 119, Edits),
    k("Home", &[], 0xff50, 110, Edits),
    k("End", &[], 0xff57, 115, Edits),
    k("PageUp", &["prior", "page_up"], 0xff55, 112, Edits),
    k("PageDown", &["next", "page_down"], 0xff56, 117, Edits),
    k("Left", &["arrowleft"], 0xff51, 113, Edits),
    k("Right", &["arrowright"], 0xff53, 114, Edits),
    k("Up", &["arrowup"], 0xff52, 111, Edits),
    k("Down", &["arrowdown"], 0xff54, 116, Edits),
    k("Insert", &["ins"], 0xff63, 118, Edits),
    k("F1", &[], 0xffbe, 67, Function),
    k("F2", &[], 0xffbf, 68, Function),
    k("F3", &[], 0xffc0, 69, Function),
    k("F4", &[], 0xffc1, 70, Function),
    k("F5", &[], 0xffc2, 71, Function),
    k("F6", &[], 0xffc3, 72, Function),
    k("F7", &[], 0xffc4, 73, Function),
    k("F8", &[], 0xffc5, 74, Function),
    k("F9", &[], 0xffc6, 75, Function),
    k("F10", &[], 0xffc7, 76, Function),
    k("F11", &[], 0xffc8, 95, Function),
    k("F12", &[], 0xffc9, 96, Function),
    k("F13", &[], 0xffca, 191, Spare),
    k("F14", &[], 0xffcb, 192, Spare),
    k("F15", &[], 0xffcc, 193, Spare),
    k("F16", &[], 0xffcd, 194, Spare),
    k("F17", &[], 0xffce, 195, Spare),
    k("F18", &[], 0xffcf, 196, Spare),
    k("F19", &[], 0xffd0, 197, Spare),
    k("F20", &[], 0xffd1, 198, Spare),
    k("F21", &[], 0xffd2, 199, Spare),
    k("F22", &[], 0xffd3, 200, Spare),
    k("F23", &[], 0xffd4, 201, Spare),
    k("F24", &[], 0xffd5, 202, Spare),
    k("Pause", &["break"], 0xff13, 127, Spare),
    k("ScrollLock", &["scroll_lock"], 0xff14, 78, Spare),
    k("PrintScreen", &["print", "sysrq"], 0xff61, 107, Spare),
    k("Menu", &["contextmenu", "apps"], 0xff67, 135, Spare),
    k("Numpad0", &["kp0"], 0xffb0, 90, Types),
    k("Numpad1", &["kp1"], 0xffb1, 87, Types),
    k("Numpad2", &["kp2"], 0xffb2, 88, Types),
    k("Numpad3", &["kp3"], 0xffb3, 89, Types),
    k("Numpad4", &["kp4"], 0xffb4, 83, Types),
    k("Numpad5", &["kp5"], 0xffb5, 84, Types),
    k("Numpad6", &["kp6"], 0xffb6, 85, Types),
    k("Numpad7", &["kp7"], 0xffb7, 79, Types),
    k("Numpad8", &["kp8"], 0xffb8, 80, Types),
    k("Numpad9", &["kp9"], 0xffb9, 81, Types),
    k("NumpadAdd", &["kpadd"], 0xffab, 86, Types),
    k("NumpadSubtract", &["kpsubtract"], 0xffad, 82, Types),
    k("NumpadMultiply", &["kpmultiply"], 0xffaa, 63, Types),
    k("NumpadDivide", &["kpdivide"], 0xffaf, 106, Types),
    k("NumpadEnter", &["kpenter"], 0xff8d, 104, Edits),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_name_keysym_or_place_is_given_twice() {
        let mut names = HashSet::new();
        let mut keysyms = HashSet::new();
        let mut places = HashSet::new();
        for key in KEYS {
            assert!(names.insert(key.name.to_lowercase()), "{}", key.name);
            for also in key.also {
                assert!(names.insert((*also).to_owned()), "{also}");
            }
            assert!(keysyms.insert(key.keysym), "{}", key.name);
            assert!(places.insert(key.place), "{}", key.name);
        }
    }
}
