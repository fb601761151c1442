//! Texts compared word by word, in their parsed form: what readers see is compared, and a word that became bold or a
//! link that leads elsewhere is a difference too.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use ts_rs::TS;

use crate::text::{Inline, TextBlock};

/// Which of the two texts a piece stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// In both.
    Same,
    /// Only in the first.
    Removed,
    /// Only in the second.
    Added,
}

/// How characters are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Accent {
    /// Strong.
    Bold,
    /// Emphasis.
    Italic,
    /// In a fixed-width font.
    Code,
    /// A key cap.
    Key,
    /// The name of a parameter.
    Parameter,
}

/// Some characters of a comparison, all on one side and set alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Piece {
    /// Where they stand.
    pub side: Side,
    /// The characters.
    pub text: String,
    /// How they are set.
    pub accents: Vec<Accent>,
    /// The address that they lead to.
    pub link: Option<String>,
}

/// The smallest thing that is compared: a word, a run of blanks or a mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Token {
    text: String,
    accents: Vec<Accent>,
    link: Option<String>,
}

/// Past this, the product of both lengths, lines are compared rather than words, and past it again nothing is: the
/// time is bounded, whatever the texts.
const MOST_WORK: usize = 4_000_000;

/// Of the letters, the share that must be the same for a word by word comparison to be readable: one in five.
const LEAST_SHARED: usize = 5;

/// The pieces of both texts in reading order. Where words were replaced, the old ones come first.
pub(super) fn compare(before: &[Token], after: &[Token]) -> Vec<Piece> {
    let mut spans = spans(before, after);
    join_over_gaps(&mut spans, before);
    if !worth_reading(&spans, before, after) {
        spans = vec![Span { before: 0..before.len(), after: 0..after.len(), same: false }];
    }
    let mut pieces = Vec::new();
    for span in spans {
        if span.same {
            push(&mut pieces, Side::Same, &after[span.after]);
        } else {
            push(&mut pieces, Side::Removed, &before[span.before]);
            push(&mut pieces, Side::Added, &after[span.after]);
        }
    }
    pieces
}

/// Characters in which every sign counts, and words without markup.
pub(crate) fn plain(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    split(text, &[], None, &mut tokens);
    tokens
}

/// A text of one line.
pub(crate) fn line(pieces: &[Inline]) -> Vec<Token> {
    let mut tokens = Vec::new();
    inline(pieces, &mut Vec::new(), None, &mut tokens);
    tokens
}

/// A text of paragraphs and lists.
pub(super) fn text(parsed: &[TextBlock]) -> Vec<Token> {
    let mut tokens = Vec::new();
    blocks(parsed, 0, &mut tokens);
    tokens
}

fn blocks(parsed: &[TextBlock], depth: usize, tokens: &mut Vec<Token>) {
    let mut fresh = tokens.is_empty();
    for (nth, block) in parsed.iter().enumerate() {
        match block {
            TextBlock::Paragraph(pieces) => {
                // The first paragraph of a list item follows its mark.
                if nth > 0 && !fresh {
                    split("\n\n", &[], None, tokens);
                }
                inline(pieces, &mut Vec::new(), None, tokens);
            }
            TextBlock::List { ordered, items } => {
                for (n, item) in items.iter().enumerate() {
                    if !tokens.is_empty() {
                        split("\n", &[], None, tokens);
                    }
                    let mark = if *ordered { format!("{}. ", n + 1) } else { "- ".to_owned() };
                    // One token, so that a renumbered list is no change of its words.
                    tokens.push(Token { text: "  ".repeat(depth) + &mark, accents: Vec::new(), link: None });
                    blocks(item, depth + 1, tokens);
                }
            }
        }
        fresh = false;
    }
}

fn inline(pieces: &[Inline], accents: &mut Vec<Accent>, link: Option<&str>, tokens: &mut Vec<Token>) {
    for piece in pieces {
        let (accent, inner) = match piece {
            Inline::Plain(text) => {
                split(text, accents, link, tokens);
                continue;
            }
            Inline::Break => {
                split("\n", accents, link, tokens);
                continue;
            }
            Inline::Link { to, text } => {
                inline(text, accents, Some(to), tokens);
                continue;
            }
            Inline::StepLink { text, .. } => {
                split(text, accents, link, tokens);
                continue;
            }
            Inline::Bold(inner) => (Accent::Bold, Inner::Pieces(inner)),
            Inline::Italic(inner) => (Accent::Italic, Inner::Pieces(inner)),
            Inline::Code(text) => (Accent::Code, Inner::Characters(text)),
            Inline::Key(text) => (Accent::Key, Inner::Characters(text)),
            Inline::Parameter(name) => (Accent::Parameter, Inner::Characters(name)),
        };
        accents.push(accent);
        match inner {
            Inner::Pieces(pieces) => inline(pieces, accents, link, tokens),
            Inner::Characters(text) => split(text, accents, link, tokens),
        }
        accents.pop();
    }
}

