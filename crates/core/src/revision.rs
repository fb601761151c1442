//! Revisions: how they are numbered (`0.1`, `0.2` and so on while an SOP is drafted, `1.0` when it is approved), and one
//! with its body, on its way from library to library.

use std::fmt;
use std::str::FromStr;

use crate::id::Hash;
use crate::time::Timestamp;

/// A revision with its body, byte for byte: its hash names it in every library.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeRevision {
    /// Such as `0.1`.
    pub number: String,
    /// What somebody calls it; may be empty.
    pub name: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub author: String,
    /// What changed and why.
    pub note: String,
    /// The edit that it stands after, in the journal of the library where it was made.
    pub seq: u32,
    /// Its document as JSON.
    pub body: String,
}

impl WholeRevision {
    /// BLAKE3 of its body.
    pub fn hash(&self) -> Hash {
        Hash::of(self.body.as_bytes())
    }
}

/// A revision's number: approvals so far, and revisions since the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RevisionNumber {
    /// Before the dot: how often the SOP was approved.
    pub approval: u32,
    /// After the dot: revisions since then.
    pub draft: u32,
}

impl RevisionNumber {
    /// Of an SOP's first revision.
    pub const FIRST: Self = Self { approval: 0, draft: 1 };

    /// Of the next revision: `0.9` becomes `0.10`.
    pub fn next(self) -> Self {
        Self { draft: self.draft.saturating_add(1), ..self }
    }

    /// Of the revision once it is approved: `0.9` becomes `1.0`.
    pub fn approved(self) -> Self {
        Self { approval: self.approval.saturating_add(1), draft: 0 }
    }
}

impl fmt::Display for RevisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.approval, self.draft)
    }
}

/// The text was not two numbers with a dot between them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the number of a revision, such as 0.1")]
pub struct NotARevision(pub String);

impl FromStr for RevisionNumber {
    type Err = NotARevision;

    fn from_str(text: &str) -> Result<Self, NotARevision> {
        let number = || {
            let (approval, draft) = text.split_once('.')?;
            let read = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?;
            Some(Self { approval: read(approval)?, draft: read(draft)? })
        };
        number().ok_or_else(|| NotARevision(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::RevisionNumber;

    fn number(text: &str) -> RevisionNumber {
        text.parse().unwrap()
    }

    #[test]
    fn revisions_count_on_past_nine_and_approval_starts_anew() {
        assert_eq!(number("0.9").next().to_string(), "0.10");
        assert_eq!(number("2.3").next().to_string(), "2.4");
        assert_eq!(number("0.10").approved().to_string(), "1.0");
        assert_eq!(number("1.0").next().approved().to_string(), "2.0");
    }

    #[test]
    fn numbers_are_in_the_order_of_the_revisions() {
        assert!(number("0.9") < number("0.10") && number("0.10") < number("1.0"));
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", "1", "1.", ".1", "1.2.3", "+1.2", "a.b", "99999999999.0"] {
            assert!(text.parse::<RevisionNumber>().is_err(), "{text}");
        }
    }
}
