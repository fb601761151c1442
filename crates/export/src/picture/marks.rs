//! What is drawn over a figure: placed from the corner of the part that is shown, held to sane numbers, its words made
//! harmless. A document can say anything; nothing here makes an output large or slow.

use sopwright_core::document::{Figure, Mark};
use sopwright_core::entry::{Point, Rect};

use crate::clean::clean;

/// Most marks of one figure that are drawn.
pub(crate) const MOST_MARKS: usize = 200;
/// Most characters of one label.
const MOST_WORDS: usize = 400;
/// Most lines of one label.
const MOST_LINES: usize = 12;
/// How far beyond its place a mark reaches at most, in units of [`mark_unit`].
const REACH: f64 = 24.0;

/// What is drawn over the part that is shown.
#[derive(Debug, PartialEq)]
pub(crate) struct Drawn {
    /// What stays bright when everything else is dimmed; nothing is dimmed if there is none.
    pub spots: Vec<Rect>,
    /// The other marks, in order.
    pub marks: Vec<Mark>,
}

impl Drawn {
    /// What can be seen of the figure's marks.
    pub fn of(figure: &Figure) -> Self {
        let shown = figure.shown();
        let room = Room { shown, reach: (REACH * mark_unit(shown.width, shown.height)).ceil() as i64 };
        let origin = Point { x: shown.x, y: shown.y };
        let mut drawn = Self { spots: Vec::new(), marks: Vec::new() };
        for mark in figure.marks.iter().take(MOST_MARKS) {
            match room.held(mark.seen_from(origin)) {
                Some(Mark::Spotlight { area }) => drawn.spots.push(area),
                Some(mark) => drawn.marks.push(mark),
                None => {}
            }
        }
        drawn
    }

    /// Nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.spots.is_empty() && self.marks.is_empty()
    }
}

/// How long the unit of marks is in a picture of this size: lines are two units thick. Marks keep their size on paper,
/// whatever the picture's resolution.
pub(crate) fn mark_unit(width: u32, height: u32) -> f64 {
    (f64::from(width.max(height)) / 960.0).clamp(0.75, 4.0)
}

/// The part that is shown, with the space around it from which a mark still reaches in.
struct Room {
    shown: Rect,
    reach: i64,
}

impl Room {
    /// The mark, if something of it can be seen. What lies far outside is brought near.
    fn held(&self, mark: Mark) -> Option<Mark> {
        let seen = match &mark {
            Mark::Pointer { at } => self.sees(*at, *at),
            Mark::Box { area } | Mark::Circle { area } => self.sees(corner(area), opposite(area)),
            Mark::Arrow { from, to } => {
                let (left, right) = (from.x.min(to.x), from.x.max(to.x));
                let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
                from != to && self.sees(Point { x: left, y: top }, Point { x: right, y: bottom })
            }
            Mark::Spotlight { area } => self.cut(*area).is_some(),
            // A badge or label is moved in whole; one whose place was cut away is not.
            Mark::Number { at, .. } | Mark::Text { at, .. } => self.holds(*at),
        };
        if !seen {
            return None;
        }
        Some(match mark {
            Mark::Arrow { from, to } => Mark::Arrow { from: self.near(from), to: self.near(to) },
            Mark::Box { area } => Mark::Box { area: self.near_area(area) },
            Mark::Circle { area } => Mark::Circle { area: self.near_area(area) },
            Mark::Spotlight { area } => Mark::Spotlight { area: self.cut(area)? },
            Mark::Text { at, text } => Mark::Text { at, text: words(&text)? },
            Mark::Pointer { .. } | Mark::Number { .. } => mark,
        })
    }

    fn size(&self) -> (i64, i64) {
        (self.shown.width.into(), self.shown.height.into())
    }

    fn holds(&self, at: Point) -> bool {
        let (width, height) = self.size();
        (0..=width).contains(&at.x.into()) && (0..=height).contains(&at.y.into())
    }

    fn sees(&self, first: Point, last: Point) -> bool {
        let (width, height) = self.size();
        let meets =
            |first: i32, last: i32, len: i64| i64::from(last) + self.reach >= 0 && i64::from(first) - self.reach <= len;
        meets(first.x, last.x, width) && meets(first.y, last.y, height)
    }

    /// A point that is at most one width and one height outside.
    fn near(&self, at: Point) -> Point {
        let (width, height) = self.size();
        let near = |at: i32, len: i64| {
            let bound = len + self.reach;
            i32::try_from(i64::from(at).clamp(-bound, len + bound)).unwrap_or_default()
        };
        Point { x: near(at.x, width), y: near(at.y, height) }
    }

    fn near_area(&self, area: Rect) -> Rect {
        between(self.near(corner(&area)), self.near(opposite(&area)))
    }

