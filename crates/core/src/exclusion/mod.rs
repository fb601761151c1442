//! Windows of which nothing is kept: whether one is meant is decided here, before anything of it is caught. What is on
//! the screen is told by capture; that nothing is caught is seen to by the recorder.

mod built_in;
mod pattern;
mod veil;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entry::Place;
use pattern::Pattern;

pub use built_in::built_in;
pub use veil::veil;

/// Windows that are left out of recordings: those whose program and title both fit. A pattern is found as whole words,
/// in capitals or not; `*` stands for any characters. An empty one fits everything, and two empty ones nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Exclusion {
    /// What the program's name has in it.
    pub app: String,
    /// What the title has in it.
    pub title: String,
}

/// All exclusions, made ready to be asked often.
#[derive(Clone, Debug, Default)]
pub struct Exclusions(Vec<(Pattern, Pattern)>);

impl Exclusions {
    /// Makes them ready.
    pub fn new(list: &[Exclusion]) -> Self {
        Self(list.iter().map(|one| (Pattern::new(&one.app), Pattern::new(&one.title))).collect())
    }

    /// The first exclusion that means this window, by its place in the list.
    pub fn which(&self, app: &str, title: &str) -> Option<usize> {
        let (app, title) = (pattern::folded(app), pattern::folded(title));
        self.0.iter().position(|(of_app, of_title)| {
            !(of_app.is_empty() && of_title.is_empty()) && of_app.fits(&app) && of_title.fits(&title)
        })
    }

    /// Whether nothing is excluded.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the window in front is one of them.
    pub fn hide(&self, place: &Place) -> bool {
        self.which(&place.app, &place.title).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(app: &str, title: &str) -> bool {
        Exclusions::new(&built_in()).which(app, title).is_some()
    }

    #[test]
    fn what_is_shipped_hides_vaults_private_windows_and_banks() {
        for (app, title) in [
            ("KeePassXC", "Passwords.kdbx - KeePassXC"),
            ("Bitwarden", "Bitwarden"),
            ("1Password", "All Items — 1Password"),
            ("Secrets", "Secrets"),
            ("Seahorse", "Passwords and Keys"),
            ("Kwalletmanager5", "KDE Wallet"),
            ("Gcr Prompter", "Unlock Keyring"),
            ("Pinentry Gtk 2", "Passphrase"),
            ("Firefox", "Search — Mozilla Firefox Private Browsing"),
            ("Google Chrome", "New Tab - Google Chrome (Incognito)"),
            ("Google Chrome", "Neuer Tab - Google Chrome (Inkognito)"),
            ("Microsoft Edge", "New tab - [InPrivate] - Microsoft Edge"),
            ("Firefox", "Example Bank | Online Banking — Mozilla Firefox"),
            ("Firefox", "Onlinebanking - Sparkasse"),
        ] {
            assert!(hidden(app, title), "{app}: {title}");
        }
        for (app, title) in [
            ("Firefox", "Orders - Shop — Mozilla Firefox"),
            ("Mousepad", "Bank holidays.txt - Mousepad"),
            ("Code", "secrets.rs - shop - Visual Studio Code"),
            ("Libreoffice Calc", "Embankment works.ods"),
            ("Xterm", "private@laptop: ~"),
            ("", ""),
        ] {
            assert!(!hidden(app, title), "{app}: {title}");
        }
    }

    #[test]
    fn both_patterns_must_fit_and_two_empty_ones_mean_nothing() {
        let one = |app: &str, title: &str| Exclusions::new(&[Exclusion { app: app.into(), title: title.into() }]);
        assert_eq!(one("firefox", "mail").which("Firefox", "Mail - Firefox"), Some(0));
        assert_eq!(one("firefox", "mail").which("Chromium", "Mail - Chromium"), None);
        assert_eq!(one("firefox", "mail").which("Firefox", "News"), None);
        assert_eq!(one("", "").which("Firefox", "News"), None);
        assert_eq!(one("*", "").which("", "News"), Some(0));
    }
}
