//! The fields of every part, by name: the one list that comparing, provenance, suggestions and merging go by. A field
//! that is added to a part does not compile until it stands here.
//!
//! What a part contains (the steps of a phase, the blocks of a step) is no field; those are parts of their own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Answer, Arm, Block, BlockKind, Definition, Faq, Figure, HistoryRow, Mark, Meta, Parameter, Person, Phase, Question,
    QuestionTarget, RoleDuty, Step, Substep,
};
use crate::entry::Rect;
use crate::id::{EntryId, Hash, PartId};

/// What a field is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named after the field that it stands for")]
pub enum FieldName {
    Number,
    Title,
    Status,
    Owner,
    Successor,
    Audience,
    Effective,
    Cadence,
    Reviewed,
    NextReview,
    Supersedes,
    Classification,
    Storage,
    DurationMin,
    DurationS,
    /// The text of a prose section, of a callout.
    Text,
    /// The template that the document took.
    Template,
    /// How steps are counted.
    Numbering,
    Restart,
    Action,
    Details,
    Expected,
    Role,
    Sources,
    Shot,
    Alt,
    Caption,
    Crop,
    Marks,
    Callout,
    Form,
    Code,
    Question,
    Arms,
    Otherwise,
    OtherwiseTarget,
    Condition,
    Then,
    Target,
    Items,
    Duty,
    Name,
    Example,
    Found,
    Answer,
    Term,
    Meaning,
    To,
    Due,
    Revision,
    Date,
    Author,
    Change,
    ApprovedBy,
}

