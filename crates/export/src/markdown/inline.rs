//! Parsed text back to Markdown. Every plain character that any common Markdown reader could take as markup, a tag, a
//! formula, a mention of a picture or a link is marked with a backslash.

use sopwright_core::text::{Inline, TextBlock};

/// Where characters stand, which decides what has a meaning there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a line.
    Start,
    /// Within a line.
    Line,
    /// Within a line that is bold.
    Bold,
    /// In a cell of a table.
    Cell,
}

/// Plain text as Markdown that shows it.
pub(super) fn escape(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    write_plain(text, place, &mut out);
    out
}

/// Paragraphs and lists.
pub(super) fn blocks(blocks: &[TextBlock]) -> String {
    let mut out = String::new();
    // Two lists in a row would be read as one, were their marks the same.
    let mut list_before = false;
    let mut other_mark = false;
    for block in blocks {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        match block {
            TextBlock::Paragraph(inlines) => {
                out.push_str(&pieces(inlines, Place::Start));
                list_before = false;
            }
            TextBlock::List { ordered, items } => {
                other_mark = list_before && !other_mark;
                list_before = true;
                let lines: Vec<String> = items
                    .iter()
                    .enumerate()
                    .map(|(n, text)| match (ordered, other_mark) {
                        (true, false) => item(&format!("{}. ", n + 1), text),
                        (true, true) => item(&format!("{}) ", n + 1), text),
                        (false, false) => item("- ", text),
                        (false, true) => item("* ", text),
                    })
                    .collect();
                out.push_str(&lines.join("\n"));
            }
        }
    }
    out
}

/// A list item: its mark, and its text moved in by the mark's width.
pub(super) fn item(mark: &str, text: &[TextBlock]) -> String {
    let indent = " ".repeat(mark.len());
    let mut out = String::new();
    for (i, line) in blocks(text).lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push_str(if i == 0 { mark } else { &indent });
            out.push_str(line);
        }
    }
    if out.is_empty() { mark.trim_end().to_owned() } else { out }
}

/// A text within a cell: one line, with breaks for what were lines.
pub(super) fn cell(text: &[TextBlock]) -> String {
    one_line(text, Place::Cell)
}

/// A text on one line.
pub(super) fn one_line(text: &[TextBlock], place: Place) -> String {
    let mut lines = Vec::new();
    for block in text {
        match block {
            TextBlock::Paragraph(inlines) => lines.push(pieces(inlines, place)),
            TextBlock::List { ordered, items } => {
                for (n, item) in items.iter().enumerate() {
                    let mark = if *ordered { format!("{}\\. ", n + 1) } else { "• ".to_owned() };
                    lines.push(format!("{mark}{}", one_line(item, place)));
                }
            }
        }
    }
    lines.join(if place == Place::Cell { "<br>" } else { " " })
}

/// The pieces of a line.
pub(super) fn pieces(inlines: &[Inline], place: Place) -> String {
    let mut out = String::new();
    write_pieces(inlines, place, place == Place::Bold, false, &mut out);
    out
}

fn write_pieces(inlines: &[Inline], place: Place, bold: bool, italic: bool, out: &mut String) {
    for inline in inlines {
        let at_start = out.is_empty() || out.ends_with('\n');
        let here = if at_start {
            place
        } else if place == Place::Start {
            Place::Line
        } else {
            place
        };
        match inline {
            Inline::Plain(text) => write_plain(text, here, out),
            Inline::Code(code) => write_code(code, place, out),
            Inline::Key(key) => {
                out.push_str("<kbd>");
                write_plain(key, inner(place), out);
                out.push_str("</kbd>");
            }
            // Within bold, the other mark keeps the two apart.
            Inline::Bold(text) => wrap(if bold { "__" } else { "**" }, text, place, true, italic, out),
            Inline::Italic(text) => wrap(if italic { "_" } else { "*" }, text, place, bold, true, out),
            Inline::Link { to, text } => {
                out.push('[');
                write_pieces(text, inner(place), bold, italic, out);
                out.push_str("](");
                write_address(to, out);
                out.push(')');
            }
            Inline::StepLink { text: number, .. } => {
                out.push_str(&format!("[{}](#step-{number})", escape(number, inner(place))));
            }
            Inline::Parameter(name) => {
                out.push_str("{{");
                out.push_str(name);
                out.push_str("}}");
            }
            Inline::Break if place == Place::Cell => out.push_str("<br>"),
            Inline::Break if place == Place::Start => out.push_str("\\\n"),
            Inline::Break => out.push(' '),
        }
    }
}

/// The place after something on the same line.
fn inner(place: Place) -> Place {
    if place == Place::Start { Place::Line } else { place }
}

