//! Which state a merge starts from, over several packages to and fro.

use sopwright_core::document::Document;
use sopwright_core::id::Hash;
use sopwright_core::merge::{Point, common, join};

use super::examples::{document, merged, outline};

fn hash(name: &str) -> Hash {
    Hash::of(name.as_bytes())
}

fn points(list: &[(&str, &[&str])]) -> Vec<Point> {
    let point =
        |(name, after): &(&str, &[&str])| Point { hash: hash(name), after: after.iter().map(|a| hash(a)).collect() };
    list.iter().map(point).collect()
}

fn hashes(names: &[&str]) -> Vec<Hash> {
    names.iter().map(|name| hash(name)).collect()
}

#[test]
fn the_last_state_that_both_know_is_the_ground() {
    let ours = points(&[("2", &["1", "0"]), ("1", &["0"]), ("0", &[])]);
    assert_eq!(common(&ours, &hashes(&["3", "1", "0"])), hashes(&["1"]));
    assert_eq!(common(&ours, &hashes(&["2"])), hashes(&["2"]), "the same package again");
    assert_eq!(common(&ours, &hashes(&["9"])), hashes(&[]));
}

#[test]
fn packages_that_crossed_leave_two() {
    let ours = points(&[("theirs", &["0"]), ("ours", &["0"]), ("0", &[])]);
    assert_eq!(common(&ours, &hashes(&["new", "ours", "theirs", "0"])), hashes(&["ours", "theirs"]));
}

#[test]
fn a_state_that_is_named_twice_counts_once() {
    let ours = points(&[("theirs", &["0"]), ("ours", &["0"]), ("0", &[])]);
    assert_eq!(common(&ours, &hashes(&["theirs", "ours", "theirs", "0"])), hashes(&["theirs", "ours"]));
}

#[test]
fn what_both_decided_each_for_themselves_is_told_after_packages_crossed() {
    let [start, here, there] = ["P: a b", "P: a1 b x", "P: a2 b2"].map(document);
    // Each takes in what the other sent, and keeps its own where they differ.
    let (here_now, _) = merged(&start, &here, &there);
    let (there_now, _) = merged(&start, &there, &here);
    let ground = join(&start, &here, &there);
    assert_eq!(outline(&ground), "P: a b2 x", "what is agreed, and what was before where it is not");
    let (last, conflicts) = merged(&ground, &here_now, &there_now);
    assert_eq!((outline(&last).as_str(), conflicts.len()), ("P: a1 b2 x", 1));
    let either: Vec<Document> = vec![here, there];
    for one in &either {
        let (_, silent) = merged(one, &here_now, &there_now);
        assert_eq!(silent.len(), 0, "one of the two alone would not have told");
    }
}
