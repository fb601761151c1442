//! Pixels in memory: decoded within limits, blacked out, encoded again. What is encoded here holds pixels only: no
//! words, places or dates that a camera or another program wrote beside them.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgba};
use sopwright_core::entry::Rect;

/// How large a picture may be that is decoded. Looked at before anything of it is.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// Longest side.
    pub(crate) side: u32,
    /// In all.
    pub(crate) pixels: u64,
}

/// Pictures of screens: nine 4K screens side by side.
const SCREENS: Bounds = Bounds { side: 20_000, pixels: 9 * 3840 * 2160 };
/// What stands in place of what was there. Flat, so that nothing of it can be computed back.
const BLACK: [u8; 3] = [0x16, 0x1b, 0x1d];

/// Rows from the top, three bytes a pixel.
pub(crate) struct Raster {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

impl Raster {
    /// Decodes a PNG or JPEG file. What is transparent becomes white; a photograph is turned upright.
    pub(crate) fn decode(file: &[u8]) -> Result<Self, String> {
        Self::decode_within(file, SCREENS)
    }

    /// The same within other bounds.
    pub(crate) fn decode_within(file: &[u8], bounds: Bounds) -> Result<Self, String> {
        let broken = |_| "its pixels cannot be read".to_owned();
        let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|e| e.to_string())?;
        if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
            return Err("it is neither a PNG nor a JPEG picture".into());
        }
        let mut limits = Limits::default();
        limits.max_image_width = Some(bounds.side);
        limits.max_image_height = Some(bounds.side);
        limits.max_alloc = Some(bounds.pixels * 8);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|error| match error {
            image::ImageError::Limits(_) => too_large(bounds),
            other => broken(other),
        })?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > bounds.pixels {
            return Err(too_large(bounds));
        }
        let turned = decoder.orientation().map_err(broken)?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
        image.apply_orientation(turned);
        let (width, height) = (image.width(), image.height());
        let rgb = if image.color().has_alpha() {
            image.into_rgba8().pixels().flat_map(on_white).collect()
        } else {
            image.into_rgb8().into_raw()
        };
        Ok(Self { width, height, rgb })
    }

    /// No longer than this on any side.
    pub(crate) fn fit(self, most: u32) -> Result<Self, String> {
        let longest = self.width.max(self.height);
        if longest <= most {
            return Ok(self);
        }
        // Below `most`, so it fits.
        let scaled = |side: u32| (u64::from(side) * u64::from(most) / u64::from(longest)).max(1) as u32;
        let (width, height) = (scaled(self.width), scaled(self.height));
        let from = ImageRef::new(self.width, self.height, &self.rgb, PixelType::U8x3).map_err(|e| e.to_string())?;
        let mut to = Image::new(width, height, PixelType::U8x3);
        let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize(&from, &mut to, &how).map_err(|e| e.to_string())?;
        Ok(Self { width, height, rgb: to.into_vec() })
    }

    /// Blacks an area out. Tells whether any of it lies on the picture.
    pub(crate) fn black_out(&mut self, area: Rect) -> bool {
        let span = |from: i32, len: u32, whole: u32| {
            let end = i64::from(from) + i64::from(len);
            let held = |at: i64| at.clamp(0, i64::from(whole)).unsigned_abs() as usize;
            held(from.into())..held(end)
        };
        let (columns, rows) = (span(area.x, area.width, self.width), span(area.y, area.height, self.height));
        if columns.is_empty() || rows.is_empty() {
            return false;
        }
        let stride = self.width as usize * 3;
        for row in self.rgb.chunks_exact_mut(stride).skip(rows.start).take(rows.len()) {
            for pixel in row.chunks_exact_mut(3).skip(columns.start).take(columns.len()) {
                pixel.copy_from_slice(&BLACK);
            }
        }
        true
    }

    /// A PNG file.
    pub(crate) fn encode(&self) -> Result<Vec<u8>, String> {
        encode(self.width, self.height, png::ColorType::Rgb, &self.rgb)
    }
}

/// A PNG file of these pixels.
pub(super) fn encode(width: u32, height: u32, form: png::ColorType, pixels: &[u8]) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(form);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(|e| e.to_string())?;
    writer.write_image_data(pixels).map_err(|e| e.to_string())?;
    writer.finish().map_err(|e| e.to_string())?;
    Ok(file)
}

