//! The listed parts as one: which list each stands in, its identity, its fields.

use super::list::Part;
use super::{Item, ItemList};
use crate::document::{Document, Field, FieldName, Fields};
use crate::id::PartId;

impl Item {
    /// The list that it stands in.
    pub fn list(&self) -> ItemList {
        match self {
            Self::Role(_) => ItemList::Role,
            Self::Parameter(_) => ItemList::Parameter,
            Self::Faq(_) => ItemList::Faq,
            Self::Definition(_) => ItemList::Definition,
            Self::Question(_) => ItemList::Question,
            Self::History(_) => ItemList::History,
        }
    }

    /// Its identity.
    pub fn id(&self) -> PartId {
        match self {
            Self::Role(part) => part.id(),
            Self::Parameter(part) => part.id(),
            Self::Faq(part) => part.id(),
            Self::Definition(part) => part.id(),
            Self::Question(part) => part.id(),
            Self::History(part) => part.id(),
        }
    }
}

impl Fields for Item {
    fn fields(&self) -> Vec<Field<'_>> {
        match self {
            Self::Role(part) => part.fields(),
            Self::Parameter(part) => part.fields(),
            Self::Faq(part) => part.fields(),
            Self::Definition(part) => part.fields(),
            Self::Question(part) => part.fields(),
            Self::History(part) => part.fields(),
        }
    }

    fn take(&mut self, name: FieldName, from: &Self) {
        match (self, from) {
            (Self::Role(ours), Self::Role(theirs)) => ours.take(name, theirs),
            (Self::Parameter(ours), Self::Parameter(theirs)) => ours.take(name, theirs),
            (Self::Faq(ours), Self::Faq(theirs)) => ours.take(name, theirs),
            (Self::Definition(ours), Self::Definition(theirs)) => ours.take(name, theirs),
            (Self::Question(ours), Self::Question(theirs)) => ours.take(name, theirs),
            (Self::History(ours), Self::History(theirs)) => ours.take(name, theirs),
            // A part of another list has none of these fields.
            _ => {}
        }
    }
}

impl ItemList {
    /// All of the lists, in reading order.
    pub const ALL: [Self; 6] =
        [Self::Role, Self::Parameter, Self::Faq, Self::Definition, Self::History, Self::Question];

    /// All that stand in this list of the document.
    pub fn items(self, document: &Document) -> Vec<Item> {
        match self {
            Self::Role => document.roles.iter().cloned().map(Item::Role).collect(),
            Self::Parameter => document.parameters.iter().cloned().map(Item::Parameter).collect(),
            Self::Faq => document.faq.iter().cloned().map(Item::Faq).collect(),
            Self::Definition => document.definitions.iter().cloned().map(Item::Definition).collect(),
            Self::Question => document.questions.iter().cloned().map(Item::Question).collect(),
            Self::History => document.history.iter().cloned().map(Item::History).collect(),
        }
    }
}