/// Emphasis. White space at its ends stands outside: within, it would take the mark's force away.
fn wrap(mark: &str, text: &[Inline], place: Place, bold: bool, italic: bool, out: &mut String) {
    let mut body = String::new();
    write_pieces(text, inner(place), bold, italic, &mut body);
    let trimmed = body.trim();
    if trimmed.is_empty() {
        out.push_str(&body);
        return;
    }
    let start = body.len() - body.trim_start().len();
    out.push_str(&body[..start]);
    out.push_str(mark);
    out.push_str(trimmed);
    out.push_str(mark);
    out.push_str(&body[start + trimmed.len()..]);
}

/// A code span, with a fence that is longer than any within.
fn write_code(code: &str, place: Place, out: &mut String) {
    let fence = fence(code, 1);
    let pad = if code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' ')) {
        " "
    } else {
        ""
    };
    let code = if place == Place::Cell { code.replace('|', "\\|") } else { code.to_owned() };
    out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}

/// Backticks, one more than the longest run in the text, and at least so many.
pub(super) fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

fn write_address(to: &str, out: &mut String) {
    for c in to.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '"' => out.push_str("%22"),
            '`' => out.push_str("%60"),
            '&' if to.contains(';') => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
}

fn write_plain(text: &str, place: Place, out: &mut String) {
    let chars: Vec<char> = text.chars().collect();
    let at_start = place == Place::Start;
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    for (i, &c) in chars.iter().enumerate() {
        let before = match i {
            0 => out.chars().next_back().filter(|c| *c != '\n'),
            _ => chars.get(i - 1).copied(),
        };
        let after = chars.get(i + 1).copied();
        let first = i == 0 && at_start;
        let marked = match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '|' | '~' | '$' | '^' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '#' => first || !before.is_some_and(char::is_alphanumeric),
            '-' | '+' | '>' => first,
            '=' | '%' => first || before == Some(c) || after == Some(c),
            '{' => before == Some('{') || after.is_none_or(|c| c == '{'),
            '&' => after.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#'),
            '.' | ')' if digits > 0 && i == digits => at_start,
            // `www.` and `://` would become links by themselves, `:word:` a picture.
            '.' => i >= 3 && chars[i - 3..i].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
            ':' => chars[i..].starts_with(&[':', '/', '/']) || is_emoji_code(&chars[i..], before),
            _ => false,
        };
        match c {
            '\n' if place == Place::Cell => out.push_str("<br>"),
            '\n' => out.push(' '),
            _ => {
                if marked {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
}

/// Whether `:word:` begins here.
fn is_emoji_code(chars: &[char], before: Option<char>) -> bool {
    let word = chars[1..].iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-')).count();
    word > 0 && chars.get(word + 1) == Some(&':') && !before.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use sopwright_core::text::{parse, parse_line};

    use super::*;

    #[test]
    fn text_comes_back_as_it_was() {
        for text in [
            "Press <kbd>Ctrl+S</kbd> in **the *main* window**, then `a | b` for {{invoice_no}}.",
            "See [the **wiki**](https://example.org/a?b=1&c=2) (soon)\\\nnext line\\\n- no list",
            "One\n\n- a\n  - b\n\n    c\n- d\n\n1. x\n2. y\n\n1) z\n\nend",
            "`` a`b `` and ` `` ` and **`c`** and *a **b** c*",
            "\\# no heading, 1\\. no list, \\*no\\* **5 \\* 3**, \\<b>, &lt;, \\{\\{no}}",
            "https://example.org/a_b C:\\temp\\[x] a_b _c_ __d__ $x$ ==y== %%z%% #tag :smile: www.example.org",
        ] {
            let first = parse(text);
            let written = blocks(&first);
            assert_eq!(parse(&written), first, "{written}");
        }
    }

    #[test]
    fn emphasis_in_a_bold_line_is_kept() {
        let action = parse_line("Press **Save** and *wait* `x`");
        assert_eq!(pieces(&action, Place::Bold), "Press __Save__ and *wait* `x`");
    }

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(cell(&parse("a | b\nc\n\n- d `|`\n- e")), "a \\| b<br>c<br>• d `\\|`<br>• e");
    }

    proptest::proptest! {
        #[test]
        fn plain_text_never_becomes_markup(text in "[-a-z0-9 *_`\\[\\]()<>#+.!\\\\&{}~|=:$^%é]{0,40}") {
            let plain = text.trim().to_owned();
            let expected = if plain.is_empty() { vec![] } else { vec![Inline::Plain(plain.clone())] };
            proptest::prop_assert_eq!(parse_line(&escape(&plain, Place::Start)), expected.clone());
            let blocks = if expected.is_empty() { vec![] } else { vec![TextBlock::Paragraph(expected)] };
            proptest::prop_assert_eq!(parse(&escape(&plain, Place::Start)), blocks);
        }
    }
}
