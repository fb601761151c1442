//! Whether a line has a verb. Where that cannot be told, it has one: a check that is wrong is worse than none.

use super::lexicon::Role;
use super::verb::{Class, class};
use super::words::{Before, Kind, Words};

/// Words of the longest name of a screen.
const MOST_NAME: usize = 5;
/// Characters of the longest key chord.
const LONGEST_KEYS: usize = 30;

/// How many words on one looks for where a clause goes; ordinary ones need a few.
pub(super) const FAR: usize = 12;

/// Whether the line only names something: key caps, a noun with its article, or the name of a screen, and no word that
/// could be a verb. Verbs are too many to list, so any other line is taken to have one.
pub(super) fn names_only(words: &Words) -> bool {
    let first = after_leads(words, 0);
    let Some(head) = words.list.get(first) else { return false };
    if words.list.iter().all(|w| w.kind == Kind::Code) {
        return words.plain.len() <= LONGEST_KEYS;
    }
    let lower = words.lower(first);
    let may_be_verb = class(lower).is_some() || sounds_like_verb(lower) || is_object(words, first + 1);
    let named = if Role::Determiner.has(lower) {
        true
    } else {
        head.kind != Kind::Parameter && words.word(head).is_ascii() && !may_be_verb && ends_in_screen(words)
    };
    named && !(0..words.list.len()).any(|at| is_verb_anywhere(words, at))
}

fn ends_in_screen(words: &Words) -> bool {
    words.list.len() <= MOST_NAME && Role::Screen.has(words.lower(words.list.len() - 1))
}

/// Whether this word is a verb where it stands, not counting the first.
fn is_verb_anywhere(words: &Words, at: usize) -> bool {
    let word = &words.list[at];
    let lower = words.lower(at);
    if word.kind == Kind::Code || word.kind == Kind::Parameter {
        return false;
    }
    let short = ["'ve", "’ve", "'ll", "’ll", "'re", "’re"].iter().any(|end| lower.ends_with(end));
    if short || Role::Finite.has(lower) || inflected(lower) {
        return true;
    }
    let before = at.checked_sub(1).map(|at| words.lower(at)).unwrap_or_default();
    // `the symbol surrounds the base`: nothing but a verb stands between two nouns.
    let between = at > 0 && lower.ends_with('s') && is_object(words, at + 1) && !Role::Determiner.has(before);
    match class(lower) {
        Some(Class::Verb) => true,
        Some(Class::Either) => {
            let follows = Role::Subject.has(before) || before.ends_with("ly") || before.ends_with('s');
            word.before != Before::Space || follows || between
        }
        None => between,
    }
}

/// `opens`, `opened`, `opening`, `copies`: of a verb that is known.
fn inflected(word: &str) -> bool {
    let known = |stem: &str| class(stem).is_some();
    let with_e = |stem: &str| known(stem) || known(&format!("{stem}e"));
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        return known(&format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es").or_else(|| word.strip_suffix("ed")).filter(|s| s.len() > 1) {
        return with_e(stem) || undoubled(stem).is_some_and(known);
    }
    if let Some(stem) = word.strip_suffix("ing").filter(|s| s.len() > 1) {
        return with_e(stem) || undoubled(stem).is_some_and(known);
    }
    word.strip_suffix('s').is_some_and(known)
}

/// `stopp` as `stop`.
fn undoubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let (last, before) = (bytes.last()?, bytes.get(bytes.len().checked_sub(2)?)?);
    (last == before).then(|| &stem[..stem.len() - 1])
}

fn sounds_like_verb(word: &str) -> bool {
    ["ify", "ize", "ise", "ate"].iter().any(|end| word.len() > 5 && word.ends_with(end))
        || ["re", "un", "de", "dis", "pre", "over"].iter().any(|start| word.strip_prefix(start).is_some_and(known_verb))
}

fn known_verb(stem: &str) -> bool {
    class(stem.trim_start_matches('-')).is_some()
}

/// Whether what a verb acts on stands here.
pub(super) fn is_object(words: &Words, at: usize) -> bool {
    let Some(word) = words.list.get(at).filter(|w| w.before == Before::Space) else { return false };
    word.kind != Kind::Said
        || Role::Determiner.has(words.lower(at))
        || words.word(word).starts_with(|c: char| c.is_ascii_digit())
}

/// The first word that is not a lead.
pub(super) fn after_leads(words: &Words, from: usize) -> usize {
    let lead = |at: &usize| {
        let lower = words.lower(*at);
        Role::Lead.has(lower) || (lower.len() > 4 && lower.ends_with("ly") && class(lower).is_none())
    };
    let end = words.list.len().min(from + FAR);
    (from..end).find(|at| !lead(at)).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse_line;

    fn words(line: &str) -> Words {
        Words::of_line(&parse_line(line))
    }

    #[test]
    fn a_verb_is_seen_in_every_form() {
        for line in [
            "Open the ledger",
            "Invoice the customer",
            "Then carefully press **Save**",
            "Decant the liquid into flask 2",
            "Defragment disk C",
            "Reindex table 4",
            "**Open** it",
            "The window opens",
            "The invoice is printed",
            "If the list is empty, press <kbd>F5</kbd>",
            "In the menu, choose *Print*",
            "You must sign twice",
            "Work in Mousepad",
            "Go to *Save As* in Mousepad",
            "Decide: Is it paid?",
            "Do not close the window",
            "Öffne das Fenster",
            "{{action}} the file",
            "To finish, press Enter",
            "Photocopies stamped",
            "Copying of files",
            "A check must've run before",
            "The symbol surrounds the base",
            "A few of the modules work",
        ] {
            assert!(!names_only(&words(line)), "{line}");
        }
    }

    #[test]
    fn a_name_is_no_action() {
        for line in [
            "The invoice overview",
            "A new window",
            "Customer data",
            "Main menu",
            "Then the main menu",
            "<kbd>F5</kbd>",
            "<kbd>Ctrl</kbd>+<kbd>S</kbd>",
        ] {
            assert!(names_only(&words(line)), "{line}");
        }
        // In doubt there is a verb, and an empty line is another check's.
        for line in ["Invoicing overview", "Save button", "Invoice list", "Reconciliation", "`git status`, then", ""] {
            assert!(!names_only(&words(line)), "{line}");
        }
    }
}
