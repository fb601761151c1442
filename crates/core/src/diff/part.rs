//! Two documents, part by part.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::value::{self, NumberOf};
use super::weave::weave;
use super::{Comparison, DiffCount, Fate, FieldDiff, FigureDiff, PartDiff, PartKind};
use crate::document::{
    Arm, Block, BlockKind, Document, Field, FieldName, Fields, Figure, Phase, SectionKey, Step, Substep, Value,
};
use crate::id::PartId;
use crate::operation::{Item, ItemList, steady};
use crate::text::{parse_line, plain_line};

/// What differs between two states of a document.
pub fn compare(before: &Document, after: &Document) -> Comparison {
    let sides = Sides { before: State::of(before), after: State::of(after) };
    let mut parts = Vec::new();
    parts.extend(sides.front());
    for place in ORDER {
        match place {
            Place::Section(key) => parts.extend(sides.section(*key)),
            Place::List(list) => parts.extend(sides.list(*list)),
            Place::Procedure => parts.extend(sides.procedure()),
        }
    }
    let mut count = DiffCount::default();
    parts.iter().for_each(|part| tally(part, &mut count));
    Comparison { parts, count }
}

enum Place {
    Section(SectionKey),
    List(ItemList),
    Procedure,
}

/// The parts as readers meet them; what is not printed, at the end.
const ORDER: &[Place] = &[
    Place::Section(SectionKey::Purpose),
    Place::Section(SectionKey::Scope),
    Place::Section(SectionKey::Policy),
    Place::List(ItemList::Role),
    Place::Section(SectionKey::Trigger),
    Place::Section(SectionKey::Needs),
    Place::List(ItemList::Parameter),
    Place::Procedure,
    Place::Section(SectionKey::Result),
    Place::Section(SectionKey::Trouble),
    Place::List(ItemList::Faq),
    Place::Section(SectionKey::Help),
    Place::List(ItemList::Definition),
    Place::Section(SectionKey::References),
    Place::Section(SectionKey::Records),
    Place::List(ItemList::History),
    Place::List(ItemList::Question),
];

struct Sides<'a> {
    before: State<'a>,
    after: State<'a>,
}

