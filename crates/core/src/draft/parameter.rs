//! Proposes parameters: values that were used more than once or that look as if the next case has others, and what was
//! masked. The snippet stays where it is as the example; what was masked has none.

use std::collections::{HashMap, HashSet};

use super::attach::{Outline, place_of};
use super::desk::Desk;
use super::snippet::{Specific, form, specific};
use super::{place, tidy};
use crate::document::{Parameter, QuestionTarget, SnippetForm};
use crate::entry::{Entry, Snippet};
use crate::recorder::Effective;
use crate::text::escape;

/// The parameters, and which snippet stands for which.
#[derive(Default)]
pub(super) struct Values {
    /// The parameters, in order of first use.
    pub(super) list: Vec<Parameter>,
    of_entry: HashMap<usize, usize>,
}

impl Values {
    /// The parameter's name that stands for this entry's snippet.
    pub(super) fn name(&self, at: usize) -> Option<&str> {
        self.of_entry.get(&at).and_then(|i| self.list.get(*i)).map(|p| p.name.as_str())
    }
}

pub(super) fn parameters(said: &[Effective], outline: &Outline, desk: &mut Desk) -> Values {
    let used: Vec<Used> = outline
        .seeds
        .iter()
        .flat_map(|seed| seed.entries().map(|at| (seed.lead, at)))
        .filter_map(|(lead, at)| Used::of(said, lead, at))
        .collect();
    let mut times: HashMap<&str, u32> = HashMap::new();
    for one in used.iter().filter(|u| !u.masked) {
        *times.entry(&one.value).or_insert(0) += 1;
    }
    let mut values = Values::default();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut names = Names::default();
    for one in &used {
        let kind = specific(&one.value);
        let often = times.get(one.value.as_str()).is_some_and(|n| *n > 1);
        let proposed = one.masked || (one.is_value && (often || kind.is_some()));
        if !proposed {
            continue;
        }
        let seen = known.get(one.value.as_str()).copied().filter(|_| !one.masked);
        let index = seen.unwrap_or_else(|| {
            let base = name(said, one, kind);
            values.list.push(parameter(said, one, names.fresh(&base), desk));
            values.list.len() - 1
        });
        if !one.masked {
            known.insert(&one.value, index);
        }
        values.of_entry.insert(one.at, index);
    }
    values
}

/// A snippet that may stand for a parameter.
struct Used {
    lead: usize,
    at: usize,
    value: String,
    is_value: bool,
    masked: bool,
}

impl Used {
    fn of(said: &[Effective], lead: usize, at: usize) -> Option<Self> {
        let content = &said[at].entry.content;
        let snippet = content.snippet.as_ref().filter(|s| !matches!(s, Snippet::Image))?;
        let is_value = form(snippet) == SnippetForm::Value;
        if !is_value && !content.snippet_masked() {
            return None;
        }
        Some(Self { lead, at, value: tidy::line(&snippet.plain()), is_value, masked: content.snippet_masked() })
    }
}

fn parameter(said: &[Effective], used: &Used, name: String, desk: &mut Desk) -> Parameter {
    let entry = &said[used.at].entry;
    let id = desk.part(entry.id, "parameter");
    let found = if used.masked { String::new() } else { found(entry) };
    let target = QuestionTarget::Part { part: id };
    if used.masked {
        let question = format!(
            "Something that looked like a credential was copied here and is not kept. What is {{{{{name}}}}}, and where \
             does the reader get one?"
        );
        desk.ask_about(entry.id, "masked value", question, target);
    } else if found.is_empty() {
        desk.ask_about(entry.id, "parameter found", format!("Where does the reader find {{{{{name}}}}}?"), target);
    }
    Parameter { id, name, example: if used.masked { String::new() } else { used.value.clone() }, found }
}

/// Where it was copied.
fn found(entry: &Entry) -> String {
    let Some(place) = entry.content.place.as_ref() else { return String::new() };
    let app = escape(&place::app(place));
    match (place::subject(place), app.as_str()) {
        (Some(subject), "") => format!("In *{}*", escape(&subject)),
        (Some(subject), app) => format!("In *{}* in {app}", escape(&subject)),
        (None, "") => String::new(),
        (None, app) => format!("In {app}"),
    }
}

