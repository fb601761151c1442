//! Times of one thing, measured again and again.

use std::time::Duration;

/// The times, in the order in which they were taken.
#[derive(Clone, Debug, Default)]
pub struct Series(Vec<Duration>);

impl Series {
    /// Adds one.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The shortest.
    pub fn min(&self) -> Duration {
        self.rank(0)
    }

    /// The middle one; the longer of two.
    pub fn median(&self) -> Duration {
        self.rank(50)
    }

    /// The time that so many in a hundred do not exceed, by nearest rank. With fewer than a hundred times the 99th is the
    /// longest.
    pub fn rank(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let place = if percent == 50 { sorted.len() / 2 } else { (sorted.len() * percent).div_ceil(100).max(1) - 1 };
        sorted.get(place).copied().unwrap_or_default()
    }
}

impl FromIterator<Duration> for Series {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        Self(times.into_iter().collect())
    }
}

/// A time with three digits that say something.
pub fn shown(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    match ms {
        ms if ms < 10.0 => format!("{ms:.2} ms"),
        ms if ms < 100.0 => format!("{ms:.1} ms"),
        ms if ms < 1000.0 => format!("{ms:.0} ms"),
        ms => format!("{:.2} s", ms / 1000.0),
    }
}

/// Bytes in the unit that fits.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(ms: &[u64]) -> Series {
        ms.iter().map(|ms| Duration::from_millis(*ms)).collect()
    }

    #[test]
    fn the_middle_and_the_ranks_are_those_of_the_sorted_times() {
        let some = series(&[9, 1, 5]);
        assert_eq!((some.min().as_millis(), some.median().as_millis(), some.rank(99).as_millis()), (1, 5, 9));
        let hundred: Series = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!((hundred.rank(95).as_millis(), hundred.rank(99).as_millis()), (95, 99));
        assert_eq!(Series::default().median(), Duration::ZERO);
    }

    #[test]
    fn times_keep_three_digits() {
        let shown_us = |us| shown(Duration::from_micros(us));
        assert_eq!([shown_us(1234), shown_us(12_345), shown_us(1_234_567)], ["1.23 ms", "12.3 ms", "1.23 s"]);
    }
}
