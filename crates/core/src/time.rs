//! Time as people and as the recorder see it. Reading a clock is behind [`crate::port::Clock`].

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Wall-clock time with the zone offset that held when it was taken. For people; never for order (invariant 9).
pub type Timestamp = DateTime<FixedOffset>;

/// One reading of both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Moment {
    /// Wall clock, with zone offset.
    pub at: Timestamp,
    /// Monotonic clock in microseconds since an origin that is fixed while the machine is up.
    #[ts(type = "number")]
    pub mono_us: u64,
}
