//! Two values of a field, compared: which characters were taken away and which came.

use super::words::{self, Piece, Side, Token};
use super::{FieldDiff, Form};
use crate::document::{FieldName, Person, Value};
use crate::id::PartId;
use crate::text::{parse, parse_line};

/// Finds the number of a step.
pub(crate) type NumberOf<'a> = &'a dyn Fn(PartId) -> String;

/// How a field differs; nothing if readers see no difference. A missing value is an empty one.
pub(super) fn compare(
    field: FieldName,
    before: Option<(&Value<'_>, NumberOf<'_>)>,
    after: Option<(&Value<'_>, NumberOf<'_>)>,
) -> Option<FieldDiff> {
    let read = |side: Option<(&Value<'_>, NumberOf<'_>)>| side.map(|(value, number)| shown(value, number));
    let (form, before, after) = match (read(before), read(after)) {
        (Some(before), Some(after)) => {
            let ((form, before), (_, after)) = (before?, after?);
            (form, before, after)
        }
        (Some(one), None) => one.map(|(form, tokens)| (form, tokens, Vec::new()))?,
        (None, Some(one)) => one.map(|(form, tokens)| (form, Vec::new(), tokens))?,
        (None, None) => return None,
    };
    let pieces = pieces(form, &before, &after);
    let differs = pieces.iter().any(|piece| piece.side != Side::Same);
    differs.then_some(FieldDiff { field, form, pieces })
}

/// The characters of both states in one. What is read as one is replaced as a whole.
pub(crate) fn pieces(form: Form, before: &[Token], after: &[Token]) -> Vec<Piece> {
    if !form.is_whole() || before == after {
        return words::compare(before, after);
    }
    let mut pieces = words::compare(before, &[]);
    pieces.extend(words::compare(&[], after));
    pieces
}

impl Form {
    /// A value of this form is read as one; half of a date says nothing.
    fn is_whole(self) -> bool {
        match self {
            Self::Words | Self::Code => false,
            Self::Choice | Self::Flag | Self::Date | Self::Minutes | Self::Seconds | Self::Step => true,
        }
    }
}

/// The value as readers see it. Pictures and what a view shows as parts of their own are none of it.
pub(crate) fn shown(value: &Value<'_>, number: NumberOf<'_>) -> Option<(Form, Vec<Token>)> {
    Some(match value {
        Value::Text(text) => (Form::Words, words::text(&parse(text))),
        Value::Line(text) => (Form::Words, words::line(&parse_line(text))),
        Value::Plain(text) => (Form::Words, words::plain(text)),
        Value::Code(text) => (Form::Code, words::plain(text)),
        Value::Choice(word) => (Form::Choice, words::plain(word)),
        Value::Flag(flag) => (Form::Flag, words::plain(if *flag { "true" } else { "false" })),
        Value::Date(date) => (Form::Date, words::plain(&date.map(|d| d.to_string()).unwrap_or_default())),
        Value::Minutes(n) => (Form::Minutes, words::plain(&n.map(|n| n.to_string()).unwrap_or_default())),
        Value::Seconds(n) => (Form::Seconds, words::plain(&n.map(|n| n.to_string()).unwrap_or_default())),
        Value::Person(person) => (Form::Words, words::plain(&signature(person))),
        Value::Answer(answer) => (Form::Words, words::text(&parse(answer.map_or("", |a| &a.text)))),
        Value::Target(step) => (Form::Step, words::plain(&step.map(number).unwrap_or_default())),
        Value::About(_)
        | Value::Sources(_)
        | Value::Shot(..)
        | Value::Crop(_)
        | Value::Marks(_)
        | Value::Arms(_)
        | Value::Items(_) => return None,
    })
}

fn signature(person: &Person) -> String {
    let Person { name, role, contact } = person;
    [name, role, contact].map(String::as_str).into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}
