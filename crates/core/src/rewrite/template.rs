//! The words that a document has from its template: titles, the lines above and below a page, standing texts. They are
//! the document's own copy; the template in the library keeps them.

use crate::document::{Document, SectionKey};
use crate::operation::Operation;
use crate::template::{PageLook, Template};
use crate::text::Form;

/// The change to a text: what it becomes, or nothing.
pub(super) type Change<'a> = dyn FnMut(Form, &str) -> Option<String> + 'a;

/// The operation that gives every text what the change makes of it, if it makes anything of one.
pub(super) fn changed(document: &Document, change: &mut Change<'_>) -> Option<Operation> {
    let mut template = Box::new(document.template.clone());
    let mut one = |form: Form, text: &mut String| {
        if let Some(next) = change(form, text) {
            *text = next;
        }
    };
    let Template { id: _, name, outline, standing, required: _, series, look } = &mut *template;
    let PageLook { accent: _, ink: _, face: _, paper: _, header, footer, logo } = look;
    let plain = [name, series, header, footer].into_iter().chain(logo.iter_mut().map(|logo| &mut logo.alt));
    plain.chain(outline.titles_mut()).for_each(|text| one(Form::Plain, text));
    SectionKey::ALL.into_iter().for_each(|key| one(Form::Text, standing.get_mut(key)));
    let is_other = *template != document.template;
    is_other.then(|| Operation::SetTemplate { template, placed: document.placed.clone() })
}
