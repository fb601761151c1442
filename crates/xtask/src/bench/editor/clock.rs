//! The page's clock against this program's. A key is pressed here and painted there; the stamps that WebKitGTK puts on
//! key events are off by up to ten milliseconds, differently for each page.

use std::time::{Duration, Instant};

use serde_json::Value;
use xtask::{Done, Failure};

use super::driver::Driver;

/// How often the page is asked for its time: the quickest answer counts.
const ROUNDS: usize = 60;

/// When the page's clock was at zero.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Instant);

impl Clock {
    /// Compares the clocks.
    pub fn of(driver: &Driver) -> Done<Self> {
        let mut best: Option<(Duration, Instant)> = None;
        for _ in 0..ROUNDS {
            let asked = Instant::now();
            let now = driver.run("return performance.now()")?;
            let took = asked.elapsed();
            if best.is_none_or(|(quickest, _)| took < quickest) {
                best = (asked + took / 2).checked_sub(millis(&now)).map(|zero| (took, zero));
            }
        }
        best.map(|(_, zero)| Self(zero)).ok_or_else(|| Failure::new("The page does not tell the time."))
    }

    /// How long after `began` the page's clock was at this time.
    pub fn since(&self, began: Instant, page: &Value) -> Duration {
        (self.0 + millis(page)).saturating_duration_since(began)
    }
}

/// A time of the page.
pub fn millis(value: &Value) -> Duration {
    Duration::from_secs_f64(value.as_f64().unwrap_or_default().max(0.0) / 1000.0)
}
