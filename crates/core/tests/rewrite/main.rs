//! Rewrites: what each of them does to a small document, and what holds for all of them on any document.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod any_document;
mod made;
mod parameters;
mod steps;
