//! Merging field by field, over the fields that [`Fields`] names.

use std::collections::HashMap;
use std::slice;

use serde::Serialize;

use super::conflict::{Aspect, Conflict, Target, Whose};
use super::list;
use super::shown::{self, Shown};
use super::three::Three;
use crate::document::{
    Block, BlockKind, Definition, Document, Faq, Field, FieldName, Fields, HistoryRow, Meta, Parameter, Phase,
    Question, RoleDuty, Step, Substep, Value,
};
use crate::id::PartId;
use crate::template::{Placed, Template};

/// What was found to decide, and what steps are called meanwhile.
#[derive(Default)]
pub(super) struct Found {
    pub(super) conflicts: Vec<Conflict>,
    numbers: HashMap<PartId, String>,
}

impl Found {
    pub(super) fn new(ours: &Document, theirs: &Document) -> Self {
        // Ours are the numbers that are seen now.
        let steps = theirs.numbered_steps().chain(ours.numbered_steps());
        Self { conflicts: Vec::new(), numbers: steps.map(|(number, step)| (step.id, number)).collect() }
    }

    pub(super) fn at<'a>(&'a mut self, target: Target, about: &'a str) -> At<'a> {
        At { found: self, target, about }
    }
}

/// The part that is being merged.
pub(super) struct At<'a> {
    found: &'a mut Found,
    target: Target,
    about: &'a str,
}

impl At<'_> {
    pub(super) fn conflict(&mut self, aspect: Aspect, sides: Three<Option<Shown>>) {
        let Three { base, ours, theirs } = shown::variants(sides);
        let about = self.about.to_owned();
        self.found.conflicts.push(Conflict { target: self.target, aspect, about, base: base.flatten(), ours, theirs });
    }

    fn field<T: Serialize>(&mut self, name: FieldName, sides: Three<Option<Held<'_, T>>>) {
        let numbers = &self.found.numbers;
        let number = |id| numbers.get(&id).cloned().unwrap_or_default();
        let shown = sides.map(|side| side.map(|h| Shown::field(h.value, h.fields, &number, h.part)));
        self.conflict(Aspect::Field(name), shown);
    }
}

/// Something that is merged by its fields.
pub(super) trait Merged: Fields + Clone + PartialEq + Serialize {
    /// It without the parts that stand in it, which are merged by themselves.
    fn alone(&self) -> Self {
        self.clone()
    }

    /// Brings a field together that both changed; if that cannot be, it is for a person to decide.
    fn join(&mut self, _name: FieldName, _sides: Three<&Self>) -> bool {
        false
    }
}

impl Merged for Meta {}
impl Merged for Substep {}
impl Merged for RoleDuty {}
impl Merged for Parameter {}
impl Merged for Faq {}
impl Merged for Definition {}
impl Merged for Question {}
impl Merged for HistoryRow {}

impl Merged for Phase {
    fn alone(&self) -> Self {
        Self { restart: self.restart, ..Self::new(self.id, self.title.as_str()) }
    }
}

impl Merged for Step {
    fn alone(&self) -> Self {
        let mut alone = Self::new(self.id, "");
        for field in self.fields() {
            alone.take(field.name, self);
        }
        alone
    }

    /// Nobody decides where a step came from: it came from all of these entries.
    fn join(&mut self, name: FieldName, sides: Three<&Self>) -> bool {
        if name != FieldName::Sources {
            return false;
        }
        self.sources.extend(&sides.theirs.sources);
        self.sources.sort();
        self.sources.dedup();
        true
    }
}

impl Merged for Block {
    /// Small actions are merged one by one, as far as that goes without a question.
    fn join(&mut self, _name: FieldName, sides: Three<&Self>) -> bool {
        let BlockKind::Substeps { items } = &mut self.kind else { return false };
        let of = |block: &'_ Self| match &block.kind {
            BlockKind::Substeps { items } => items.clone(),
            BlockKind::Figure(_) | BlockKind::Callout { .. } | BlockKind::Snippet { .. } | BlockKind::Branch { .. } => {
                Vec::new()
            }
        };
        let (mut found, target) = (Found::default(), Target::Block { id: self.id });
        let merged = list::merge(&mut found, target, |_| target, sides.map(of).as_slices());
        if found.conflicts.is_empty() {
            *items = merged;
        }
        found.conflicts.is_empty()
    }
}

/// What belongs to the pixels that it was made for.
pub(super) const PICTURE: [FieldName; 3] = [FieldName::Shot, FieldName::Crop, FieldName::Marks];

