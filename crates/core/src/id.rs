//! Identities: newtypes over UUIDv7, and content hashes over BLAKE3. Making fresh ids needs randomness and a clock, so
//! that is behind [`crate::port::Ids`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// One recording.
    SessionId
);
id!(
    /// One accepted entry of a session.
    EntryId
);
id!(
    /// One SOP, over all its revisions.
    DocumentId
);
id!(
    /// A part of a document that can be addressed: phase, step, block, FAQ, question and the like.
    PartId
);

id!(
    /// A named group of operations that waits for a person to accept or reject it.
    SuggestionId
);

id!(
    /// One template of a library.
    TemplateId
);

/// The BLAKE3 hash of some bytes, written as 64 lower-case hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Hash(String);

/// The text was not 64 lower-case hex digits.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a content hash: expected 64 lower-case hex digits")]
pub struct NotAHash(pub String);

impl Hash {
    /// The start of every hash chain: 64 zeroes.
    pub fn zero() -> Self {
        Self("0".repeat(64))
    }

    /// Hash of the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }

    /// The hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Hash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        let good = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if good { Ok(Self(text)) } else { Err(NotAHash(text)) }
    }
}

impl FromStr for Hash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        Self::try_from(text.to_owned())
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.0
    }
}
