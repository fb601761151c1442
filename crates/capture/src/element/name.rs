//! What an element is called, from what a program says that it is called: one line, no marks for keys, short enough to
//! read. Pure.

use sopwright_core::act::Role;

use crate::words;

/// The longest name, in characters. A document that calls itself by its whole text is cut.
const LONGEST: usize = 120;

/// The first of these that names the element, made readable. They come in the order of how well they name it.
pub(super) fn first<'a>(role: Role, said: impl IntoIterator<Item = &'a str>) -> String {
    said.into_iter().map(|said| clean(role, said)).find(|name| !name.is_empty()).unwrap_or_default()
}

/// A name on one line, without the shortcut that some menus put behind it, the mark of the key that chooses it, and the
/// colon that leads from a label to its field.
pub(super) fn clean(role: Role, said: &str) -> String {
    let said = match role {
        // "Save\tCtrl+S"
        Role::MenuItem | Role::Menu => said.split('\t').next().unwrap_or_default(),
        _ => said,
    };
    // More would be thrown away anyway, and a document may be large.
    let start: String = said.chars().take(LONGEST * 4).collect();
    let line = words::title(&start).split_whitespace().collect::<Vec<_>>().join(" ");
    let line = if has_key_mark(role) { without_key_mark(&line) } else { line };
    let line = if role.takes_text() { line.trim_end_matches([':', '\u{ff1a}']).trim_end().to_owned() } else { line };
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}

/// Whether elements of this kind mark the key that chooses them. In others an underscore is a letter like any other: a
/// file in a list, the text of a cell.
fn has_key_mark(role: Role) -> bool {
    matches!(role, Role::Button | Role::Toggle | Role::CheckBox | Role::Radio | Role::Menu | Role::MenuItem | Role::Tab)
}

/// Takes out the one underscore in front of the key's letter, if it is the only one: `_Save`, `Save _As`, and in the
/// middle of a word, `E_xit`. More than one is a name like `my_old_file`.
fn without_key_mark(line: &str) -> String {
    let mut marks = line.match_indices('_');
    let (Some((at, _)), None) = (marks.next(), marks.next()) else { return line.to_owned() };
    let followed = line[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
    // `report_2` is a file in a menu of recent ones: a digit chooses an item only at its start.
    let digit_inside = at > 0 && line[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    // Lower case on both sides is how files are named, and keys are marked in the middle of a short word only.
    let file_like = line.contains('.') && line[at..].contains('.') && !line.ends_with('.') && !line.contains(' ');
    if !followed || digit_inside || file_like {
        return line.to_owned();
    }
    format!("{}{}", &line[..at], &line[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_as_people_read_them() {
        for (role, said, name) in [
            (Role::Button, "_Save", "Save"),
            (Role::MenuItem, "Save _As...      ", "Save As..."),
            (Role::MenuItem, "E_xit\tAlt+F4", "Exit"),
            (Role::MenuItem, "1_000_000", "1_000_000"),
            (Role::MenuItem, "report_old.txt", "report_old.txt"),
            (Role::MenuItem, "report_2", "report_2"),
            (Role::Item, "_config", "_config"),
            (Role::Field, "Go to line:", "Go to line"),
            (Role::Label, "Total:", "Total:"),
            (Role::Button, "two\nlines \u{202e}here", "two lines here"),
            (Role::Other, " \u{a0} ", ""),
        ] {
            assert_eq!(clean(role, said), name, "{role:?} {said:?}");
        }
    }

    #[test]
    fn the_first_that_says_something_names_it() {
        assert_eq!(first(Role::Field, ["", "  ", "First name:", "placeholder"]), "First name");
        assert_eq!(first(Role::Field, []), "");
    }

    proptest! {
        #[test]
        fn a_name_is_one_short_line_and_stays_as_it_is(said in any::<String>()) {
            let name = clean(Role::Other, &said);
            prop_assert!(name.chars().count() <= LONGEST);
            prop_assert!(!name.contains(char::is_control));
            prop_assert_eq!(clean(Role::Other, &name), name);
        }
    }
}
