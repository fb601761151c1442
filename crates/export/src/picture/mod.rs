//! Pictures of the steps: checked before they are trusted, cut and marked for outputs that cannot do that themselves.

mod canvas;
mod draw;
mod header;

use sopwright_core::document::{Figure, Mark};
use sopwright_core::entry::Rect;
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;

pub(crate) use canvas::Canvas;
pub(crate) use header::{Chunks, Header};

/// A picture's file and what its header says.
pub(crate) struct Loaded {
    pub bytes: Vec<u8>,
    pub header: Header,
}

/// Reads a picture and checks that it is whole: the right file, a PNG, of a size that can be handled. Says in words
/// what is wrong otherwise.
pub(crate) fn load(pictures: &dyn Pictures, hash: &Hash) -> Result<Loaded, String> {
    let bytes = pictures.png(hash)?;
    if Hash::of(&bytes) != *hash {
        return Err("the file is damaged: its content is not what was recorded".to_owned());
    }
    let header = Header::read(&bytes)?;
    Ok(Loaded { bytes, header })
}

/// The figure with the picture's true size, so that crop and marks hold whatever the document says.
pub(crate) fn true_size(figure: &Figure, header: &Header) -> Figure {
    Figure { width: header.width, height: header.height, ..figure.clone() }
}

/// The part that is shown, if it is not all of it.
pub(crate) fn crop(figure: &Figure) -> Option<Rect> {
    let shown = figure.shown();
    (shown.width != figure.width || shown.height != figure.height).then_some(shown)
}

/// The marks, with their places from the upper left corner of the part that is shown.
pub(crate) fn marks(figure: &Figure) -> Vec<Mark> {
    let shown = figure.shown();
    figure
        .marks
        .iter()
        .map(|mark| match mark {
            Mark::Pointer { at } => {
                let mut at = *at;
                at.x = at.x.saturating_sub(shown.x);
                at.y = at.y.saturating_sub(shown.y);
                Mark::Pointer { at }
            }
            Mark::Box { area } => {
                let mut area = *area;
                area.x = area.x.saturating_sub(shown.x);
                area.y = area.y.saturating_sub(shown.y);
                Mark::Box { area }
            }
        })
        .collect()
}

/// How long the unit of marks is in a picture of this size: lines are two units thick. Marks keep their size on paper,
/// whatever the picture's resolution.
pub(crate) fn mark_unit(width: u32, height: u32) -> f64 {
    (f64::from(width.max(height)) / 960.0).clamp(0.75, 4.0)
}
