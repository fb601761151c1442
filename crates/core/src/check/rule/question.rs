//! Questions that wait for an answer. One finding for all of them: each is listed, with its place, among the questions.

use super::{CheckContext, FindingTarget, Found, Page, Spot};
use crate::operation::ItemList;

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let message = match page.document.open_questions() {
        0 => return,
        1 => "One question is open".to_owned(),
        n => format!("{n} questions are open"),
    };
    let spot = Spot::outside(FindingTarget::List { list: ItemList::Question });
    found.add(&spot, message, "Answer them, or take back what need not be known.");
}
