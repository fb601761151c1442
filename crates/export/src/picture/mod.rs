//! Pictures of the steps: checked before they are trusted, cut and marked for outputs that cannot do that themselves.

mod canvas;
mod header;
mod marks;
mod overlay;

use sopwright_core::document::Figure;
use sopwright_core::entry::Rect;
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;

use crate::sheet::FigureUse;

pub(crate) use canvas::Canvas;
pub(crate) use header::{Chunks, Header};
pub(crate) use marks::{Drawn, mark_unit};
pub(crate) use overlay::Pen;

/// A picture's file and what its header says.
pub(crate) struct Loaded {
    pub bytes: Vec<u8>,
    pub header: Header,
}

/// Reads a picture and checks that it is whole: a PNG, of a size that can be handled. Says in words what is wrong
/// otherwise.
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

/// The picture as it is shown, as a PNG file, and a hash that stands for its content. One that is shown as it was taken
/// is copied; one with a crop or marks is drawn anew, so that what was cut away is gone.
pub(crate) fn finished(loaded: Loaded, figure: &Figure, pen: &mut Pen) -> Result<(Vec<u8>, Hash), String> {
    let figure = true_size(figure, &loaded.header);
    let (crop, drawn) = (crop(&figure), Drawn::of(&figure));
    if crop.is_none() && drawn.is_empty() {
        return Ok((loaded.bytes, figure.shot));
    }
    let mut canvas = Canvas::decode(&loaded.bytes, &loaded.header)?;
    if let Some(part) = crop {
        canvas = canvas.cut(part);
    }
    canvas.dim_outside(&drawn.spots);
    if !drawn.marks.is_empty() {
        pen.draw(&mut canvas, &drawn.marks)?;
    }
    let hash = Hash::of(format!("{} {crop:?} {drawn:?}", figure.shot).as_bytes());
    Ok((canvas.encode()?, hash))
}

/// Says that a picture is missing.
pub(crate) fn missing(used: &FigureUse, why: &str) -> String {
    match used.step.as_str() {
        "" => format!("The logo is missing: {why}."),
        step => format!("The picture of step {step} is missing: {why}."),
    }
}

/// Says that marks were left out, if some were.
pub(crate) fn too_many_marks(used: &FigureUse) -> Option<String> {
    let most = marks::MOST_MARKS;
    (used.figure.marks.len() > most)
        .then(|| format!("The picture of step {} has more than {most} marks. The others are left out.", used.step))
}
