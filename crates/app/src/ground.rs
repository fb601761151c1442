//! The state that a merge starts from: the last one that this library and the sender of a package both know.

use sopwright_core::document::Document;
use sopwright_core::id::{DocumentId, Hash};
use sopwright_core::merge::{Point, common, join};
use sopwright_store::{Store, StoreError};

/// The common ground of the SOP here and one whose states are `theirs`, latest first. An empty SOP if there is none:
/// everything that differs is then for a person to decide.
pub(crate) fn ground(store: &Store, id: DocumentId, theirs: &[Hash]) -> Result<Document, StoreError> {
    let points = store.points(id)?;
    let mut ground: Option<(Document, Vec<Hash>)> = None;
    for hash in common(&points, theirs) {
        let Some(state) = store.state(id, &hash)? else { continue };
        let after = before(&points, &hash);
        ground = Some(match ground {
            None => (state, after),
            // Packages crossed on their way.
            Some((first, known)) => {
                let both: Vec<Hash> = known.into_iter().filter(|hash| after.contains(hash)).collect();
                let start = last_of(store, id, &points, &both)?;
                (start.map_or_else(|| first.clone(), |start| join(&start, &first, &state)), both)
            }
        });
    }
    Ok(ground.map_or_else(|| Document::empty(id), |(document, _)| document))
}

fn before(points: &[Point], hash: &Hash) -> Vec<Hash> {
    points.iter().find(|point| point.hash == *hash).map(|point| point.after.clone()).unwrap_or_default()
}

fn last_of(store: &Store, id: DocumentId, points: &[Point], among: &[Hash]) -> Result<Option<Document>, StoreError> {
    match common(points, among).first() {
        Some(hash) => store.state(id, hash),
        None => Ok(None),
    }
}
