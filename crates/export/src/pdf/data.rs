//! The data file that the template reads: the sheet, and for every figure its picture's place and marks.

use serde::Serialize;
use sopwright_core::document::Mark;
use sopwright_core::entry::Rect;

use crate::sheet::Sheet;

/// The whole data file.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    #[serde(flatten)]
    pub sheet: &'a Sheet,
    pub figures: Vec<FigureData>,
    /// None if there is no logo, or it is missing.
    pub logo: Option<FigureData>,
    /// Words that stand for a missing picture.
    pub picture_missing: &'a str,
}

/// A figure, as the template needs it.
#[derive(Serialize)]
pub(super) struct FigureData {
    pub alt: String,
    /// None if the picture is missing.
    pub picture: Option<PictureData>,
}

/// Where a picture's stub stands in the file of stubs, its size and its marks in pixels.
#[derive(Serialize)]
pub(super) struct PictureData {
    pub start: usize,
    /// The stub's size.
    pub columns: usize,
    pub rows: usize,
    /// The picture's own size.
    pub width: u32,
    pub height: u32,
    pub unit: f64,
    /// What stays bright; nothing is dimmed if there is none.
    pub spots: Vec<Rect>,
    pub marks: Vec<Mark>,
}
