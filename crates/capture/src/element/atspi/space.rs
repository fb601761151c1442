//! From a program's idea of the screen to the screen and back: programs that scale tell points that are larger than
//! pixels, and some tell places in their window instead of on the screen. Pure.

use sopwright_core::entry::{Point, Rect};

use super::on_screen::OnScreen;

/// By how much the two ideas of LibreOffice differ at most: a title and the edge of a window.
const FARTHEST_OFF: i32 = 64;

/// How a program's points lie on the screen: pixels = points * scale + offset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Space {
    scale: f64,
    right: f64,
    down: f64,
}

impl Space {
    /// A program that speaks of the pixels of the screen.
    pub const SCREEN: Self = Self { scale: 1.0, right: 0.0, down: 0.0 };

    /// The space of a program that says that its window is at `said`, when the display has it where it has it. A frame
    /// that is neither the window's inside nor its outside tells nothing; then the program is believed.
    pub fn of(said: Rect, really: &OnScreen) -> Self {
        for real in [really.inside, really.outside] {
            if let Some(scale) = scale(said, real) {
                let offset = |real: i32, said: i32| f64::from(real) - f64::from(said) * scale;
                return Self { scale, right: offset(real.x, said.x), down: offset(real.y, said.y) };
            }
        }
        Self::SCREEN
    }

    /// The space of what lies in an element, if that is as large as the element and somewhere else: LibreOffice has a
    /// toolkit of its own inside of a window of GTK's, which has another idea of where the window is.
    pub fn inside(self, of: Rect, inner: Rect) -> Self {
        let (right, down) = (of.x - inner.x, of.y - inner.y);
        let same_size = (of.width, of.height) == (inner.width, inner.height);
        if !same_size || right.abs().max(down.abs()) > FARTHEST_OFF {
            return self;
        }
        let moved = |offset: f64, by: i32| offset + f64::from(by) * self.scale;
        Self { right: moved(self.right, right), down: moved(self.down, down), ..self }
    }

    /// A point of the screen in the program's points.
    pub fn to_program(self, point: Point) -> Point {
        let back = |pixel: i32, offset: f64| ((f64::from(pixel) - offset) / self.scale).floor() as i32;
        Point { x: back(point.x, self.right), y: back(point.y, self.down) }
    }

    /// A frame in the program's points on the screen.
    pub fn to_screen(self, frame: Rect) -> Rect {
        let place = |n: i32, offset: f64| (f64::from(n) * self.scale + offset).round() as i32;
        let size = |n: u32| (f64::from(n) * self.scale).round() as u32;
        Rect {
            x: place(frame.x, self.right),
            y: place(frame.y, self.down),
            width: size(frame.width),
            height: size(frame.height),
        }
    }
}

/// By how much the real frame is larger, if both are of one shape.
fn scale(said: Rect, real: Rect) -> Option<f64> {
    let across = f64::from(real.width) / f64::from(said.width.max(1));
    let along = f64::from(real.height) / f64::from(said.height.max(1));
    // Half points are rounded, so that small windows are a pixel or two off. Desktops scale from 1 to 4.
    let off = (f64::from(said.width) * along - f64::from(real.width)).abs();
    let one_shape = off <= 3.0 && (0.99..=4.01).contains(&across);
    let whole = across.round();
    one_shape.then(|| if (across - whole).abs() < 0.01 { whole } else { across })
}

/// Whether the point lies in the frame.
pub(super) fn holds(frame: Rect, point: Point) -> bool {
    let within = |n: i32, start: i32, size: u32| n >= start && i64::from(n) < i64::from(start) + i64::from(size);
    within(point.x, frame.x, frame.width) && within(point.y, frame.y, frame.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: i32, y: i32, width: u32, height: u32) -> Rect {
        Rect { x, y, width, height }
    }

    fn window(inside: Rect, outside: Rect) -> OnScreen {
        OnScreen { pid: None, inside, outside, popup: false }
    }

    #[test]
    fn a_program_that_tells_the_screen_is_believed() {
        let really = window(rect(101, 220, 640, 480), rect(100, 200, 642, 505));
        for said in [rect(101, 220, 640, 480), rect(100, 200, 642, 505), rect(90, 80, 700, 100)] {
            assert_eq!(Space::of(said, &really), Space::SCREEN, "{said:?}");
        }
    }

    #[test]
    fn places_in_the_window_are_moved_and_points_are_scaled() {
        let really = window(rect(101, 220, 640, 480), rect(100, 200, 642, 505));
        let space = Space::of(rect(0, 0, 640, 480), &really);
        assert_eq!(space.to_screen(rect(10, 20, 30, 40)), rect(111, 240, 30, 40));
        assert_eq!(space.to_program(Point { x: 111, y: 240 }), Point { x: 10, y: 20 });

        let space = Space::of(rect(50, 110, 320, 240), &really);
        assert_eq!(space.to_screen(rect(60, 120, 10, 10)), rect(121, 240, 20, 20));
        assert_eq!(space.to_program(Point { x: 122, y: 241 }), Point { x: 60, y: 120 });
    }

    #[test]
    fn what_fills_an_element_lies_where_the_element_does() {
        let inner = Space::SCREEN.inside(rect(0, 44, 1600, 956), rect(9, 45, 1600, 956));
        assert_eq!(inner.to_screen(rect(50, 183, 82, 17)), rect(41, 182, 82, 17));
        assert_eq!(inner.to_program(Point { x: 41, y: 182 }), Point { x: 50, y: 183 });
        assert_eq!(inner.inside(rect(13, 125, 162, 34), rect(4, 124, 162, 34)), Space::SCREEN, "and back again");
        assert_eq!(inner.inside(rect(13, 125, 162, 34), rect(4, 124, 100, 34)), inner);
        assert_eq!(inner.inside(rect(0, 0, 10, 10), rect(500, 0, 10, 10)), inner);
    }

    #[test]
    fn a_frame_holds_its_first_pixel_and_not_the_one_after_its_last() {
        let frame = rect(10, 10, 5, 5);
        assert!(holds(frame, Point { x: 10, y: 14 }));
        assert!(!holds(frame, Point { x: 15, y: 10 }));
        assert!(!holds(frame, Point { x: 9, y: 10 }));
    }
}
