//! What a step is called. A person's words are kept and only tidied; without words the window, the application or the
//! snippet tells.

use super::words::{Words, keys};
use super::{acts, branch, place, snippet, tidy};
use crate::document::SnippetForm;
use crate::entry::{Entry, EntryKind, Place, Snippet};
use crate::text::escape;

/// Most characters of a value that is named in a title.
const MOST_VALUE: usize = 40;

/// A step's title, and what else its words say.
pub(super) struct Title {
    /// Text: the action.
    pub(super) action: String,
    /// The action as plain text.
    pub(super) plain: String,
    /// Text: further lines.
    pub(super) details: String,
    /// The person gave words.
    pub(super) worded: bool,
}

/// The title of the step that this entry opens; `before` opened the step before, and `absorbed` went into this one.
pub(super) fn title(lead: &Entry, absorbed: &[Entry], before: Option<&Entry>) -> Title {
    let content = &lead.content;
    if content.kind == EntryKind::Decision {
        let choice = branch::read(&content.text);
        let worded = !tidy::line(&content.text).is_empty();
        return Title { action: escape(&choice.action), plain: choice.action, details: String::new(), worded };
    }
    let (head, rest) = tidy::head_and_rest(&content.text);
    if !head.is_empty() {
        let head = if content.kind == EntryKind::Shortcut { keys(&head) } else { Words::plain(&head) };
        return Title { action: head.text, plain: head.plain, details: escape(&rest), worded: true };
    }
    let said = acts::say(content, absorbed).filter(|_| content.kind.is_act());
    let derived = match content.kind {
        _ if said.is_some() => said.map_or_else(|| go(lead, before), |words| acts::with_place(words, lead, before)),
        EntryKind::Snippet => {
            acts::pasted(copy(content.snippet.as_ref(), content.snippet_masked(), content.place.as_ref()), absorbed)
        }
        _ => go(lead, before),
    };
    Title { action: derived.text, plain: derived.plain, details: String::new(), worded: false }
}

/// What automatic capture saw being done, in plain words, as a list of entries shows it. Empty for other kinds.
pub fn doing(entry: &Entry) -> String {
    let seen = entry.content.kind.is_act() && entry.content.act.is_some();
    if !seen {
        return String::new();
    }
    let words = acts::say(&entry.content, &[]).map(|words| acts::with_place(words, entry, None));
    words.unwrap_or_else(|| go(entry, None)).plain
}

/// Where the person went.
fn go(lead: &Entry, before: Option<&Entry>) -> Words {
    let content = &lead.content;
    let place = content.place.as_ref();
    let app = place.map(place::app).unwrap_or_default();
    let subject = place.and_then(place::subject);
    let same = before
        .and_then(|b| b.content.place.as_ref())
        .is_some_and(|b| place.is_some_and(|_| place::app(b) == app && place::subject(b) == subject));
    let verb = match (content.kind, &content.act) {
        (_, Some(act)) if content.kind.is_act() => acts::verb(act),
        (EntryKind::Click, _) => "Click in",
        (EntryKind::Typing, _) => "Type in",
        (EntryKind::Shortcut, _) => "Press the keys in",
        _ if same => "Carry on in",
        _ if subject.is_none() => "Work in",
        _ => "Go to",
    };
    match (subject, app.as_str()) {
        (Some(subject), "") => Words::plain(verb).named(&subject),
        (Some(subject), app) => Words::plain(verb).named(&subject).and("in").and(app),
        (None, "") => match content.kind {
            EntryKind::Click => Words::plain("Click"),
            EntryKind::Typing => Words::plain("Type the text"),
            EntryKind::Shortcut => Words::plain("Press the keys"),
            EntryKind::Shot => Words::plain("Look at the screen"),
            _ if content.hidden => Words::plain("Do this step in a window that is not shown"),
            _ => Words::plain("Do this step"),
        },
        (None, app) => Words::plain(verb).and(app),
    }
}

/// What was copied, and where.
fn copy(snippet: Option<&Snippet>, masked: bool, place: Option<&Place>) -> Words {
    let plain = snippet.map(|s| tidy::line(&s.plain())).unwrap_or_default();
    let form = snippet.map_or(SnippetForm::Text, snippet::form);
    let what = match (snippet, form) {
        _ if masked => Words::plain("Copy the credential"),
        (None, _) => Words::plain("Copy what is needed"),
        (Some(Snippet::Image), _) => Words::plain("Copy the picture"),
        (Some(Snippet::Files { paths }), _) => match paths.as_slice() {
            [path] => Words::plain("Copy the file").named(&tidy::line(file_name(path))),
            paths => Words::plain(&format!("Copy the {} files", paths.len())),
        },
        (_, SnippetForm::Address) => Words::plain("Copy the address"),
        (_, SnippetForm::Command) => Words::plain("Copy the command"),
        (_, SnippetForm::Path) => Words::plain("Copy the path"),
        (_, SnippetForm::Value) if !plain.is_empty() => Words::plain("Copy").named(&tidy::short(&plain, MOST_VALUE)),
        (_, SnippetForm::Value | SnippetForm::Text) => Words::plain("Copy the text"),
    };
    let app = place.map(place::app).unwrap_or_default();
    match (place.and_then(place::subject), app.as_str()) {
        (Some(subject), "") => what.and("from").named(&subject),
        (Some(subject), app) => what.and("from").named(&subject).and("in").and(app),
        (None, "") => what,
        (None, app) => what.and("from").and(app),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path)
}
