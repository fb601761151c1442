//! What an act of automatic capture is called: “Click **Save** in *Invoices*”.

use super::place;
use super::tidy;
use super::words::Words;
use crate::act::{Act, Button, Element, Ending, Role};
use crate::entry::{Entry, EntryContent};

/// Most characters of a caption that a title shows.
const MOST_NAME: usize = 60;
/// Most characters of typed text that a title shows; more stands below it.
pub(super) const MOST_TYPED: usize = 48;

/// The words for an act; `path` are the menus that led to it. Nothing, if what it was done to is not known: then the window
/// tells.
pub(super) fn say(content: &EntryContent, path: &[Entry]) -> Option<Words> {
    let named = content.element.as_ref().filter(|element| !caption(element).is_empty());
    match (content.act.as_ref()?, named) {
        (Act::Click { button, times, .. }, Some(element)) => Some(click(*button, *times, element, path)),
        (Act::Click { .. } | Act::Scroll { .. }, None) => None,
        (Act::Drag { .. }, Some(element)) => Some(Words::plain("Drag").caption(&caption(element))),
        (Act::Drag { .. }, None) => None,
        (Act::Scroll { .. }, Some(_)) => None,
        (Act::Keys { chord, times }, _) => {
            let words = Words::plain("Press").keys(chord);
            Some(if *times > 1 { words.and(&format!("{times} times")) } else { words })
        }
        (Act::Type { text, ending }, _) => typed(content, text.as_deref(), named).map(|words| ended(words, *ending)),
    }
}

/// The verb for an act of which nothing but the window is known, to be followed by its name.
pub(super) fn verb(act: &Act) -> &'static str {
    match act {
        Act::Click { button: Button::Right, .. } => "Right-click in",
        Act::Click { button: Button::Middle, .. } => "Click the middle button in",
        Act::Click { times: 2, .. } => "Double-click in",
        Act::Click { times: 3.., .. } => "Click three times in",
        Act::Click { .. } => "Click in",
        Act::Drag { .. } => "Drag in",
        Act::Scroll { right: 0, down, .. } if *down < 0 => "Scroll up in",
        Act::Scroll { right: 0, .. } => "Scroll down in",
        Act::Scroll { down: 0, .. } => "Scroll sideways in",
        Act::Scroll { .. } => "Scroll in",
        Act::Keys { .. } => "Press the keys in",
        Act::Type { .. } => "Type in",
    }
}

fn caption(element: &Element) -> String {
    tidy::short(&tidy::line(&element.name), MOST_NAME)
}

fn click(button: Button, times: u8, element: &Element, path: &[Entry]) -> Words {
    let name = caption(element);
    let plain = match (button, times) {
        (Button::Left, 1) => None,
        (Button::Left, 2) => Some("Double-click"),
        (Button::Left, _) => Some("Click three times on"),
        (Button::Right, _) => Some("Right-click"),
        (Button::Middle, _) => Some("Click with the middle button on"),
    };
    if let Some(verb) = plain {
        return Words::plain(verb).caption(&name);
    }
    match element.role {
        Role::Menu => through(Words::plain("Open the menu"), path).caption(&name),
        Role::MenuItem => through(Words::plain("Choose"), path).caption(&name),
        Role::CheckBox => Words::plain("Click the box").caption(&name),
        Role::Toggle => Words::plain("Switch").caption(&name),
        Role::Radio => Words::plain("Choose").caption(&name),
        Role::Tab => Words::plain("Turn to the tab").caption(&name),
        Role::Link => Words::plain("Follow the link").caption(&name),
        Role::ComboBox => Words::plain("Open the list").caption(&name),
        Role::Field | Role::Password | Role::Text | Role::Spin | Role::Terminal => {
            Words::plain("Click in").caption(&name)
        }
        Role::Slider => Words::plain("Set").caption(&name),
        Role::Item | Role::Cell | Role::Node => Words::plain("Select").caption(&name),
        Role::Header => Words::plain("Click the heading").caption(&name),
        Role::Button | Role::Icon | Role::Label | Role::Other => Words::plain("Click").caption(&name),
    }
}

/// Adds the menus that led there.
fn through(words: Words, path: &[Entry]) -> Words {
    let menus = path.iter().filter_map(|entry| entry.content.element.as_ref());
    let menus = menus.filter(|menu| matches!(menu.role, Role::Menu | Role::MenuItem));
    menus.fold(words, |words, menu| words.caption(&caption(menu)).and("›"))
}

fn typed(content: &EntryContent, text: Option<&str>, field: Option<&Element>) -> Option<Words> {
    let secret = content.element.as_ref().is_some_and(|element| element.role == Role::Password);
    let shown = text.map(tidy::line).filter(|text| !text.is_empty() && !content.masked);
    let words = match (shown, field) {
        _ if secret => Words::plain("Type your password"),
        (Some(text), _) if text.chars().count() <= MOST_TYPED => Words::plain("Type").typed(&text),
        (Some(_), _) => Words::plain("Type the text below"),
        (None, Some(_)) => Words::plain("Type"),
        (None, None) => return None,
    };
    Some(match field {
        Some(field) => words.and("in").caption(&caption(field)),
        None => words,
    })
}

fn ended(words: Words, ending: Option<Ending>) -> Words {
    match ending {
        Some(Ending::Enter) => words.and("and press").keys("Enter"),
        // To go to the next field is no news.
        Some(Ending::Tab) | None => words,
    }
}

/// Adds where what was copied was pasted: by the shortcut that is the last of what went into the entry.
pub(super) fn pasted(words: Words, absorbed: &[Entry]) -> Words {
    let Some(paste) = absorbed.last() else { return words };
    let pastes = matches!(&paste.content.act, Some(Act::Keys { chord, .. }) if super::quiet::pastes(chord));
    if !pastes {
        return words;
    }
    let words = words.and("and paste it");
    let field = absorbed.iter().rev().filter_map(|entry| entry.content.element.as_ref()).find(|e| e.role.takes_text());
    match field.map(caption).filter(|name| !name.is_empty()) {
        Some(name) => with_place(words.and("into").caption(&name), paste, None),
        None => with_place(words, paste, None),
    }
}

/// Adds the window in which it is, unless the step before was in the same.
pub(super) fn with_place(words: Words, entry: &Entry, before: Option<&Entry>) -> Words {
    let Some(here) = entry.content.place.as_ref() else { return words };
    let there = before.and_then(|before| before.content.place.as_ref());
    let same = there
        .is_some_and(|there| place::app(there) == place::app(here) && place::subject(there) == place::subject(here));
    match (same, place::subject(here), place::app(here)) {
        (true, _, _) => words,
        (false, Some(subject), _) => words.and("in").named(&subject),
        (false, None, app) if app.is_empty() => words,
        (false, None, app) => words.and("in").and(&app),
    }
}
