//! The table of checks, and the page that lists it for readers.

use std::collections::HashSet;

use sopwright_core::check::{RuleKey, Severity};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/checks.md");

fn name(key: RuleKey) -> String {
    serde_json::to_value(key).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn every_check_has_a_title_of_its_own() {
    let titles: HashSet<&str> = RuleKey::ALL.iter().map(|key| key.rule().title).collect();
    assert_eq!(titles.len(), RuleKey::ALL.len());
    assert!(RuleKey::ALL.iter().all(|key| key.rule().key == *key));
}

#[test]
fn those_that_block_come_first() {
    let heavy: Vec<Severity> = RuleKey::ALL.iter().map(|key| key.rule().severity).collect();
    assert!(heavy.is_sorted(), "findings are shown in the order of the table");
}

#[test]
fn the_page_lists_every_check_and_no_other() {
    let page = std::fs::read_to_string(PAGE).expect("docs/checks.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    let want: Vec<String> = RuleKey::ALL
        .iter()
        .map(|key| format!("| `{}` | {} | {} |", name(*key), key.rule().title, key.rule().severity.label()))
        .collect();
    assert_eq!(rows, want, "docs/checks.md is to hold:\n{}", want.join("\n"));
}
