//! Which of a program's windows the display shows in a place, and how the program's points lie on the screen there.

use atspi::State;
use sopwright_core::entry::Rect;

use super::glance::{self, Glance};
use super::node::Node;
use super::on_screen::OnScreen;
use super::space::Space;

/// How many windows of a program are looked at.
pub(super) const MOST_WINDOWS: i32 = 40;

/// The window of the program that the display shows there, with the space that the program's points are in.
pub(super) async fn of(root: &Node, window: &OnScreen) -> Option<(Node, Space)> {
    let mut best: Option<(u8, Node, Space)> = None;
    for top in glance::at_all(root.children(MOST_WINDOWS).await).await {
        let Glance { node: top, states, frame: Some(said), .. } = top else { continue };
        let space = Space::of(said, window);
        let on_screen = space.to_screen(said);
        let same = close(on_screen, window.inside) || close(on_screen, window.outside);
        // A popup is the window of its size at its place, or none.
        if window.popup && !(same && states.has(State::Showing)) {
            continue;
        }
        let moved = u8::from(space == Space::SCREEN);
        let rank = u8::from(same) * 8 + moved * 4 + u8::from(states.has(State::Active)) * 2;
        let rank = rank + u8::from(states.has(State::Showing));
        if best.as_ref().is_none_or(|(so_far, ..)| rank > *so_far) {
            best = Some((rank, top, space));
        }
    }
    best.map(|(_, top, space)| (top, space))
}

/// Whether two frames are the same but for the pixels that rounding takes.
fn close(a: Rect, b: Rect) -> bool {
    let near = |a: i64, b: i64| (a - b).abs() <= 3;
    near(a.x.into(), b.x.into())
        && near(a.y.into(), b.y.into())
        && near(a.width.into(), b.width.into())
        && near(a.height.into(), b.height.into())
}
