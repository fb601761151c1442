//! How exports look. All of it is an input of the export, and is kept with the document.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Colour;
use crate::id::Hash;

/// How exports look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PageLook {
    /// Headings, numbers, lines and links.
    pub accent: Colour,
    /// The words of the text.
    pub ink: Colour,
    /// The letters of the text.
    pub face: Face,
    /// The pages.
    pub paper: PaperSize,
    /// Words above every page; may be empty.
    pub header: String,
    /// Words below every page; may be empty.
    pub footer: String,
    /// A picture at the top of the first page.
    pub logo: Option<Logo>,
}

impl Default for PageLook {
    fn default() -> Self {
        Self {
            accent: Colour([0x0b, 0x68, 0x62]),
            ink: Colour([0x1a, 0x1f, 0x22]),
            face: Face::Libertinus,
            paper: PaperSize::A4,
            header: String::new(),
            footer: String::new(),
            logo: None,
        }
    }
}

/// The letters of the text: one of the faces that every copy of Sopwright carries, so that a page is the same anywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Libertinus Serif: warm, for long reading.
    #[default]
    Libertinus,
    /// New Computer Modern: fine and formal.
    Computer,
    /// DejaVu Sans Mono: upright, all letters of one width.
    Mono,
}

impl Face {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Libertinus, Self::Computer, Self::Mono];
}

/// The size of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// 210 x 297 mm.
    #[default]
    A4,
    /// 8.5 x 11 inches.
    Letter,
}

/// A logo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Logo {
    /// The hash of its picture.
    pub picture: Hash,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows, for those who do not see it; may be empty.
    #[serde(default)]
    pub alt: String,
}
