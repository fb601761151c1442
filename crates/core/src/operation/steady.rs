//! Which members of a list stay where they are when it is put in another order. The others are those that moved.

use std::collections::{HashMap, HashSet};

use crate::id::PartId;

/// A longest run of members that stand in the same order in both lists.
pub(crate) fn steady(before: &[PartId], after: &[PartId]) -> HashSet<PartId> {
    let place: HashMap<PartId, usize> = after.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let shared: Vec<(PartId, usize)> = before.iter().filter_map(|id| Some((*id, *place.get(id)?))).collect();
    // The longest increasing subsequence of the places: `ends[n]` ends the best run of length n + 1 so far.
    let mut ends: Vec<usize> = Vec::new();
    let mut behind: Vec<Option<usize>> = Vec::with_capacity(shared.len());
    for (n, (_, at)) in shared.iter().enumerate() {
        let length = ends.partition_point(|end| shared[*end].1 < *at);
        behind.push(length.checked_sub(1).map(|l| ends[l]));
        match ends.get_mut(length) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut steady = HashSet::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(n) = next {
        steady.insert(shared[n].0);
        next = behind[n];
    }
    steady
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::steady;
    use crate::id::PartId;

    fn ids(numbers: &[u128]) -> Vec<PartId> {
        numbers.iter().map(|n| PartId(Uuid::from_u128(*n))).collect()
    }

    #[test]
    fn one_that_moved_far_is_the_only_one_that_moved() {
        assert_eq!(steady(&ids(&[1, 2, 3, 4]), &ids(&[2, 3, 4, 1])), ids(&[2, 3, 4]).into_iter().collect());
        assert!(steady(&ids(&[1, 2]), &ids(&[3, 4])).is_empty());
    }

    fn list() -> impl Strategy<Value = Vec<PartId>> {
        proptest::sample::subsequence((0..8_u128).collect::<Vec<_>>(), 0..8).prop_shuffle().prop_map(|n| ids(&n))
    }

    proptest! {
        #[test]
        fn members_that_stay_are_in_order_in_both(before in list(), after in list()) {
            let stay = steady(&before, &after);
            let only = |list: &[PartId]| list.iter().filter(|id| stay.contains(id)).copied().collect::<Vec<_>>();
            prop_assert_eq!(only(&before), only(&after));
            prop_assert_eq!(only(&before).len(), stay.len());
        }
    }
}
