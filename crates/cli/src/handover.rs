//! What was sent, taken in and left to decide, as words for a terminal.

use std::fmt::Write;

use sopwright_app::api::conflict::OpenConflict;
use sopwright_app::api::import::{Imported, Outcome};
use sopwright_app::api::package::Packaged;
use sopwright_core::diff::Side;
use sopwright_core::merge::{Target, Variant};

use crate::comparison::{comparison, word_of};
use crate::print::tame;

pub(crate) fn packaged(packaged: &Packaged) -> String {
    let with = if packaged.with_session { "with its recording" } else { "without its recording" };
    format!("{}\n{} bytes, {with}", packaged.file, packaged.bytes)
}

pub(crate) fn imported(imported: &Imported) -> String {
    let by = if imported.by.is_empty() { "somebody".to_owned() } else { tame(&imported.by) };
    let mut lines = vec![format!("{} {}", tame(&imported.sop.number), tame(&imported.sop.title))];
    lines.push(match imported.outcome {
        Outcome::Added => format!("Added, from {by}"),
        Outcome::Continued => format!("Goes on from what is here, with the edits of {by}; each can be undone"),
        Outcome::Merged => format!("Merged with what {by} changed; one undo takes it back"),
        Outcome::Unchanged => format!("Everything that {by} sent was here already"),
    });
    if !imported.changed.parts.is_empty() {
        lines.push(comparison(&imported.changed));
    }
    lines.extend(imported.notes.iter().map(|note| format!("Note: {}", tame(note))));
    if !imported.conflicts.is_empty() {
        lines.push(conflicts(&imported.conflicts));
    }
    lines.push(format!("SOP {}", imported.sop.id));
    lines.join("\n")
}

pub(crate) fn conflicts(open: &[OpenConflict]) -> String {
    if open.is_empty() {
        return "Nothing waits for a decision".into();
    }
    let mut text = format!("{} changed on both sides; what stands now is kept until it is decided", open.len());
    for OpenConflict { id, conflict } in open {
        let aspect = word_of(&conflict.aspect).replace('_', " ");
        write!(text, "\n{id:>5}  {}, {aspect}", place(&conflict.target)).ok();
        if !conflict.about.is_empty() {
            write!(text, " ({})", tame(&conflict.about)).ok();
        }
        for (name, variant) in [("before", &conflict.base), ("mine", &conflict.ours), ("theirs", &conflict.theirs)] {
            let words = variant.as_ref().map_or_else(|| "not there".to_owned(), words);
            write!(text, "\n       {name:<7} {words}").ok();
        }
    }
    text
}

fn words(variant: &Variant) -> String {
    let pieces = variant.pieces.iter().filter(|piece| piece.side != Side::Removed);
    let words: String = pieces.map(|piece| tame(&piece.text)).collect();
    match &variant.figure {
        Some(figure) if words.is_empty() => format!("picture {}", &figure.shot.as_str()[..8]),
        _ => words,
    }
}

fn place(target: &Target) -> &'static str {
    match target {
        Target::Meta => "front matter",
        Target::Section { .. } => "a section",
        Target::Procedure => "the procedure",
        Target::Phase { .. } => "a phase",
        Target::Step { .. } => "a step",
        Target::Block { .. } => "something in a step",
        Target::List { .. } | Target::Item { .. } => "a list",
    }
}
