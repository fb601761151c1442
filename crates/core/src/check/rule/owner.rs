//! An owner, or the person who is to take over, who has left.

use super::{CheckContext, FindingTarget, Found, Page, Spot};
use crate::document::Person;
use crate::operation::Operation;

pub(in crate::check) fn find(page: &Page<'_>, context: &CheckContext, found: &mut Found<'_>) {
    let meta = &page.document.meta;
    let (owner, successor) = (&meta.owner, &meta.successor);
    if has_left(owner, context) {
        let message = format!("The owner, {}, has left", owner.name.trim());
        found.add(&spot("owner"), message, "Name another person who answers for this SOP.");
        if !successor.name.trim().is_empty() && !has_left(successor, context) {
            let mut next = meta.clone();
            next.owner = std::mem::take(&mut next.successor);
            let label = format!("Make {} the owner", successor.name.trim());
            found.fix(label, vec![Operation::SetMeta { meta: Box::new(next) }]);
        }
    }
    if has_left(successor, context) {
        let message = format!("{}, who is to take over, has left", successor.name.trim());
        found.add(&spot("successor"), message, "Name another person to take over.");
    }
}

fn spot(field: &str) -> Spot {
    Spot::outside(FindingTarget::Meta { field: field.to_owned() })
}

fn has_left(person: &Person, context: &CheckContext) -> bool {
    let name = folded(&person.name);
    !name.is_empty() && context.left.iter().any(|left| folded(left) == name)
}

/// Without differences of case and white space.
fn folded(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
