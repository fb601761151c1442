//! What Windows is asked for itself: where the pointer is, whose window lies under it, and whose window is in front.
//! Sopwright's own windows are among the answers, which xcap leaves out.

#![allow(unsafe_code, reason = "the system's own functions")]

use sopwright_core::entry::Point;
use windows::Win32::Foundation::{HWND, POINT};
use windows::Win32::UI::WindowsAndMessaging::{
    GA_ROOT, GetAncestor, GetCursorPos, GetForegroundWindow, GetWindowThreadProcessId, WindowFromPoint,
};

use super::Top;

/// Where the pointer is.
pub(super) fn pointer() -> Option<Point> {
    let mut at = POINT::default();
    // SAFETY: the point lives until the call is over, and nothing else is written.
    unsafe { GetCursorPos(&raw mut at) }.ok()?;
    Some(Point { x: at.x, y: at.y })
}

/// The window on top at this point.
pub(super) fn top(at: Point) -> Option<Top> {
    // SAFETY: takes a point and no memory. A handle of a window that goes meanwhile is refused, not followed.
    let root = unsafe { GetAncestor(WindowFromPoint(POINT { x: at.x, y: at.y }), GA_ROOT) };
    // Handles of windows have 32 bits that count, whatever the size of a pointer.
    Some(Top { process: process(root)?, window: root.0 as usize as u32 })
}

/// Whether one of our own windows has the keyboard.
pub(super) fn own_in_front() -> bool {
    // SAFETY: takes nothing, and tells a handle or none.
    let front = unsafe { GetForegroundWindow() };
    process(front) == Some(std::process::id())
}

/// The process that has made a window, if there is such a window.
fn process(window: HWND) -> Option<u32> {
    let mut process = 0;
    // SAFETY: the number lives until the call is over. A handle that is no window's gives zero and writes nothing.
    let thread = unsafe { GetWindowThreadProcessId(window, Some(&raw mut process)) };
    (thread != 0).then_some(process)
}
