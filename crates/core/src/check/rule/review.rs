//! A review whose day has passed.

use chrono::Months;

use super::{CheckContext, FindingTarget, Found, Page, Spot};
use crate::document::Status;
use crate::operation::Operation;

pub(in crate::check) fn find(page: &Page<'_>, context: &CheckContext, found: &mut Found<'_>) {
    let meta = &page.document.meta;
    let Some(due) = meta.next_review.filter(|due| *due < context.today) else { return };
    if meta.status == Status::Retired {
        return;
    }
    let spot = Spot::outside(FindingTarget::Meta { field: "next_review".into() });
    let message = match (context.today - due).num_days() {
        1 => "The review was due yesterday".to_owned(),
        days => format!("The review was due on {due}, {days} days ago"),
    };
    found.add(&spot, message, "Follow the SOP once, mend what no longer holds, and set the next day.");
    // What is in force must be reviewed; what is still being written only needs another day.
    let next = meta.cadence.months().and_then(|months| context.today.checked_add_months(Months::new(months)));
    if let Some(day) = next.filter(|_| meta.status != Status::Approved) {
        let mut next = meta.clone();
        next.next_review = Some(day);
        found.fix(format!("Plan it for {day}"), vec![Operation::SetMeta { meta: Box::new(next) }]);
    }
}
