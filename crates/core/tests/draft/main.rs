//! The draft rules as a whole: four recordings and the drafts that they become, what must hold for any entries, and how
//! long ten thousand of them take.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod acts;
mod any_entries;
mod entries_kept;
mod from_recordings;
mod outline;
mod recording;
mod sample;
mod speed;
