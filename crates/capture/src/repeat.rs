//! One press of a key is one press, however often the keyboard repeats it. Some sources report a held key as presses
//! without a release between, others as pairs of release and press at the same instant; both are told apart from fast
//! tapping here.

use std::collections::HashMap;

/// No keyboard repeats before this many milliseconds; a shorter hold is a tap.
const FIRST_REPEAT_MS: u64 = 150;
/// A release and a press this close together, after a long hold, are one repeat.
const PAIR_MS: u64 = 8;
/// A key that was silent for this long while held was released without our hearing it.
const LOST_MS: u64 = 3_000;

#[derive(Clone, Copy, Debug)]
struct Hold {
    first: u64,
    last: u64,
    released: Option<u64>,
}

/// The keys that are, or were, held.
#[derive(Debug, Default)]
pub(crate) struct Held(HashMap<u32, Hold>);

impl Held {
    /// Notes that the key went down at that time in milliseconds. True if a finger did it, false if it is a repeat.
    pub fn press(&mut self, key: u32, now: u64) -> bool {
        let fresh = Hold { first: now, last: now, released: None };
        let hold = self.0.entry(key).or_insert(Hold { released: Some(0), first: 0, last: 0 });
        let repeats = match hold.released {
            None => now.saturating_sub(hold.last) <= LOST_MS,
            Some(up) => {
                up.saturating_sub(hold.first) >= FIRST_REPEAT_MS && now.saturating_sub(up) <= PAIR_MS && hold.first > 0
            }
        };
        if repeats {
            hold.last = now;
            hold.released = None;
        } else {
            *hold = fresh;
        }
        !repeats
    }

    /// Notes that it went up.
    pub fn release(&mut self, key: u32, now: u64) {
        if let Some(hold) = self.0.get_mut(&key) {
            hold.released = Some(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_key_is_one_press_without_releases_between() {
        let mut held = Held::default();
        assert!(held.press(1, 1_000));
        for repeat in 0..100 {
            assert!(!held.press(1, 1_660 + repeat * 40));
        }
        held.release(1, 6_000);
        assert!(held.press(1, 6_100));
    }

    #[test]
    fn a_held_key_is_one_press_with_releases_between() {
        let mut held = Held::default();
        assert!(held.press(1, 1_000));
        for repeat in 0..100 {
            held.release(1, 1_660 + repeat * 40);
            assert!(!held.press(1, 1_660 + repeat * 40));
        }
        held.release(1, 6_000);
        assert!(held.press(1, 6_030));
    }

    #[test]
    fn the_fastest_tapping_counts_every_tap() {
        let mut held = Held::default();
        for tap in 0..100 {
            assert!(held.press(1, 5_000 + tap), "tap {tap}");
            held.release(1, 5_000 + tap);
        }
    }

    #[test]
    fn keys_do_not_mix_and_a_lost_release_heals() {
        let mut held = Held::default();
        assert!(held.press(1, 1_000));
        assert!(held.press(2, 1_010));
        assert!(!held.press(1, 1_500));
        assert!(held.press(1, 10_000));
    }
}
