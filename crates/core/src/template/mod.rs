//! Templates: the shape of an SOP, the texts that every SOP of a kind begins with, the fields that it must have, its
//! number series and how it looks when it goes out. A library keeps several.
//!
//! A document carries a copy of the template that it took. So a revision holds everything that its export depends on,
//! and a template that is changed or removed later changes no SOP until somebody applies it.

mod adopt;
mod built_in;
mod chapter;
mod colour;
mod look;
mod outline;
mod problem;
mod required;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{SectionKey, Sections};
use crate::id::TemplateId;

pub use adopt::{Adoption, Renumbered, TextFate, TextMove, adopt, begin};
pub use built_in::{BUILT_IN, built_in, standard};
pub use chapter::Chapter;
pub use colour::{Colour, NotAColour};
pub use look::{Face, Logo, PageLook, PaperSize};
pub use outline::{Heading, Numbered, Outline};
pub use problem::{Problem, ProblemField, problems};
pub use required::{RequiredField, RequiredPlace};

/// The shape, the standing texts and the look of a kind of SOP.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Template {
    /// Its identity.
    pub id: TemplateId,
    /// What people call it.
    pub name: String,
    /// The numbered sections: order, titles, and which of them are shown.
    pub outline: Outline,
    /// Texts that sections begin with. An empty one leaves the section to the draft.
    pub standing: Sections,
    /// What must be filled in before an SOP can be approved, beside the ten parts that no SOP may lack.
    pub required: Vec<RequiredField>,
    /// Number series, as in [`crate::settings::DraftDefaults::series`]. Empty: the one in the settings.
    pub series: String,
    /// How exports look.
    pub look: PageLook,
}

impl Default for Template {
    fn default() -> Self {
        standard()
    }
}

/// A standing text that a template put into a document, as long as nobody changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Placed {
    /// Where.
    pub section: SectionKey,
    /// The section of a finished document was empty before. When another template comes, it is empty again.
    pub filled: bool,
}
