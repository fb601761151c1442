//! The library on disk: one SQLite database and a folder of pictures. The only room that knows SQL.
//!
//! A [`Library`] is the folder, held by one program at a time. A [`Store`] is one connection to its database; the
//! recorder has one and the commands have another, and SQLite's own lock keeps one writer at a time. [`Shots`] are the
//! pictures. What is written is durable when the function returns.

mod conflict;
mod document;
mod edit;
mod entry;
mod error;
mod exchange;
mod forget;
mod library;
mod migrate;
mod open;
mod redaction;
mod reserve;
mod revision;
mod row;
mod search;
mod session;
mod setting;
mod shots;
mod suggestion;
mod template;
mod verify;

pub use conflict::ConflictRow;
pub use document::DocumentSummary;
pub use edit::Along;
pub use error::StoreError;
pub use exchange::{Arrival, Brought, Taken};
pub use library::Library;
pub use migrate::SCHEMA_VERSION;
pub use open::Store;
pub use revision::{NewRevision, RevisionRow, RevisionSummary};
pub use search::{Found, FoundKind};
pub use shots::Shots;
pub use template::BrokenTemplate;
pub use verify::{Damage, VerifyReport};
