//! Names a parameter anew wherever it is named, makes one of words, and takes one away that nothing names.

use super::texts::{self, Of};
use super::work::Work;
use super::{Occurrences, RewriteError};
use crate::document::{Document, Parameter, SnippetForm};
use crate::id::PartId;
use crate::operation::{Item, ItemList, Operation, OperationError};
use crate::port::Ids;
use crate::text::{Find, Form, With, rename as renamed, replace, uses};

/// How long a name may be.
pub const NAME_LENGTH: usize = 64;

pub(super) fn rename(work: &mut Work, id: PartId, name: &str) -> Result<(), RewriteError> {
    let parameter = get(&work.document, id)?.clone();
    if parameter.name == name {
        return Ok(());
    }
    check_name(name)?;
    if work.document.parameters.iter().any(|other| other.id != id && other.name == name) {
        return Err(RewriteError::NameTaken(name.to_owned()));
    }
    // Where two have one name, the first is the one that is meant by it.
    let is_meant = first_called(&work.document, &parameter.name).is_some_and(|first| first.id == id);
    work.go(Operation::SetItem { item: Item::Parameter(Parameter { name: name.to_owned(), ..parameter.clone() }) })?;
    if is_meant && !parameter.name.is_empty() {
        let all = texts::changed(&work.document, &mut |spot, text| renamed(spot.form, text, &parameter.name, name));
        work.go_on(all)?;
    }
    Ok(())
}

/// A parameter to be made.
pub(super) struct New<'a> {
    pub(super) words: &'a str,
    pub(super) name: &'a str,
    pub(super) found: &'a str,
}

pub(super) fn make(
    work: &mut Work,
    new: &New<'_>,
    here: &[Operation],
    everywhere: bool,
    ids: &dyn Ids,
) -> Result<(), RewriteError> {
    check_name(new.name)?;
    let find = exactly(new.words);
    if find.is_empty() {
        return Err(RewriteError::NoWords);
    }
    work.go_on(here.to_vec())?;
    if everywhere {
        let with = With::Parameter(new.name);
        let all = changed(&work.document, &find, &mut |spot, text| Some(replace(spot.form, text, &find, with)?.0));
        if all.is_empty() && here.is_empty() {
            return Err(RewriteError::NotThere);
        }
        work.go_on(all)?;
    }
    if first_called(&work.document, new.name).is_none() {
        let item = Item::Parameter(Parameter {
            id: PartId(ids.fresh()),
            name: new.name.to_owned(),
            example: new.words.split_whitespace().collect::<Vec<_>>().join(" "),
            found: new.found.to_owned(),
        });
        work.go(Operation::InsertItem { at: work.document.parameters.len(), item })?;
    }
    Ok(())
}

pub(super) fn remove(work: &mut Work, id: PartId) -> Result<(), RewriteError> {
    let name = get(&work.document, id)?.name.clone();
    let is_meant = first_called(&work.document, &name).is_some_and(|first| first.id == id);
    if is_meant && !name.is_empty() {
        let mut texts = 0;
        texts::changed(&work.document, &mut |spot, text| {
            texts += usize::from(uses(spot.form, text, &name) > 0);
            None
        });
        if texts > 0 {
            let times = if texts == 1 { "1 text".to_owned() } else { format!("{texts} texts") };
            return Err(RewriteError::StillUsed { name, times });
        }
    }
    work.go(Operation::RemoveItem { list: ItemList::Parameter, id })
}

pub(super) fn occurrences(document: &Document, find: &Find) -> Occurrences {
    let mut found = Occurrences::default();
    // The name is of no account: it only has to be one.
    let with = With::Parameter("x");
    changed(document, find, &mut |spot, text| {
        let (_, places) = replace(spot.form, text, find, with)?;
        found.places += places;
        found.texts += 1;
        None
    });
    found
}

/// What a parameter takes the place of: the value as it is.
fn exactly(words: &str) -> Find {
    Find { words: words.to_owned(), any_case: false, whole: true }
}

/// Texts and snippets. Not the history, which tells what was, nor plain words, in which no parameter can stand; nor a
/// snippet that is the value alone, which is there to be copied.
fn changed(document: &Document, find: &Find, change: &mut texts::Change<'_>) -> Vec<Operation> {
    let is_all = |code: &str| find.replaced(code.trim(), "").is_some_and(|(rest, _)| rest.is_empty());
    texts::changed(document, &mut |spot, text| match (spot.of, spot.form) {
        (Of::List(ItemList::History), _) => None,
        (Of::Snippet(SnippetForm::Value), _) if is_all(text) => None,
        (Of::Snippet(_), _) | (_, Form::Text | Form::Line) => change(spot, text),
        (_, Form::Plain) => None,
    })
}

/// Refuses what could not be written between braces.
fn check_name(name: &str) -> Result<(), RewriteError> {
    let good = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_');
    match !name.is_empty() && name.len() <= NAME_LENGTH && name.bytes().all(good) {
        true => Ok(()),
        false => Err(RewriteError::BadName(name.to_owned())),
    }
}

fn get(document: &Document, id: PartId) -> Result<&Parameter, RewriteError> {
    let found = document.parameters.iter().find(|parameter| parameter.id == id);
    found.ok_or(RewriteError::Stale(OperationError::NotFound(id)))
}

fn first_called<'a>(document: &'a Document, name: &str) -> Option<&'a Parameter> {
    document.parameters.iter().find(|parameter| parameter.name == name)
}
