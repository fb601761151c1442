//! Tidies words without changing them: white space, a capital at the start, no full stop at the end of a title. Plain
//! text in, plain text out.

/// One line, with characters that cannot be seen taken out.
pub(super) fn line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        let start = out.len();
        out.extend(word.chars().filter(|c| !is_hidden(*c)));
        // A word of hidden characters only leaves no gap behind.
        if out.len() > start && start > 0 {
            out.insert(start, ' ');
        }
    }
    out
}

/// Lines as they were, each tidied, with a capital at the start.
pub(super) fn prose(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(line).collect();
    capital(lines.join("\n").trim())
}

/// One line, fit for a title: a capital at the start, no full stop at the end.
pub(super) fn title(words: &str) -> String {
    let words = line(words);
    capital(without_stop(&words))
}

/// The first line that says something, and what follows it.
pub(super) fn head_and_rest(words: &str) -> (String, String) {
    let trimmed = words.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || is_hidden(c));
    match trimmed.split_once(['\n', '\r']) {
        Some((head, rest)) => (title(head), prose(rest)),
        None => (title(trimmed), String::new()),
    }
}

/// At most so many characters; a cut shows as an ellipsis.
pub(super) fn short(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        None => words.to_owned(),
        Some(_) => {
            let kept: String = words.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

/// Names as a list in words: `A, B and C`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A capital at the start, unless the first word is written in a way of its own (`iPhone`, `report.txt`).
pub(super) fn capital(words: &str) -> String {
    let first_word = words.split_whitespace().next().unwrap_or_default();
    let bare = first_word.trim_end_matches([',', ':', ';', '.', '!', '?']);
    let ordinary = bare.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-'));
    let mut chars = words.chars();
    let (true, Some(first)) = (ordinary, chars.next()) else { return words.to_owned() };
    let mut upper = first.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) if one.to_lowercase().eq([first]) => format!("{one}{}", chars.as_str()),
        _ => words.to_owned(),
    }
}

fn without_stop(words: &str) -> &str {
    const ABBREVIATIONS: [&str; 6] = ["etc.", "e.g.", "i.e.", "approx.", "no.", "inc."];
    let Some(rest) = words.strip_suffix('.') else { return words };
    let last = words.rsplit(' ').next().unwrap_or_default();
    let meant = rest.ends_with('.') || rest.is_empty() || ABBREVIATIONS.iter().any(|a| last.eq_ignore_ascii_case(a));
    if meant { words } else { rest.trim_end() }
}

/// Characters that steer how others are shown and have no look of their own.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_a_capital_and_no_stop() {
        assert_eq!(title("  open the   invoice. "), "Open the invoice");
        assert_eq!(title("iPhone settings."), "iPhone settings");
        assert_eq!(title("wait ..."), "Wait ...");
        assert_eq!(title("paper, pens etc."), "Paper, pens etc.");
        assert_eq!(title("report.txt is opened"), "report.txt is opened");
        assert_eq!(title("öffne die Datei"), "Öffne die Datei");
        assert_eq!(title("."), ".");
    }

    #[test]
    fn the_rest_of_several_lines_is_kept() {
        assert_eq!(head_and_rest("\nopen it.\nthen wait\n\nfor it"), ("Open it".into(), "Then wait\n\nfor it".into()));
    }

    #[test]
    fn hidden_characters_go() {
        assert_eq!(line("a\u{202e}b \u{200b} c\u{0}d"), "ab c d");
    }

    #[test]
    fn a_cut_shows() {
        assert_eq!(short("abcdef", 4), "abc…");
        assert_eq!(short("abcd", 4), "abcd");
    }
}
