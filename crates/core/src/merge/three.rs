//! One thing on three sides.

use super::conflict::Whose;

/// What it was when both had the same, if it was there, and what it is now on either side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Three<T> {
    pub(super) base: Option<T>,
    pub(super) ours: T,
    pub(super) theirs: T,
}

impl<T> Three<T> {
    /// Something of it, on all sides.
    pub(super) fn map<U>(self, pick: impl Fn(T) -> U) -> Three<U> {
        Three { base: self.base.map(&pick), ours: pick(self.ours), theirs: pick(self.theirs) }
    }
}

impl<T> Three<Vec<T>> {
    /// Lists, borrowed.
    pub(super) fn as_slices(&self) -> Three<&[T]> {
        Three { base: self.base.as_deref(), ours: &self.ours, theirs: &self.theirs }
    }
}

impl<T: Copy + PartialEq> Three<T> {
    /// The value that holds; ours if both changed it.
    pub(super) fn value(&self) -> T {
        if self.settled() == Some(Whose::Theirs) { self.theirs } else { self.ours }
    }
}

impl<T: PartialEq> Three<T> {
    /// The side whose value holds; none if both changed it, each to something else.
    pub(super) fn settled(&self) -> Option<Whose> {
        let same_as_base = |now: &T| self.base.as_ref() == Some(now);
        if self.ours == self.theirs || same_as_base(&self.theirs) {
            Some(Whose::Ours)
        } else if same_as_base(&self.ours) {
            Some(Whose::Theirs)
        } else {
            None
        }
    }
}
