//! Puts a mask in the place of words in all that is written: texts, titles, snippets, descriptions, front matter, names
//! of parameters. What the journal and earlier revisions hold is not touched: this is an edit, and undo undoes it.

use super::work::Work;
use super::{Occurrences, RewriteError, parameter};
use super::{template, texts};
use crate::document::{Document, Parameter};
use crate::secret::MASK;
use crate::text::{Find, With, replace};

/// What a parameter is called that had the words in its name.
const HIDDEN: &str = "hidden";

pub(super) fn words(work: &mut Work, find: &Find) -> Result<(), RewriteError> {
    if find.is_empty() {
        return Err(RewriteError::NoWords);
    }
    let named: Vec<Parameter> = work.document.parameters.iter().filter(|p| shows(&p.name, find)).cloned().collect();
    for parameter in named {
        let name = fresh_name(&work.document, find);
        parameter::rename(work, parameter.id, &name)?;
    }
    let all =
        texts::changed(&work.document, &mut |spot, text| Some(replace(spot.form, text, find, With::Words(MASK))?.0));
    work.go_on(all)?;
    let own =
        template::changed(&work.document, &mut |form, text| Some(replace(form, text, find, With::Words(MASK))?.0));
    work.go_on(own.into_iter().collect())?;
    if work.operations.is_empty() { Err(RewriteError::NotThere) } else { Ok(()) }
}

pub(super) fn occurrences(document: &Document, find: &Find) -> Occurrences {
    let named = document.parameters.iter().filter(|parameter| shows(&parameter.name, find)).count();
    let mut found = Occurrences { places: named, texts: named };
    texts::changed(document, &mut |spot, text| {
        let (_, places) = replace(spot.form, text, find, With::Words(MASK))?;
        found.places += places;
        found.texts += 1;
        None
    });
    template::changed(document, &mut |form, text| {
        let (_, places) = replace(form, text, find, With::Words(MASK))?;
        found.places += places;
        found.texts += 1;
        None
    });
    found
}

/// Whether a name has the words in it. Underscores stand for the spaces between them.
fn shows(name: &str, find: &Find) -> bool {
    find.is_in(name) || find.is_in(&name.replace('_', " "))
}

/// A name that no parameter has and that does not have the words in it either.
fn fresh_name(document: &Document, find: &Find) -> String {
    let taken = |name: &String| shows(name, find) || document.parameters.iter().any(|p| p.name == *name);
    let enough = document.parameters.len() + 1;
    let named = std::iter::once(HIDDEN.to_owned()).chain((2..=enough).map(|n| format!("{HIDDEN}_{n}")));
    // Whatever the words are, one of these two does not have them in it.
    let others = ["z", "q"].into_iter().flat_map(|letter| (1..=enough).map(move |n| letter.repeat(n)));
    named.chain(others).find(|name| !taken(name)).unwrap_or_default()
}
