//! Draws marks into pixels: a ring where the pointer was, a frame around an area. Lines have smooth edges and a white
//! rim, so that they stand out from any picture.

use sopwright_core::document::Mark;

use super::{Canvas, mark_unit};

/// The colour of marks.
const COLOUR: [u8; 3] = [0xd6, 0x33, 0x24];
const RIM: [u8; 3] = [0xff, 0xff, 0xff];
/// Sizes, in units of [`mark_unit`].
const RING: f64 = 16.0;
const LINE: f64 = 2.0;
const WHITE: f64 = 1.2;
const CORNER: f64 = 4.0;

impl Canvas {
    /// Draws a mark. What lies outside the picture is cut off.
    pub fn draw(&mut self, mark: &Mark) {
        let unit = mark_unit(self.width, self.height);
        match mark {
            Mark::Pointer { at } => {
                let (x, y) = (f64::from(at.x) + 0.5, f64::from(at.y) + 0.5);
                let radius = RING * unit;
                let reach = radius + (LINE + WHITE) * unit + 1.0;
                self.stroke([x - reach, y - reach, x + reach, y + reach], unit, |px, py| {
                    (px - x).hypot(py - y) - radius
                });
            }
            Mark::Box { area } => {
                let (left, top) = (f64::from(area.x), f64::from(area.y));
                let (width, height) = (f64::from(area.width), f64::from(area.height));
                let (cx, cy) = (left + width / 2.0, top + height / 2.0);
                let corner = (CORNER * unit).min(width / 2.0).min(height / 2.0);
                let reach = (LINE + WHITE) * unit + 1.0;
                let bounds = [left - reach, top - reach, left + width + reach, top + height + reach];
                self.stroke(bounds, unit, |px, py| {
                    let (dx, dy) = ((px - cx).abs() - width / 2.0 + corner, (py - cy).abs() - height / 2.0 + corner);
                    dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - corner
                });
            }
        }
    }

    /// Draws the line where `distance` is nought, with its rim.
    fn stroke(&mut self, bounds: [f64; 4], unit: f64, distance: impl Fn(f64, f64) -> f64) {
        let (width, height) = (i64::from(self.width), i64::from(self.height));
        let [left, top, right, bottom] = bounds.map(|edge| edge as i64);
        let half = LINE * unit / 2.0;
        for y in top.max(0)..(bottom + 1).min(height) {
            for x in left.max(0)..(right + 1).min(width) {
                let away = distance(x as f64 + 0.5, y as f64 + 0.5).abs();
                let rim = half + WHITE * unit + 0.5 - away;
                if rim > 0.0 {
                    self.blend(x, y, RIM, rim.min(1.0) * 0.9);
                    self.blend(x, y, COLOUR, (half + 0.5 - away).clamp(0.0, 1.0));
                }
            }
        }
    }
}
