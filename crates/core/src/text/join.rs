//! Joins texts, so that each still reads as it did.

use super::write::{or_write, or_write_line};
use super::{Inline, parse, parse_line, plain_line};

/// The texts one after the other, as paragraphs.
pub fn join(texts: &[&str]) -> String {
    let mut texts = texts.iter();
    let first = texts.next().copied().unwrap_or_default().to_owned();
    texts.fold(first, |joined, next| {
        let blocks = [parse(&joined), parse(next)].concat();
        or_write(format!("{}\n\n{}", joined.trim_end(), next.trim_start()), &blocks)
    })
}

/// The lines one after the other, as sentences of one line.
pub fn join_lines(lines: &[&str]) -> String {
    let mut lines = lines.iter();
    let first = lines.next().copied().unwrap_or_default().to_owned();
    lines.fold(first, |joined, next| {
        let mut pieces = parse_line(&joined);
        let ended = plain_line(&pieces).trim_end().ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？']);
        let between = if ended { " " } else { ". " };
        pieces.push(Inline::Plain(between.into()));
        pieces.extend(parse_line(next));
        or_write_line(format!("{}{between}{}", joined.trim_end(), next.trim_start()), &pieces)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::awkward;
    use super::super::{plain, plain_line};
    use super::*;

    #[test]
    fn actions_become_sentences() {
        assert_eq!(join_lines(&["Open *x*", "Press **Save**."]), "Open *x*. Press **Save**.");
        assert_eq!(join_lines(&["Done!", "Go", "On"]), "Done! Go. On");
        assert_eq!(join_lines(&["a *b", "c* d"]), "a \\*b. c\\* d");
        assert_eq!(join_lines(&[]), "");
    }

    #[test]
    fn texts_become_paragraphs_and_lists_stay_apart() {
        assert_eq!(join(&["a", "- b"]), "a\n\n- b");
        assert_eq!(parse(&join(&["- a", "- b"])).len(), 2);
        assert_eq!(join(&["```\na", "b"]), "`a`\n\nb");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn each_still_reads_as_it_did(a in awkward(), b in awkward()) {
            let words = |text: &str| text.split_whitespace().collect::<String>();
            let (before, after) = (plain(&parse(&a)), plain(&parse(&b)));
            prop_assert_eq!(words(&plain(&parse(&join(&[&a, &b])))), words(&format!("{before}{after}")));
            let (before, after) = (plain_line(&parse_line(&a)), plain_line(&parse_line(&b)));
            let joined = words(&plain_line(&parse_line(&join_lines(&[&a, &b]))));
            prop_assert!(joined.starts_with(&words(&before)) && joined.ends_with(&words(&after)), "{:?}", joined);
        }
    }
}
