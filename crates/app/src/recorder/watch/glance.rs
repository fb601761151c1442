//! Glances: the screen as it was before a click, for the case that the click is over before it can be pictured. Taken
//! when the pointer begins to move, when it comes to rest and when an act has had its effect; never on a clock. Only the
//! last few are kept, in memory: on a machine under load the newest may be complete only after the click.

use std::collections::VecDeque;

use sopwright_core::port::Frame;

/// While the pointer moves, there is at most one glance in this time.
const EVERY_US: u64 = 250_000;
/// The pointer has come to rest when it has not moved for this long.
const REST_US: u64 = 60_000;
/// An act has had its effect after this time, in most programs.
const EFFECT_US: u64 = 250_000;
/// A glance that is no older than this is as good as one at the press, and better: it is sure to be from before it.
const FRESH_US: u64 = 500_000;
/// An older glance tells nothing any more.
const OLD_US: u64 = 2_000_000;

/// The screen as it was before something.
pub(super) struct Glance {
    /// The picture.
    pub(super) frame: Frame,
    /// So short a time before that nothing else can have changed meanwhile.
    pub(super) fresh: bool,
}

/// How many are kept.
const MOST: usize = 3;

/// When to glance, and the last glances.
#[derive(Debug, Default)]
pub(super) struct Glances {
    /// Each with the time at which it was complete, the newest last.
    last: VecDeque<(u64, Frame)>,
    taken_us: Option<u64>,
    due_us: Option<u64>,
}

impl Glances {
    /// The pointer moved. Answers whether to glance at once.
    pub(super) fn moved(&mut self, now_us: u64) -> bool {
        self.due_us = Some(now_us + REST_US);
        self.taken_us.is_none_or(|taken| now_us.saturating_sub(taken) >= EVERY_US)
    }

    /// Something was done: what was seen before it is no longer so.
    pub(super) fn acted(&mut self, now_us: u64) {
        self.last.clear();
        self.due_us = Some(now_us + EFFECT_US);
    }

    /// When to glance next.
    pub(super) fn due_us(&self) -> Option<u64> {
        self.due_us
    }

    /// A glance was taken, and complete at this time; or could not be.
    pub(super) fn took(&mut self, now_us: u64, frame: Option<Frame>) {
        self.due_us = self.due_us.filter(|due| *due > now_us);
        self.taken_us = Some(now_us);
        if self.last.len() >= MOST {
            self.last.pop_front();
        }
        self.last.extend(frame.map(|frame| (now_us, frame)));
    }

    /// The last glance that was complete before this moment, if it still tells how the screen was then.
    pub(super) fn before(&mut self, moment_us: u64) -> Option<Glance> {
        let last = std::mem::take(&mut self.last);
        let (taken, frame) = last.into_iter().rev().find(|(taken, _)| *taken <= moment_us)?;
        let age_us = moment_us - taken;
        (age_us <= OLD_US).then_some(Glance { frame, fresh: age_us <= FRESH_US })
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sopwright_core::entry::Rect;

    fn frame() -> Frame {
        Frame { area: Rect { x: 0, y: 0, width: 1, height: 1 }, rgb: vec![0; 3] }
    }

    #[test]
    fn a_moving_pointer_is_glanced_at_now_and_then_and_when_it_rests() {
        let mut glances = Glances::default();
        assert!(glances.moved(1_000_000));
        glances.took(1_000_000, Some(frame()));
        assert!(!glances.moved(1_030_000));
        assert_eq!(glances.due_us(), Some(1_090_000));
        glances.took(1_090_000, Some(frame()));
        assert_eq!(glances.due_us(), None);
        assert!(glances.moved(1_400_000));
    }

    #[test]
    fn a_glance_from_before_an_act_or_from_long_ago_is_worth_nothing() {
        let mut glances = Glances::default();
        glances.took(1_000_000, Some(frame()));
        assert!(glances.before(1_400_000).is_some_and(|glance| glance.fresh));
        glances.took(1_000_000, Some(frame()));
        assert!(glances.before(1_900_000).is_some_and(|glance| !glance.fresh));
        glances.took(2_000_000, Some(frame()));
        glances.acted(2_100_000);
        assert!(glances.before(2_110_000).is_none());
        assert_eq!(glances.due_us(), Some(2_350_000));
        glances.took(2_350_000, Some(frame()));
        assert!(glances.before(9_000_000).is_none());
    }

    #[test]
    fn a_glance_that_came_too_late_is_not_from_before() {
        let mut glances = Glances::default();
        glances.took(1_000_000, Some(frame()));
        assert!(glances.before(999_000).is_none());
        glances.took(2_000_000, Some(frame()));
        glances.took(2_300_000, Some(frame()));
        assert!(glances.before(2_250_000).is_some_and(|glance| glance.fresh));
    }
}