/// What a field holds, and so how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text of one or more paragraphs.
    Text(&'a str),
    /// Text of one line.
    Line(&'a str),
    /// Plain words.
    Plain(&'a str),
    /// Characters, each of which counts.
    Code(&'a str),
    /// One of a few words, as in JSON.
    Choice(String),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Option<NaiveDate>),
    /// A length of time.
    Minutes(Option<u32>),
    /// A length of time.
    Seconds(Option<u32>),
    /// Somebody.
    Person(&'a Person),
    /// What was answered.
    Answer(Option<&'a Answer>),
    /// A step to go on with.
    Target(Option<PartId>),
    /// What a question is about.
    About(&'a QuestionTarget),
    /// The entries that a step was drafted from.
    Sources(&'a [EntryId]),
    /// A picture, with its size.
    Shot(&'a Hash, u32, u32),
    /// The part of a picture that is shown.
    Crop(Option<Rect>),
    /// What is drawn over a picture.
    Marks(&'a [Mark]),
    /// The conditions of a branch.
    Arms(&'a [Arm]),
    /// The small actions of a step.
    Items(&'a [Substep]),
}

/// A field and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<'a> {
    /// What it is called.
    pub name: FieldName,
    /// What it holds.
    pub value: Value<'a>,
}

/// Something with named fields.
pub trait Fields {
    /// All of them, in the order in which readers meet them.
    fn fields(&self) -> Vec<Field<'_>>;

    /// Takes over one field of another. A field that the other does not have changes nothing.
    fn take(&mut self, name: FieldName, from: &Self);

    /// The names of the fields that differ.
    fn differing(&self, other: &Self) -> Vec<FieldName> {
        let (ours, theirs) = (self.fields(), other.fields());
        let lacks = |list: &[Field<'_>], field: &Field<'_>| !list.contains(field);
        let mut names: Vec<_> = ours.iter().filter(|f| lacks(&theirs, f)).map(|f| f.name).collect();
        for field in theirs.iter().filter(|f| lacks(&ours, f)) {
            if !names.contains(&field.name) {
                names.push(field.name);
            }
        }
        names
    }
}

macro_rules! fields {
    ($ty:ident { $($field:ident: $name:ident = $value:expr),* $(,)? } apart $($other:ident),*) => {
        impl Fields for $ty {
            fn fields(&self) -> Vec<Field<'_>> {
                // Names each field of the type, so that none can be forgotten.
                let Self { $($field,)* $($other: _,)* } = self;
                vec![$(Field { name: FieldName::$name, value: $value($field) }),*]
            }

            fn take(&mut self, name: FieldName, from: &Self) {
                match name {
                    $(FieldName::$name => self.$field = from.$field.clone(),)*
                    _ => {}
                }
            }
        }
    };
}

fields!(Meta {
    number: Number = Value::Plain,
    title: Title = Value::Plain,
    status: Status = Value::choice,
    owner: Owner = Value::Person,
    successor: Successor = Value::Person,
    audience: Audience = Value::Plain,
    effective: Effective = Value::date,
    cadence: Cadence = Value::choice,
    reviewed: Reviewed = Value::date,
    next_review: NextReview = Value::date,
    supersedes: Supersedes = Value::Plain,
    classification: Classification = Value::Plain,
    storage: Storage = Value::Plain,
    duration_min: DurationMin = Value::minutes,
} apart);

fields!(Phase { title: Title = Value::Plain, restart: Restart = Value::flag } apart id, steps);

fields!(Step {
    action: Action = Value::Line,
    role: Role = Value::Plain,
    details: Details = Value::Text,
    expected: Expected = Value::Text,
    duration_s: DurationS = Value::seconds,
    sources: Sources = Value::Sources,
} apart id, blocks);

fields!(Substep { action: Action = Value::Line } apart id);

fields!(Arm { condition: Condition = Value::Line, then: Then = Value::Text, target: Target = Value::target } apart);

fields!(RoleDuty { role: Role = Value::Plain, duty: Duty = Value::Text } apart id);

fields!(Parameter { name: Name = Value::Plain, example: Example = Value::Plain, found: Found = Value::Text } apart id);

fields!(Faq { question: Question = Value::Line, answer: Answer = Value::Text } apart id);

fields!(Definition { term: Term = Value::Plain, meaning: Meaning = Value::Text } apart id);

fields!(Question {
    question: Question = Value::Line,
    answer: Answer = Value::answer,
    to: To = Value::Person,
    due: Due = Value::date,
    target: Target = Value::About,
} apart id, wants);

fields!(HistoryRow {
    revision: Revision = Value::Plain,
    date: Date = Value::date,
    author: Author = Value::Plain,
    change: Change = Value::Text,
    approved_by: ApprovedBy = Value::Plain,
} apart id);

/// A figure's picture and its size are one field: neither makes sense without the other.
impl Fields for Figure {
    fn fields(&self) -> Vec<Field<'_>> {
        let Self { shot, width, height, alt, caption, crop, marks } = self;
        vec![
            field(FieldName::Shot, Value::Shot(shot, *width, *height)),
            field(FieldName::Caption, Value::Plain(caption)),
            field(FieldName::Alt, Value::Plain(alt)),
            field(FieldName::Crop, Value::Crop(*crop)),
            field(FieldName::Marks, Value::Marks(marks)),
        ]
    }

    fn take(&mut self, name: FieldName, from: &Self) {
        match name {
            FieldName::Shot => {
                (self.shot, self.width, self.height) = (from.shot.clone(), from.width, from.height);
            }
            FieldName::Caption => self.caption.clone_from(&from.caption),
            FieldName::Alt => self.alt.clone_from(&from.alt),
            FieldName::Crop => self.crop = from.crop,
            FieldName::Marks => self.marks.clone_from(&from.marks),
            _ => {}
        }
    }
}

impl Fields for Block {
    fn fields(&self) -> Vec<Field<'_>> {
        match &self.kind {
            BlockKind::Figure(figure) => figure.fields(),
            BlockKind::Callout { callout, text: words } => {
                vec![field(FieldName::Callout, Value::choice(callout)), field(FieldName::Text, Value::Text(words))]
            }
            BlockKind::Snippet { form, code } => {
                vec![field(FieldName::Form, Value::choice(form)), field(FieldName::Code, Value::Code(code))]
            }
            BlockKind::Branch { question, arms, otherwise, otherwise_target } => vec![
                field(FieldName::Question, Value::Line(question)),
                field(FieldName::Arms, Value::Arms(arms)),
                field(FieldName::Otherwise, Value::Text(otherwise)),
                field(FieldName::OtherwiseTarget, Value::target(otherwise_target)),
            ],
            BlockKind::Substeps { items } => vec![field(FieldName::Items, Value::Items(items))],
        }
    }

    fn take(&mut self, name: FieldName, from: &Self) {
        match (&mut self.kind, &from.kind) {
            (BlockKind::Figure(ours), BlockKind::Figure(theirs)) => ours.take(name, theirs),
            (BlockKind::Callout { callout, text }, BlockKind::Callout { callout: c, text: t }) => match name {
                FieldName::Callout => *callout = *c,
                FieldName::Text => text.clone_from(t),
                _ => {}
            },
            (BlockKind::Snippet { form, code }, BlockKind::Snippet { form: f, code: c }) => match name {
                FieldName::Form => *form = *f,
                FieldName::Code => code.clone_from(c),
                _ => {}
            },
            (
                BlockKind::Branch { question, arms, otherwise, otherwise_target },
                BlockKind::Branch { question: q, arms: a, otherwise: o, otherwise_target: ot },
            ) => match name {
                FieldName::Question => question.clone_from(q),
                FieldName::Arms => arms.clone_from(a),
                FieldName::Otherwise => otherwise.clone_from(o),
                FieldName::OtherwiseTarget => *otherwise_target = *ot,
                _ => {}
            },
            (BlockKind::Substeps { items }, BlockKind::Substeps { items: i }) => {
                if name == FieldName::Items {
                    items.clone_from(i);
                }
            }
            // It became another kind of block, and that comes whole.
            (ours, theirs) => ours.clone_from(theirs),
        }
    }
}

fn field(name: FieldName, value: Value<'_>) -> Field<'_> {
    Field { name, value }
}

impl<'a> Value<'a> {
    /// Enums of names alone are strings in JSON.
    pub(crate) fn choice<T: Serialize>(value: &T) -> Self {
        let word = serde_json::to_value(value).ok().and_then(|json| json.as_str().map(str::to_owned));
        Self::Choice(word.unwrap_or_default())
    }

    fn flag(flag: &bool) -> Self {
        Self::Flag(*flag)
    }

    fn date(day: &Option<NaiveDate>) -> Self {
        Self::Date(*day)
    }

    fn minutes(n: &Option<u32>) -> Self {
        Self::Minutes(*n)
    }

    fn seconds(n: &Option<u32>) -> Self {
        Self::Seconds(*n)
    }

    fn target(step: &Option<PartId>) -> Self {
        Self::Target(*step)
    }

    fn answer(answer: &'a Option<Answer>) -> Self {
        Self::Answer(answer.as_ref())
    }
}
