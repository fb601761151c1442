//! Pixels to PNG and back. Fast above small: a shot is written between a key press and its entry, so it takes the
//! quickest lossless coding there is. Where the file goes is the store's business.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use png::{BitDepth, ColorType, Decoder, Encoder, Limits, Transformations};
use sopwright_core::entry::Rect;
use sopwright_core::port::Frame;

use crate::Error;

/// The largest picture that is taken from a clipboard, in bytes of three-byte pixels.
pub const LARGEST: usize = 64 << 20;

/// The frame as a PNG file, 8 bits, RGB, lossless.
pub fn encode(frame: &Frame) -> Result<Vec<u8>, Error> {
    let area = frame.area;
    let wanted = area.width as usize * area.height as usize * 3;
    if wanted == 0 || frame.rgb.len() != wanted {
        return Err(Error::Picture(format!("it should have {wanted} bytes and has {}", frame.rgb.len())));
    }
    let row = area.width as usize * 3;
    let packed = match busy_percent(&frame.rgb, row) {
        ..8 => repeats(&frame.rgb, row, 2)?,
        8..30 => repeats(&frame.rgb, row, 1)?,
        _ => fdeflate::compress_to_vec(&filter(&frame.rgb, row)),
    };
    let mut file = Vec::with_capacity(packed.len() + 128);
    let mut encoder = Encoder::new(&mut file, area.width, area.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let bad = |error: png::EncodingError| Error::Picture(error.to_string());
    let mut writer = encoder.write_header().map_err(bad)?;
    writer.write_chunk(png::chunk::IDAT, &packed).map_err(bad)?;
    writer.finish().map_err(bad)?;
    Ok(file)
}

/// How much of a picture is busy: bytes that are neither as those of the pixel before nor as those above. A screen of
/// windows has some 2 %, one full of text 15 %, a photograph nine tenths. Told from every eighth row.
fn busy_percent(rgb: &[u8], row: usize) -> usize {
    let mut busy = 0;
    let mut of = 0;
    for (above, now) in rgb.chunks_exact(row).zip(rgb.chunks_exact(row).skip(1)).step_by(8) {
        // Counted in bytes, a few at a time so that a byte is enough: the compiler makes vector code of it.
        for ((now, before), above) in now[3..].chunks(192).zip(now.chunks(192)).zip(above[3..].chunks(192)) {
            let pixels = now.iter().zip(before).zip(above);
            let count = pixels.fold(0_u8, |sum, ((n, b), a)| sum.wrapping_add(u8::from((n != b) & (n != a))));
            busy += usize::from(count);
        }
        of += row;
    }
    busy * 100 / of.max(1)
}

/// The rows as they are, packed by what was there before. What is drawn by programs repeats itself: unfiltered, it packs
/// smaller than filtered, in a third of the time.
fn repeats(rgb: &[u8], row: usize, level: u32) -> Result<Vec<u8>, Error> {
    let mut packer = ZlibEncoder::new(Vec::with_capacity(rgb.len() / 16), Compression::new(level));
    let unfiltered = [0];
    let packed =
        rgb.chunks_exact(row).try_for_each(|row| packer.write_all(&unfiltered).and_then(|()| packer.write_all(row)));
    packed.and_then(|()| packer.finish()).map_err(|error| Error::Picture(error.to_string()))
}

/// The rows as PNG filters them, for pictures that hardly repeat themselves: each as the difference to the row above or
/// to the pixel before, whichever leaves fewer bytes that are not zero. These two do nearly as well as all five in a
/// quarter of the time.
fn filter(rgb: &[u8], row: usize) -> Vec<u8> {
    const SUB: u8 = 1;
    const UP: u8 = 2;
    let mut filtered = vec![0; (row + 1) * (rgb.len() / row)];
    let mut above: &[u8] = &vec![0; row];
    for (now, to) in rgb.chunks_exact(row).zip(filtered.chunks_exact_mut(row + 1)) {
        let (kind, to) = to.split_at_mut(1);
        if differing(now, above) <= differing(&now[3..], now) {
            kind[0] = UP;
            subtract(to, now, above);
        } else {
            kind[0] = SUB;
            to[..3].copy_from_slice(&now[..3]);
            subtract(&mut to[3..], &now[3..], now);
        }
        above = now;
    }
    filtered
}

/// In how many places two rows differ, as far as the shorter one goes.
fn differing(a: &[u8], b: &[u8]) -> u32 {
    // Counted in bytes, a few at a time so that a byte is enough: the compiler makes vector code of it.
    let count = |(a, b): (&[u8], &[u8])| a.iter().zip(b).fold(0_u8, |sum, (a, b)| sum.wrapping_add(u8::from(a != b)));
    a.chunks(192).zip(b.chunks(192)).map(count).map(u32::from).sum()
}

fn subtract(to: &mut [u8], a: &[u8], b: &[u8]) {
    for ((to, a), b) in to.iter_mut().zip(a).zip(b) {
        *to = a.wrapping_sub(*b);
    }
}

/// The pixels of a PNG file that somebody else made. Refuses what would need more than [`LARGEST`] before it reserves
/// anything, so a small file cannot ask for a huge picture. Transparent parts come out as on white paper.
pub fn decode(file: &[u8]) -> Result<Frame, Error> {
    let bad = |error: png::DecodingError| Error::Picture(error.to_string());
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(file), Limits { bytes: LARGEST });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let (width, height) = decoder.read_header_info().map_err(bad)?.size();
    let pixels = width as usize * height as usize;
    if pixels > LARGEST / 3 {
        return Err(Error::Picture(format!("{width} x {height} pixels are more than the 64 MiB that are kept")));
    }
    let mut reader = decoder.read_info().map_err(bad)?;
    let size = reader.output_buffer_size().ok_or_else(|| Error::Picture("its size overflows".into()))?;
    let mut raw = vec![0; size];
    let info = reader.next_frame(&mut raw).map_err(bad)?;
    raw.truncate(info.buffer_size());
    let rgb = match info.color_type {
        ColorType::Rgb => raw,
        ColorType::Rgba => flatten(&raw),
        ColorType::Grayscale => raw.iter().flat_map(|&g| [g; 3]).collect(),
        ColorType::GrayscaleAlpha => raw.chunks_exact(2).flat_map(|p| [on_white(p[0], p[1]); 3]).collect(),
        ColorType::Indexed => return Err(Error::Picture("its palette was not resolved".into())),
    };
    if rgb.len() != pixels * 3 {
        return Err(Error::Picture("it ends before its last row".into()));
    }
    Ok(Frame { area: Rect { x: 0, y: 0, width, height }, rgb })
}

