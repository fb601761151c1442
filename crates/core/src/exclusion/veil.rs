//! Covers excluded windows in a picture with an even colour, where they can be seen: not where another window lies over
//! them. The pixels are gone before the picture is stored.

use super::Exclusions;
use crate::entry::Rect;
use crate::port::{Frame, Scene, Shown};

/// What stands in place of an excluded window. Opaque: blurred pixels can be read.
const COLOUR: [u8; 3] = [0x4a, 0x4f, 0x57];

/// The picture without the excluded windows, and whether any was covered.
pub fn veil(scene: Scene, exclusions: &Exclusions) -> (Frame, bool) {
    let Scene { mut frame, windows } = scene;
    let private = private(&windows, exclusions);
    let mut covered = false;
    for (at, window) in windows.iter().enumerate().filter(|(at, _)| private[*at]) {
        let mut seen: Vec<Rect> = overlap(window.frame, frame.area).into_iter().collect();
        // A window above that is private itself is covered in its turn.
        for above in windows[at + 1..].iter().flat_map(|window| &window.solid) {
            seen = seen.into_iter().flat_map(|part| without(part, *above)).collect();
        }
        for part in seen {
            fill(&mut frame, part);
            covered = true;
        }
    }
    (frame, covered)
}

/// Which windows are excluded. A window without a title (a menu, a list of suggestions) is if its process has one that
/// is.
fn private(windows: &[Shown], exclusions: &Exclusions) -> Vec<bool> {
    let named: Vec<bool> = windows.iter().map(|w| exclusions.which(&w.app, &w.title).is_some()).collect();
    let process = |window: &Shown| window.process.filter(|_| window.title.is_empty());
    let of_private = |process| windows.iter().zip(&named).any(|(w, private)| *private && w.process == Some(process));
    windows.iter().zip(&named).map(|(w, private)| *private || process(w).is_some_and(of_private)).collect()
}

fn fill(frame: &mut Frame, part: Rect) {
    let width = frame.area.width as usize;
    let left = part.x.abs_diff(frame.area.x) as usize;
    let top = part.y.abs_diff(frame.area.y) as usize;
    for row in top..top + part.height as usize {
        let start = (row * width + left) * 3;
        for pixel in frame.rgb[start..start + part.width as usize * 3].chunks_exact_mut(3) {
            pixel.copy_from_slice(&COLOUR);
        }
    }
}

/// Edges of a rectangle: left, top, right, bottom.
fn edges(rect: Rect) -> (i64, i64, i64, i64) {
    let (x, y) = (i64::from(rect.x), i64::from(rect.y));
    (x, y, x + i64::from(rect.width), y + i64::from(rect.height))
}

/// The rectangle between the edges, if there is anything between them. They lie within one that there was.
fn between(left: i64, top: i64, right: i64, bottom: i64) -> Option<Rect> {
    if right <= left || bottom <= top {
        return None;
    }
    Some(Rect {
        x: i32::try_from(left).ok()?,
        y: i32::try_from(top).ok()?,
        width: u32::try_from(right - left).ok()?,
        height: u32::try_from(bottom - top).ok()?,
    })
}

fn overlap(a: Rect, b: Rect) -> Option<Rect> {
    let ((ax, ay, ar, ab), (bx, by, br, bb)) = (edges(a), edges(b));
    between(ax.max(bx), ay.max(by), ar.min(br), ab.min(bb))
}