/// One of the two documents, with what is looked up in it.
struct State<'a> {
    document: &'a Document,
    numbers: OnceCell<HashMap<PartId, String>>,
    steps: OnceCell<HashMap<PartId, (PartId, &'a Step)>>,
    blocks: OnceCell<HashMap<PartId, (PartId, &'a Block)>>,
}

impl<'a> State<'a> {
    fn of(document: &'a Document) -> Self {
        Self { document, numbers: OnceCell::new(), steps: OnceCell::new(), blocks: OnceCell::new() }
    }

    fn number(&self, step: PartId) -> String {
        let numbers = self
            .numbers
            .get_or_init(|| self.document.numbered_steps().map(|(number, step)| (step.id, number)).collect());
        numbers.get(&step).cloned().unwrap_or_default()
    }

    /// The step, and the phase that it stands in.
    fn step(&self, id: PartId) -> Option<(PartId, &'a Step)> {
        let all = || self.document.phases.iter().flat_map(|p| p.steps.iter().map(|s| (s.id, (p.id, s)))).collect();
        self.steps.get_or_init(all).get(&id).copied()
    }

    /// The block, and the step that it stands in.
    fn block(&self, id: PartId) -> Option<(PartId, &'a Block)> {
        let steps = || self.document.phases.iter().flat_map(|p| &p.steps);
        let all = || steps().flat_map(|s| s.blocks.iter().map(|b| (b.id, (s.id, b)))).collect();
        self.blocks.get_or_init(all).get(&id).copied()
    }
}

impl Sides<'_> {
    fn front(&self) -> Option<PartDiff> {
        let (before, after) = (self.before.document, self.after.document);
        let mut fields = self.fields(Some(&before.meta), Some(&after.meta));
        if before.numbering != after.numbering {
            let (was, is) = (Value::choice(&before.numbering), Value::choice(&after.numbering));
            fields.extend(self.field(FieldName::Numbering, Some(&was), Some(&is)));
        }
        if before.template != after.template {
            // Of one template that was changed, the name alone would tell nothing.
            let is_same = before.template.name == after.template.name;
            let name = if is_same { format!("{} (changed)", after.template.name) } else { after.template.name.clone() };
            let (was, is) = (Value::Plain(&before.template.name), Value::Plain(&name));
            fields.extend(self.field(FieldName::Template, Some(&was), Some(&is)));
        }
        let part = PartDiff { fields, ..blank(PartKind::Front, Fate::Kept) };
        part.says_something()
    }

    fn section(&self, key: SectionKey) -> Option<PartDiff> {
        let (before, after) = (self.before.document.sections.get(key), self.after.document.sections.get(key));
        if before == after {
            return None;
        }
        let fields = self.field(FieldName::Text, Some(&Value::Text(before)), Some(&Value::Text(after)));
        let part = PartDiff {
            section: Some(key),
            fields: fields.into_iter().collect(),
            ..blank(PartKind::Section, Fate::Kept)
        };
        part.says_something()
    }

    fn list(&self, list: ItemList) -> Vec<PartDiff> {
        let (before, after) = (list.items(self.before.document), list.items(self.after.document));
        if before == after {
            return Vec::new();
        }
        let item = |moved: bool, before: Option<&Item>, after: Option<&Item>| {
            let one = after.or(before)?;
            let part = PartDiff {
                id: Some(one.id()),
                title: name_of(one),
                moved,
                fields: self.fields(before, after),
                ..blank(PartKind::of_item(one), fate(before, after)?)
            };
            part.says_something()
        };
        paired(&before, &after, Item::id, item)
    }

    fn procedure(&self) -> Vec<PartDiff> {
        let (before, after) = (&self.before.document.phases, &self.after.document.phases);
        if before == after {
            return Vec::new();
        }
        paired(before, after, |phase| phase.id, |moved, before, after| self.phase(moved, before, after))
    }

    fn phase(&self, moved: bool, before: Option<&Phase>, after: Option<&Phase>) -> Option<PartDiff> {
        let one = after.or(before)?;
        if before == after && !moved {
            return None;
        }
        let steps = |phase: Option<&Phase>| phase.map_or_else(Vec::new, |p| p.steps.iter().map(|s| s.id).collect());
        let (ids_before, ids_after): (Vec<PartId>, Vec<PartId>) = (steps(before), steps(after));
        let stay = steady(&ids_before, &ids_after);
        let mut parts = Vec::new();
        for id in weave(&ids_before, &ids_after) {
            let (was, is) = (self.before.step(id), self.after.step(id));
            // A step that went to another phase is told there.
            if is.is_some_and(|(phase, _)| phase != one.id) || (is.is_some() && after.is_none()) {
                continue;
            }
            let moved = was.is_some() && is.is_some() && !stay.contains(&id);
            parts.extend(self.step(moved, was.map(|(_, step)| step), is.map(|(_, step)| step)));
        }
        let part = PartDiff {
            id: Some(one.id),
            title: one.title.clone(),
            moved,
            fields: self.fields(before, after),
            parts,
            ..blank(PartKind::Phase, fate(before, after)?)
        };
        part.says_something()
    }

    fn step(&self, moved: bool, before: Option<&Step>, after: Option<&Step>) -> Option<PartDiff> {
        let one = after.or(before)?;
        if before == after && !moved {
            return None;
        }
        let blocks = |step: Option<&Step>| step.map_or_else(Vec::new, |s| s.blocks.iter().map(|b| b.id).collect());
        let (ids_before, ids_after): (Vec<PartId>, Vec<PartId>) = (blocks(before), blocks(after));
        let stay = steady(&ids_before, &ids_after);
        let mut parts = Vec::new();
        for id in weave(&ids_before, &ids_after) {
            let (was, is) = (self.before.block(id), self.after.block(id));
            if is.is_some_and(|(step, _)| step != one.id) || (is.is_some() && after.is_none()) {
                continue;
            }
            let moved = was.is_some() && is.is_some() && !stay.contains(&id);
            self.block(moved, was.map(|(_, block)| block), is.map(|(_, block)| block), &mut parts);
        }
        let number = |state: &State<'_>, step: Option<&Step>| step.map(|s| state.number(s.id)).unwrap_or_default();
        let part = PartDiff {
            id: Some(one.id),
            title: plain_line(&parse_line(&one.action)),
            before: number(&self.before, before),
            after: number(&self.after, after),
            moved,
            fields: self.fields(before, after),
            parts,
            ..blank(PartKind::Step, fate(before, after)?)
        };
        part.says_something()
    }

    fn block(&self, moved: bool, before: Option<&Block>, after: Option<&Block>, parts: &mut Vec<PartDiff>) {
        let kind = |block: &Block| std::mem::discriminant(&block.kind);
        if let (Some(was), Some(is)) = (before, after)
            && kind(was) != kind(is)
        {
            // Another kind of block has none of the fields of the old one.
            self.block(false, before, None, parts);
            return self.block(false, None, after, parts);
        }
        let (Some(one), Some(fate)) = (after.or(before), fate(before, after)) else { return };
        if before == after && !moved {
            return;
        }
        let contained = match &one.kind {
            BlockKind::Branch { .. } => self.arms(arms_of(before), arms_of(after)),
            BlockKind::Substeps { .. } => {
                let (was, is) = (items_of(before), items_of(after));
                paired(was, is, |item| item.id, |moved, was, is| self.substep(moved, was, is))
            }
            BlockKind::Figure(_) | BlockKind::Callout { .. } | BlockKind::Snippet { .. } => Vec::new(),
        };
        let part = PartDiff {
            id: Some(one.id),
            moved,
            fields: self.fields(before, after),
            figure: figure(figure_of(before), figure_of(after)),
            parts: contained,
            ..blank(PartKind::of_block(&one.kind), fate)
        };
        parts.extend(part.says_something());
    }

    fn substep(&self, moved: bool, before: Option<&Substep>, after: Option<&Substep>) -> Option<PartDiff> {
        let id = after.or(before).map(|item| item.id);
        let fields = self.fields(before, after);
        PartDiff { id, moved, fields, ..blank(PartKind::Substep, fate(before, after)?) }.says_something()
    }

    /// Conditions have no identity: those that are alike at both ends are, and the others are paired in order.
    fn arms(&self, before: &[Arm], after: &[Arm]) -> Vec<PartDiff> {
        let alike = |pairs: &mut dyn Iterator<Item = (&Arm, &Arm)>| pairs.take_while(|(a, b)| a == b).count();
        let head = alike(&mut before.iter().zip(after));
        let tail = alike(&mut before[head..].iter().rev().zip(after[head..].iter().rev()));
        let (before, after) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
        (0..before.len().max(after.len()))
            .filter_map(|n| {
                let (was, is) = (before.get(n), after.get(n));
                PartDiff { fields: self.fields(was, is), ..blank(PartKind::Arm, fate(was, is)?) }.says_something()
            })
            .collect()
    }

    fn fields<T: Fields>(&self, before: Option<&T>, after: Option<&T>) -> Vec<FieldDiff> {
        let was = before.map(Fields::fields).unwrap_or_default();
        let is = after.map(Fields::fields).unwrap_or_default();
        let find = |list: &'_ [Field<'_>], name| list.iter().position(|field| field.name == name);
        let mut names: Vec<FieldName> = is.iter().map(|field| field.name).collect();
        names.extend(was.iter().map(|field| field.name).filter(|name| find(&is, *name).is_none()));
        names
            .into_iter()
            .filter_map(|name| {
                let (was, is) = (find(&was, name).map(|n| &was[n].value), find(&is, name).map(|n| &is[n].value));
                if was == is { None } else { self.field(name, was, is) }
            })
            .collect()
    }

    fn field(&self, name: FieldName, before: Option<&Value<'_>>, after: Option<&Value<'_>>) -> Option<FieldDiff> {
        let (was, is) = (|id| self.before.number(id), |id| self.after.number(id));
        let (was, is): (NumberOf<'_>, NumberOf<'_>) = (&was, &is);
        value::compare(name, before.map(|v| (v, was)), after.map(|v| (v, is)))
    }
}

