//! What is hidden of an entry before it is stored: how often credentials are told from ordinary texts, what is taken for
//! personal, and that no text of an entry is forgotten.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod entry;
mod people;
mod table;
