//! Three-way merge: examples that say what each rule means, and what holds for any edits on both sides.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod decisions;
mod draw;
mod examples;
mod ground;
mod properties;
