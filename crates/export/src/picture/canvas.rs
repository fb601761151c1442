//! Pixels in memory: decoded within limits, cut, and encoded again.

use sopwright_core::entry::Rect;

use super::Header;

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

    /// Mixes a colour into a pixel. Places outside are left alone.
    pub fn blend(&mut self, x: i64, y: i64, colour: [u8; 3], cover: f64) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x >= self.width || y >= self.height || cover <= 0.0 {
            return;
        }
        let at = (y as usize * self.width as usize + x as usize) * 3;
        let Some(pixel) = self.rgb.get_mut(at..at + 3) else { return };
        for (channel, new) in pixel.iter_mut().zip(colour) {
            let mixed = f64::from(*channel) + (f64::from(new) - f64::from(*channel)) * cover.min(1.0);
            *channel = mixed.round().clamp(0.0, 255.0) as u8;
        }
    }
}
