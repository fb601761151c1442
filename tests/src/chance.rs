//! Chance that can be had again: the seed is printed, and `SOPWRIGHT_SEED` sets it.

use std::time::{SystemTime, UNIX_EPOCH};

/// A small generator of numbers (xorshift); good enough to choose moments and places of damage.
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    /// A fresh one, or the one that `SOPWRIGHT_SEED` names. The test runner shows the seed when a test fails.
    pub fn new() -> Self {
        let named = std::env::var("SOPWRIGHT_SEED").ok().and_then(|seed| seed.parse().ok());
        let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.subsec_nanos().into());
        let seed: u64 = named.unwrap_or_else(clock).max(1);
        println!("SOPWRIGHT_SEED={seed}");
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

impl Default for Chance {
    fn default() -> Self {
        Self::new()
    }
}
