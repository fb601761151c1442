//! Makes a figure from a shot: where the pointer was, which part is worth showing, and words for those who cannot see
//! it.

use super::{place, tidy};
use crate::document::{Figure, Mark, alt_text};
use crate::entry::{Entry, Place, Point, Rect};

/// Space left around the window.
const MARGIN: i64 = 24;
/// Space between an element and the frame around it.
const ROOM: i64 = 4;
/// How much of the screen's width and height is shown around an element of a window that fills it.
const ZOOM_PERCENT: i64 = 60;
/// No crop is smaller than this: a small dialogue alone says little.
const LEAST: (i64, i64) = (640, 400);
/// A window that fills more of the screen than this is not cropped to.
const FILLS_PERCENT: u128 = 75;
/// Most characters of an alternative text.
const MOST_ALT: usize = 240;

/// The figure for an entry's shot, or nothing if it has none. `doing` says in plain text what is being done.
pub(super) fn figure(entry: &Entry, doing: &str) -> Option<Figure> {
    let shot = entry.content.shot.as_ref().filter(|_| has_picture(entry))?;
    let (width, height) = (shot.area.width, shot.area.height);
    let place = entry.content.place.as_ref();
    let element = entry.content.element.as_ref().and_then(|element| element.area);
    let window = place.and_then(|p| p.window);
    let crop = window.and_then(|window| crop(window, shot.area)).or_else(|| element.and_then(|it| zoom(it, shot.area)));
    let shown = crop.unwrap_or(Rect { x: 0, y: 0, width, height });
    // Where something was clicked, rather than where the pointer has gone since; what is typed has no place.
    let pointer = match &entry.content.act {
        Some(act) => act.at(),
        None => place.and_then(|p| p.pointer),
    };
    let pointer = pointer.and_then(|p| within(p, shot.area, shown)).map(|at| Mark::Pointer { at });
    let frame = element.and_then(|it| framed(it, shot.area, shown)).map(|area| Mark::Box { area });
    Some(Figure {
        shot: shot.hash.clone(),
        width,
        height,
        alt: alt(place, doing),
        caption: String::new(),
        crop,
        marks: frame.into_iter().chain(pointer).collect(),
    })
}

/// Whether the entry has a picture to make a figure from.
pub(super) fn has_picture(entry: &Entry) -> bool {
    entry.content.shot.as_ref().is_some_and(|shot| shot.area.width > 0 && shot.area.height > 0)
}

/// The pointer in pixels of the picture, if it is on the part that is shown. A pointer that rests outside of the window
/// in front points at nothing.
fn within(pointer: Point, area: Rect, shown: Rect) -> Option<Point> {
    let x = i64::from(pointer.x) - i64::from(area.x);
    let y = i64::from(pointer.y) - i64::from(area.y);
    let inside = |at: i64, from: i32, len: u32| at >= i64::from(from) && at < i64::from(from) + i64::from(len);
    if !inside(x, shown.x, shown.width) || !inside(y, shown.y, shown.height) {
        return None;
    }
    Some(Point { x: i32::try_from(x).ok()?, y: i32::try_from(y).ok()? })
}

/// Where an element is on the picture, with a little room, if a frame around it says something: it lies on what is shown,
/// and does not fill it.
fn framed(element: Rect, area: Rect, shown: Rect) -> Option<Rect> {
    let (x, width) = span((element.x, element.width), (area.x, area.width), 0, ROOM)?;
    let (y, height) = span((element.y, element.height), (area.y, area.height), 0, ROOM)?;
    let inside = |at: i32, length: u32, from: i32, all: u32| {
        at >= from && i64::from(at) + i64::from(length) <= i64::from(from) + i64::from(all)
    };
    let fits = inside(x, width, shown.x, shown.width) && inside(y, height, shown.y, shown.height);
    // Wide enough for any forged size.
    let pixels = |width: u32, height: u32| u128::from(width) * u128::from(height);
    let small = pixels(width, height) * 3 < pixels(shown.width, shown.height);
    (fits && small).then_some(Rect { x, y, width, height })
}

