//! Whether two pictures of the screen show the same. They do when nothing differs but a text cursor that blinks. Comparing
//! by a perceptual hash was the other way: it takes two typed digits for noise, and those are what a step is about.

use crate::port::Frame;

/// A text cursor is no larger than this, in pixels.
const CURSOR: (usize, usize) = (3, 48);

/// Whether the pictures show the same part of the screen, and the same on it.
pub fn alike(a: &Frame, b: &Frame) -> bool {
    if a.area != b.area || a.rgb.len() != b.rgb.len() {
        return false;
    }
    let row_bytes = (a.area.width as usize).saturating_mul(3);
    if row_bytes == 0 {
        return true;
    }
    let mut found = Different::default();
    for (y, (above, below)) in a.rgb.chunks_exact(row_bytes).zip(b.rgb.chunks_exact(row_bytes)).enumerate() {
        if above != below {
            let first = above.iter().zip(below).position(|(one, other)| one != other).unwrap_or(0);
            let last = above.iter().zip(below).rposition(|(one, other)| one != other).unwrap_or(0);
            found.take(y, first / 3, last / 3);
            if !found.fits_cursor() {
                return false;
            }
        }
    }
    true
}

/// The smallest rectangle around what differs.
#[derive(Default)]
struct Different(Option<(usize, usize, usize, usize)>);

impl Different {
    fn take(&mut self, y: usize, left: usize, right: usize) {
        self.0 = Some(match self.0 {
            None => (y, y, left, right),
            Some((top, _, l, r)) => (top, y, l.min(left), r.max(right)),
        });
    }

    fn fits_cursor(&self) -> bool {
        self.0.is_none_or(|(top, bottom, left, right)| right - left < CURSOR.0 && bottom - top < CURSOR.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Rect;

    fn frame(marked: &[(usize, usize)]) -> Frame {
        let mut rgb = vec![200; 100 * 80 * 3];
        for &(x, y) in marked {
            rgb[(y * 100 + x) * 3] = 0;
        }
        Frame { area: Rect { x: 0, y: 0, width: 100, height: 80 }, rgb }
    }

    #[test]
    fn a_blinking_cursor_makes_no_other_picture() {
        let cursor: Vec<(usize, usize)> = (20..40).map(|y| (50, y)).collect();
        assert!(alike(&frame(&[]), &frame(&cursor)));
        assert!(alike(&frame(&cursor), &frame(&cursor)));
    }

    #[test]
    fn a_letter_does_and_so_does_a_change_in_two_places() {
        let letter: Vec<(usize, usize)> = (20..30).flat_map(|y| (50..56).map(move |x| (x, y))).collect();
        assert!(!alike(&frame(&[]), &frame(&letter)));
        assert!(!alike(&frame(&[]), &frame(&[(10, 10), (90, 10)])));
        assert!(!alike(&frame(&[]), &frame(&[(10, 5), (10, 75)])));
    }

    #[test]
    fn another_part_of_the_screen_is_another_picture() {
        let mut moved = frame(&[]);
        moved.area.x = 100;
        assert!(!alike(&frame(&[]), &moved));
    }
}
