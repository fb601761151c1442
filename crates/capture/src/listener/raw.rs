//! Input as the listener's process reports it: with keys by place, since it knows no layout, and without those that
//! only type.

use rdev::{Button as RdevButton, EventType};
use serde::{Deserialize, Serialize};
use sopwright_core::act::Button;
use sopwright_core::entry::Point;

use super::Stroke;
use crate::key::{Sort, in_place};

/// While the pointer moves, it is told this often, in milliseconds. Where it is when a button goes down is told anyway.
const MOVES_MS: u64 = 30;

/// One thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Raw {
    /// The pointer moved.
    Moved,
    /// A button went down.
    Pressed(Button, Option<Point>),
    /// A button came up.
    Released(Button, Option<Point>),
    /// The wheel was turned: notches to the right and down.
    Scrolled(i32, i32, Option<Point>),
    /// A character was typed.
    Typed,
    /// A key that moves within what is typed or takes it back.
    Edited(Stroke),
    /// Any other key that does something.
    Chord(Stroke),
}

/// Knows where the pointer is and what was told of it.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    at: Option<Point>,
    told_ms: Option<u64>,
}

impl Pointer {
    /// What an event of the mouse comes to, if it is worth telling.
    pub(super) fn hear(&mut self, event: EventType, now_ms: u64) -> Option<Raw> {
        match event {
            EventType::MouseMove { x, y } => {
                self.at = Some(Point { x: x as i32, y: y as i32 });
                let due = self.told_ms.is_none_or(|told| now_ms.saturating_sub(told) >= MOVES_MS);
                due.then(|| {
                    self.told_ms = Some(now_ms);
                    Raw::Moved
                })
            }
            EventType::ButtonPress(button) => Some(Raw::Pressed(known(button)?, self.at)),
            EventType::ButtonRelease(button) => Some(Raw::Released(known(button)?, self.at)),
            EventType::Wheel { delta_x, delta_y } => {
                // rdev counts up as positive.
                let notches = |delta: i64| i32::try_from(delta).unwrap_or(0);
                Some(Raw::Scrolled(notches(delta_x), -notches(delta_y), self.at))
            }
            EventType::KeyPress(_) | EventType::KeyRelease(_) => None,
        }
    }
}

fn known(button: RdevButton) -> Option<Button> {
    match button {
        RdevButton::Left => Some(Button::Left),
        RdevButton::Right => Some(Button::Right),
        RdevButton::Middle => Some(Button::Middle),
        RdevButton::Unknown(_) => None,
    }
}

/// What a key comes to. Of a key that types, only that it types is told. `fresh`: it is no repeat.
pub(super) fn key(stroke: Stroke, alt_gr: bool, fresh: bool) -> Option<Raw> {
    let held = stroke.modifiers;
    let plain = alt_gr || (!held.ctrl && !held.alt && !held.logo);
    let sort = in_place(stroke.keycode).map(|key| (key.name, key.sort));
    match sort {
        // A place that no table names bears one more character on some keyboards.
        None | Some((_, Sort::Types)) if plain => Some(Raw::Typed),
        Some(("Backspace" | "Delete" | "Left" | "Right" | "Up" | "Down" | "Home" | "End", _)) => {
            // A key that is held down moves on; the repeats are the same step.
            fresh.then_some(Raw::Edited(stroke))
        }
        Some(_) if fresh => Some(Raw::Chord(stroke)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chord::Modifiers;

    fn stroke(keycode: u8, modifiers: Modifiers) -> Stroke {
        Stroke { modifiers, keycode }
    }

    #[test]
    fn what_is_typed_is_told_without_saying_which_key() {
        let none = Modifiers::default();
        let shift = Modifiers { shift: true, ..none };
        // S, the extra key beside the left Shift, 1 with Shift.
        for typed in [stroke(39, none), stroke(94, none), stroke(10, shift)] {
            assert_eq!(key(typed, false, true), Some(Raw::Typed));
        }
        // AltGr counts as Alt in some layouts, and types.
        assert_eq!(key(stroke(26, Modifiers { ctrl: true, alt: true, ..none }), true, true), Some(Raw::Typed));
    }

    #[test]
    fn keys_with_a_meaning_are_told_once_however_long_they_are_held() {
        let save = stroke(39, Modifiers { ctrl: true, ..Modifiers::default() });
        assert_eq!(key(save, false, true), Some(Raw::Chord(save)));
        assert_eq!(key(save, false, false), None);
        let enter = stroke(36, Modifiers::default());
        assert_eq!(key(enter, false, true), Some(Raw::Chord(enter)));
        let left = stroke(113, Modifiers::default());
        assert_eq!(key(left, false, true), Some(Raw::Edited(left)));
    }

    #[test]
    fn the_pointer_is_told_now_and_then_and_is_where_it_was_last() {
        let mut pointer = Pointer::default();
        let go = |x: f64| EventType::MouseMove { x, y: -5.0 };
        assert_eq!(pointer.hear(go(1.0), 0), Some(Raw::Moved));
        assert_eq!(pointer.hear(go(2.0), 10), None);
        assert_eq!(pointer.hear(go(3.0), 40), Some(Raw::Moved));
        assert_eq!(pointer.hear(go(4.0), 41), None);
        let pressed = pointer.hear(EventType::ButtonPress(RdevButton::Left), 42);
        assert_eq!(pressed, Some(Raw::Pressed(Button::Left, Some(Point { x: 4, y: -5 }))));
    }
}