impl PartDiff {
    /// The part, unless there is nothing to tell about it.
    fn says_something(self) -> Option<Self> {
        let silent = self.fate == Fate::Kept
            && !self.moved
            && self.fields.is_empty()
            && self.figure.is_none()
            && self.parts.is_empty();
        if silent { None } else { Some(self) }
    }
}

/// Members of two lists, paired by identity, in the order in which they read as one.
fn paired<T>(
    before: &[T],
    after: &[T],
    id: impl Fn(&T) -> PartId,
    mut tell: impl FnMut(bool, Option<&T>, Option<&T>) -> Option<PartDiff>,
) -> Vec<PartDiff> {
    let ids = |list: &[T]| list.iter().map(&id).collect::<Vec<_>>();
    let (ids_before, ids_after) = (ids(before), ids(after));
    let stay: HashSet<PartId> = steady(&ids_before, &ids_after);
    let by_id = |list: &'_ [T]| list.iter().enumerate().map(|(at, part)| (id(part), at)).collect::<HashMap<_, _>>();
    let (at_before, at_after) = (by_id(before), by_id(after));
    weave(&ids_before, &ids_after)
        .into_iter()
        .filter_map(|id| {
            let (was, is) = (at_before.get(&id).map(|at| &before[*at]), at_after.get(&id).map(|at| &after[*at]));
            tell(was.is_some() && is.is_some() && !stay.contains(&id), was, is)
        })
        .collect()
}

