//! Two lists as one, for those who read what became of the first.

use std::collections::{HashMap, HashSet};

use crate::id::PartId;

/// Both lists as one, in the order of `after`; what is only in `before` follows what it followed there.
pub(super) fn weave(before: &[PartId], after: &[PartId]) -> Vec<PartId> {
    let kept: HashSet<PartId> = after.iter().copied().collect();
    let mut gone: HashMap<Option<PartId>, Vec<PartId>> = HashMap::new();
    let mut anchor = None;
    for id in before.iter().copied() {
        if kept.contains(&id) {
            anchor = Some(id);
        } else {
            gone.entry(anchor).or_default().push(id);
        }
    }
    let mut woven = gone.remove(&None).unwrap_or_default();
    for id in after.iter().copied() {
        woven.push(id);
        woven.extend(gone.remove(&Some(id)).unwrap_or_default());
    }
    woven
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::weave;
    use crate::id::PartId;

    fn ids(numbers: &[u128]) -> Vec<PartId> {
        numbers.iter().map(|n| PartId(Uuid::from_u128(*n))).collect()
    }

    #[test]
    fn what_is_gone_reads_where_it_stood() {
        assert_eq!(weave(&ids(&[1, 2, 3, 4]), &ids(&[3, 1, 5])), ids(&[3, 4, 1, 2, 5]));
    }

    fn list() -> impl Strategy<Value = Vec<PartId>> {
        proptest::sample::subsequence((0..8_u128).collect::<Vec<_>>(), 0..8).prop_shuffle().prop_map(|n| ids(&n))
    }

    proptest! {
        #[test]
        fn every_member_is_there_once_and_the_second_list_keeps_its_order(before in list(), after in list()) {
            let mut woven = weave(&before, &after);
            let reading: Vec<_> = woven.iter().filter(|id| after.contains(id)).copied().collect();
            prop_assert_eq!(&reading, &after);
            woven.sort();
            let mut all: Vec<_> = before.iter().chain(&after).copied().collect();
            all.sort();
            all.dedup();
            prop_assert_eq!(woven, all);
        }
    }
}
