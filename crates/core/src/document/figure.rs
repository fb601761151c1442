//! A figure: a shot, the part of it that is shown, and what is drawn over it. Nothing here touches a pixel of the shot.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BlockKind, Document, Phase, Step};
use crate::entry::{Point, Rect};
use crate::id::Hash;

/// A shot with marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Figure {
    /// The shot's hash.
    pub shot: Hash,
    /// The whole picture's size in pixels.
    pub width: u32,
    /// The whole picture's size in pixels.
    pub height: u32,
    /// For those who cannot see it. Plain text; an export cannot be accessible without it.
    pub alt: String,
    /// Plain text under it, or empty.
    #[serde(default)]
    pub caption: String,
    /// The part that is shown, in pixels of the picture; all of it if absent.
    #[serde(default)]
    pub crop: Option<Rect>,
    /// What is drawn over it, in pixels of the picture; later ones over earlier ones.
    #[serde(default)]
    pub marks: Vec<Mark>,
}

impl Figure {
    /// The part that is shown, held within the picture and never empty.
    pub fn shown(&self) -> Rect {
        let whole = Rect { x: 0, y: 0, width: self.width.max(1), height: self.height.max(1) };
        let Some(crop) = self.crop else { return whole };
        let x = crop.x.clamp(0, i32::try_from(whole.width).unwrap_or(i32::MAX) - 1);
        let y = crop.y.clamp(0, i32::try_from(whole.height).unwrap_or(i32::MAX) - 1);
        Rect {
            x,
            y,
            width: crop.width.clamp(1, whole.width - x.unsigned_abs()),
            height: crop.height.clamp(1, whole.height - y.unsigned_abs()),
        }
    }
}

impl Document {
    /// The figures, in reading order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.phases.iter().flat_map(|p| &p.steps).flat_map(|s| &s.blocks).filter_map(|b| b.kind.figure())
    }

    /// The figures, to change what is not the document's content: where a picture is found.
    pub fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        self.phases.iter_mut().flat_map(Phase::figures_mut)
    }
}

impl Phase {
    pub(crate) fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        self.steps.iter_mut().flat_map(Step::figures_mut)
    }
}

impl Step {
    pub(crate) fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        self.blocks.iter_mut().filter_map(|block| block.kind.figure_mut())
    }
}

impl BlockKind {
    /// The figure, if it is one.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Callout { .. } | Self::Snippet { .. } | Self::Branch { .. } | Self::Substeps { .. } => None,
        }
    }

    pub(crate) fn figure_mut(&mut self) -> Option<&mut Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Callout { .. } | Self::Snippet { .. } | Self::Branch { .. } | Self::Substeps { .. } => None,
        }
    }
}

/// Something drawn over a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum Mark {
    /// Where the pointer was.
    Pointer {
        /// Its tip.
        at: Point,
    },
    /// A frame around something.
    Box {
        /// What it goes around.
        area: Rect,
    },
    /// Points at something.
    Arrow {
        /// Where it begins.
        from: Point,
        /// Its tip.
        to: Point,
    },
    /// An ellipse around something.
    Circle {
        /// What it fits into.
        area: Rect,
    },
    /// A numbered badge, for the order in which things are done.
    Number {
        /// Its middle.
        at: Point,
        /// What it says.
        n: u32,
    },
    /// Words on the picture.
    Text {
        /// The upper left corner of the label.
        at: Point,
        /// Plain text. A line is as long as it was written; none is broken.
        text: String,
    },
    /// Everything outside of all spotlights is dimmed.
    Spotlight {
        /// What stays as it is.
        area: Rect,
    },
}

impl Mark {
    /// As it is when the picture begins at `origin`.
    #[must_use]
    pub fn seen_from(&self, origin: Point) -> Self {
        let point = |at: Point| Point { x: at.x.saturating_sub(origin.x), y: at.y.saturating_sub(origin.y) };
        let rect = |area: Rect| {
            let Point { x, y } = point(Point { x: area.x, y: area.y });
            Rect { x, y, ..area }
        };
        match self {
            Self::Pointer { at } => Self::Pointer { at: point(*at) },
            Self::Box { area } => Self::Box { area: rect(*area) },
            Self::Arrow { from, to } => Self::Arrow { from: point(*from), to: point(*to) },
            Self::Circle { area } => Self::Circle { area: rect(*area) },
            Self::Number { at, n } => Self::Number { at: point(*at), n: *n },
            Self::Text { at, text } => Self::Text { at: point(*at), text: text.clone() },
            Self::Spotlight { area } => Self::Spotlight { area: rect(*area) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_from_before_the_newer_marks_are_read() {
        let written = r#"{"shot":"0000000000000000000000000000000000000000000000000000000000000000","width":1920,
            "height":1080,"alt":"A window","marks":[{"mark":"pointer","at":{"x":5,"y":6}},
            {"mark":"box","area":{"x":1,"y":2,"width":3,"height":4}}]}"#;
        let figure: Figure = serde_json::from_str(written).unwrap();
        assert_eq!(
            figure.marks,
            [Mark::Pointer { at: Point { x: 5, y: 6 } }, Mark::Box { area: Rect { x: 1, y: 2, width: 3, height: 4 } }]
        );
        assert_eq!((figure.crop, figure.caption.as_str()), (None, ""));
    }

    #[test]
    fn a_mark_moves_with_the_corner_of_what_is_shown_and_no_number_is_too_large() {
        let origin = Point { x: 40, y: 60 };
        let arrow = Mark::Arrow { from: Point { x: 50, y: 60 }, to: Point { x: i32::MIN, y: 0 } };
        assert_eq!(
            arrow.seen_from(origin),
            Mark::Arrow { from: Point { x: 10, y: 0 }, to: Point { x: i32::MIN, y: -60 } }
        );
        let spot = Mark::Spotlight { area: Rect { x: 45, y: 50, width: 7, height: u32::MAX } };
        let moved = Mark::Spotlight { area: Rect { x: 5, y: -10, width: 7, height: u32::MAX } };
        assert_eq!(spot.seen_from(origin), moved);
    }
}
