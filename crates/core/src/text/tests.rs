//! What the subset reads as, and that nothing in it can be lost or forged.

use proptest::prelude::*;

use super::*;

fn p(text: &str) -> Inline {
    Inline::Plain(text.into())
}

const STEP: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// What both readers of the subset, this one and the editor's, are held to.
#[derive(serde::Deserialize)]
struct Cases {
    lines: Vec<(String, Vec<Inline>)>,
    lines_as_typed: Vec<String>,
    texts: Vec<(String, Vec<TextBlock>)>,
    texts_as_typed: Vec<String>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("cases.json")).unwrap()
}

#[test]
fn the_subset_is_read() {
    let cases = cases();
    for (text, pieces) in cases.lines {
        assert_eq!(parse_line(&text), pieces, "{text:?}");
    }
    for (text, blocks) in cases.texts {
        assert_eq!(parse(&text), blocks, "{text:?}");
    }
}

#[test]
fn all_else_stays_as_typed() {
    let cases = cases();
    for text in cases.lines_as_typed {
        assert_eq!(parse_line(&text), vec![p(&text)], "{text:?}");
    }
    for text in cases.texts_as_typed {
        let blocks = parse(&text);
        assert!(is_plain(&blocks), "{text:?} gave {blocks:?}");
        assert_eq!(plain(&blocks), text);
    }
    assert_eq!(plain(&parse("<kbd>**a**</kbd>")), "<kbd>a</kbd>");
}

#[test]
fn a_line_has_no_blocks() {
    for text in ["# a", "- a", "1. a", "> a", "---", "    a", "```", "[a]: https://example.org", "<div>", "=="] {
        assert_eq!(parse_line(text), vec![p(text.trim())]);
    }
    assert_eq!(parse_line("_a_ b"), vec![Inline::Italic(vec![p("a")]), p(" b")]);
    assert_eq!(parse_line(" \n "), vec![]);
}

#[test]
fn ordinary_words_are_hardly_escaped() {
    for text in [
        r"C:\Users\ann\file_name_2.txt",
        "https://example.org/a_b?c=d&e=f#g",
        "Click Save (F12). Done!",
        "5 > 3, a - b, 50 % + 7",
        "R&D's \"x\" = y",
    ] {
        let escaped = escape(text);
        assert!(escaped.len() <= text.len() + 1, "{escaped}");
    }
}

#[test]
fn nesting_is_held_within_bounds() {
    for text in ["> ".repeat(5_000), "- ".repeat(5_000), "*a ".repeat(5_000), "[".repeat(20_000), "**a ".repeat(3_000)]
    {
        let _ = plain(&parse(&text));
        let _ = plain_line(&parse_line(&text));
    }
    let deep = (0..60).map(|i| format!("{}- x{i}\n", "  ".repeat(i))).collect::<String>();
    let words = plain(&parse(&deep));
    assert!((0..60).all(|i| words.contains(&format!("x{i}"))));
}

/// What [`escape`] keeps of a text: see its documentation.
fn kept(text: &str) -> String {
    let text = super::parse::normalised(text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = String::new();
    let mut blank = false;
    for line in lines {
        if line.is_empty() {
            blank = true;
        } else {
            if !out.is_empty() {
                out.push_str(if blank { "\n\n" } else { "\n" });
            }
            blank = false;
            out.push_str(line);
        }
    }
    out
}

fn is_plain(blocks: &[TextBlock]) -> bool {
    blocks.iter().all(|b| match b {
        TextBlock::Paragraph(pieces) => pieces.iter().all(|p| matches!(p, Inline::Plain(_) | Inline::Break)),
        TextBlock::List { .. } => false,
    })
}

/// Letters and digits of a text, wherever they ended up.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

fn all_letters(blocks: &[TextBlock]) -> String {
    fn pieces(inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Link { to, text } => {
                    pieces(text, out);
                    if !plain_line(text).contains(to.trim_start_matches("mailto:")) {
                        out.push_str(&letters(to));
                    }
                }
                Inline::Bold(inner) | Inline::Italic(inner) => pieces(inner, out),
                Inline::StepLink { to, text } => out.push_str(&letters(&format!("{text}step{to}"))),
                other => out.push_str(&letters(&plain_line(std::slice::from_ref(other)))),
            }
        }
    }
    let mut out = String::new();
    for block in blocks {
        match block {
            TextBlock::Paragraph(inlines) => pieces(inlines, &mut out),
            TextBlock::List { items, .. } => items.iter().for_each(|item| out.push_str(&all_letters(item))),
        }
    }
    out
}