/// Every field from the side that changed it; ours, and a conflict, where both did.
pub(super) fn part<T: Merged>(at: &mut At<'_>, sides: Three<&T>) -> T {
    let alone = sides.map(T::alone);
    let parts = Three { base: alone.base.as_ref(), ours: &alone.ours, theirs: &alone.theirs };
    let fields = parts.map(|part| part.fields());
    let mut merged = alone.ours.clone();
    let picture = value(&fields.ours, FieldName::Shot);
    let one_picture = picture == value(&fields.theirs, FieldName::Shot);
    for Field { name, .. } in &fields.ours {
        let on_picture = PICTURE.contains(name);
        if on_picture && !one_picture && *name != FieldName::Shot {
            continue;
        }
        // With another picture they go together, and those made for another one are no common ground.
        let together = if on_picture && !one_picture { &PICTURE } else { slice::from_ref(name) };
        let is_ground = |base: &&Vec<Field<'_>>| !on_picture || !one_picture || value(base, FieldName::Shot) == picture;
        let sides = Three {
            base: fields.base.as_ref().filter(is_ground).map(Vec::as_slice),
            ours: fields.ours.as_slice(),
            theirs: fields.theirs.as_slice(),
        };
        match sides.map(|fields| together.iter().map(|name| value(fields, *name)).collect::<Vec<_>>()).settled() {
            Some(Whose::Theirs) => together.iter().for_each(|name| merged.take(*name, parts.theirs)),
            Some(Whose::Ours | Whose::Base) => {}
            None if merged.join(*name, parts) => {}
            None => {
                let base = sides.base.zip(parts.base).map(|(fields, part)| side(*name, fields, part));
                let (ours, theirs) = (side(*name, sides.ours, parts.ours), side(*name, sides.theirs, parts.theirs));
                at.field(*name, Three { base, ours, theirs });
            }
        }
    }
    merged
}

/// A block that is of one kind on both sides is merged by its fields, else as a whole.
pub(super) fn block(at: &mut At<'_>, sides: Three<&Block>) -> Block {
    if std::mem::discriminant(&sides.ours.kind) == std::mem::discriminant(&sides.theirs.kind) {
        return part(at, sides);
    }
    match sides.map(|block| &block.kind).settled() {
        Some(Whose::Theirs) => sides.theirs.clone(),
        Some(Whose::Ours | Whose::Base) => sides.ours.clone(),
        None => {
            at.conflict(Aspect::Kind, sides.map(|block| Some(Shown::whole(block))));
            sides.ours.clone()
        }
    }
}

/// A prose section.
pub(super) fn text<'a>(found: &mut Found, target: Target, sides: Three<&'a str>) -> &'a str {
    if sides.settled().is_none() {
        let values = sides.map(Value::Text);
        alone(found, target, FieldName::Text, sides, values);
    }
    sides.value()
}

/// The template with the texts that it placed: whole or not at all, since half of one and half of another is none that
/// anybody made.
pub(super) fn template<'a>(found: &mut Found, sides: Three<&'a Document>) -> (&'a Template, &'a [Placed]) {
    let taken = |document: &'a Document| (&document.template, document.placed.as_slice());
    let templates = sides.map(|document| &document.template);
    match templates.settled() {
        Some(Whose::Theirs) => taken(sides.theirs),
        Some(Whose::Ours | Whose::Base) => sides.map(taken).value(),
        None => {
            // Of one template that was changed, the name alone would tell nothing.
            let is_changed = |now: &Template| templates.base.is_some_and(|was| was != now && was.name == now.name);
            let names =
                templates.map(|now| if is_changed(now) { format!("{} (changed)", now.name) } else { now.name.clone() });
            let names = Three { base: names.base.as_deref(), ours: names.ours.as_str(), theirs: names.theirs.as_str() };
            alone(found, Target::Meta, FieldName::Template, templates, names.map(Value::Plain));
            taken(sides.ours)
        }
    }
}

/// A choice that belongs to no part.
pub(super) fn choice<T: Copy + PartialEq + Serialize>(
    found: &mut Found,
    target: Target,
    name: FieldName,
    sides: Three<&T>,
) -> T {
    if sides.settled().is_none() {
        alone(found, target, name, sides, sides.map(Value::choice));
    }
    *sides.value()
}

fn alone<T: Serialize>(found: &mut Found, target: Target, name: FieldName, of: Three<T>, values: Three<Value<'_>>) {
    let held = |(value, part)| Some(Held { value, part, fields: &[] });
    let sides = Three {
        base: values.base.as_ref().zip(of.base.as_ref()).map(held),
        ours: held((&values.ours, &of.ours)),
        theirs: held((&values.theirs, &of.theirs)),
    };
    found.at(target, "").field(name, sides);
}

/// A field of one side, and the part that has it.
struct Held<'a, T> {
    value: &'a Value<'a>,
    part: &'a T,
    fields: &'a [Field<'a>],
}

fn side<'a, T>(name: FieldName, fields: &'a [Field<'a>], part: &'a T) -> Option<Held<'a, T>> {
    Some(Held { value: value(fields, name)?, part, fields })
}

fn value<'a>(fields: &'a [Field<'a>], name: FieldName) -> Option<&'a Value<'a>> {
    fields.iter().find(|field| field.name == name).map(|field| &field.value)
}