fn fate<T>(before: Option<&T>, after: Option<&T>) -> Option<Fate> {
    match (before, after) {
        (Some(_), Some(_)) => Some(Fate::Kept),
        (Some(_), None) => Some(Fate::Removed),
        (None, Some(_)) => Some(Fate::Added),
        (None, None) => None,
    }
}

fn figure(before: Option<&Figure>, after: Option<&Figure>) -> Option<FigureDiff> {
    let (shot, crop, marks) = match (before, after) {
        (Some(was), Some(is)) => (was.shot != is.shot, was.shown() != is.shown(), was.marks != is.marks),
        (None, None) => return None,
        _ => (true, false, false),
    };
    let differs = shot || crop || marks;
    differs.then(|| FigureDiff { before: before.cloned(), after: after.cloned(), shot, crop, marks })
}

fn figure_of(block: Option<&Block>) -> Option<&Figure> {
    match &block?.kind {
        BlockKind::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn arms_of(block: Option<&Block>) -> &[Arm] {
    match block.map(|b| &b.kind) {
        Some(BlockKind::Branch { arms, .. }) => arms,
        _ => &[],
    }
}

fn items_of(block: Option<&Block>) -> &[Substep] {
    match block.map(|b| &b.kind) {
        Some(BlockKind::Substeps { items }) => items,
        _ => &[],
    }
}

fn name_of(item: &Item) -> String {
    let line = |text: &str| plain_line(&parse_line(text));
    match item {
        Item::Role(part) => part.role.clone(),
        Item::Parameter(part) => part.name.clone(),
        Item::Faq(part) => line(&part.question),
        Item::Definition(part) => part.term.clone(),
        Item::Question(part) => line(&part.question),
        Item::History(part) => part.revision.clone(),
    }
}

fn blank(kind: PartKind, fate: Fate) -> PartDiff {
    PartDiff {
        kind,
        id: None,
        section: None,
        title: String::new(),
        before: String::new(),
        after: String::new(),
        fate,
        moved: false,
        fields: Vec::new(),
        figure: None,
        parts: Vec::new(),
    }
}

/// Counts what a reader would count: not the blocks of a step, and a phase only for itself.
fn tally(part: &PartDiff, count: &mut DiffCount) {
    match part.fate {
        Fate::Added => count.added += 1,
        Fate::Removed => count.removed += 1,
        Fate::Kept => {
            let inner = part.kind != PartKind::Phase && !part.parts.is_empty();
            count.changed += u32::from(inner || !part.fields.is_empty() || part.figure.is_some());
            count.moved += u32::from(part.moved);
        }
    }
    if part.kind == PartKind::Phase {
        part.parts.iter().for_each(|step| tally(step, count));
    }
}
