//! The window in front and the one under the pointer, by xcap. Giving the keyboard back is the shell's business here:
//! hiding its window does it.

use sopwright_core::entry::{Place, Rect};
use sopwright_core::port::{Shown, Windows};
use xcap::Window;

use super::{Top, system};
use crate::words;

/// The windows.
pub(crate) struct SystemWindows;

impl Windows for SystemWindows {
    fn place(&self) -> Place {
        seen(front())
    }

    fn place_under_pointer(&self) -> Option<Place> {
        let Some(at) = system::pointer() else { return Some(self.place()) };
        match system::top(at) {
            Some(top) if top.process == std::process::id() => None,
            Some(top) => Some(seen(window_of(&top))),
            // The desktop itself.
            None => Some(seen(None)),
        }
    }

    fn own_in_front(&self) -> bool {
        system::own_in_front()
    }

    fn focused(&self) -> Option<u64> {
        front().and_then(|window| window.id().ok()).map(u64::from)
    }

    fn focus(&self, _window: u64) {}
}

/// The window in front, if it is not one of ours.
pub(super) fn front() -> Option<Window> {
    let me = std::process::id();
    let focused = |window: &Window| window.is_focused().unwrap_or(false) && window.pid().ok() != Some(me);
    Window::all().ok()?.into_iter().find(focused)
}

/// The windows on the screen that are not ours, the lowest first.
pub(super) fn shown() -> Vec<Shown> {
    let me = std::process::id();
    let mut windows: Vec<Shown> = Window::all()
        .unwrap_or_default()
        .into_iter()
        .filter(|window| window.pid().ok() != Some(me) && !window.is_minimized().unwrap_or(false))
        .filter_map(|window| {
            let frame = frame(&window)?;
            Some(Shown {
                app: words::title(&window.app_name().unwrap_or_default()),
                title: words::title(&window.title().unwrap_or_default()),
                process: window.pid().ok(),
                frame,
                solid: vec![frame],
            })
        })
        .collect();
    // The system tells the topmost first.
    windows.reverse();
    windows
}

/// The window that people see there. A menu is no window of its own for them: it belongs to the one in front.
fn window_of(top: &Top) -> Option<Window> {
    let listed = Window::all().ok()?.into_iter().find(|window| window.id().ok() == Some(top.window));
    listed.or_else(|| front().filter(|window| window.pid().ok() == Some(top.process)))
}

fn seen(window: Option<Window>) -> Place {
    let Some(window) = window else { return Place { pointer: system::pointer(), ..Place::default() } };
    Place {
        app: words::title(&window.app_name().unwrap_or_default()),
        title: words::title(&window.title().unwrap_or_default()),
        window: frame(&window),
        pointer: system::pointer(),
    }
}

fn frame(window: &Window) -> Option<Rect> {
    let (x, y) = (window.x().ok()?, window.y().ok()?);
    Some(Rect { x, y, width: window.width().ok()?, height: window.height().ok()? })
}
