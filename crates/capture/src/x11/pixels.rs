//! Rows of pixels as the display stores them, made into red, green, blue. The common layout (blue, green, red, unused)
//! has a quick way, since it is on the path of every picture; the others have a plain one.

use x11rb::protocol::xproto::{ImageOrder, Screen as ScreenInfo, Setup};

use crate::Error;

/// How the display stores a pixel.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PixelFormat {
    bytes: usize,
    pad: usize,
    red: u32,
    green: u32,
    blue: u32,
    big_end_first: bool,
}

impl PixelFormat {
    /// The layout of windows as deep as the root.
    pub fn of(setup: &Setup, screen: &ScreenInfo) -> Result<Self, Error> {
        let format = setup.pixmap_formats.iter().find(|format| format.depth == screen.root_depth);
        let visual = screen.allowed_depths.iter().flat_map(|depth| &depth.visuals);
        let visual = visual.into_iter().find(|visual| visual.visual_id == screen.root_visual);
        let (Some(format), Some(visual)) = (format, visual) else {
            return Err(Error::Unsupported("The display does not say how it stores pixels"));
        };
        if !matches!(format.bits_per_pixel, 16 | 24 | 32) || visual.red_mask == 0 {
            return Err(Error::Unsupported("The display has too few colours for a picture"));
        }
        Ok(Self {
            bytes: usize::from(format.bits_per_pixel) / 8,
            pad: usize::from(format.scanline_pad.max(8)) / 8,
            red: visual.red_mask,
            green: visual.green_mask,
            blue: visual.blue_mask,
            big_end_first: setup.image_byte_order == ImageOrder::MSB_FIRST,
        })
    }

    /// Bytes from one row to the next.
    pub fn stride(&self, width: usize) -> usize {
        (width * self.bytes).div_ceil(self.pad) * self.pad
    }

    /// Whether a pixel has a fourth byte, which is opacity in windows 32 bits deep.
    pub fn has_fourth_byte(&self) -> bool {
        self.common()
    }

    fn common(&self) -> bool {
        self.bytes == 4 && !self.big_end_first && (self.red, self.green, self.blue) == (0xff_0000, 0xff00, 0xff)
    }

    /// The whole image as rows of three bytes a pixel. Nothing, if there are fewer bytes than that takes.
    pub fn to_rgb(self, image: &[u8], width: usize, height: usize) -> Option<Vec<u8>> {
        let stride = self.stride(width);
        let image = image.get(..stride * height)?;
        let mut rgb = vec![0; width * height * 3];
        if width == 0 {
            return Some(rgb);
        }
        if self.common() {
            // 32 bits a pixel need no padding, so the picture is one long row.
            bgrx_to_rgb(image, &mut rgb);
        } else {
            for (from, to) in image.chunks_exact(stride).zip(rgb.chunks_exact_mut(width * 3)) {
                for (pixel, out) in from.chunks_exact(self.bytes).zip(to.chunks_exact_mut(3)) {
                    out.copy_from_slice(&self.channels(pixel));
                }
            }
        }
        Some(rgb)
    }

    fn channels(self, pixel: &[u8]) -> [u8; 3] {
        let add = |value: u32, &byte: &u8| value << 8 | u32::from(byte);
        let value = if self.big_end_first { pixel.iter().fold(0, add) } else { pixel.iter().rev().fold(0, add) };
        [self.red, self.green, self.blue].map(|mask| {
            let most = u64::from(mask >> mask.trailing_zeros());
            let channel = u64::from((value & mask) >> mask.trailing_zeros());
            ((channel * 255 + most / 2) / most) as u8
        })
    }
}

/// Drops every fourth byte and turns the three before it around.
pub(crate) fn bgrx_to_rgb(from: &[u8], to: &mut [u8]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("ssse3") {
        // SAFETY: the processor has just been asked for the feature that the function is compiled for.
        #[allow(unsafe_code, reason = "a function compiled for one processor feature")]
        unsafe {
            shuffle(from, to);
        }
        return;
    }
    one_by_one(from, to);
}

fn one_by_one(from: &[u8], to: &mut [u8]) {
    for (pixel, out) in from.chunks_exact(4).zip(to.chunks_exact_mut(3)) {
        out[0] = pixel[2];
        out[1] = pixel[1];
        out[2] = pixel[0];
    }
}

/// Four pixels at a time: 16 bytes in, 12 out.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "ssse3")]
fn shuffle(from: &[u8], to: &mut [u8]) {
    use std::arch::x86_64::{__m128i, _mm_loadu_si128, _mm_setr_epi8, _mm_shuffle_epi8, _mm_storeu_si128};
    let order = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    // Each store writes 16 bytes, the last four of which the next one overwrites: leave room for them at the end.
    let blocks = (from.len() / 16).min(to.len().saturating_sub(4) / 12);
    for block in 0..blocks {
        // SAFETY: `block < blocks`, so 16 bytes from `block * 16` are inside `from`, and 16 bytes from `block * 12`
        // end at `block * 12 + 16 <= (blocks - 1) * 12 + 16 <= to.len()`. Both accesses allow any alignment.
        #[allow(unsafe_code, reason = "vector loads and stores take pointers")]
        unsafe {
            let pixels = _mm_loadu_si128(from.as_ptr().add(block * 16).cast::<__m128i>());
            _mm_storeu_si128(to.as_mut_ptr().add(block * 12).cast::<__m128i>(), _mm_shuffle_epi8(pixels, order));
        }
    }
    one_by_one(&from[blocks * 16..], &mut to[blocks * 12..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_gives_what_the_plain_way_gives_at_every_length() {
        for pixels in 0..70 {
            let from: Vec<u8> = (0..pixels * 4).map(|i| (i * 37 % 256) as u8).collect();
            let (mut quick, mut plain) = (vec![0; pixels * 3], vec![0; pixels * 3]);
            bgrx_to_rgb(&from, &mut quick);
            one_by_one(&from, &mut plain);
            assert_eq!(quick, plain, "{pixels} pixels");
        }
    }

    #[test]
    fn other_layouts_are_read_by_their_masks() {
        let five_six_five =
            PixelFormat { bytes: 2, pad: 4, red: 0xf800, green: 0x07e0, blue: 0x1f, big_end_first: false };
        // One pixel of full red and two bytes of padding; one of full green.
        let image = [0x00, 0xf8, 9, 9, 0xe0, 0x07, 9, 9];
        assert_eq!(five_six_five.to_rgb(&image, 1, 2), Some(vec![255, 0, 0, 0, 255, 0]));
        assert_eq!(five_six_five.to_rgb(&image[..6], 1, 2), None);

        let loud = PixelFormat { bytes: 4, pad: 4, red: 0xff_0000, green: 0xff00, blue: 0xff, big_end_first: true };
        assert_eq!(loud.to_rgb(&[0, 1, 2, 3], 1, 1), Some(vec![1, 2, 3]));
    }
}
