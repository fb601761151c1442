//! The pictures as files.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;

use crate::name::{logo_name, picture_name};
use crate::output::put;
use crate::picture::{self, Pen};
use crate::sheet::{FigureUse, Sheet};
use crate::{ExportError, Options, Progress, Sink};

/// What became of the figures.
#[derive(Default)]
pub(super) struct Figures {
    /// The path of each figure's file; none if it is missing.
    pub paths: Vec<Option<String>>,
    /// The path of the logo's file, if there is one.
    pub logo: Option<String>,
    pub warnings: Vec<String>,
}

/// Makes the files of all figures.
pub(super) fn write(
    sheet: &Sheet,
    pictures: &dyn Pictures,
    options: &Options,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Figures, ExportError> {
    let mut pens = pens(sheet, &options.fonts)?;
    let mut figures = Figures::default();
    let mut written = HashSet::new();
    let total = u32::try_from(sheet.figures.len() + 1).unwrap_or(u32::MAX);
    let mut done = 0;
    for batch in sheet.figures.chunks(pens.len()) {
        for (used, made) in batch.iter().zip(finished(batch, pictures, &mut pens)) {
            if let ControlFlow::Break(()) = progress.tick(done, total, &used.step) {
                return Err(ExportError::Cancelled);
            }
            done += 1;
            figures.warnings.extend(picture::too_many_marks(used));
            match made {
                Ok((bytes, hash)) => {
                    let path = format!("img/{}", picture_name(&used.step, hash.as_str()));
                    if written.insert(path.clone()) {
                        put(sink, &path, &bytes)?;
                    }
                    figures.paths.push(Some(path));
                }
                Err(why) => {
                    figures.warnings.push(picture::missing(used, &why));
                    figures.paths.push(None);
                }
            }
        }
    }
    if let Some(used) = &sheet.logo {
        match picture::load(pictures, &used.figure.shot) {
            Ok(loaded) => {
                let path = format!("img/{}", logo_name(used.figure.shot.as_str()));
                put(sink, &path, &loaded.bytes)?;
                figures.logo = Some(path);
            }
            Err(why) => figures.warnings.push(picture::missing(used, &why)),
        }
    }
    Ok(figures)
}

/// Most pictures that are made at a time: each is whole in memory.
const MOST_PENS: usize = 4;

/// A pen for each picture that is made at a time, one at least.
fn pens(sheet: &Sheet, fonts: &[Vec<u8>]) -> Result<Vec<Pen>, ExportError> {
    let most = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_PENS);
    let count = most.min(sheet.figures.len()).max(1);
    let pens: Option<Vec<Pen>> = (0..count).map(|_| Pen::new(fonts)).collect();
    pens.ok_or_else(|| ExportError::Layout("no template".to_owned()))
}

/// The pictures of a batch, made side by side: decoding and packing them is nearly all the work there is.
fn finished(batch: &[FigureUse], pictures: &dyn Pictures, pens: &mut [Pen]) -> Vec<Result<(Vec<u8>, Hash), String>> {
    std::thread::scope(|scope| {
        let make = |used: &FigureUse, pen: &mut Pen| {
            picture::load(pictures, &used.figure.shot).and_then(|loaded| picture::finished(loaded, &used.figure, pen))
        };
        let work: Vec<_> = batch.iter().zip(pens).map(|(used, pen)| scope.spawn(move || make(used, pen))).collect();
        let broken = |_| Err("it could not be drawn".to_owned());
        work.into_iter().map(|work| work.join().unwrap_or_else(broken)).collect()
    })
}
