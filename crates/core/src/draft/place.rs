//! What a window's title tells about what is being worked on: `*invoice.txt - Mousepad` is about `invoice.txt`.

use super::tidy;
use crate::entry::Place;

/// Most characters of a title that are shown.
const MOST: usize = 80;

/// The application's name, fit for reading. Empty when unknown.
pub(super) fn app(place: &Place) -> String {
    tidy::short(&tidy::capital(&tidy::line(&place.app)), MOST)
}

/// What the window is about, without the application's name and the mark of unsaved changes.
pub(super) fn subject(place: &Place) -> Option<String> {
    const SEPARATORS: [&str; 5] = [" - ", " – ", " — ", " | ", " · "];
    let app = tidy::line(&place.app).to_lowercase();
    let title = tidy::line(&place.title);
    let mut rest = without_marks(&title);
    // A title has few parts; the bound keeps a hostile one from being searched over and over.
    for _ in 0..4 {
        let last = SEPARATORS.iter().filter_map(|s| rest.rfind(s).map(|at| (at, s.len()))).max();
        let Some((at, len)) = last else { break };
        if !names_app(&rest[at + len..], &app) {
            break;
        }
        rest = rest[..at].trim_end();
    }
    let first = SEPARATORS.iter().filter_map(|s| rest.find(s).map(|at| (at, s.len()))).min();
    if let Some((at, len)) = first
        && names_app(&rest[..at], &app)
    {
        rest = rest[at + len..].trim_start();
    }
    let rest = without_marks(rest);
    (!rest.is_empty() && !says_nothing(rest, &app)).then(|| tidy::short(rest, MOST))
}

fn without_marks(title: &str) -> &str {
    let marks = |c: char| matches!(c, '*' | '•' | '●' | '○') || c.is_whitespace();
    let title = title.trim_start_matches(marks);
    title.strip_suffix(" *").unwrap_or(title).trim()
}

/// Whether this part of a title is the application's name: `Mozilla Firefox` for `firefox`, `Terminal` for
/// `xfce4-terminal`, but not `firefox.txt`.
fn names_app(part: &str, app: &str) -> bool {
    let part = part.trim().to_lowercase();
    let of_app = || app.split(|c: char| !c.is_alphanumeric()).any(|word| word == part);
    !app.is_empty() && (part == app || part.split_whitespace().any(|word| word == app) || (part.len() > 3 && of_app()))
}

fn says_nothing(title: &str, app: &str) -> bool {
    const EMPTY: [&str; 12] = [
        "untitled",
        "untitled document",
        "new tab",
        "new document",
        "new file",
        "document",
        "desktop",
        "home",
        "start",
        "unnamed",
        "unsaved document",
        "no name",
    ];
    let lower = title.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    lower == app || EMPTY.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(app: &str, title: &str) -> Option<String> {
        subject(&Place { app: app.into(), title: title.into(), ..Place::default() })
    }

    #[test]
    fn the_application_and_marks_are_left_out() {
        assert_eq!(about("Mousepad", "*invoice.txt - Mousepad").as_deref(), Some("invoice.txt"));
        assert_eq!(about("firefox", "Orders – list — Mozilla Firefox").as_deref(), Some("Orders – list"));
        assert_eq!(about("Mousepad", "Save As").as_deref(), Some("Save As"));
        assert_eq!(about("Slack", "Slack | general | Example").as_deref(), Some("general | Example"));
    }

    #[test]
    fn an_application_may_call_itself_otherwise() {
        assert_eq!(about("Xfce4-terminal", "Terminal - jane@host").as_deref(), Some("jane@host"));
        assert_eq!(about("Firefox", "firefox.txt - Firefox").as_deref(), Some("firefox.txt"));
    }

    #[test]
    fn titles_that_say_nothing_are_none() {
        assert_eq!(about("Mousepad", "*Untitled 1 - Mousepad"), None);
        assert_eq!(about("Mousepad", "Mousepad"), None);
        assert_eq!(about("", ""), None);
    }
}
