//! The pictures as files. An untouched shot is copied as it is; one with a crop or marks is drawn anew, so that what was
//! cut away is gone.

use std::collections::HashSet;
use std::ops::ControlFlow;

use sopwright_core::document::Figure;
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;

use crate::name::picture_name;
use crate::output::put;
use crate::picture::{self, Canvas, Loaded};
use crate::sheet::Sheet;
use crate::{ExportError, Progress, Sink};

/// What became of the figures.
#[derive(Default)]
pub(super) struct Figures {
    /// The path of each figure's file; none if it is missing.
    pub paths: Vec<Option<String>>,
    pub warnings: Vec<String>,
}

/// Makes the files of all figures.
pub(super) fn write(
    sheet: &Sheet,
    pictures: &dyn Pictures,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Figures, ExportError> {
    let mut figures = Figures::default();
    let mut written = HashSet::new();
    let total = u32::try_from(sheet.figures.len() + 1).unwrap_or(u32::MAX);
    for (i, used) in sheet.figures.iter().enumerate() {
        let done = u32::try_from(i).unwrap_or(u32::MAX);
        if let ControlFlow::Break(()) = progress.tick(done, total, &used.step) {
            return Err(ExportError::Cancelled);
        }
        let made = picture::load(pictures, &used.figure.shot).and_then(|loaded| one(loaded, &used.figure));
        match made {
            Ok((bytes, hash)) => {
                let path = format!("img/{}", picture_name(&used.step, hash.as_str()));
                if written.insert(path.clone()) {
                    put(sink, &path, &bytes)?;
                }
                figures.paths.push(Some(path));
            }
            Err(why) => {
                figures.warnings.push(format!("The picture of step {} is missing: {why}.", used.step));
                figures.paths.push(None);
            }
        }
    }
    Ok(figures)
}

/// The picture's bytes, and a hash that stands for its content.
fn one(loaded: Loaded, figure: &Figure) -> Result<(Vec<u8>, Hash), String> {
    let figure = picture::true_size(figure, &loaded.header);
    let crop = picture::crop(&figure);
    if crop.is_none() && figure.marks.is_empty() {
        return Ok((loaded.bytes, figure.shot));
    }
    let mut canvas = Canvas::decode(&loaded.bytes, &loaded.header)?;
    if let Some(part) = crop {
        canvas = canvas.cut(part);
    }
    for mark in picture::marks(&figure) {
        canvas.draw(&mark);
    }
    let hash = Hash::of(format!("{} {:?} {:?}", figure.shot, crop, figure.marks).as_bytes());
    Ok((canvas.encode()?, hash))
}
