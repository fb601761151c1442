//! Keys that are meant for Sopwright are not recorded: its hotkeys, and what is typed for the quick field before that has
//! the keyboard.

/// The longest that the quick field takes to come; the display holds typing back for it meanwhile.
const COMING_US: u64 = 1_500_000;

/// Whether what is typed now is for the quick field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hush {
    /// No.
    #[default]
    No,
    /// Yes: the field is on its way, and comes before this time.
    Coming(u64),
    /// The field was there.
    There,
}

impl Hush {
    /// A hotkey was pressed that opens the field.
    pub(super) fn expect(&mut self, now_us: u64) {
        *self = Self::Coming(now_us + COMING_US);
    }

    /// Whether a key that is pressed now is not to be recorded. `own`: a window of ours has the keyboard.
    pub(super) fn covers(&mut self, now_us: u64, own: bool) -> bool {
        *self = match *self {
            Self::No => Self::No,
            _ if own => Self::There,
            Self::Coming(until) if now_us < until => Self::Coming(until),
            Self::Coming(_) | Self::There => Self::No,
        };
        own || *self != Self::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_before_the_field_is_there_is_for_the_field() {
        let mut hush = Hush::default();
        assert!(!hush.covers(0, false));
        hush.expect(0);
        assert!(hush.covers(20_000, false));
        assert!(hush.covers(60_000, true));
        // The field is gone: work goes on.
        assert!(!hush.covers(900_000, false));
        hush.expect(1_000_000);
        assert!(!hush.covers(9_000_000, false));
    }

    #[test]
    fn what_is_typed_into_a_window_of_ours_is_never_recorded() {
        assert!(Hush::No.covers(0, true));
    }
}
