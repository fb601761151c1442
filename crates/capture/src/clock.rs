//! The clocks of this machine, and fresh identities. Whether a wall clock can be trusted is not judged here; `core` only
//! shows it to people.

use chrono::Local;
use sopwright_core::port::{Clock, Ids};
use sopwright_core::time::Moment;
use uuid::Uuid;

/// The wall clock in the local zone, and a clock that never goes back.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment { at: Local::now().fixed_offset(), mono_us: mono_us() }
    }
}

/// Microseconds since the machine started, sleep included: a session that spans a closed lid keeps its length.
#[cfg(target_os = "linux")]
fn mono_us() -> u64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or(0);
    let micros = u64::try_from(now.tv_nsec / 1_000).unwrap_or(0);
    seconds * 1_000_000 + micros
}

/// Microseconds since the first reading in this program, laid over the wall clock of that reading so that two programs
/// agree roughly. It does not follow later changes of the wall clock.
#[cfg(not(target_os = "linux"))]
fn mono_us() -> u64 {
    use std::sync::OnceLock;
    use std::time::{Instant, SystemTime, UNIX_EPOCH};
    static ORIGIN: OnceLock<(Instant, u64)> = OnceLock::new();
    let (origin, base) = ORIGIN.get_or_init(|| {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        (Instant::now(), u64::try_from(wall.as_micros()).unwrap_or(0))
    });
    base + u64::try_from(origin.elapsed().as_micros()).unwrap_or(0)
}

/// UUIDv7: sorts by time of making, and the rest is random.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn fresh(&self) -> Uuid {
        Uuid::now_v7()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monotonic_clock_never_goes_back() {
        let mut before = SystemClock.now().mono_us;
        for _ in 0..10_000 {
            let now = SystemClock.now().mono_us;
            assert!(now >= before);
            before = now;
        }
    }

    #[test]
    fn identities_are_fresh_and_sort_by_time() {
        let ids: Vec<Uuid> = (0..1_000).map(|_| RandomIds.fresh()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