/// Pixels of red, green, blue and opacity, laid on white.
pub(crate) fn flatten(rgba: &[u8]) -> Vec<u8> {
    rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]].map(|channel| on_white(channel, p[3]))).collect()
}

/// One channel laid over white.
fn on_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(width: u32, height: u32) -> Frame {
        let rgb = (0..width * height * 3).map(|i| (i * 7 % 251) as u8).collect();
        Frame { area: Rect { x: 0, y: 0, width, height }, rgb }
    }

    #[test]
    fn what_is_encoded_decodes_to_the_same_pixels() {
        let before = frame(37, 11);
        let after = decode(&encode(&before).unwrap()).unwrap();
        assert_eq!((before.area, &before.rgb), (after.area, &after.rgb));
    }

    #[test]
    fn every_size_and_both_filters_keep_the_pixels() {
        for (width, height) in [(1, 1), (1, 9), (2, 3), (700, 4), (64, 64), (65, 1)] {
            let area = Rect { x: 0, y: 0, width, height };
            let stripes = |i: usize, across: bool| {
                let (x, y) = (i / 3 % width as usize, i / 3 / width as usize);
                if across { (y * 90) as u8 } else { (x * 90) as u8 }
            };
            for across in [true, false] {
                let rgb: Vec<u8> = (0..width as usize * height as usize * 3).map(|i| stripes(i, across)).collect();
                let file = encode(&Frame { area, rgb: rgb.clone() }).unwrap();
                assert_eq!(decode(&file).unwrap().rgb, rgb, "{width} x {height}");
            }
        }
    }

    #[test]
    fn windows_text_and_photographs_are_packed_each_in_its_way_and_keep_their_pixels() {
        let (width, height) = (320_usize, 96_usize);
        let mut noise = 1_u32;
        let mut next = || {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            noise
        };
        // The share of pixels that are as no neighbour, in percent.
        for (share, least, most) in [(2, 0, 7), (20, 8, 29), (90, 30, 100)] {
            let pixel = |_| if next() % 100 < share { next().to_be_bytes() } else { [0xee; 4] };
            let rgb: Vec<u8> = (0..width * height).map(pixel).flat_map(|p| [p[0], p[1], p[2]]).collect();
            let busy = busy_percent(&rgb, width * 3);
            assert!((least..=most).contains(&busy), "{busy} % of a picture with {share} %");
            let area = Rect { x: 0, y: 0, width: width as u32, height: height as u32 };
            assert_eq!(decode(&encode(&Frame { area, rgb: rgb.clone() }).unwrap()).unwrap().rgb, rgb);
        }
    }

    #[test]
    fn a_frame_with_too_few_pixels_is_refused() {
        let mut short = frame(4, 4);
        short.rgb.pop();
        assert!(encode(&short).is_err());
        assert!(encode(&Frame { area: Rect { x: 0, y: 0, width: 0, height: 4 }, rgb: Vec::new() }).is_err());
    }

    #[test]
    fn transparent_pixels_turn_white_and_half_transparent_ones_lighter() {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 3, 1);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[9, 9, 9, 0, 0, 0, 0, 128, 10, 20, 30, 255]).unwrap();
        writer.finish().unwrap();
        assert_eq!(decode(&file).unwrap().rgb, [255, 255, 255, 127, 127, 127, 10, 20, 30]);
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        // A header that promises 30,000 x 30,000 pixels, then nothing.
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 30_000, 30_000);
        encoder.set_color(ColorType::Rgb);
        drop(encoder.write_header().unwrap());
        assert!(decode(&file).unwrap_err().to_string().contains("64 MiB"));
        assert!(decode(b"not a picture").is_err());
        let good = encode(&frame(64, 64)).unwrap();
        assert!(decode(&good[..good.len() / 2]).is_err());
    }
}
