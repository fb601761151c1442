//! The pictures as files.

use std::collections::HashSet;
use std::ops::ControlFlow;

use sopwright_core::port::Pictures;

use crate::name::{logo_name, picture_name};
use crate::output::put;
use crate::picture::{self, Pen};
use crate::sheet::Sheet;
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
    let mut pen = Pen::new(&options.fonts).ok_or_else(|| ExportError::Layout("no template".to_owned()))?;
    let mut figures = Figures::default();
    let mut written = HashSet::new();
    let total = u32::try_from(sheet.figures.len() + 1).unwrap_or(u32::MAX);
    for (i, used) in sheet.figures.iter().enumerate() {
        let done = u32::try_from(i).unwrap_or(u32::MAX);
        if let ControlFlow::Break(()) = progress.tick(done, total, &used.step) {
            return Err(ExportError::Cancelled);
        }
        let made = picture::load(pictures, &used.figure.shot)
            .and_then(|loaded| picture::finished(loaded, &used.figure, &mut pen));
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
