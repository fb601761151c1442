//! Takes the noise out of what automatic capture saw: a click that only gave a field the keyboard goes into what was typed
//! there, a menu into the item that was chosen, scrolling into the click that it led to; what was undone and done again is
//! left out. Nothing that a person said is touched. The entries that went into another one stay known as its sources.

use std::collections::HashMap;

use crate::act::{Act, Button, Role};
use crate::entry::{Entry, EntryKind};
use crate::id::EntryId;
use crate::recorder::Effective;

/// What is left, and what went into it.
#[derive(Debug, Default)]
pub(super) struct Quiet {
    /// The entries that are left, in order.
    pub(super) said: Vec<Effective>,
    absorbed: HashMap<EntryId, Vec<Entry>>,
}

impl Quiet {
    /// The entries that went into this one, in order.
    pub(super) fn absorbed(&self, by: EntryId) -> &[Entry] {
        self.absorbed.get(&by).map(Vec::as_slice).unwrap_or_default()
    }
}

pub(super) fn quiet(said: Vec<Effective>) -> Quiet {
    let mut quiet = Quiet { said: Vec::with_capacity(said.len()), absorbed: HashMap::new() };
    for next in said {
        quiet.take(next);
    }
    quiet
}

/// What becomes of an entry and the one after it.
enum Fate {
    /// Both stay.
    Apart,
    /// The first goes into the second.
    Forward,
    /// The second goes into the first, which then tells this.
    Back(Act),
    /// Both go into the one before them.
    Void,
}

impl Quiet {
    fn take(&mut self, next: Effective) {
        let mut before = Vec::new();
        while let Some(last) = self.said.last() {
            let older = self.said.len().checked_sub(2).and_then(|i| self.said.get(i));
            let inside = self.absorbed(last.entry.id);
            match fate(older.map(|one| &one.entry), inside, &last.entry, &next.entry) {
                Fate::Apart => break,
                Fate::Forward => {
                    let Some(gone) = self.said.pop() else { break };
                    let mut earlier = self.absorbed.remove(&gone.entry.id).unwrap_or_default();
                    earlier.push(gone.entry);
                    before.splice(0..0, earlier);
                }
                Fate::Back(act) => {
                    let (last, gone) = (last.entry.id, next.entry);
                    self.absorbed.entry(last).or_default().extend(before.into_iter().chain([gone]));
                    if let Some(kept) = self.said.last_mut() {
                        kept.entry.content.act = Some(act);
                    }
                    return;
                }
                Fate::Void => {
                    let Some(undone) = self.said.pop() else { break };
                    let mut gone = self.absorbed.remove(&undone.entry.id).unwrap_or_default();
                    gone.extend([undone.entry].into_iter().chain(before).chain([next.entry]));
                    if let Some(home) = self.said.last() {
                        self.absorbed.entry(home.entry.id).or_default().extend(gone);
                    }
                    return;
                }
            }
        }
        if !before.is_empty() {
            self.absorbed.insert(next.entry.id, before);
        }
        self.said.push(next);
    }
}

/// `older` stands before the last one, and what is `inside` went into that.
fn fate(older: Option<&Entry>, inside: &[Entry], last: &Entry, next: &Entry) -> Fate {
    if let Some(fate) = copied(last, next) {
        return fate;
    }
    let (Some(first), Some(second)) = (silent_act(last), silent_act(next)) else { return Fate::Apart };
    match (first, second) {
        (Act::Keys { chord: undo, times: n }, Act::Keys { chord: redo, times: m })
            if undo == "Ctrl+Z" && is_redo(redo) && n == m && same_window(last, next) =>
        {
            Fate::Void
        }
        (Act::Keys { chord, .. }, _) if switches_window(chord) => Fate::Forward,
        (Act::Type { text, ending: None }, Act::Type { text: later, ending }) if same_field(last, next) => {
            Fate::Back(Act::Type { text: joined(last, text.as_deref(), later.as_deref()), ending: *ending })
        }
        (Act::Scroll { right, down, at }, Act::Scroll { right: r, down: d, .. }) if same_window(last, next) => {
            let (right, down) = (right.saturating_add(*r), down.saturating_add(*d));
            Fate::Back(Act::Scroll { at: *at, right, down })
        }
        (Act::Scroll { .. }, Act::Click { .. } | Act::Drag { .. }) if same_window(last, next) => Fate::Forward,
        (Act::Click { button: Button::Left, times: 1, .. }, second) => after_click(older, inside, last, next, second),
        _ => Fate::Apart,
    }
}

