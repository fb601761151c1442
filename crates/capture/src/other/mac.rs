//! What macOS is asked for itself: where the pointer is, whose window lies under it, and whether we are in front.
//! Sopwright's own windows are among the answers, which xcap leaves out because their content is protected.

#![allow(unsafe_code, reason = "the system's own functions")]

use std::ffi::c_void;

use objc2_app_kit::NSRunningApplication;
use objc2_core_foundation::{CFDictionary, CFNumber, CFString, CGPoint, CGRect};
use objc2_core_graphics::{
    CGEvent, CGRectContainsPoint, CGRectMakeWithDictionaryRepresentation, CGWindowListCopyWindowInfo,
    CGWindowListOption,
};
use sopwright_core::entry::Point;

use super::Top;

/// Where the pointer is.
pub(super) fn pointer() -> Option<Point> {
    let now = CGEvent::new(None)?;
    let at = CGEvent::location(Some(&now));
    Some(Point { x: at.x as i32, y: at.y as i32 })
}

/// The window on top at this point.
pub(super) fn top(at: Point) -> Option<Top> {
    let at = CGPoint { x: at.x.into(), y: at.y.into() };
    let shown = CGWindowListOption::OptionOnScreenOnly | CGWindowListOption::ExcludeDesktopElements;
    let windows = CGWindowListCopyWindowInfo(shown, 0)?;
    // They come from the front to the back.
    (0..windows.count()).find_map(|index| {
        // SAFETY: the index is one of the array's, and the array, which outlives the reference, holds dictionaries.
        let window = unsafe { windows.value_at_index(index).cast::<CFDictionary>().as_ref() }?;
        // What lies above the menus covers the whole screen and is no window to people.
        let near = (0..=LAYER_OF_MENUS).contains(&number(window, "kCGWindowLayer")?);
        if !near || !CGRectContainsPoint(frame(window)?, at) {
            return None;
        }
        let process = u32::try_from(number(window, "kCGWindowOwnerPID")?).ok()?;
        Some(Top { window: u32::try_from(number(window, "kCGWindowNumber")?).ok()?, process })
    })
}

/// Menus that pop up lie in this layer, the tools that float on top below it.
const LAYER_OF_MENUS: i32 = 101;

/// Whether one of our own windows has the keyboard.
pub(super) fn own_in_front() -> bool {
    NSRunningApplication::currentApplication().isActive()
}

fn frame(window: &CFDictionary) -> Option<CGRect> {
    let bounds = value(window, "kCGWindowBounds")?.cast::<CFDictionary>();
    let mut frame = CGRect::default();
    // SAFETY: under this key the system keeps a dictionary that stands for a rectangle, and it lives as long as the
    // window's; the rectangle is ours.
    let known = unsafe { CGRectMakeWithDictionaryRepresentation(bounds.as_ref(), &raw mut frame) };
    known.then_some(frame)
}

fn number(window: &CFDictionary, key: &str) -> Option<i32> {
    let number = value(window, key)?.cast::<CFNumber>();
    // SAFETY: under the keys that are asked for the system keeps numbers, and they live as long as the dictionary.
    unsafe { number.as_ref() }?.as_i32()
}

fn value(window: &CFDictionary, key: &str) -> Option<*const c_void> {
    let key = CFString::from_str(key);
    // SAFETY: the dictionary has strings for keys, and is given one that lives until the call is over.
    let value = unsafe { window.value((&raw const *key).cast()) };
    (!value.is_null()).then_some(value)
}
