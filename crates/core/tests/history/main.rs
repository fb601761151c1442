//! What became of a document: what differs between two states, the way from one to the other, who wrote what, and what
//! others suggest.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod any;
mod compare;
mod difference;
mod provenance;
mod suggestion;
