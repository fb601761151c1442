//! Marks as pixels: the typesetter sets them on an empty page of the picture's size, from the same lines of the template
//! as in a PDF, so that they look the same in every output and their words are shaped as any others.

use serde::Serialize;
use sopwright_core::document::Mark;
use sopwright_core::template::Face;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::Canvas;
use super::marks::mark_unit;
use crate::pdf::{Press, fonts};

/// Draws marks, one picture after the other.
pub(crate) struct Pen {
    press: Press,
}

/// What the template is told.
#[derive(Serialize)]
struct Data<'a> {
    width: u32,
    height: u32,
    unit: f64,
    marks: &'a [Mark],
}

impl Pen {
    /// A pen that writes with the built-in fonts, and with these where those lack a letter.
    pub fn new(extra: &[Vec<u8>]) -> Option<Self> {
        Press::new("overlay.typ", fonts::all(Face::default(), extra), [("data.json", Vec::new())])
            .map(|press| Self { press })
    }

    /// Draws the marks over the picture.
    pub fn draw(&mut self, canvas: &mut Canvas, marks: &[Mark]) -> Result<(), String> {
        let (width, height) = (canvas.width, canvas.height);
        let data = Data { width, height, unit: mark_unit(width, height), marks };
        let data = serde_json::to_vec(&data).map_err(|e| format!("its marks cannot be read: {e}"))?;
        self.press.replace("data.json", data);
        let set = typst::compile::<PagedDocument>(&self.press).output;
        // Typst remembers what it laid out; the next picture is another one.
        typst::comemo::evict(0);
        let failed = "its marks cannot be drawn";
        let document = set.map_err(|errors| match errors.first() {
            Some(error) => format!("{failed}: {}", error.message),
            None => failed.to_owned(),
        })?;
        let page = document.pages().first().ok_or(failed)?;
        let options = RenderOptions { pixel_per_pt: Scalar::new(1.0), render_bleed: false };
        let layer = typst_render::render(page, &options);
        if (layer.width(), layer.height()) != (width, height) {
            return Err(failed.to_owned());
        }
        canvas.lay(layer.data());
        Ok(())
    }
}
