//! A chord as the portal wants it (the XDG "shortcuts" specification: `CTRL+LOGO+s`), and what it says back compared
//! with a chord.

use crate::chord::Keys;

/// What the portal is asked to listen for.
pub(super) fn trigger(keys: &Keys) -> String {
    let held = keys.modifiers;
    let mut parts: Vec<String> = [(held.ctrl, "CTRL"), (held.alt, "ALT"), (held.shift, "SHIFT"), (held.logo, "LOGO")]
        .into_iter()
        .filter(|(is_held, _)| *is_held)
        .map(|(_, name)| name.to_owned())
        .collect();
    parts.push(keysym(keys.key()));
    parts.join("+")
}

/// The name that xkbcommon has for the key.
fn keysym(key: &str) -> String {
    match key {
        "Enter" => "Return".into(),
        "Backspace" => "BackSpace".into(),
        "PageUp" => "Page_Up".into(),
        "PageDown" => "Page_Down".into(),
        "ScrollLock" => "Scroll_Lock".into(),
        "PrintScreen" => "Print".into(),
        "Quote" => "apostrophe".into(),
        "Backquote" => "grave".into(),
        "Minus" | "Equal" | "BracketLeft" | "BracketRight" | "Semicolon" | "Backslash" | "Comma" | "Period"
        | "Slash" | "Space" => key.to_lowercase(),
        _ if key.len() == 1 => key.to_lowercase(),
        _ => match key.strip_prefix("Numpad") {
            Some(rest) => format!("KP_{rest}"),
            None => key.to_owned(),
        },
    }
}

/// Whether what the portal says it listens for is that chord, as far as can be told: every desktop has its own way of
/// writing (`Meta+Ctrl+S`, `Press <Control><Super>s`).
pub(super) fn is(told: &str, keys: &Keys) -> bool {
    let plain = told.trim_start_matches("Press ").replace('<', "").replace('>', "+").replace("LOGO", "Super");
    plain.parse::<Keys>().is_ok_and(|told| told == *keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KEYS;

    fn keys(text: &str) -> Keys {
        text.parse().unwrap()
    }

    #[test]
    fn a_chord_becomes_modifiers_and_the_name_of_the_key() {
        for (chord, wanted) in [
            ("Ctrl+Super+S", "CTRL+LOGO+s"),
            ("Ctrl+Alt+Shift+7", "CTRL+ALT+SHIFT+7"),
            ("Pause", "Pause"),
            ("Super+F13", "LOGO+F13"),
            ("Ctrl+Super+PageUp", "CTRL+LOGO+Page_Up"),
            ("Ctrl+Super+Enter", "CTRL+LOGO+Return"),
            ("Ctrl+Super+[", "CTRL+LOGO+bracketleft"),
            ("Ctrl+NumpadAdd", "CTRL+KP_Add"),
        ] {
            assert_eq!(trigger(&keys(chord)), wanted);
        }
    }

    #[test]
    fn no_two_keys_have_the_same_name_there() {
        let mut names: Vec<String> = KEYS.iter().map(|key| keysym(key.name)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), KEYS.len());
    }

    #[test]
    fn the_same_chord_in_the_words_of_a_desktop_is_known_and_another_is_not() {
        let chord = keys("Ctrl+Super+S");
        for same in ["Ctrl+Super+S", "Meta+Ctrl+S", "Press <Control><Super>s", "CTRL+LOGO+s"] {
            assert!(is(same, &chord), "{same}");
        }
        for other in ["Meta+S", "Press <Control><Super>d", "", "the left pedal"] {
            assert!(!is(other, &chord), "{other}");
        }
    }
}