enum Inner<'a> {
    Pieces(&'a [Inline]),
    Characters(&'a str),
}

/// What a character is to a reader who looks for words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Blank,
    /// Each stands for itself: punctuation, and the letters of scripts that put no blanks between words.
    Mark,
}

fn sort(c: char) -> Sort {
    let wide = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let punctuation = c.is_ascii_punctuation() || matches!(c, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{205e}');
    if c.is_whitespace() {
        Sort::Blank
    } else if wide || (punctuation && !matches!(c, '_' | '\'' | '\u{2019}')) {
        Sort::Mark
    } else {
        Sort::Word
    }
}

fn split(text: &str, accents: &[Accent], link: Option<&str>, tokens: &mut Vec<Token>) {
    let mut push = |text: &str| {
        tokens.push(Token { text: text.to_owned(), accents: accents.to_vec(), link: link.map(str::to_owned) });
    };
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let sort = sort(c);
        if last.is_some_and(|last| last != sort || sort == Sort::Mark) {
            push(&text[start..at]);
            start = at;
        }
        last = Some(sort);
    }
    if start < text.len() {
        push(&text[start..]);
    }
}

/// Tokens of both sides that belong together.
struct Span {
    before: Range<usize>,
    after: Range<usize>,
    same: bool,
}

fn spans(before: &[Token], after: &[Token]) -> Vec<Span> {
    if before.len().saturating_mul(after.len()) <= MOST_WORK {
        return align(before, after);
    }
    let (lines_before, lines_after) = (lines(before), lines(after));
    let whole = |side: &[Range<usize>], tokens: &[Token]| -> Vec<Vec<Token>> {
        side.iter().map(|line| tokens[line.clone()].to_vec()).collect()
    };
    if lines_before.len().saturating_mul(lines_after.len()) > MOST_WORK {
        let same = before == after;
        return vec![Span { before: 0..before.len(), after: 0..after.len(), same }];
    }
    let reach = |side: &[Range<usize>], span: Range<usize>, len: usize| {
        let edge = |n: usize| side.get(n).map_or(len, |line| line.start);
        edge(span.start)..edge(span.end)
    };
    align(&whole(&lines_before, before), &whole(&lines_after, after))
        .into_iter()
        .map(|span| Span {
            before: reach(&lines_before, span.before, before.len()),
            after: reach(&lines_after, span.after, after.len()),
            same: span.same,
        })
        .collect()
}

fn align<T: Eq + std::hash::Hash>(before: &[T], after: &[T]) -> Vec<Span> {
    // Numbers are quicker to compare than words, and a word occurs often.
    let mut known = HashMap::new();
    let mut number = |token| {
        let next = known.len();
        *known.entry(token).or_insert(next)
    };
    let before: Vec<usize> = before.iter().map(&mut number).collect();
    let after: Vec<usize> = after.iter().map(&mut number).collect();
    capture_diff_slices(Algorithm::Myers, &before, &after)
        .into_iter()
        .map(|op| Span { before: op.old_range(), after: op.new_range(), same: op.tag() == DiffTag::Equal })
        .collect()
}

fn lines(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.text.contains('\n') {
            lines.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        lines.push(start..tokens.len());
    }
    lines
}

/// Joins replacements that only blanks or marks part, so that "the old words" reads as one.
fn join_over_gaps(spans: &mut Vec<Span>, before: &[Token]) {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.drain(..) {
        match joined.last_mut() {
            Some(last) if !last.same && !span.same => {
                last.before.end = span.before.end;
                last.after.end = span.after.end;
            }
            _ => {
                // A gap between two replacements goes over to both of them.
                if let [.., one, gap] = joined.as_mut_slice()
                    && !span.same
                    && !one.same
                    && before[gap.before.clone()].iter().all(Token::is_gap)
                    && both_sides(one)
                    && both_sides(&span)
                {
                    one.before.end = span.before.end;
                    one.after.end = span.after.end;
                    joined.pop();
                    continue;
                }
                joined.push(span);
            }
        }
    }
    *spans = joined;
}

fn both_sides(span: &Span) -> bool {
    !span.before.is_empty() && !span.after.is_empty()
}

fn worth_reading(spans: &[Span], before: &[Token], after: &[Token]) -> bool {
    let letters = |tokens: &[Token]| tokens.iter().filter(|t| !t.is_gap()).map(|t| t.text.len()).sum::<usize>();
    let shared: usize = spans.iter().filter(|s| s.same).map(|s| letters(&after[s.after.clone()])).sum();
    let least = letters(before).min(letters(after));
    shared * LEAST_SHARED >= least
}

