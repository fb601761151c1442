//! The common ground of two libraries that send one document to and fro: which state a merge starts from.

use std::collections::HashSet;

use super::{Whose, choose, merge};
use crate::document::Document;
use crate::id::Hash;
use crate::operation::apply_all;

/// A state of a document that another library may know, too: a revision, or what went out or came in as a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The hash of the state.
    pub hash: Hash,
    /// The states that it came after.
    pub after: Vec<Hash>,
}

/// The points that both know and that no other such point came after, latest first. One, as long as packages go to and
/// fro in turn; two after packages crossed on their way.
pub fn common(ours: &[Point], theirs: &[Hash]) -> Vec<Hash> {
    // What is packed again unchanged is named twice: as the state, and among those before it.
    let mut seen = HashSet::new();
    let both: Vec<&Point> = theirs
        .iter()
        .filter(|hash| seen.insert(*hash))
        .filter_map(|hash| ours.iter().find(|point| point.hash == *hash))
        .collect();
    let is_last =
        |point: &&&Point| !both.iter().any(|other| other.hash != point.hash && other.after.contains(&point.hash));
    both.iter().filter(is_last).map(|point| point.hash.clone()).collect()
}

/// One common ground out of two: what each of them brought since `before`. Where they differ it has what was before, so
/// that whatever either side made of it since is for a person to compare.
pub fn join(before: &Document, one: &Document, other: &Document) -> Document {
    let merge = merge(before, one, other);
    let mut joined = one.clone();
    // Made for the document as it is. What did not fit would only make the common ground smaller.
    apply_all(&mut joined, &merge.operations).ok();
    for conflict in &merge.conflicts {
        let back = choose(&joined, conflict, Whose::Base).unwrap_or_default();
        apply_all(&mut joined, &back).ok();
    }
    joined
}
