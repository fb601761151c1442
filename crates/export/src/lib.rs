//! Turns a document into files: Markdown with its pictures, or PDF. HTML and Word have their place in [`Format`] later.
//! What goes to another Sopwright and comes back is a [`package`].
//!
//! Pure: no disk, no clock, no locale. The same document, revision and labels give the same bytes. Both formats are
//! written from one [`sheet`], which holds the words and numbers that readers see, already parsed and made harmless; the
//! writers only give them a form. The caller writes the files.

mod clean;
mod labels;
mod markdown;
mod name;
mod options;
mod output;
pub mod package;
mod pdf;
mod picture;
mod sheet;

use sopwright_core::document::Document;
use sopwright_core::port::Pictures;

pub use labels::Labels;
pub use name::file_stem;
pub use options::{Options, Progress, Quiet, Revision};
pub use output::{ExportError, Format, Output, Sink};

/// Exports a document into the sink. The main file comes last.
///
/// A picture that is missing or damaged does not stop the export: a placeholder stands in its place, and
/// [`Output::warnings`] says which one.
pub fn export(
    format: Format,
    document: &Document,
    pictures: &dyn Pictures,
    options: &Options,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Output, ExportError> {
    let sheet = sheet::Sheet::new(document, options);
    let stem = file_stem(&document.meta.number, &options.revision.number, &document.meta.title);
    match format {
        Format::Markdown => markdown::write(&sheet, &stem, pictures, options, progress, sink),
        Format::Pdf => pdf::write(&sheet, &stem, pictures, options, progress, sink),
    }
}
