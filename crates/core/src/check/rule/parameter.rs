//! Parameters: used and not defined, or defined and not used.

use std::collections::{HashMap, HashSet};

use super::super::words::Kind;
use super::{CheckContext, FindingTarget, Found, Page, Spot, Text, TextKind};
use crate::document::Parameter;
use crate::operation::{Item, ItemList, Operation};

pub(in crate::check) fn undefined(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let defined: HashMap<&str, &Parameter> = page.document.parameters.iter().map(|p| (p.name.as_str(), p)).collect();
    let mut told = HashSet::new();
    for text in &page.texts {
        for name in named(text) {
            if !told.insert(name) {
                continue;
            }
            match defined.get(name) {
                None => {
                    let hint = "Add it to the parameters, or write another name.";
                    found.add(&text.spot, format!("The parameter {{{{{name}}}}} is not defined"), hint);
                    let new = Parameter {
                        id: found.fresh(),
                        name: name.to_owned(),
                        example: String::new(),
                        found: String::new(),
                    };
                    let at = page.document.parameters.len();
                    let operation = Operation::InsertItem { at, item: Item::Parameter(new) };
                    found.fix(format!("Add {{{{{name}}}}} to the parameters"), vec![operation]);
                }
                Some(p) if p.example.trim().is_empty() && p.found.trim().is_empty() => {
                    let message = format!("Nothing is said about the parameter {{{{{name}}}}}");
                    found.add(&item(p), message, "Give an example, and say where the reader finds the value.");
                }
                Some(_) => {}
            }
        }
    }
}

pub(in crate::check) fn unused(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let parameters = &page.document.parameters;
    if parameters.is_empty() {
        return;
    }
    let mut used: HashSet<&str> = page.texts.iter().flat_map(named).collect();
    for text in &page.texts {
        if !matches!(text.kind, TextKind::Step(_) | TextKind::Block | TextKind::Prose) {
            used.extend(braced(text.source));
        }
    }
    for parameter in parameters.iter().filter(|p| !used.contains(p.name.as_str())) {
        let message = format!("The parameter {{{{{}}}}} is used nowhere", parameter.name);
        found.add(&item(parameter), message, "Write it where the reader needs the value, or take it away.");
        let operation = Operation::RemoveItem { list: ItemList::Parameter, id: parameter.id };
        found.fix(format!("Remove {{{{{}}}}}", parameter.name), vec![operation]);
    }
}

fn item(parameter: &Parameter) -> Spot {
    Spot::outside(FindingTarget::Item { list: ItemList::Parameter, id: parameter.id })
}

/// The parameters of a text.
fn named<'a>(text: &'a Text<'_>) -> impl Iterator<Item = &'a str> {
    text.words.list.iter().filter(|w| w.kind == Kind::Parameter).map(|w| text.words.word(w))
}

/// What stands in double braces in plain text, where it means nothing but may be meant.
fn braced(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name)
}
