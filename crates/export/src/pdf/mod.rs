//! The PDF form, set by Typst from a fixed template. Text reaches the template only as data, never as Typst source, so no
//! text can become code or markup. Pages are tagged for accessibility (PDF/UA-1) and the file holds no date or identity
//! but the revision's.

mod data;
mod fonts;
mod world;

use std::ops::ControlFlow;

use chrono::{Datelike, Timelike};
use sopwright_core::port::Pictures;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::picture::{self, Canvas, Loaded};
use crate::sheet::{FigureUse, Sheet};
use crate::{ExportError, Options, Output, OutputFile, Progress};

use data::{Data, FigureData, PictureData};
use world::Press;

/// Writes the PDF file.
pub(crate) fn write(
    sheet: &Sheet,
    stem: &str,
    pictures: &dyn Pictures,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Output, ExportError> {
    let mut warnings = Vec::new();
    let total = u32::try_from(sheet.figures.len() + 2).unwrap_or(u32::MAX);
    let tick = |done: usize, what: &str| match progress.tick(u32::try_from(done).unwrap_or(u32::MAX), total, what) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Cancelled),
    };

    let mut figures = Vec::with_capacity(sheet.figures.len());
    let mut bytes = Vec::new();
    for (i, used) in sheet.figures.iter().enumerate() {
        tick(i, &used.step)?;
        let picture =
            match picture::load(pictures, &used.figure.shot).and_then(|loaded| place(loaded, used, &mut bytes)) {
                Ok(picture) => Some(picture),
                Err(why) => {
                    warnings.push(format!("The picture of step {} is missing: {why}.", used.step));
                    None
                }
            };
        figures.push(FigureData { alt: used.alt.clone(), picture });
    }

    tick(sheet.figures.len(), stem)?;
    let data = Data { sheet, figures, picture_missing: &options.labels.picture_missing };
    let data = serde_json::to_vec(&data).map_err(|e| ExportError::Layout(e.to_string()))?;
    let fonts = fonts::all(&options.fonts);
    let lacking = fonts::lacking(&fonts, &String::from_utf8_lossy(&data));
    let press = Press::new(fonts, data, bytes).ok_or_else(|| ExportError::Layout("no template".to_owned()))?;
    let document = typst::compile::<PagedDocument>(&press).output.map_err(|errors| layout_error(&errors))?;

    tick(sheet.figures.len() + 1, stem)?;
    let pdf = match typst_pdf::pdf(&document, &pdf_options(options, true)?) {
        Ok(pdf) => pdf,
        // Characters without a glyph are the one thing in a document that the standard refuses.
        Err(_) if !lacking.is_empty() => {
            typst_pdf::pdf(&document, &pdf_options(options, false)?).map_err(|errors| layout_error(&errors))?
        }
        Err(errors) => return Err(layout_error(&errors)),
    };
    if !lacking.is_empty() {
        warnings.push(lacking_words(&lacking));
    }
    // Typst remembers what it laid out; the next document is another one.
    drop(document);
    typst::comemo::evict(0);

    let main = format!("{stem}.pdf");
    Ok(Output { main: main.clone(), files: vec![OutputFile { path: main, bytes: pdf }], warnings })
}

/// Adds a picture to the file of pictures.
fn place(loaded: Loaded, used: &FigureUse, bytes: &mut Vec<u8>) -> Result<PictureData, String> {
    let figure = picture::true_size(&used.figure, &loaded.header);
    let shown = figure.shown();
    let start = bytes.len();
    match picture::crop(&figure) {
        None if loaded.header.is_plain_rgb => bytes.extend_from_slice(&loaded.bytes),
        crop => {
            let mut canvas = Canvas::decode(&loaded.bytes, &loaded.header)?;
            if let Some(part) = crop {
                canvas = canvas.cut(part);
            }
            bytes.extend_from_slice(&canvas.encode()?);
        }
    }
    Ok(PictureData {
        start,
        end: bytes.len(),
        width: shown.width,
        height: shown.height,
        unit: picture::mark_unit(shown.width, shown.height),
        marks: picture::marks(&figure),
    })
}

fn pdf_options(options: &Options, accessible: bool) -> Result<PdfOptions, ExportError> {
    let at = options.revision.at;
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let date = Datetime::from_ymd_hms(
        at.year(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    );
    let standards: &[PdfStandard] = if accessible { &[PdfStandard::Ua_1] } else { &[] };
    Ok(PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Sopwright".to_owned())),
        timestamp: date.and_then(|date| Timestamp::new_local(date, at.offset().local_minus_utc() / 60)),
        page_ranges: None,
        standards: PdfStandards::new(standards).map_err(|e| ExportError::Layout(e.message().to_string()))?,
        tagged: true,
        pretty: false,
    })
}

fn layout_error(errors: &[SourceDiagnostic]) -> ExportError {
    let words: Vec<String> = errors.iter().take(3).map(|e| e.message.to_string()).collect();
    ExportError::Layout(words.join("; "))
}

fn lacking_words(lacking: &std::collections::BTreeSet<char>) -> String {
    let shown: String = lacking.iter().take(12).collect();
    let more = if lacking.len() > 12 { " and others" } else { "" };
    format!(
        "No font has the characters {shown}{more}: they stand as empty boxes, and the PDF does not fulfil PDF/UA-1. \
         Choose a font that has them in the settings and export again."
    )
}
