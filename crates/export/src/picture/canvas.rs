//! Pixels in memory: decoded within limits, cut, and encoded again.

use sopwright_core::entry::Rect;

use super::{Header, mark_unit};

/// What lies outside of spotlights is mixed with this colour; the template has the same.
const DIM: [u8; 3] = [0x10, 0x19, 0x1d];
const DIM_PERCENT: u32 = 55;
/// The radius of a spotlight's corners, in units of [`mark_unit`]; the template has the same.
const CORNER: f64 = 4.0;

/// Rows from the top, three bytes a pixel.
pub(crate) struct Canvas {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

impl Canvas {
    /// Decodes a picture whose header was read, whatever its form. What is transparent becomes white.
    pub fn decode(bytes: &[u8], header: &Header) -> Result<Self, String> {
        let broken = |_| "the file is damaged: its pixels cannot be read".to_owned();
        let pixels = usize::try_from(u64::from(header.width) * u64::from(header.height))
            .map_err(|_| "the picture is too large".to_owned())?;
        let limits = png::Limits { bytes: pixels.saturating_mul(8).saturating_add(1 << 20) };
        let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(broken)?;
        let size = reader.output_buffer_size().ok_or("the picture is too large")?;
        let mut raw = vec![0; size];
        let info = reader.next_frame(&mut raw).map_err(broken)?;
        raw.truncate(info.buffer_size());
        let on_white = |colour: u8, alpha: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        let rgb = match info.color_type {
            png::ColorType::Rgb => raw,
            png::ColorType::Rgba => raw
                .chunks_exact(4)
                .flat_map(|p| [on_white(p[0], p[3]), on_white(p[1], p[3]), on_white(p[2], p[3])])
                .collect(),
            png::ColorType::Grayscale => raw.iter().flat_map(|&g| [g, g, g]).collect(),
            png::ColorType::GrayscaleAlpha => raw.chunks_exact(2).flat_map(|p| [on_white(p[0], p[1]); 3]).collect(),
            png::ColorType::Indexed => return Err("the picture's form is not known".to_owned()),
        };
        if rgb.len() != pixels * 3 {
            return Err("the file is damaged: its pixels do not fill its size".to_owned());
        }
        Ok(Self { width: header.width, height: header.height, rgb })
    }

    /// Only the part. It lies within the picture.
    pub fn cut(self, part: Rect) -> Self {
        let stride = self.width as usize * 3;
        let (left, width) = (part.x.unsigned_abs() as usize * 3, part.width as usize * 3);
        let rows = self.rgb.chunks_exact(stride).skip(part.y.unsigned_abs() as usize).take(part.height as usize);
        let rgb = rows.filter_map(|row| row.get(left..left + width)).flatten().copied().collect();
        Self { width: part.width, height: part.height, rgb }
    }

    /// A PNG file.
    pub fn encode(&self) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        let failed = |_| "the picture could not be written".to_owned();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.rgb).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(out)
    }

    /// Dims everything outside of these areas, which lie within the picture; nothing if there are none.
    pub fn dim_outside(&mut self, spots: &[Rect]) {
        if spots.is_empty() {
            return;
        }
        let corner = CORNER * mark_unit(self.width, self.height);
        let mut bright = vec![0u8; self.rgb.len() / 3];
        for spot in spots {
            light(&mut bright, self.width as usize, *spot, corner);
        }
        for (pixel, bright) in self.rgb.chunks_exact_mut(3).zip(bright) {
            let cover = (255 - u32::from(bright)) * DIM_PERCENT;
            for (channel, dim) in pixel.iter_mut().zip(DIM) {
                let mixed = (u32::from(*channel) * (25_500 - cover) + u32::from(dim) * cover + 12_750) / 25_500;
                *channel = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
        }
    }

    /// Lays a picture of the same size over this one: four bytes a pixel, its colours weighed by its alpha already.
    pub fn lay(&mut self, layer: &[u8]) {
        let rows = self.rgb.chunks_exact_mut(self.width as usize * 3).zip(layer.chunks_exact(self.width as usize * 4));
        // Most rows have no mark on them; that is seen many bytes at a time.
        let marked = rows.filter(|(_, layer)| layer.iter().fold(0, |any, byte| any | byte) != 0);
        for (pixel, over) in marked.flat_map(|(row, layer)| row.chunks_exact_mut(3).zip(layer.chunks_exact(4))) {
            let through = 255 - u32::from(over[3]);
            if through == 255 {
                continue;
            }
            for (channel, over) in pixel.iter_mut().zip(over) {
                let mixed = u32::from(*over) + (u32::from(*channel) * through + 127) / 255;
                *channel = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
        }
    }
}

/// Lights an area with round corners: 255 where it is bright.
fn light(bright: &mut [u8], stride: usize, spot: Rect, corner: f64) {
    let (width, height) = (f64::from(spot.width), f64::from(spot.height));
    let corner = corner.min(width / 2.0).min(height / 2.0);
    let rows = bright.chunks_exact_mut(stride).skip(spot.y.unsigned_abs() as usize).take(spot.height as usize);
    for (y, row) in rows.enumerate() {
        let left = spot.x.unsigned_abs() as usize;
        let Some(row) = row.get_mut(left..left + spot.width as usize) else { return };
        // How far the row lies within a corner, and with that how far its ends are drawn in.
        let y = y as f64 + 0.5;
        let deep = (corner - y).max(y - (height - corner)).max(0.0);
        let inset = corner - (corner * corner - deep * deep).max(0.0).sqrt();
        let last = row.len() - 1;
        for (x, pixel) in row.iter_mut().enumerate() {
            let from_edge = x.min(last - x) as f64 + 1.0 - inset;
            if from_edge > 0.0 {
                let cover = (from_edge.min(1.0) * 255.0).round() as u8;
                *pixel = (*pixel).max(cover);
            }
        }
    }
}
