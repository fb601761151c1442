//! The history of changes, the tenth part that no SOP may lack.

use super::{CheckContext, FindingTarget, Found, Page, Spot};
use crate::operation::ItemList;

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let rows = &page.document.history;
    if rows.is_empty() {
        let spot = Spot::outside(FindingTarget::List { list: ItemList::History });
        let hint = "Add a row: which revision, who changed what, and why.";
        found.add(&spot, "The history of changes is empty", hint);
    }
    for row in rows.iter().filter(|row| row.change.trim().is_empty()) {
        let spot = Spot::outside(FindingTarget::Item { list: ItemList::History, id: row.id });
        let revision = if row.revision.is_empty() { String::new() } else { format!(" for revision {}", row.revision) };
        let message = format!("The history does not say what changed{revision}");
        found.add(&spot, message, "Say what changed and why.");
    }
}
