//! The verbs `templates` and `template`.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use sopwright_app::api::Nothing;
use sopwright_app::api::document::Edited;
use sopwright_app::api::template::{TemplateEntry, TemplateList};
use sopwright_app::{ApiError, Code};
use sopwright_capture::RandomIds;
use sopwright_core::port::Ids;
use sopwright_core::template::{Adoption, Face, PaperSize, Template, TextFate};

use crate::arguments::Template as Act;
use crate::print::tame;
use crate::run::{say, sop_id};
use crate::target::Target;

/// # Errors
/// What the command answers.
pub(crate) fn run(target: &Target, act: &Act, json: bool) -> Result<(), ApiError> {
    match act {
        Act::Show { name } => {
            let template = named(target, name)?.template;
            say(json, &template, || shown(&template))
        }
        Act::Save { file } => {
            let template = read(file)?;
            let list: TemplateList = target.call("save_template", &json!({ "template": template }))?;
            say(json, &list, || format!("Saved the template {}", tame(&template.name)))
        }
        Act::Remove { name } => {
            let id = known(&all(target)?, name)?;
            let list: TemplateList = target.call("remove_template", &json!({ "id": id }))?;
            let is_built_in = list.templates.iter().any(|entry| json!(entry.template.id) == id);
            let words = if is_built_in { "It is as it was shipped again" } else { "Removed" };
            say(json, &list, || words.to_owned())
        }
        Act::Apply { sop, name, dry_run } => {
            let request = json!({ "id": sop_id(target, sop)?, "template": named(target, name)?.template.id });
            let change: Adoption = target.call("template_change", &request)?;
            if !dry_run {
                let _: Edited = target.call("apply_template", &request)?;
            }
            say(json, &change, || changed(&change, *dry_run))
        }
    }
}

/// Lists the templates.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn list(target: &Target, json: bool) -> Result<(), ApiError> {
    let list = all(target)?;
    say(json, &list, || listed(&list))
}

/// The template of this name.
///
/// # Errors
/// When there is none.
pub(crate) fn named(target: &Target, name: &str) -> Result<TemplateEntry, ApiError> {
    let list = all(target)?;
    let folded = name.trim().to_lowercase();
    let found = list.templates.iter().find(|entry| entry.template.name.to_lowercase() == folded);
    found.cloned().ok_or_else(|| not_found(&list, name))
}

fn all(target: &Target) -> Result<TemplateList, ApiError> {
    target.call("templates", &Nothing {})
}

/// The identity of the template of this name, be it usable or not.
fn known(list: &TemplateList, name: &str) -> Result<Value, ApiError> {
    let folded = name.trim().to_lowercase();
    let usable = list.templates.iter().map(|entry| (entry.template.id, &entry.template.name));
    let mut every = list.broken.iter().map(|broken| (broken.id, &broken.name)).chain(usable);
    let found = every.find(|(_, other)| other.to_lowercase() == folded);
    found.map(|(id, _)| json!(id)).ok_or_else(|| not_found(list, name))
}

fn not_found(list: &TemplateList, name: &str) -> ApiError {
    let message = match list.broken.iter().find(|broken| broken.name.eq_ignore_ascii_case(name.trim())) {
        Some(broken) => format!("The template {} cannot be used: {}", broken.name, broken.why),
        None => format!("There is no template {name} in this library"),
    };
    ApiError::new(Code::NotFound, message, "List them with \"sopwright templates\".")
}

/// The template in a file. One without an identity is a new one.
fn read(file: &Path) -> Result<Template, ApiError> {
    let bad = |why: String| ApiError::new(Code::BadRequest, format!("{}: {why}", file.display()), "");
    let text = std::fs::read_to_string(file).map_err(|error| bad(error.to_string()))?;
    let mut template: Value =
        serde_json::from_str(&text).map_err(|error| bad(format!("this is no template: {error}")))?;
    if let Some(fields) = template.as_object_mut() {
        fields.entry("id").or_insert_with(|| json!(RandomIds.fresh()));
    }
    serde_json::from_value(template).map_err(|error| bad(format!("this is no template: {error}")))
}

fn listed(list: &TemplateList) -> String {
    let mut text = String::new();
    for entry in &list.templates {
        let mut about = Vec::new();
        if entry.template.id == list.default {
            about.push("for new drafts");
        }
        if entry.built_in {
            about.push(if entry.changed { "built in, changed" } else { "built in" });
        }
        let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join("; ")) };
        writeln!(text, "{}  {}{about}", entry.template.id, tame(&entry.template.name)).ok();
    }
    for broken in &list.broken {
        writeln!(text, "Cannot be used: {}: {}", tame(&broken.name), tame(&broken.why)).ok();
    }
    text
}

fn shown(template: &Template) -> String {
    let mut text = format!("{}\n\nSections\n", tame(&template.name));
    for each in template.outline.numbered() {
        let own = each.heading.title.trim();
        let title = if own.is_empty() { each.heading.chapter.label() } else { own };
        let hidden = if each.heading.shown { "" } else { " (only when filled in)" };
        writeln!(text, "  {:>2} {}{hidden}", each.number, tame(title)).ok();
    }
    let required: Vec<&str> = template.required.iter().map(|field| field.label()).collect();
    if !required.is_empty() {
        writeln!(text, "\nRequired: {}", required.join(", ")).ok();
    }
    if !template.series.is_empty() {
        writeln!(text, "Number series: {}", tame(&template.series)).ok();
    }
    let look = &template.look;
    let paper = match look.paper {
        PaperSize::A4 => "A4",
        PaperSize::Letter => "Letter",
    };
    let face = match look.face {
        Face::Libertinus => "Libertinus Serif",
        Face::Computer => "New Computer Modern",
        Face::Mono => "DejaVu Sans Mono",
    };
    let logo = if look.logo.is_some() { ", with a logo" } else { "" };
    writeln!(text, "Look: {paper}, {face}, {} and {}{logo}", look.accent, look.ink).ok();
    for (what, words) in [("Above every page", &look.header), ("Below every page", &look.footer)] {
        if !words.is_empty() {
            writeln!(text, "{what}: {}", tame(words)).ok();
        }
    }
    text
}

fn changed(change: &Adoption, is_dry: bool) -> String {
    if change.operations.is_empty() {
        return "Nothing would change".into();
    }
    let mut text = if is_dry { "This would change:\n" } else { "Changed:\n" }.to_owned();
    for each in &change.renumbered {
        writeln!(text, "  {} has number {} instead of {}", each.chapter.label(), each.to, each.from).ok();
    }
    for chapter in &change.kept {
        writeln!(text, "  {} is not in the template, and stays because it is filled in", chapter.label()).ok();
    }
    for each in &change.texts {
        let fate = match each.fate {
            TextFate::Filled => "takes the template's text",
            TextFate::Replaced => "takes the template's text in place of the old template's",
            TextFate::Emptied => "is empty again, as before the old template",
        };
        writeln!(text, "  The text of {} {fate}", word(each.section)).ok();
    }
    text.push_str("  The look of its exports, and what it requires, are the template's");
    text
}

/// A name as in JSON, which is how scripts know it.
fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use sopwright_core::template::{BUILT_IN, built_in};

    #[test]
    fn a_template_reads_as_a_list_of_what_it_decides() {
        let told = super::shown(&built_in(BUILT_IN[1]).unwrap());
        for words in ["Work instruction", " 3 Procedure", "13 Records (only when filled in)", "Number series: WI-{n}"] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
}
