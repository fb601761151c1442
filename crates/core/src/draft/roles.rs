//! Who does what, and the first row of the history.

use super::desk::Desk;
use super::{Brief, tidy};
use crate::document::{HistoryRow, Meta, RoleDuty};
use crate::session::Session;
use crate::text::escape;

pub(super) fn roles(meta: &Meta, brief: &Brief, desk: &mut Desk) -> Vec<RoleDuty> {
    let owner = escape(&meta.owner.name);
    let author = escape(&brief.defaults.person.name);
    let by = |name: &str, duty: &str| if name.is_empty() { tidy::capital(duty) } else { format!("{name} {duty}") };
    let mut role = |key, role: &str, duty: String| RoleDuty { id: desk.own_part(key), role: role.to_owned(), duty };
    vec![
        role("role owner", "Owner", by(&owner, "answers for this SOP and has it reviewed in time.")),
        role("role author", "Author", by(&author, "recorded the task and keeps the text right.")),
        role("role reader", "Reader", "Follows the steps and tells the owner what does not fit.".to_owned()),
    ]
}

pub(super) fn history(session: &Session, brief: &Brief, desk: &mut Desk) -> Vec<HistoryRow> {
    vec![HistoryRow {
        id: desk.own_part("history"),
        revision: "0.1".to_owned(),
        date: Some(brief.today),
        author: brief.defaults.person.name.clone(),
        change: format!("First draft, from the recording of {}.", day(session)),
        approved_by: String::new(),
    }]
}

/// The day of the recording, such as `3 May 2025`.
pub(super) fn day(session: &Session) -> String {
    session.started_at.format("%-d %B %Y").to_string()
}
