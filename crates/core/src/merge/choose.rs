//! What a decision about a conflict does: operations, like any other edit.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use super::conflict::{Aspect, Conflict, Target, Variant, Whose};
use super::field::PICTURE;
use crate::document::{Block, Document, FieldName, Fields, Step};
use crate::id::PartId;
use crate::operation::{ItemList, Operation, Part, difference};
use crate::template::{Template, adopt};

/// A decision does not fit a field of the document.
#[derive(Debug, thiserror::Error)]
#[error("this does not fit the SOP: {0}")]
pub struct DoesNotFit(#[from] serde_json::Error);

/// Operations that give the document what the side has. None if it has that already, or if the part is gone: what was
/// removed since does not come back by a late decision.
///
/// # Errors
/// When the value does not fit the field; the conflict was then written by another version of the program.
pub fn choose(document: &Document, conflict: &Conflict, whose: Whose) -> Result<Vec<Operation>, DoesNotFit> {
    let mut after = document.clone();
    match (conflict.aspect, conflict.variant(whose)) {
        (Aspect::Presence, Some(_)) => {}
        (_, None) => remove(&mut after, conflict.target),
        (Aspect::Order, Some(variant)) => put_in_order(&mut after, conflict.target, &read::<Vec<_>>(variant)?),
        (Aspect::Place, Some(variant)) => put_into(&mut after, conflict.target, read(variant)?),
        (Aspect::Kind, Some(variant)) => set(&mut after, conflict.target, None, variant)?,
        (Aspect::Field(FieldName::Template), Some(variant)) => return Ok(give(document, &read(variant)?)),
        (Aspect::Field(name), Some(variant)) => set(&mut after, conflict.target, Some(name), variant)?,
    }
    Ok(difference(document, &after))
}

/// Does the work on one of the document's lists, whatever stands in it.
macro_rules! in_list {
    ($document:expr, $list:expr, $parts:ident => $work:expr) => {
        match $list {
            ItemList::Role => {
                let $parts = &mut $document.roles;
                $work
            }
            ItemList::Parameter => {
                let $parts = &mut $document.parameters;
                $work
            }
            ItemList::Faq => {
                let $parts = &mut $document.faq;
                $work
            }
            ItemList::Definition => {
                let $parts = &mut $document.definitions;
                $work
            }
            ItemList::Question => {
                let $parts = &mut $document.questions;
                $work
            }
            ItemList::History => {
                let $parts = &mut $document.history;
                $work
            }
        }
    };
}

/// Gives the document a template, as a person would: texts that somebody wrote stay.
fn give(document: &Document, template: &Template) -> Vec<Operation> {
    if document.template == *template { Vec::new() } else { adopt(document, template).operations }
}

fn remove(document: &mut Document, target: Target) {
    match target {
        Target::Phase { id } => document.phases.retain(|p| p.id != id),
        Target::Step { id } => document.phases.iter_mut().for_each(|p| p.steps.retain(|s| s.id != id)),
        Target::Block { id } => steps(document).for_each(|s| s.blocks.retain(|b| b.id != id)),
        Target::Item { list, id } => in_list!(document, list, parts => parts.retain(|p| p.id != id)),
        // These are always there.
        Target::Meta | Target::Section { .. } | Target::Procedure | Target::List { .. } => {}
    }
}

fn put_in_order(document: &mut Document, target: Target, order: &[PartId]) {
    match target {
        Target::Procedure => reorder(&mut document.phases, order),
        Target::Phase { id } => {
            document.phases.iter_mut().filter(|p| p.id == id).for_each(|p| reorder(&mut p.steps, order));
        }
        Target::Step { id } => steps(document).filter(|s| s.id == id).for_each(|s| reorder(&mut s.blocks, order)),
        Target::List { list } => in_list!(document, list, parts => reorder(parts, order)),
        // Nothing stands in these.
        Target::Meta | Target::Section { .. } | Target::Block { .. } | Target::Item { .. } => {}
    }
}

/// Puts those that are named into this order, in the places that they hold together. The others stay where they are.
fn reorder<T: Part>(list: &mut Vec<T>, order: &[PartId]) {
    let rank: HashMap<PartId, usize> = order.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
    let (mut named, others): (Vec<_>, Vec<_>) =
        list.drain(..).enumerate().partition(|(_, part)| rank.contains_key(&part.id()));
    let places: Vec<usize> = named.iter().map(|(place, _)| *place).collect();
    named.sort_by_key(|(_, part)| rank.get(&part.id()).copied());
    let mut all: Vec<(usize, T)> = places.into_iter().zip(named.into_iter().map(|(_, part)| part)).collect();
    all.extend(others);
    all.sort_by_key(|(place, _)| *place);
    list.extend(all.into_iter().map(|(_, part)| part));
}

/// Puts a step at the end of a phase, or a block at the end of a step, if it is not in it and that is still there.
fn put_into(document: &mut Document, target: Target, parent: PartId) {
    match target {
        Target::Step { id } => {
            let Some(to) = document.phases.iter().position(|p| p.id == parent) else { return };
            if document.phases[to].steps.iter().any(|s| s.id == id) {
                return;
            }
            let step = document.phases.iter_mut().find_map(|p| take(&mut p.steps, id));
            document.phases[to].steps.extend(step);
        }
        Target::Block { id } => {
            let is_in = |step: &Step| step.blocks.iter().any(|b| b.id == id);
            if steps(document).find(|s| s.id == parent).is_none_or(|s| is_in(s)) {
                return;
            }
            let block = steps(document).find_map(|s| take(&mut s.blocks, id));
            if let Some(step) = steps(document).find(|s| s.id == parent) {
                step.blocks.extend(block);
            }
        }
        // Nothing else stands in something that it can leave.
        _ => {}
    }
}

fn take<T: Part>(list: &mut Vec<T>, id: PartId) -> Option<T> {
    let at = list.iter().position(|part| part.id() == id)?;
    Some(list.remove(at))
}

/// Takes over a field, or a block as a whole.
fn set(document: &mut Document, target: Target, name: Option<FieldName>, variant: &Variant) -> Result<(), DoesNotFit> {
    match target {
        Target::Meta => take_over(&mut document.meta, name, variant)?,
        Target::Section { section } => *document.sections.get_mut(section) = read(variant)?,
        Target::Procedure => document.numbering = read(variant)?,
        Target::Phase { id } => {
            if let Some(phase) = document.phases.iter_mut().find(|p| p.id == id) {
                take_over(phase, name, variant)?;
            }
        }
        Target::Step { id } => {
            if let Some(step) = steps(document).find(|s| s.id == id) {
                take_over(step, name, variant)?;
            }
        }
        Target::Block { id } => {
            if let Some(block) = steps(document).flat_map(|s| &mut s.blocks).find(|b| b.id == id) {
                match name {
                    Some(name) => take_over(block, Some(name), variant)?,
                    None => block.kind = read::<Block>(variant)?.kind,
                }
            }
        }
        Target::Item { list, id } => in_list!(document, list, parts => {
            if let Some(part) = parts.iter_mut().find(|p| p.id == id) {
                take_over(part, name, variant)?;
            }
        }),
        // Lists have no fields.
        Target::List { .. } => {}
    }
    Ok(())
}

fn take_over<T: Fields + DeserializeOwned>(
    part: &mut T,
    name: Option<FieldName>,
    variant: &Variant,
) -> Result<(), DoesNotFit> {
    let theirs: T = read(variant)?;
    match name {
        // Crop and marks lie on the picture.
        Some(FieldName::Shot) => PICTURE.iter().for_each(|name| part.take(*name, &theirs)),
        Some(name) => part.take(name, &theirs),
        None => {}
    }
    Ok(())
}

fn read<T: DeserializeOwned>(variant: &Variant) -> Result<T, DoesNotFit> {
    Ok(serde_json::from_value(variant.value.clone())?)
}

fn steps(document: &mut Document) -> impl Iterator<Item = &mut Step> {
    document.phases.iter_mut().flat_map(|p| &mut p.steps)
}
