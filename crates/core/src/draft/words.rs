//! Words for a title, built up twice at once: as the document's text, with what stands on the screen marked and made
//! harmless, and as plain text.

use super::tidy;
use crate::text::{Inline, escape, write_line};

/// The same words as text and as plain text.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) plain: String,
}

impl Words {
    pub(super) fn plain(words: &str) -> Self {
        Self { text: escape(words), plain: words.to_owned() }
    }

    /// Adds words, with a space between.
    pub(super) fn and(self, words: &str) -> Self {
        self.with(&escape(words), words)
    }

    /// Adds the name of a window or file as it stands on the screen.
    pub(super) fn named(self, name: &str) -> Self {
        self.with(&format!("*{}*", escape(name)), &format!("“{name}”"))
    }

    /// Adds the caption of a button, field or the like.
    pub(super) fn caption(self, name: &str) -> Self {
        self.with(&format!("**{}**", escape(name)), &format!("“{name}”"))
    }

    /// Adds text that is to be typed as it stands.
    pub(super) fn typed(self, typed: &str) -> Self {
        self.with(&write_line(&[Inline::Code(typed.to_owned())]), &format!("“{typed}”"))
    }

    /// Adds a chord such as `Ctrl+S` as key caps.
    pub(super) fn keys(self, chord: &str) -> Self {
        let cap = |key| write_line(&[Inline::Key(key_name(key).to_owned())]);
        let caps: Vec<String> = chord.split('+').map(cap).collect();
        let names: Vec<&str> = chord.split('+').map(key_name).collect();
        self.with(&caps.join("+"), &names.join("+"))
    }

    fn with(mut self, text: &str, plain: &str) -> Self {
        self.text = format!("{} {text}", self.text);
        self.plain = format!("{} {plain}", self.plain);
        self
    }
}

/// What stands on the key, where its name says it otherwise.
fn key_name(key: &str) -> &str {
    match key {
        "Escape" => "Esc",
        "PageUp" => "Page Up",
        "PageDown" => "Page Down",
        "NumpadEnter" => "Enter",
        "Minus" => "−",
        "Equal" => "=",
        "Comma" => ",",
        "Period" => ".",
        "Slash" => "/",
        other => other,
    }
}

/// A person's words for a shortcut: `Ctrl+S` as key caps; other words as they are.
pub(super) fn keys(words: &str) -> Words {
    const MODIFIERS: [&str; 8] = ["Ctrl", "Alt", "Shift", "Super", "Cmd", "Win", "Meta", "AltGr"];
    let parts: Vec<&str> = words.split('+').map(str::trim).collect();
    let simple = |p: &&str| !p.is_empty() && p.chars().all(char::is_alphanumeric);
    let chord = parts.len() > 1 && parts.iter().all(simple) && MODIFIERS.contains(&parts[0]);
    if chord { Words::plain("Press").keys(&parts.join("+")) } else { Words::plain(&tidy::line(words)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_chords_become_key_caps() {
        assert_eq!(keys("Ctrl+Shift+S").text, "Press <kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>S</kbd>");
        assert_eq!(keys("Save it").text, "Save it");
        assert_eq!(keys("Ctrl+<b>").text, escape("Ctrl+<b>"));
    }

    #[test]
    fn what_stands_on_the_screen_cannot_become_markup() {
        let words = Words::plain("Click").caption("**All** <b>files</b>");
        let read = |words: &Words| crate::text::plain_line(&crate::text::parse_line(&words.text));
        assert_eq!(read(&words), "Click **All** <b>files</b>");
        assert_eq!(read(&Words::plain("Type").typed("a `tick`")), "Type a `tick`");
    }
}