fn name(said: &[Effective], used: &Used, kind: Option<Specific>) -> String {
    let own = slug(&said[used.at].entry.content.text);
    if !own.is_empty() {
        return own;
    }
    if used.masked {
        return "secret".into();
    }
    let step = &said[used.lead].entry.content.text;
    named_in(step).unwrap_or_else(|| match kind {
        Some(Specific::Date) => "date".into(),
        Some(Specific::Amount) => "amount".into(),
        Some(Specific::Email) => "email".into(),
        Some(Specific::Number) => numbered(said, used),
        None => "value".into(),
    })
}

/// `invoice_number` for `INV-2024-0117`.
fn numbered(said: &[Effective], used: &Used) -> String {
    const CODES: [(&str, &str); 8] = [
        ("inv", "invoice_number"),
        ("re", "invoice_number"),
        ("po", "order_number"),
        ("ord", "order_number"),
        ("so", "order_number"),
        ("cust", "customer_number"),
        ("tick", "ticket_number"),
        ("sop", "sop_number"),
    ];
    let lead: String =
        used.value.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let known = CODES.iter().find(|(code, _)| !lead.is_empty() && lead == *code).map(|(_, name)| (*name).to_owned());
    let about = || place_of(&said[used.at]).and_then(place::subject).and_then(|s| named_in(&s));
    known.or_else(about).unwrap_or_else(|| "number".into())
}

/// What the words call the value: `invoice_number` in `Copy the invoice number into the form`.
fn named_in(words: &str) -> Option<String> {
    const NOUNS: [&str; 18] = [
        "number",
        "no",
        "id",
        "code",
        "date",
        "amount",
        "total",
        "name",
        "reference",
        "email",
        "address",
        "account",
        "key",
        "price",
        "quantity",
        "value",
        "title",
        "iban",
    ];
    const LINKS: [&str; 44] = [
        "the", "a", "an", "its", "their", "your", "our", "this", "that", "of", "from", "in", "into", "to", "and", "or",
        "for", "with", "by", "on", "at", "as", "copy", "enter", "type", "paste", "take", "note", "find", "check",
        "look", "up", "write", "fill", "put", "insert", "search", "select", "set", "new", "down", "open", "read",
        "get",
    ];
    let words: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(64).map(str::to_lowercase).collect();
    let at = words.iter().enumerate().position(|(i, w)| {
        // `no` is short for number only at the end (`order no`).
        NOUNS.contains(&w.as_str()) && (w != "no" || i + 1 == words.len())
    })?;
    let before = at.checked_sub(1).map(|i| words[i].as_str()).filter(|w| !LINKS.contains(w));
    let noun = if words[at] == "no" { "number" } else { words[at].as_str() };
    match (before.map(slug).filter(|s| !s.is_empty()), words[at].as_str()) {
        (None, "no") => None,
        (None, _) => Some(noun.to_owned()),
        (Some(before), _) => Some(format!("{before}_{noun}")),
    }
}

/// Lower-case letters, digits and underscores; at most four words.
fn slug(words: &str) -> String {
    let words: Vec<String> = words
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | '.' | ','))
        .map(|w| w.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "a" | "an"))
        .take(4)
        .collect();
    let slug: String = words.join("_").chars().take(32).collect();
    slug.trim_matches(|c: char| c == '_' || c.is_ascii_digit()).to_owned()
}

/// Gives out each name once.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    next: HashMap<String, u32>,
}

impl Names {
    fn fresh(&mut self, base: &str) -> String {
        if self.taken.insert(base.to_owned()) {
            return base.to_owned();
        }
        let next = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let name = format!("{base}_{next}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_called_as_the_words_call_it() {
        assert_eq!(named_in("Copy the invoice number into the form").as_deref(), Some("invoice_number"));
        assert_eq!(named_in("copy the date").as_deref(), Some("date"));
        assert_eq!(named_in("order no").as_deref(), Some("order_number"));
        assert_eq!(named_in("there is no way"), None);
        assert_eq!(slug("The order, number!"), "order_number");
        assert_eq!(slug("2024"), "");
    }

    #[test]
    fn names_are_given_once() {
        let mut names = Names::default();
        assert_eq!(
            [names.fresh("a"), names.fresh("a"), names.fresh("a_2"), names.fresh("a")],
            ["a", "a_2", "a_2_2", "a_3"]
        );
    }
}
