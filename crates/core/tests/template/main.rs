//! What holds for any template and any document that takes it, and what is made of required fields.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod adopt;
mod any;
#[path = "../history/any.rs"]
mod any_document;
mod draft;
mod hide;
mod problems;
#[path = "../draft/recording.rs"]
#[allow(dead_code, reason = "shared with the tests of the draft rules")]
mod recording;
mod required;
#[path = "../check/sop.rs"]
#[allow(dead_code, reason = "shared with the tests of the checks")]
mod sop;