/// Of a picture that is not cropped to its window, the part around the element.
fn zoom(element: Rect, area: Rect) -> Option<Rect> {
    let most = |whole: u32| i64::from(whole) * ZOOM_PERCENT / 100;
    let (x, width) = span((element.x, element.width), (area.x, area.width), most(area.width), MARGIN)?;
    let (y, height) = span((element.y, element.height), (area.y, area.height), most(area.height), MARGIN)?;
    let closer =
        i64::from(width) <= most(area.width) + 2 * MARGIN && i64::from(height) <= most(area.height) + 2 * MARGIN;
    let large = i64::from(width) >= LEAST.0 && i64::from(height) >= LEAST.1;
    (closer && large).then_some(Rect { x, y, width, height })
}

/// The window with a margin, if it is clearly smaller than the picture.
fn crop(window: Rect, area: Rect) -> Option<Rect> {
    let (x, width) = span((window.x, window.width), (area.x, area.width), LEAST.0, MARGIN)?;
    let (y, height) = span((window.y, window.height), (area.y, area.height), LEAST.1, MARGIN)?;
    // Wide enough for any forged size.
    let pixels = |width: u32, height: u32| u128::from(width) * u128::from(height);
    let small = pixels(width, height) * 100 < pixels(area.width, area.height) * FILLS_PERCENT;
    small.then_some(Rect { x, y, width, height })
}

/// One direction of a crop: start and length in pixels of the picture; nothing if the window is not on it.
fn span(window: (i32, u32), area: (i32, u32), least: i64, margin: i64) -> Option<(i32, u32)> {
    let whole = i64::from(area.1);
    let start = i64::from(window.0) - i64::from(area.0);
    let end = start + i64::from(window.1);
    let (visible_start, visible_end) = (start.max(0), end.min(whole));
    if visible_start >= visible_end {
        return None;
    }
    let short = (least - (visible_end - visible_start)).max(0);
    let grow = (short / 2).max(margin);
    let from = (visible_start - grow).max(0);
    let to = (visible_end + grow).min(whole);
    Some((i32::try_from(from).ok()?, u32::try_from(to - from).ok()?))
}

/// Never empty.
fn alt(place: Option<&Place>, doing: &str) -> String {
    let app = place.map(place::app).unwrap_or_default();
    let subject = place.and_then(place::subject);
    let scene = match (subject, app.as_str()) {
        (Some(subject), "") => format!("The window “{subject}”"),
        (Some(subject), app) => format!("{app} with “{subject}”"),
        (None, "") => "The screen".to_owned(),
        (None, app) => format!("The screen with {app}"),
    };
    tidy::short(&alt_text(&scene, &tidy::line(doing)), MOST_ALT)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Rect = Rect { x: 0, y: 0, width: 1920, height: 1080 };

    #[test]
    fn a_small_window_is_cropped_to_with_a_margin() {
        let window = Rect { x: 100, y: 100, width: 800, height: 600 };
        assert_eq!(crop(window, SCREEN), Some(Rect { x: 76, y: 76, width: 848, height: 648 }));
        assert_eq!(crop(SCREEN, SCREEN), None);
        assert_eq!(crop(Rect { x: 5000, ..window }, SCREEN), None);
    }

    #[test]
    fn a_crop_stays_within_the_picture_and_is_never_tiny() {
        let second = Rect { x: 1920, y: -200, width: 1920, height: 1080 };
        let dialogue = Rect { x: 1900, y: -300, width: 200, height: 150 };
        let crop = crop(dialogue, second).unwrap();
        assert!(crop.x >= 0 && crop.y >= 0, "{crop:?}");
        assert!(crop.width >= 320 && crop.height >= 200, "{crop:?}");
    }

    #[test]
    fn the_pointer_is_placed_on_the_picture() {
        let area = Rect { x: -1920, y: 0, width: 1920, height: 1080 };
        let whole = Rect { x: 0, ..area };
        assert_eq!(within(Point { x: -1820, y: 50 }, area, whole), Some(Point { x: 100, y: 50 }));
        assert_eq!(within(Point { x: 10, y: 50 }, area, whole), None);
    }

    #[test]
    fn extreme_sizes_do_not_overflow() {
        let wild = Rect { x: i32::MIN, y: i32::MAX, width: u32::MAX, height: u32::MAX };
        let _ = crop(wild, wild);
        let _ = crop(wild, SCREEN);
        let _ = within(Point { x: i32::MIN, y: i32::MAX }, wild, SCREEN);
    }
}