    /// The part of an area that is shown.
    fn cut(&self, area: Rect) -> Option<Rect> {
        let (width, height) = self.size();
        let held = |at: i32, len: i64| i32::try_from(i64::from(at).clamp(0, len)).unwrap_or_default();
        let within = |at: Point| Point { x: held(at.x, width), y: held(at.y, height) };
        let cut = between(within(corner(&area)), within(opposite(&area)));
        (cut.width > 0 && cut.height > 0).then_some(cut)
    }
}

fn corner(area: &Rect) -> Point {
    Point { x: area.x, y: area.y }
}

fn opposite(area: &Rect) -> Point {
    Point { x: area.x.saturating_add_unsigned(area.width), y: area.y.saturating_add_unsigned(area.height) }
}

fn between(first: Point, last: Point) -> Rect {
    Rect { x: first.x, y: first.y, width: last.x.abs_diff(first.x), height: last.y.abs_diff(first.y) }
}

/// A label's words, none if it says nothing. What is too long ends with dots.
fn words(text: &str) -> Option<String> {
    let cleaned = clean(text);
    let cleaned = cleaned.trim();
    let lines: Vec<String> = cleaned.lines().take(MOST_LINES).map(|line| line.trim_end().replace('\t', " ")).collect();
    let mut words: String = lines.join("\n").chars().take(MOST_WORDS).collect();
    if cleaned.lines().count() > MOST_LINES || cleaned.chars().count() > MOST_WORDS {
        words.push('…');
    }
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sopwright_core::id::Hash;

    fn drawn(crop: Option<Rect>, marks: Vec<Mark>) -> Drawn {
        let (alt, caption) = (String::new(), String::new());
        Drawn::of(&Figure { shot: Hash::zero(), width: 800, height: 600, alt, caption, crop, marks })
    }

    #[test]
    fn marks_are_placed_from_the_corner_of_what_is_shown() {
        let crop = Rect { x: 100, y: 50, width: 400, height: 300 };
        let number = Mark::Number { at: Point { x: 150, y: 60 }, n: 3 };
        let spot = Mark::Spotlight { area: Rect { x: 50, y: 0, width: 100, height: 100 } };
        let drawn = drawn(Some(crop), vec![number, spot]);
        assert_eq!(drawn.marks, [Mark::Number { at: Point { x: 50, y: 10 }, n: 3 }]);
        assert_eq!(drawn.spots, [Rect { x: 0, y: 0, width: 50, height: 50 }]);
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        let far = Point { x: i32::MAX, y: i32::MIN };
        let away = Rect { x: -900, y: 10, width: 100, height: 100 };
        let marks = vec![
            Mark::Pointer { at: far },
            Mark::Box { area: away },
            Mark::Circle { area: away },
            Mark::Arrow { from: far, to: far },
            Mark::Arrow { from: Point { x: 10, y: 700 }, to: Point { x: 90, y: 900 } },
            Mark::Number { at: Point { x: 801, y: 5 }, n: 1 },
            Mark::Text { at: Point { x: 5, y: 5 }, text: " \u{200b}\n ".into() },
            Mark::Spotlight { area: away },
        ];
        assert!(drawn(None, marks).is_empty());
    }

    #[test]
    fn numbers_of_any_size_are_brought_near() {
        let vast = Rect { x: i32::MIN, y: i32::MIN, width: u32::MAX, height: u32::MAX };
        let arrow = Mark::Arrow { from: Point { x: i32::MIN, y: i32::MAX }, to: Point { x: 400, y: 300 } };
        let drawn = drawn(None, vec![Mark::Box { area: vast }, arrow, Mark::Spotlight { area: vast }]);
        let Some(Mark::Box { area }) = drawn.marks.first() else { panic!("{drawn:?}") };
        assert!(area.x > -2000 && area.width < 4000 && area.height < 4000, "{area:?}");
        let Some(Mark::Arrow { from, .. }) = drawn.marks.get(1) else { panic!("{drawn:?}") };
        assert!(from.x > -2000 && from.y < 2000, "{from:?}");
        assert_eq!(drawn.spots, [Rect { x: 0, y: 0, width: 800, height: 600 }]);
    }

    #[test]
    fn labels_are_harmless_and_of_bounded_length() {
        assert_eq!(words(" a\u{202e}b\tc \r\n d\n\n").as_deref(), Some("a[U+202E]b c\n d"));
        assert_eq!(words("\u{feff}\n\t"), None);
        let long = words(&"w".repeat(1_000_000)).unwrap();
        assert_eq!(long.chars().count(), MOST_WORDS + 1);
        let tall = words(&"w\n".repeat(1_000)).unwrap();
        assert_eq!(tall.lines().count(), MOST_LINES);
        assert!(tall.ends_with('…'));
    }

    #[test]
    fn only_so_many_marks_are_drawn() {
        let marks = vec![Mark::Pointer { at: Point { x: 5, y: 5 } }; 100_000];
        assert_eq!(drawn(None, marks).marks.len(), MOST_MARKS);
    }
}