/// The shortcut that copied a snippet goes into it, and so does the one that pasted it.
fn copied(last: &Entry, next: &Entry) -> Option<Fate> {
    let chord = |entry| match silent_act(entry) {
        Some(Act::Keys { chord, times: 1 }) => Some(chord.as_str()),
        _ => None,
    };
    let snippet = |entry: &Entry| entry.content.kind == EntryKind::Snippet && entry.content.text.trim().is_empty();
    if matches!(chord(last), Some("Ctrl+C" | "Ctrl+X")) && snippet(next) {
        Some(Fate::Forward)
    } else if snippet(last) && last.content.act.is_none() && chord(next).is_some_and(pastes) {
        next.content.act.clone().map(Fate::Back)
    } else {
        None
    }
}

/// Whether a shortcut pastes, in most programs.
pub(super) fn pastes(chord: &str) -> bool {
    matches!(chord, "Ctrl+V" | "Ctrl+Shift+V" | "Shift+Insert")
}

/// What becomes of a plain click when this follows.
fn after_click(older: Option<&Entry>, inside: &[Entry], click: &Entry, next: &Entry, second: &Act) -> Fate {
    let role = |entry: &Entry| entry.content.element.as_ref().map_or(Role::Other, |element| element.role);
    let gave_keyboard = match second {
        Act::Type { .. } => unnamed(click) || role(click).takes_text() || same_field(click, next),
        Act::Keys { chord, .. } if pastes(chord) => unnamed(click) || role(click).takes_text(),
        _ => false,
    };
    let menu = |entry: &Entry| matches!(role(entry), Role::Menu | Role::MenuItem);
    let opened_menu = matches!(second, Act::Click { .. }) && menu(click) && menu(next);
    // A click on nothing in particular in another window than before brings that to the front.
    let before = || inside.iter().chain(older);
    let brought_to_front =
        unnamed(click) && same_window(click, next) && before().all(|before| !same_window(before, click));
    if (gave_keyboard && same_app(click, next)) || opened_menu || brought_to_front {
        Fate::Forward
    } else {
        Fate::Apart
    }
}

/// The act, if it is one that nobody gave words to.
fn silent_act(entry: &Entry) -> Option<&Act> {
    let content = &entry.content;
    content.act.as_ref().filter(|_| content.kind.is_act() && content.text.trim().is_empty())
}

fn unnamed(entry: &Entry) -> bool {
    entry.content.element.as_ref().is_none_or(|element| element.name.is_empty())
}

fn same_field(a: &Entry, b: &Entry) -> bool {
    let field = |entry: &Entry| entry.content.element.as_ref().map(|e| (e.role, e.name.clone()));
    same_app(a, b) && field(a) == field(b)
}

fn same_app(a: &Entry, b: &Entry) -> bool {
    let app = |entry: &Entry| entry.content.place.as_ref().map(|place| place.app.clone());
    app(a) == app(b)
}

fn same_window(a: &Entry, b: &Entry) -> bool {
    let window = |entry: &Entry| entry.content.place.as_ref().map(|place| (place.app.clone(), place.window));
    window(a) == window(b)
}

fn is_redo(chord: &str) -> bool {
    matches!(chord, "Ctrl+Y" | "Ctrl+Shift+Z")
}

fn switches_window(chord: &str) -> bool {
    matches!(chord, "Alt+Tab" | "Alt+Shift+Tab" | "Super+Tab" | "Alt+Escape")
}

/// What two bursts of typing in one field come to: a field for one line tells all that stands in it, a longer text only
/// what was added.
fn joined(entry: &Entry, first: Option<&str>, later: Option<&str>) -> Option<String> {
    let role = entry.content.element.as_ref().map_or(Role::Other, |element| element.role);
    if role == Role::Text { Some(format!("{}{}", first?, later?)) } else { later.map(str::to_owned) }
}
