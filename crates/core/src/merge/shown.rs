//! What each side has, as data that a view can show side by side.

use serde::Serialize;
use serde_json::Value as Json;

use super::conflict::Variant;
use super::three::Three;
use crate::diff::{Form, NumberOf, Token, line, pieces, plain, shown};
use crate::document::{Field, FieldName, Fields, Figure, QuestionTarget, Value};
use crate::id::PartId;
use crate::text::parse_line;

/// One side, before it is compared with the others.
pub(super) struct Shown {
    form: Form,
    tokens: Vec<Token>,
    figure: Option<Figure>,
    value: Json,
}

impl Shown {
    /// A field of a part.
    pub(super) fn field<T: Serialize>(value: &Value<'_>, fields: &[Field<'_>], number: NumberOf<'_>, part: &T) -> Self {
        let (form, tokens) = read(value, number);
        let figure = match value {
            Value::Shot(..) | Value::Crop(_) | Value::Marks(_) => figure(fields),
            _ => None,
        };
        // No map in a document has keys that JSON cannot write.
        Self { form, tokens, figure, value: serde_json::to_value(part).unwrap_or(Json::Null) }
    }

    /// A whole part, where the other side has none or another one.
    pub(super) fn whole<T: Fields + Serialize>(part: &T) -> Self {
        let fields = part.fields();
        let tokens = joined(fields.iter().filter_map(|field| words(&field.value)));
        let value = serde_json::to_value(part).unwrap_or(Json::Null);
        Self { form: Form::Words, tokens, figure: figure(&fields), value }
    }

    /// What a part stands in.
    pub(super) fn place(parent: PartId, name: &str) -> Self {
        Self { form: Form::Words, tokens: plain(name), figure: None, value: Json::String(parent.to_string()) }
    }

    /// An order, by the names of its members, one a line.
    pub(super) fn order(ids: &[PartId], name: impl Fn(PartId) -> String) -> Self {
        let tokens = joined(ids.iter().map(|id| plain(&name(*id))));
        let value = Json::Array(ids.iter().map(|id| Json::String(id.to_string())).collect());
        Self { form: Form::Words, tokens, figure: None, value }
    }

    fn variant(self, against: &[Token]) -> Variant {
        let Self { form, tokens, figure, value } = self;
        Variant { form, pieces: pieces(form, against, &tokens), figure, value }
    }
}

/// What a part is called: the first words that it says.
pub(super) fn name_of(part: &impl Fields) -> String {
    let fields = part.fields();
    let words = fields.iter().filter_map(|field| words(&field.value)).find(|words| !words.is_empty());
    pieces(Form::Words, &[], &words.unwrap_or_default()).into_iter().map(|piece| piece.text).collect()
}

/// Each side compared with what both had, or else with the other side.
pub(super) fn variants(sides: Three<Option<Shown>>) -> Three<Option<Variant>> {
    let tokens = |side: &Option<Shown>| side.as_ref().map(|shown| shown.tokens.clone());
    let base = sides.base.as_ref().and_then(tokens);
    let (ours, theirs) = (tokens(&sides.ours), tokens(&sides.theirs));
    let against = |other: Option<Vec<Token>>| base.clone().or(other).unwrap_or_default();
    Three {
        base: sides.base.map(|side| side.map(|shown| shown.variant(&base.clone().unwrap_or_default()))),
        ours: sides.ours.map(|shown| shown.variant(&against(theirs))),
        theirs: sides.theirs.map(|shown| shown.variant(&against(ours))),
    }
}

/// The words of a value that says some.
fn words(value: &Value<'_>) -> Option<Vec<Token>> {
    let (form, tokens) = read(value, &|_| String::new());
    matches!(form, Form::Words | Form::Code).then_some(tokens)
}

fn read(value: &Value<'_>, number: NumberOf<'_>) -> (Form, Vec<Token>) {
    if let Some(read) = shown(value, number) {
        return read;
    }
    let tokens = match value {
        Value::Items(items) => joined(items.iter().map(|item| line(&parse_line(&item.action)))),
        Value::Arms(arms) => {
            joined(arms.iter().map(|arm| joined(arm.fields().iter().map(|f| read(&f.value, number).1))))
        }
        Value::About(target) => plain(&about(target)),
        // The figure shows it, or nobody wants to see it.
        _ => Vec::new(),
    };
    (Form::Words, tokens)
}

fn about(target: &QuestionTarget) -> String {
    match target {
        QuestionTarget::Document => "The SOP as a whole".to_owned(),
        QuestionTarget::Meta { field } => field.replace('_', " "),
        // What is meant can be seen where the question stands.
        QuestionTarget::Section { .. } => "A section".to_owned(),
        QuestionTarget::Part { .. } => "A part of the SOP".to_owned(),
    }
}

/// Those that are not empty, one a line.
fn joined(lines: impl Iterator<Item = Vec<Token>>) -> Vec<Token> {
    let mut all = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            all.extend(plain("\n"));
        }
        all.extend(line);
    }
    all
}

/// The figure with these fields, if they are those of one.
fn figure(fields: &[Field<'_>]) -> Option<Figure> {
    let shot = fields.iter().find_map(|field| match &field.value {
        Value::Shot(hash, width, height) => Some(((*hash).clone(), *width, *height)),
        _ => None,
    });
    let (shot, width, height) = shot?;
    let mut figure =
        Figure { shot, width, height, alt: String::new(), caption: String::new(), crop: None, marks: Vec::new() };
    for field in fields {
        match (field.name, &field.value) {
            (FieldName::Alt, Value::Plain(words)) => figure.alt = (*words).to_owned(),
            (FieldName::Caption, Value::Plain(words)) => figure.caption = (*words).to_owned(),
            (_, Value::Crop(crop)) => figure.crop = *crop,
            (_, Value::Marks(marks)) => figure.marks = marks.to_vec(),
            _ => {}
        }
    }
    Some(figure)
}
