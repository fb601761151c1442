//! Pictures for the windows: whole, or small enough for a list. Thumbnails are made when asked for and never written,
//! so that a destroyed picture leaves no trace (invariant 5).

mod raster;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use sopwright_core::id::Hash;

use crate::app::bad_request;
use crate::{ApiError, App, Code};

pub(crate) use raster::{Bounds, Raster};

/// Pixels that a picture may have at most: nine 4K screens side by side.
const MOST_PIXELS: u64 = 9 * 3840 * 2160;

impl App {
    /// The picture's PNG; no wider than `width` pixels if that is given.
    ///
    /// # Errors
    /// When the picture is missing or damaged.
    pub fn picture(&self, hash: &Hash, width: Option<u32>) -> Result<Vec<u8>, ApiError> {
        let png = self.library().shots().read(hash)?;
        match width {
            None => Ok(png),
            Some(0) => Err(bad_request("A picture cannot be 0 pixels wide")),
            Some(width) => thumbnail(png, width)
                .map_err(|why| ApiError::new(Code::Failed, format!("The picture cannot be shown: {why}"), "")),
        }
    }
}

fn thumbnail(file: Vec<u8>, width: u32) -> Result<Vec<u8>, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|e| words(&e))?;
    let (w, h) = (reader.info().width, reader.info().height);
    if w <= width {
        return Ok(file);
    }
    if u64::from(w) * u64::from(h) > MOST_PIXELS {
        return Err("it is too large".into());
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("it is too large")?];
    let info = reader.next_frame(&mut pixels).map_err(|e| words(&e))?;
    let (kind, color) = match info.color_type {
        png::ColorType::Rgb => (PixelType::U8x3, png::ColorType::Rgb),
        png::ColorType::Rgba => (PixelType::U8x4, png::ColorType::Rgba),
        // Only screenshots are kept as shots, and those are RGB.
        _ => return Ok(file),
    };
    let height = (u64::from(h) * u64::from(width) / u64::from(w)).clamp(1, u64::from(h));
    let height = u32::try_from(height).map_err(|e| words(&e))?;
    let from = ImageRef::new(w, h, &pixels, kind).map_err(|e| words(&e))?;
    let mut to = Image::new(width, height, kind);
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    Resizer::new().resize(&from, &mut to, &how).map_err(|e| words(&e))?;
    raster::encode(width, height, color, to.buffer())
}
