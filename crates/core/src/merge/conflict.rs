//! What a person has to decide after a merge.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::diff::{Form, Piece};
use crate::document::{FieldName, Figure, SectionKey};
use crate::id::PartId;
use crate::operation::ItemList;

/// Which part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Target {
    /// The front matter.
    Meta,
    /// A prose section.
    Section {
        /// Which.
        section: SectionKey,
    },
    /// The procedure: the list of its phases, and how its steps are counted.
    Procedure,
    /// A phase, or the list of its steps.
    Phase {
        /// Which.
        id: PartId,
    },
    /// A step, or the list of its blocks.
    Step {
        /// Which.
        id: PartId,
    },
    /// A block of a step.
    Block {
        /// Which.
        id: PartId,
    },
    /// A list of parts.
    List {
        /// Which.
        list: ItemList,
    },
    /// A listed part.
    Item {
        /// Its list.
        list: ItemList,
        /// Which.
        id: PartId,
    },
}

/// What of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Whether it is there at all.
    Presence,
    /// Which phase or step it stands in.
    Place,
    /// The order of what stands in it.
    Order,
    /// What a block is, with all that stands in it.
    Kind,
    /// One of its fields. A picture goes with its crop and marks, which lie on it.
    #[serde(untagged)]
    Field(FieldName),
}

/// One of the three states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// What both had.
    Base,
    /// What we have.
    Ours,
    /// What they have.
    Theirs,
}

/// What one side has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Variant {
    /// How its characters are meant.
    pub form: Form,
    /// Its characters, compared with what both had, or else with the other side.
    pub pieces: Vec<Piece>,
    /// The figure that it is about.
    pub figure: Option<Figure>,
    /// As it stands in the document: the part that has the field.
    #[ts(type = "unknown")]
    pub value: Value,
}

/// Something that both sides changed, each in another way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// The part.
    pub target: Target,
    /// What of it.
    pub aspect: Aspect,
    /// Names the part: a step's action, a phase's title and the like.
    pub about: String,
    /// What both had; nothing if it was not there.
    pub base: Option<Variant>,
    /// What we have, which stands; nothing if we removed it.
    pub ours: Option<Variant>,
    /// What they have; nothing if they removed it.
    pub theirs: Option<Variant>,
}

impl Conflict {
    /// What this side has.
    pub fn variant(&self, whose: Whose) -> Option<&Variant> {
        match whose {
            Whose::Base => self.base.as_ref(),
            Whose::Ours => self.ours.as_ref(),
            Whose::Theirs => self.theirs.as_ref(),
        }
    }

    /// The figures that it shows, to change where their pictures are found.
    pub fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        [&mut self.base, &mut self.ours, &mut self.theirs].into_iter().flatten().filter_map(|v| v.figure.as_mut())
    }
}