fn on_white(pixel: &Rgba<u8>) -> [u8; 3] {
    let [red, green, blue, alpha] = pixel.0;
    [red, green, blue].map(|colour| {
        let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

fn too_large(bounds: Bounds) -> String {
    let Bounds { side, pixels } = bounds;
    format!("it is too large: at most {side} pixels on a side, and {} million in all", pixels / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32) -> Raster {
        Raster { width, height, rgb: vec![200; (width * height * 3) as usize] }
    }

    fn black(raster: &Raster) -> Vec<(u32, u32)> {
        let pixels = raster.rgb.chunks_exact(3).enumerate().filter(|(_, p)| **p == BLACK);
        pixels.map(|(i, _)| (i as u32 % raster.width, i as u32 / raster.width)).collect()
    }

    #[test]
    fn exactly_the_area_is_blacked_out() {
        let mut raster = grey(5, 4);
        assert!(raster.black_out(Rect { x: 1, y: 2, width: 2, height: 1 }));
        assert_eq!(black(&raster), [(1, 2), (2, 2)]);
        assert!(raster.rgb.chunks_exact(3).filter(|p| **p != BLACK).all(|p| p == [200; 3]));
    }

    #[test]
    fn an_area_may_reach_over_the_edge_but_not_lie_outside() {
        let mut raster = grey(3, 3);
        assert!(raster.black_out(Rect { x: -5, y: 2, width: 6, height: u32::MAX }));
        assert_eq!(black(&raster), [(0, 2)]);
        for area in [
            Rect { x: 3, y: 0, width: 9, height: 9 },
            Rect { x: 0, y: -4, width: 9, height: 4 },
            Rect { x: 0, y: 0, width: 0, height: 3 },
            Rect { x: i32::MIN, y: i32::MAX, width: u32::MAX, height: u32::MAX },
        ] {
            assert!(!raster.black_out(area), "{area:?}");
        }
    }

    #[test]
    fn pixels_survive_a_file() {
        let mut raster = grey(7, 3);
        raster.black_out(Rect { x: 0, y: 0, width: 4, height: 2 });
        let again = Raster::decode(&raster.encode().unwrap()).unwrap();
        assert_eq!((again.width, again.height), (7, 3));
        assert!(again.rgb == raster.rgb);
    }

    #[test]
    fn a_picture_is_made_to_fit_in_its_proportions() {
        let small = grey(400, 100).fit(40).unwrap();
        assert_eq!((small.width, small.height, small.rgb.len()), (40, 10, 1200));
        assert!(small.rgb.iter().all(|value| *value == 200));
        let thin = grey(3, 3000).fit(40).unwrap();
        assert_eq!((thin.width, thin.height), (1, 40));
        let as_it_is = grey(7, 3).fit(40).unwrap();
        assert_eq!((as_it_is.width, as_it_is.height), (7, 3));
    }

    #[test]
    fn transparent_pixels_become_white_and_words_are_left_behind() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.add_text_chunk("Author".into(), "canary".into()).unwrap();
        encoder.write_header().unwrap().write_image_data(&[10, 20, 30, 0, 10, 20, 30, 255]).unwrap();
        let raster = Raster::decode(&file).unwrap();
        assert_eq!(raster.rgb, [255, 255, 255, 10, 20, 30]);
        let written = raster.encode().unwrap();
        assert!(!written.windows(6).any(|w| w == b"canary"));
    }

    #[test]
    fn bombs_and_other_forms_are_refused_before_decoding() {
        for side in [19_000, 60_000] {
            let mut bomb = Vec::new();
            let mut encoder = png::Encoder::new(&mut bomb, side, side);
            encoder.set_color(png::ColorType::Rgb);
            let mut writer = encoder.write_header().unwrap();
            writer.write_chunk(png::chunk::IDAT, &[0x78, 0x9c, 0x63, 0x00]).unwrap();
            drop(writer);
            let why = Raster::decode(&bomb).err().unwrap();
            assert!(why.contains("too large"), "{side}: {why}");
        }
        for (bytes, why) in [(&b"GIF89a............"[..], "neither"), (b"<svg/>", "neither"), (b"", "neither")] {
            assert!(Raster::decode(bytes).is_err_and(|said| said.contains(why)));
        }
        let whole = grey(40, 40).encode().unwrap();
        for cut in [20, 40, whole.len() - 20] {
            assert!(Raster::decode(&whole[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_photograph_is_turned_upright() {
        let mut jpeg = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut jpeg);
        // Orientation 6: turn it by a quarter, clockwise.
        let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        image::ImageEncoder::set_exif_metadata(&mut encoder, exif).unwrap();
        encoder.encode(&[90; 8 * 16 * 3], 16, 8, image::ExtendedColorType::Rgb8).unwrap();
        let raster = Raster::decode(&jpeg).unwrap();
        assert_eq!((raster.width, raster.height), (8, 16));
    }
}
