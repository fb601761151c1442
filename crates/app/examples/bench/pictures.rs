//! Many different pictures of one screen: the same text, scrolled on by some lines each time.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A screen.
pub struct Screen {
    pub width: u32,
    pub height: u32,
    rgb: Vec<u8>,
}

impl Screen {
    /// From a PNG file.
    pub fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path)?));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut pixels = vec![0; reader.output_buffer_size().ok_or("the picture is too large")?];
        let info = reader.next_frame(&mut pixels)?;
        let samples = info.color_type.samples();
        let rgb = match samples {
            3 | 4 => pixels.chunks_exact(samples).flat_map(|p| [p[0], p[1], p[2]]).collect(),
            _ => return Err("the picture has no colours".into()),
        };
        Ok(Self { width: info.width, height: info.height, rgb })
    }

    /// The screen scrolled, as a PNG file packed as shots are.
    pub fn scrolled(&self, number: usize) -> Result<Vec<u8>, Box<dyn Error>> {
        let row = self.width as usize * 3;
        let (above, below) = self.rgb.split_at(number * 7 % self.height as usize * row);
        let mut rgb = [below, above].concat();
        // Past the height the scrolling repeats; a mark does not.
        for (byte, bit) in rgb.iter_mut().zip(0..usize::BITS as usize) {
            *byte = if number >> bit & 1 == 1 { 255 } else { 0 };
        }
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fastest);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&rgb)?;
        writer.finish()?;
        Ok(file)
    }
}
