//! The PDF form, set by Typst from a fixed template. Text reaches the template only as data, never as Typst source, so no
//! text can become code or markup. Pages are tagged for accessibility (PDF/UA-1) and the file holds no date or identity
//! but the revision's.

mod data;
pub(crate) mod fonts;
mod pictures;
mod world;

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::{Datelike, Timelike};
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::picture::{self, Canvas, Drawn, Loaded};
use crate::sheet::{FigureUse, Sheet};
use crate::{ExportError, Options, Output, Progress, Sink};

use data::{Data, FigureData, PictureData};
use pictures::Raw;

pub(crate) use world::Press;

/// Writes the PDF file.
pub(crate) fn write(
    sheet: &Sheet,
    stem: &str,
    album: &dyn Pictures,
    options: &Options,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Output, ExportError> {
    let mut warnings = Vec::new();
    let total = u32::try_from(2 * sheet.figures.len() + 2).unwrap_or(u32::MAX);
    let tick = |done: usize, what: &str| match progress.tick(u32::try_from(done).unwrap_or(u32::MAX), total, what) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Cancelled),
    };

    let mut figures = Vec::with_capacity(sheet.figures.len());
    let mut stubs = Stubs::default();
    for (i, used) in sheet.figures.iter().enumerate() {
        tick(i, &used.step)?;
        warnings.extend(picture::too_many_marks(used));
        let picture = match picture::load(album, &used.figure.shot) {
            Ok(loaded) => Some(stubs.add(used, &loaded)),
            Err(why) => {
                warnings.push(picture::missing(used, &why));
                None
            }
        };
        figures.push(FigureData { alt: used.alt.clone(), picture });
    }

    let mut logo = None;
    if let Some(used) = &sheet.logo {
        match picture::load(album, &used.figure.shot) {
            Ok(loaded) => logo = Some(FigureData { alt: used.alt.clone(), picture: Some(stubs.add(used, &loaded)) }),
            Err(why) => warnings.push(picture::missing(used, &why)),
        }
    }

    tick(sheet.figures.len(), stem)?;
    let data = Data { sheet, figures, logo, picture_missing: &options.labels.picture_missing };
    let data = serde_json::to_vec(&data).map_err(|e| ExportError::Layout(e.to_string()))?;
    let fonts = fonts::all(sheet.look.face, &options.fonts);
    let lacking = fonts::lacking(&fonts, &String::from_utf8_lossy(&data));
    let press = Press::new("sop.typ", fonts, [("data.json", data), ("stubs.bin", stubs.pixels)]);
    let pages = set(press, options, lacking.is_empty(), &mut warnings)?;
    if !lacking.is_empty() {
        warnings.push(lacking_words(&lacking));
    }

    let mut done = sheet.figures.len() + 1;
    let count = stubs.used.len();
    let main = format!("{stem}.pdf");
    sink.begin(&main)?;
    pictures::place(&pages, count, sink, |index| {
        let Some(used) = stubs.used.get(index) else { return Ok(blank()) };
        tick(done, &used.step)?;
        done += 1;
        Ok(raw(album, used).unwrap_or_else(|why| {
            warnings.push(picture::missing(used, &why));
            blank()
        }))
    })?;
    sink.end()?;
    Ok(Output { main, warnings })
}

/// Sets and writes the pages, with stubs for pictures.
fn set(
    press: Option<Press>,
    options: &Options,
    strict: bool,
    warnings: &mut Vec<String>,
) -> Result<Vec<u8>, ExportError> {
    let press = press.ok_or_else(|| ExportError::Layout("no template".to_owned()))?;
    let compiled = typst::compile::<PagedDocument>(&press);
    if compiled.warnings.iter().any(|w| w.message.contains("converge")) {
        warnings.push("The page numbers in the contents may be wrong: the pages did not come to rest.".to_owned());
    }
    // Typst remembers what it laid out; the next document is another one.
    typst::comemo::evict(0);
    let document = compiled.output.map_err(|errors| layout_error(&errors))?;
    let pdf = match typst_pdf::pdf(&document, &pdf_options(options, true)?) {
        // Characters without a glyph are the one thing in a document that the standard refuses.
        Err(_) if !strict => typst_pdf::pdf(&document, &pdf_options(options, false)?),
        result => result,
    };
    typst::comemo::evict(0);
    pdf.map_err(|errors| layout_error(&errors))
}

/// The stubs that stand for pictures while the pages are set.
#[derive(Default)]
struct Stubs<'a> {
    /// All their pixels.
    pixels: Vec<u8>,
    /// A figure that shows the picture, for each stub.
    used: Vec<&'a FigureUse>,
    /// The stub of each shot, and part of it, that was met before: a picture that is shown twice is stored once.
    known: HashMap<(&'a Hash, Option<[u32; 4]>), usize>,
    /// Where the pixels of each stub begin.
    starts: Vec<usize>,
}

impl<'a> Stubs<'a> {
    fn add(&mut self, used: &'a FigureUse, loaded: &Loaded) -> PictureData {
        let figure = picture::true_size(&used.figure, &loaded.header);
        let shown = figure.shown();
        let part = picture::crop(&figure).map(|p| [p.x.unsigned_abs(), p.y.unsigned_abs(), p.width, p.height]);
        let next = self.used.len();
        let index = *self.known.entry((&used.figure.shot, part)).or_insert(next);
        let (columns, rows) = pictures::stub_size(index);
        if index == next {
            self.used.push(used);
            self.starts.push(self.pixels.len());
            self.pixels.extend(pictures::stub_pixels(index, used.figure.shot.as_str()));
        }
        let start = self.starts.get(index).copied().unwrap_or_default();
        let Drawn { spots, marks } = Drawn::of(&figure);
        PictureData {
            start,
            columns,
            rows,
            width: shown.width,
            height: shown.height,
            unit: picture::mark_unit(shown.width, shown.height),
            spots,
            marks,
        }
    }
}

/// The picture as it goes into the file: copied if it can be, else drawn anew.
fn raw(album: &dyn Pictures, used: &FigureUse) -> Result<Raw, String> {
    let Loaded { bytes, header } = picture::load(album, &used.figure.shot)?;
    let figure = picture::true_size(&used.figure, &header);
    let crop = picture::crop(&figure);
    if crop.is_none() && header.is_plain_rgb {
        return Ok(Raw::of_png(&bytes, header.width, header.height));
    }
    let mut canvas = Canvas::decode(&bytes, &header)?;
    if let Some(part) = crop {
        canvas = canvas.cut(part);
    }
    let bytes = canvas.encode()?;
    Ok(Raw::of_png(&bytes, canvas.width, canvas.height))
}

/// A white pixel.
fn blank() -> Raw {
    let pixel = Canvas { width: 1, height: 1, rgb: vec![255; 3] };
    Raw::of_png(&pixel.encode().unwrap_or_default(), 1, 1)
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