/// Text that is dense in characters with a meaning.
pub(super) fn awkward() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "#",
        "-",
        "+",
        ".",
        "1.",
        "12)",
        "!",
        "\\",
        "&",
        "&amp;",
        "{",
        "}",
        "{{",
        "}}",
        "{{a_b}}",
        "~~~",
        "|",
        "=",
        "==",
        ":",
        "]:",
        "[a]: ",
        "\"",
        "'",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "a",
        "Z9",
        "é",
        "漢",
        "\u{202e}",
        "\u{a0}",
        "\u{200b}",
        "<b>",
        "</b>",
        "<kbd>",
        "</kbd>",
        "<!--",
        "-->",
        "https://example.org",
        "javascript:x",
        "](",
        "![",
        "step:",
        "](step:01890a5d-ac96-774b-bcce-b302099a8057)",
        "[a](step:01890a5d-ac96-774b-bcce-b302099a8057)",
        "<x@y.zz>",
        "<https://e.org>",
        "$x$",
        "#evil()",
    ]);
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn escaped_text_reads_back_as_itself(text in prop_oneof![awkward(), any::<String>()]) {
        let blocks = parse(&escape(&text));
        prop_assert!(is_plain(&blocks), "{:?} gave {:?}", text, blocks);
        prop_assert_eq!(plain(&blocks), kept(&text));
    }

    #[test]
    fn an_escaped_line_reads_back_as_one_piece(text in prop_oneof![awkward(), any::<String>()]) {
        let one_line = kept(&text).split('\n').map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
        let expected = if one_line.is_empty() { vec![] } else { vec![Inline::Plain(one_line.clone())] };
        prop_assert_eq!(parse_line(&escape(&one_line)), expected);
    }

    #[test]
    fn no_letter_is_lost(text in awkward()) {
        // Entities turn into other characters, and the word after a fence is not text.
        let text = text.replace(['&', '~'], "").replace("``", "");
        let mut expected: Vec<char> = letters(&text).chars().collect();
        let mut found: Vec<char> = all_letters(&parse(&text)).replace("mailto", "").chars().collect();
        let mut tags: Vec<char> = letters(&text.replace("<kbd>", "").replace("</kbd>", "")).chars().collect();
        for letters in [&mut expected, &mut found, &mut tags] {
            letters.sort_unstable();
        }
        // Key caps lose their tags, nothing else.
        prop_assert!(found.len() <= expected.len() && found.len() >= tags.len(), "{:?} gave {:?}", text, parse(&text));
        if !text.contains("kbd") {
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn only_what_is_written_as_one_is_a_step_link(text in awkward()) {
        let read = format!("{:?} {:?}", parse(&text), parse_line(&text));
        let written = text.matches(&format!("](step:{STEP})")).count();
        prop_assert!(read.matches("StepLink").count() <= 2 * written, "{:?} gave {}", text, read);
    }

    #[test]
    fn anything_can_be_read(text in any::<String>()) {
        let _ = plain(&parse(&text));
        let _ = plain_line(&parse_line(&text));
    }
}

proptest! {
    #[test]
    fn a_text_without_marks_reads_the_same_at_a_glance(text in "[a-z .,:;()!?'\"|~^$%@#>+=0-9\u{e4}\u{a0}\u{2013}-]{0,12}") {
        prop_assert_eq!(parse(&text), super::parse::parse_marked(&text));
        prop_assert_eq!(parse_line(&text), super::parse::parse_line_marked(&text));
    }

    #[test]
    fn any_text_reads_the_same_at_a_glance(text in "\\PC{0,12}") {
        prop_assert_eq!(parse(&text), super::parse::parse_marked(&text));
        prop_assert_eq!(parse_line(&text), super::parse::parse_line_marked(&text));
    }
}
