//! Three-way merge: what two people did to one document since both had the same, brought together. Parts are known by
//! identity and compared field by field, so edits of different fields never meet.
//!
//! - A field that one side changed is taken from that side. Changed by both to different values, ours stands and a
//!   [`Conflict`] says so, until a person decides.
//! - A part that one side removed is gone, unless the other side changed it or put it elsewhere: it then stands, as a
//!   conflict. A step comes back whole; a phase comes back with what was changed in it.
//! - A part that one side added is there; the same part added by both is there once.
//! - A part that one side moved to another phase or step is there. Where both changed the order of one list, moves of
//!   different members are combined if they do not touch, else ours stands as a conflict.
//! - What both added at one place: the run whose first part is older (its identity is time-ordered) comes first.
//!
//! Merging the same once more changes nothing, and it does not matter who merges whose, except that in a conflict each
//! side keeps its own.

mod choose;
mod conflict;
mod field;
mod ground;
mod level;
mod list;
mod order;
mod shown;
mod three;
mod tree;

use crate::document::{Document, FieldName, SectionKey};
use crate::operation::{ItemList, Operation, Part, difference};

pub use choose::{DoesNotFit, choose};
pub use conflict::{Aspect, Conflict, Target, Variant, Whose};
pub use ground::{Point, common, join};

use field::{Found, Merged};
use three::Three;

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Turns ours into the merged document.
    pub operations: Vec<Operation>,
    /// What a person has to decide; until then ours stands.
    pub conflicts: Vec<Conflict>,
}

/// Brings together what `ours` and `theirs` did since `base`. The identity and the session are ours.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Merge {
    let (merged, conflicts) = merged(base, ours, theirs);
    Merge { operations: difference(ours, &merged), conflicts }
}

fn merged(base: &Document, ours: &Document, theirs: &Document) -> (Document, Vec<Conflict>) {
    let mut found = Found::new(ours, theirs);
    let out = &mut found;
    let three = Three { base: Some(base), ours, theirs };
    let mut sections = ours.sections.clone();
    for section in SectionKey::ALL {
        let text = field::text(out, Target::Section { section }, three.map(|d| d.sections.get(section)));
        text.clone_into(sections.get_mut(section));
    }
    let (template, placed) = field::template(out, three);
    // Every field by name, so that a new one cannot be forgotten.
    let document = Document {
        id: ours.id,
        session: ours.session,
        meta: field::part(&mut out.at(Target::Meta, ""), three.map(|d| &d.meta)),
        template: template.clone(),
        placed: placed.to_vec(),
        sections,
        roles: listed(out, ItemList::Role, three.map(|d| d.roles.as_slice())),
        parameters: listed(out, ItemList::Parameter, three.map(|d| d.parameters.as_slice())),
        numbering: field::choice(out, Target::Procedure, FieldName::Numbering, three.map(|d| &d.numbering)),
        phases: tree::merge(out, three.map(|d| d.phases.as_slice())),
        faq: listed(out, ItemList::Faq, three.map(|d| d.faq.as_slice())),
        definitions: listed(out, ItemList::Definition, three.map(|d| d.definitions.as_slice())),
        questions: listed(out, ItemList::Question, three.map(|d| d.questions.as_slice())),
        history: listed(out, ItemList::History, three.map(|d| d.history.as_slice())),
    };
    (document, found.conflicts)
}

fn listed<T: Part + Merged>(found: &mut Found, list: ItemList, three: Three<&[T]>) -> Vec<T> {
    list::merge(found, Target::List { list }, |id| Target::Item { list, id }, three)
}