/// What is left of `part` when `above` lies over it: what stands out above, below, left and right.
fn without(part: Rect, above: Rect) -> Vec<Rect> {
    let Some(middle) = overlap(part, above) else { return vec![part] };
    let ((left, top, right, bottom), (l, t, r, b)) = (edges(part), edges(middle));
    let rests = [
        between(left, top, right, t),
        between(left, b, right, bottom),
        between(left, t, l, b),
        between(r, t, right, b),
    ];
    rests.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exclusion::Exclusion;
    use proptest::prelude::*;

    const AREA: Rect = Rect { x: -4, y: 2, width: 24, height: 16 };

    fn shown(title: &str, frame: Rect) -> Shown {
        Shown { app: "App".into(), title: title.into(), process: None, frame, solid: vec![frame] }
    }

    fn exclusions() -> Exclusions {
        Exclusions::new(&[Exclusion { app: String::new(), title: "secret".into() }])
    }

    fn veiled(windows: Vec<Shown>) -> (Vec<bool>, bool) {
        let rgb = vec![0xff; AREA.width as usize * AREA.height as usize * 3];
        let (frame, covered) = veil(Scene { frame: Frame { area: AREA, rgb }, windows }, &exclusions());
        assert!(frame.rgb.chunks_exact(3).all(|p| p == [0xff; 3] || p == COLOUR));
        (frame.rgb.chunks_exact(3).map(|p| p == COLOUR).collect(), covered)
    }

    fn at(x: i32, y: i32, width: u32, height: u32) -> Rect {
        Rect { x, y, width, height }
    }

    #[test]
    fn what_lies_over_a_private_window_stays() {
        let (hidden, covered) = veiled(vec![shown("Secret", at(0, 4, 8, 8)), shown("Notes", at(2, 6, 4, 4))]);
        let is = |x: i32, y: i32| hidden[((y - AREA.y) * 24 + x - AREA.x) as usize];
        assert!(covered && is(0, 4) && is(7, 11) && is(1, 7) && is(6, 7));
        assert!(!is(2, 6) && !is(5, 9) && !is(8, 4) && !is(-1, 4) && !is(0, 3));
    }

    #[test]
    fn nothing_is_covered_without_a_private_window_in_sight() {
        assert!(!veiled(vec![shown("Notes", at(0, 4, 8, 8))]).1);
        assert!(!veiled(vec![shown("Secret", at(0, 4, 8, 8)), shown("Notes", at(-50, -50, 200, 200))]).1);
        assert!(!veiled(vec![shown("Secret", at(500, 4, 8, 8))]).1);
    }

    #[test]
    fn a_menu_of_a_private_window_is_private_and_another_window_of_the_process_is_not() {
        let of_process = |title: &str, x| Shown { process: Some(7), ..shown(title, at(x, 4, 2, 2)) };
        let (hidden, _) = veiled(vec![of_process("Secret", 0), of_process("", 4), of_process("Other", 8)]);
        let is = |x: i32| hidden[(2 * 24 + x - AREA.x) as usize];
        assert!(is(0) && is(4) && !is(8));
    }

    prop_compose! {
        fn window()(title in prop::sample::select(vec!["Secret", "Notes", ""]), x in -10..30_i32, y in -6..24_i32, w in 0..20_u32, h in 0..20_u32, solid in any::<bool>()) -> Shown {
            let frame = at(x, y, w, h);
            Shown { solid: if solid { vec![frame] } else { Vec::new() }, ..shown(title, frame) }
        }
    }

    proptest! {
        /// Pixel by pixel: what counts is the topmost window that lets nothing through, and private ones above it.
        #[test]
        fn exactly_what_can_be_seen_of_private_windows_is_covered(windows in prop::collection::vec(window(), 0..6)) {
            let (hidden, _) = veiled(windows.clone());
            let within = |r: Rect, x: i32, y: i32| {
                let (left, top, right, bottom) = edges(r);
                (left..right).contains(&i64::from(x)) && (top..bottom).contains(&i64::from(y))
            };
            for (i, hidden) in hidden.into_iter().enumerate() {
                let (x, y) = (AREA.x + i as i32 % 24, AREA.y + i as i32 / 24);
                let here: Vec<&Shown> = windows.iter().filter(|w| within(w.frame, x, y)).collect();
                let from = here.iter().rposition(|w| !w.solid.is_empty()).unwrap_or(0);
                let seen = here.get(from..).unwrap_or_default();
                prop_assert_eq!(hidden, seen.iter().any(|w| w.title == "Secret"), "at {}, {}", x, y);
            }
        }
    }
}
