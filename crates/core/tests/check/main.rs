//! What each check finds and what it leaves alone, what comes of whole drafts, what fixes do, and how it scales.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod any_document;
mod drafts;
mod listed;
mod mandatory;
mod pictures;
#[path = "../draft/recording.rs"]
#[allow(dead_code, reason = "shared with the tests of the draft rules")]
mod recording;
#[path = "../draft/sample.rs"]
mod sample;
mod sop;
mod speed;
mod steps;
mod words;
