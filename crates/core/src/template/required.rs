//! What a template can require beside the ten parts that no SOP may lack.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Chapter;
use crate::document::{Document, SectionKey};
use crate::operation::ItemList;

/// A field that can be required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named after the field that it stands for")]
pub enum RequiredField {
    Number,
    OwnerRole,
    OwnerContact,
    Successor,
    Reviewed,
    Supersedes,
    Classification,
    Storage,
    Duration,
    Purpose,
    Scope,
    Roles,
    Trigger,
    Needs,
    Parameters,
    Result,
    Trouble,
    Definitions,
    References,
    Records,
}

/// Where a required field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredPlace {
    /// In the front matter, in the field of this name.
    Meta(&'static str),
    /// In a prose section.
    Section(SectionKey),
    /// It is a list.
    List(ItemList),
}

impl RequiredField {
    /// All of them, in reading order.
    pub const ALL: [Self; 20] = [
        Self::Number,
        Self::OwnerRole,
        Self::OwnerContact,
        Self::Successor,
        Self::Reviewed,
        Self::Supersedes,
        Self::Classification,
        Self::Storage,
        Self::Duration,
        Self::Purpose,
        Self::Scope,
        Self::Roles,
        Self::Trigger,
        Self::Needs,
        Self::Parameters,
        Self::Result,
        Self::Trouble,
        Self::Definitions,
        Self::References,
        Self::Records,
    ];

    /// What is missing without it, as the end of a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::OwnerRole => "role of the owner",
            Self::OwnerContact => "way to reach the owner",
            Self::Successor => "successor",
            Self::Reviewed => "day of the last review",
            Self::Supersedes => "SOP that it supersedes",
            Self::Classification => "classification",
            Self::Storage => "place of the master copy",
            Self::Duration => "time needed",
            Self::Purpose => "purpose",
            Self::Scope => "scope",
            Self::Roles => "roles and responsibilities",
            Self::Trigger => "word on when to start",
            Self::Needs => "list of what is needed",
            Self::Parameters => "values to have at hand",
            Self::Result => "way to check the result",
            Self::Trouble => "help for when something goes wrong",
            Self::Definitions => "definitions",
            Self::References => "references",
            Self::Records => "records",
        }
    }

    /// Whether the label speaks of several things.
    pub fn is_plural(self) -> bool {
        matches!(self, Self::Roles | Self::Parameters | Self::Definitions | Self::References | Self::Records)
    }

    /// Where it stands.
    pub fn place(self) -> RequiredPlace {
        use RequiredPlace as P;
        match self {
            Self::Number => P::Meta("number"),
            Self::OwnerRole | Self::OwnerContact => P::Meta("owner"),
            Self::Successor => P::Meta("successor"),
            Self::Reviewed => P::Meta("reviewed"),
            Self::Supersedes => P::Meta("supersedes"),
            Self::Classification => P::Meta("classification"),
            Self::Storage => P::Meta("storage"),
            Self::Duration => P::Meta("duration_min"),
            Self::Purpose => P::Section(SectionKey::Purpose),
            Self::Scope => P::Section(SectionKey::Scope),
            Self::Roles => P::List(ItemList::Role),
            Self::Trigger => P::Section(SectionKey::Trigger),
            Self::Needs => P::Section(SectionKey::Needs),
            Self::Parameters => P::List(ItemList::Parameter),
            Self::Result => P::Section(SectionKey::Result),
            Self::Trouble => P::Section(SectionKey::Trouble),
            Self::Definitions => P::List(ItemList::Definition),
            Self::References => P::Section(SectionKey::References),
            Self::Records => P::Section(SectionKey::Records),
        }
    }

    /// The section in which it stands; none for front matter.
    pub fn chapter(self) -> Option<Chapter> {
        match self.place() {
            RequiredPlace::Meta(_) => None,
            RequiredPlace::Section(key) => Some(Chapter::of(key)),
            RequiredPlace::List(ItemList::Role) => Some(Chapter::Roles),
            RequiredPlace::List(ItemList::Parameter) => Some(Chapter::Before),
            RequiredPlace::List(_) => Some(Chapter::Definitions),
        }
    }

    /// Whether the document lacks it.
    pub fn is_missing(self, document: &Document) -> bool {
        let meta = &document.meta;
        let blank = |text: &str| text.trim().is_empty();
        match self.place() {
            RequiredPlace::Section(key) => blank(document.sections.get(key)),
            RequiredPlace::List(list) => list.items(document).is_empty(),
            RequiredPlace::Meta(_) => match self {
                Self::Number => blank(&meta.number),
                Self::OwnerRole => blank(&meta.owner.role),
                Self::OwnerContact => blank(&meta.owner.contact),
                Self::Successor => blank(&meta.successor.name),
                Self::Reviewed => meta.reviewed.is_none(),
                Self::Supersedes => blank(&meta.supersedes),
                Self::Classification => blank(&meta.classification),
                Self::Storage => blank(&meta.storage),
                Self::Duration => meta.duration_min.is_none(),
                _ => false,
            },
        }
    }
}
