//! A steady pace: everything has its time on the clock, so that what comes late delays nothing after it.

use std::time::{Duration, Instant};

/// What was done so far, and when the next is to be done.
#[derive(Debug)]
pub struct Pace {
    began: Instant,
    every: Duration,
    count: u32,
    last: Option<Instant>,
    late: Duration,
}

impl Pace {
    /// Something in each such time; the first after one of them.
    pub fn start(every: Duration) -> Self {
        Self { began: Instant::now(), every, count: 0, last: None, late: Duration::ZERO }
    }

    /// Waits until the next is to be done, or until so long before.
    pub fn wait(&self, before: Duration) {
        std::thread::sleep(self.due().saturating_duration_since(Instant::now()).saturating_sub(before));
    }

    /// The next was done at this time.
    pub fn done(&mut self, now: Instant) {
        self.late = self.late.max(now.saturating_duration_since(self.due()));
        self.last = Some(now);
        self.count += 1;
    }

    /// How many were done in a second.
    pub fn rate(&self) -> f64 {
        f64::from(self.count) / self.last().duration_since(self.began).as_secs_f64()
    }

    /// How much later than its time the latest was done.
    pub fn late(&self) -> Duration {
        self.late
    }

    /// When the last was done.
    pub fn last(&self) -> Instant {
        self.last.unwrap_or(self.began)
    }

    fn due(&self) -> Instant {
        self.began + self.every * (self.count + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_late_delays_nothing_after_it() {
        let every = Duration::from_millis(100);
        let mut pace = Pace::start(every);
        let began = pace.began;
        for (n, late) in [(1, 0), (2, 70), (3, 0), (4, 0)] {
            assert_eq!(pace.due(), began + every * n);
            pace.done(began + every * n + Duration::from_millis(late));
        }
        assert!((pace.rate() - 10.0).abs() < 1e-9, "{}", pace.rate());
        assert_eq!(pace.late(), Duration::from_millis(70));
    }

    #[test]
    fn a_pace_that_is_not_kept_shows() {
        let mut pace = Pace::start(Duration::from_millis(100));
        let began = pace.began;
        for n in 1..=11 {
            pace.done(began + Duration::from_millis(200) * n);
        }
        assert!((pace.rate() - 5.0).abs() < 1e-9, "{}", pace.rate());
    }
}
