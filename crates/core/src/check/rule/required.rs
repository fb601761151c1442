//! What the document's template requires beside the ten parts that no SOP may lack.

use super::{CheckContext, FindingTarget, Found, Page, Spot};
use crate::operation::Operation;
use crate::template::{RequiredField, RequiredPlace};

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let document = page.document;
    let template = &document.template;
    // In reading order, and each once, however the template names them.
    let required = RequiredField::ALL.into_iter().filter(|field| template.required.contains(field));
    for field in required.filter(|field| field.is_missing(document)) {
        let hint = format!("The template \u{201c}{}\u{201d} requires it.", template.name.trim());
        let verb = if field.is_plural() { "are" } else { "is" };
        found.add(&spot(field.place()), format!("The {} {verb} missing", field.label()), hint);
        if let RequiredPlace::Section(section) = field.place() {
            let text = template.standing.get(section);
            if !text.trim().is_empty() {
                found.fix("Use the template's text", vec![Operation::SetSection { section, text: text.to_owned() }]);
            }
        }
    }
}

fn spot(place: RequiredPlace) -> Spot {
    Spot::outside(match place {
        RequiredPlace::Meta(field) => FindingTarget::Meta { field: field.to_owned() },
        RequiredPlace::Section(section) => FindingTarget::Section { section },
        RequiredPlace::List(list) => FindingTarget::List { list },
    })
}