impl Token {
    /// Whether it says nothing by itself.
    fn is_gap(&self) -> bool {
        self.text.chars().all(|c| sort(c) != Sort::Word && !c.is_alphanumeric())
    }
}

fn push(pieces: &mut Vec<Piece>, side: Side, tokens: &[Token]) {
    for token in tokens {
        match pieces.last_mut() {
            Some(last) if last.side == side && last.accents == token.accents && last.link == token.link => {
                last.text.push_str(&token.text);
            }
            _ => pieces.push(Piece {
                side,
                text: token.text.clone(),
                accents: token.accents.clone(),
                link: token.link.clone(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Accent, Piece, Side, compare, line, plain, text};
    use crate::text::{parse, parse_line};

    /// `[-old-]{+new+}`, as text.
    fn shown(pieces: &[Piece]) -> String {
        let piece = |p: &Piece| match p.side {
            Side::Same => p.text.clone(),
            Side::Removed => format!("[-{}-]", p.text),
            Side::Added => format!("{{+{}+}}", p.text),
        };
        pieces.iter().map(piece).collect()
    }

    fn words(before: &str, after: &str) -> String {
        shown(&compare(&plain(before), &plain(after)))
    }

    #[test]
    fn a_word_that_changed_stands_alone() {
        assert_eq!(words("Press the Save button.", "Press the Send button."), "Press the [-Save-]{+Send+} button.");
        assert_eq!(words("Open it", "Open it at once"), "Open it{+ at once+}");
        assert_eq!(words("", "New"), "{+New+}");
    }

    #[test]
    fn replaced_words_side_by_side_read_as_one() {
        assert_eq!(
            words("Choose last month in the list", "Choose next year in the list"),
            "Choose [-last month-]{+next year+} in the list"
        );
    }

    #[test]
    fn texts_with_next_to_nothing_alike_are_not_mixed() {
        assert_eq!(words("Call Anna at noon", "Send the mail to Bo"), "[-Call Anna at noon-]{+Send the mail to Bo+}");
    }

    #[test]
    fn a_script_without_blanks_is_compared_by_sign() {
        assert_eq!(words("保存を押す", "送信を押す"), "[-保存-]{+送信+}を押す");
    }

    #[test]
    fn a_change_of_form_alone_is_a_change() {
        let pieces = compare(&line(&parse_line("Press Save now")), &line(&parse_line("Press **Save** now")));
        assert_eq!(shown(&pieces), "Press [-Save-]{+Save+} now");
        assert_eq!(pieces[2].accents, [Accent::Bold]);
    }

    #[test]
    fn a_link_that_leads_elsewhere_is_a_change() {
        let link = |to| text(&parse(&format!("See [the page](https://{to})")));
        let pieces = compare(&link("a.example"), &link("b.example"));
        assert_eq!(shown(&pieces), "See [-the page-]{+the page+}");
        assert_eq!(pieces[2].link.as_deref(), Some("https://b.example"));
    }

    #[test]
    fn paragraphs_and_lists_keep_their_lines() {
        let pieces = compare(&text(&parse("One\n\n- a\n- b")), &text(&parse("One\n\n- a\n- b\n- c\n\nTwo")));
        assert_eq!(shown(&pieces), "One\n- a\n- b{+\n- c\n\nTwo+}");
    }

    #[test]
    fn long_texts_are_compared_by_line_and_longer_ones_whole() {
        let long = |word: &str| (0..1500).map(|n| format!("line {n} of many words\n")).collect::<String>() + word;
        let told = words(&long("old"), &long("new"));
        assert!(told.ends_with("[-old-]{+new+}"), "{}", &told[told.len() - 60..]);
        let longer = |word: &str| "a\nb\n".repeat(5_000) + word;
        assert!(words(&longer("old"), &longer("new")).starts_with("[-a"));
    }

    proptest! {
        #[test]
        fn each_side_can_be_read_off(before in "[a-c ,\n]{0,30}", after in "[a-c ,\n]{0,30}") {
            let pieces = compare(&plain(&before), &plain(&after));
            let side = |not| pieces.iter().filter(|p| p.side != not).map(|p| p.text.as_str()).collect::<String>();
            prop_assert_eq!(side(Side::Added), before);
            prop_assert_eq!(side(Side::Removed), after);
        }

        #[test]
        fn a_text_is_the_same_as_itself(words in "\\PC{0,40}") {
            let tokens = text(&parse(&words));
            prop_assert!(compare(&tokens, &tokens).iter().all(|p| p.side == Side::Same));
        }
    }
}
