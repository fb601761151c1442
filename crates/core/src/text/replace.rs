//! Puts something else in the place of words, and other names on parameters, in the parsed form: what it comes to is
//! written so that it reads as meant, whatever stands around it. The writing of the rest is kept where it can be.

use std::ops::Range;

use super::write::{or_write, or_write_line};
use super::{Find, Inline, TextBlock, parse, parse_line};

/// How characters are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Paragraphs and lists of the subset.
    Text,
    /// One line of the subset.
    Line,
    /// As they are.
    Plain,
}

/// What comes in the place of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With<'a> {
    /// Other words. A link to an address that has the words in it goes; its words stay.
    Words(&'a str),
    /// A parameter of this name. Key caps, links to steps and addresses keep their words: no parameter can stand there.
    Parameter(&'a str),
}

impl With<'_> {
    fn source(self) -> String {
        match self {
            // Only what has no meaning may come in as it is; what it reads as is compared.
            With::Words(words) => words.to_owned(),
            With::Parameter(name) => format!("{{{{{name}}}}}"),
        }
    }
}

/// The characters with something else in the place of the words, and in how many places; none if they do not stand there.
pub fn replace(form: Form, characters: &str, find: &Find, with: With<'_>) -> Option<(String, usize)> {
    let mut places = 0;
    let mut change = |pieces: &[Inline]| replaced(pieces, find, with, &mut places);
    let source = with.source();
    let simple = || find.replaced(characters, &source).map_or_else(|| characters.to_owned(), |(text, _)| text);
    let text = match form {
        Form::Plain => return find.replaced(characters, &source),
        Form::Line => {
            let pieces = change(&parse_line(characters));
            (places > 0).then(|| or_write_line(simple(), &pieces))
        }
        Form::Text => {
            let blocks = in_blocks(&parse(characters), &mut change);
            (places > 0).then(|| or_write(simple(), &blocks))
        }
    };
    text.map(|text| (text, places))
}

/// The characters with another name for a parameter; none if it is not named there. In code and in plain characters a
/// name in braces is the parameter too: that is how people write it there.
pub fn rename(form: Form, characters: &str, from: &str, to: &str) -> Option<String> {
    if uses(form, characters, from) == 0 {
        return None;
    }
    let simple = characters.replace(&format!("{{{{{from}}}}}"), &format!("{{{{{to}}}}}"));
    let mut change = |pieces: &[Inline]| renamed(pieces, from, to);
    Some(match form {
        Form::Plain => simple,
        Form::Line => or_write_line(simple, &change(&parse_line(characters))),
        Form::Text => or_write(simple, &in_blocks(&parse(characters), &mut change)),
    })
}

/// How often a parameter is named in the characters.
pub fn uses(form: Form, characters: &str, name: &str) -> usize {
    let literal = format!("{{{{{name}}}}}");
    // The name in braces may also stand there as mere characters.
    match (characters.contains(&literal), form) {
        (false, _) => 0,
        (true, Form::Plain) => characters.matches(&literal).count(),
        (true, Form::Line) => uses_in(&parse_line(characters), name, &literal),
        (true, Form::Text) => {
            let mut times = 0;
            in_blocks(&parse(characters), &mut |pieces| {
                times += uses_in(pieces, name, &literal);
                Vec::new()
            });
            times
        }
    }
}

fn uses_in(pieces: &[Inline], name: &str, literal: &str) -> usize {
    let times = |piece: &Inline| match piece {
        Inline::Parameter(own) => usize::from(own == name),
        Inline::Code(code) => code.matches(literal).count(),
        Inline::Bold(inner) | Inline::Italic(inner) | Inline::Link { text: inner, .. } => uses_in(inner, name, literal),
        Inline::Plain(_) | Inline::Key(_) | Inline::StepLink { .. } | Inline::Break => 0,
    };
    pieces.iter().map(times).sum()
}

fn renamed(pieces: &[Inline], from: &str, to: &str) -> Vec<Inline> {
    let one = |piece: &Inline| match piece {
        Inline::Parameter(name) if name == from => Inline::Parameter(to.to_owned()),
        Inline::Code(code) => Inline::Code(code.replace(&format!("{{{{{from}}}}}"), &format!("{{{{{to}}}}}"))),
        Inline::Bold(inner) => Inline::Bold(renamed(inner, from, to)),
        Inline::Italic(inner) => Inline::Italic(renamed(inner, from, to)),
        Inline::Link { to: address, text } => Inline::Link { to: address.clone(), text: renamed(text, from, to) },
        Inline::Plain(_) | Inline::Key(_) | Inline::StepLink { .. } | Inline::Parameter(_) | Inline::Break => {
            piece.clone()
        }
    };
    pieces.iter().map(one).collect()
}

fn in_blocks(blocks: &[TextBlock], change: &mut dyn FnMut(&[Inline]) -> Vec<Inline>) -> Vec<TextBlock> {
    let mut one = |block: &TextBlock| match block {
        TextBlock::Paragraph(pieces) => TextBlock::Paragraph(change(pieces)),
        TextBlock::List { ordered, items } => {
            TextBlock::List { ordered: *ordered, items: items.iter().map(|item| in_blocks(item, change)).collect() }
        }
    };
    blocks.iter().map(&mut one).collect()
}

/// Stands for what no words can go over.
const WALL: char = '\u{fffc}';

fn replaced(pieces: &[Inline], find: &Find, with: With<'_>, places: &mut usize) -> Vec<Inline> {
    let mut shown = String::new();
    show(pieces, with, &mut shown);
    let ranges = find.ranges(&shown);
    let mut taking = Taking { find, with, ranges: &ranges, at: 0, unlinked: 0 };
    let out = taking.pieces(pieces);
    *places += ranges.len() + taking.unlinked;
    out
}

/// What people see of the pieces.
fn show(pieces: &[Inline], with: With<'_>, shown: &mut String) {
    for piece in pieces {
        match piece {
            Inline::Plain(text) | Inline::Code(text) => shown.push_str(text),
            Inline::Key(text) | Inline::StepLink { text, .. } => match with {
                With::Words(_) => shown.push_str(text),
                With::Parameter(_) => shown.push(WALL),
            },
            Inline::Bold(inner) | Inline::Italic(inner) | Inline::Link { text: inner, .. } => show(inner, with, shown),
            Inline::Parameter(_) => shown.push(WALL),
            Inline::Break => shown.push('\n'),
        }
    }
}

/// Goes over the pieces in the order in which they were shown.
struct Taking<'a> {
    find: &'a Find,
    with: With<'a>,
    ranges: &'a [Range<usize>],
    /// How far, in bytes of what was shown.
    at: usize,
    unlinked: usize,
}

impl Taking<'_> {
    fn pieces(&mut self, pieces: &[Inline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for piece in pieces {
            match piece {
                Inline::Plain(text) => self.characters(text, &Inline::Plain, &mut out),
                Inline::Code(text) => self.characters(text, &Inline::Code, &mut out),
                Inline::Key(text) if matches!(self.with, With::Words(_)) => {
                    self.characters(text, &Inline::Key, &mut out);
                }
                Inline::StepLink { to, text } if matches!(self.with, With::Words(_)) => {
                    self.characters(text, &|text| Inline::StepLink { to: *to, text }, &mut out);
                }
                Inline::Bold(inner) => out.push(Inline::Bold(self.pieces(inner))),
                Inline::Italic(inner) => out.push(Inline::Italic(self.pieces(inner))),
                Inline::Link { to, text } => {
                    let text = self.pieces(text);
                    if self.must_unlink(to) {
                        self.unlinked += 1;
                        out.extend(text);
                    } else {
                        out.push(Inline::Link { to: to.clone(), text });
                    }
                }
                Inline::Key(_) | Inline::StepLink { .. } | Inline::Parameter(_) => {
                    self.at += WALL.len_utf8();
                    out.push(piece.clone());
                }
                Inline::Break => {
                    let taken = self.ranges.iter().any(|range| range.contains(&self.at));
                    self.at += 1;
                    if !taken {
                        out.push(Inline::Break);
                    }
                }
            }
        }
        out
    }

    fn must_unlink(&self, to: &str) -> bool {
        let decoded = to.replace("%20", " ").replace('+', " ");
        matches!(self.with, With::Words(_)) && (self.find.is_in(to) || self.find.is_in(&decoded))
    }

    /// One piece's characters: what is taken goes, and where it began there is the other.
    fn characters(&mut self, text: &str, make: &dyn Fn(String) -> Inline, out: &mut Vec<Inline>) {
        let own = self.at..self.at + text.len();
        self.at = own.end;
        let mut kept = String::new();
        let mut at = own.start;
        for range in self.ranges.iter().filter(|r| r.start < own.end && r.end > own.start) {
            let (start, end) = (range.start.max(own.start), range.end.min(own.end));
            kept.push_str(&text[at - own.start..start - own.start]);
            at = end;
            if range.start < own.start {
                continue;
            }
            match self.with {
                With::Words(words) => kept.push_str(words),
                With::Parameter(name) => {
                    out.push(make(std::mem::take(&mut kept)));
                    out.push(Inline::Parameter(name.to_owned()));
                }
            }
        }
        kept.push_str(&text[at - own.start..]);
        out.push(make(kept));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::awkward;
    use super::super::{plain, plain_line};
    use super::*;

    fn find(words: &str) -> Find {
        Find { words: words.into(), any_case: true, whole: true }
    }

    fn line(text: &str, words: &str, with: With<'_>) -> Option<String> {
        replace(Form::Line, text, &find(words), with).map(|(text, _)| text)
    }

    #[test]
    fn words_become_a_parameter_wherever_they_stand() {
        let with = With::Parameter("who");
        for (text, expected) in [
            ("Call Acme now", "Call {{who}} now"),
            ("Call **Acme** now", "Call **{{who}}** now"),
            ("Call **Big Acme** now, ACME", "Call **Big {{who}}** now, {{who}}"),
            ("Run `ls acme/x`", "Run `ls `{{who}}`/x`"),
            ("[Acme](https://acme.example)", "[{{who}}](https://acme.example)"),
            ("\\*Acme\\* _x_", "\\*{{who}}\\* _x_"),
            ("<kbd>Acme</kbd> and Acme", "<kbd>Acme</kbd> and {{who}}"),
            (
                "[Acme](step:01890a5d-ac96-774b-bcce-b302099a8057) Acme",
                "[Acme](step:01890a5d-ac96-774b-bcce-b302099a8057) {{who}}",
            ),
        ] {
            assert_eq!(line(text, "acme", with).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(line("Call **Ac**me", "acme", with).as_deref(), Some("Call **{{who}}**"));
        assert_eq!(line("Call {{acme}}", "acme", with), None);
        assert_eq!(line("<kbd>Acme</kbd>", "acme", with), None);
        let (text, places) = replace(Form::Text, "- a **b\n  c** d\n- b c", &find("b c"), with).unwrap();
        assert_eq!((text.as_str(), places), ("- a **{{who}}** d\n- {{who}}", 2));
    }

    #[test]
    fn words_are_masked_with_all_that_shows_them() {
        let with = With::Words("•••");
        for (text, expected) in [
            ("Call **Ac**me_x", "Call **•••**\\_x"),
            ("[the wiki](https://acme.example/x)", "the wiki"),
            ("[Acme *x*](https://e.org/?q=Acme%20Corp)", "••• *x*"),
            ("<kbd>Acme</kbd> `rm acme`", "<kbd>•••</kbd> `rm •••`"),
            ("<mail@acme.example>", "mail@•••.example"),
            (
                "[At Acme](step:01890a5d-ac96-774b-bcce-b302099a8057)",
                "[At •••](step:01890a5d-ac96-774b-bcce-b302099a8057)",
            ),
        ] {
            assert_eq!(line(text, "acme", with).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_parameter_is_renamed_and_what_only_looks_like_it_is_not() {
        let text = "Use {{a}} and **{{a}}**, `x {{a}}`, {{ab}}, \\{{a}}";
        let renamed = rename(Form::Line, text, "a", "b").unwrap();
        assert_eq!(renamed, "Use {{b}} and **{{b}}**, `x {{b}}`, {{ab}}, \\{\\{a}}");
        assert_eq!((uses(Form::Line, text, "a"), uses(Form::Line, &renamed, "b")), (3, 3));
        assert_eq!(rename(Form::Line, "\\{{a}}", "a", "b"), None);
        assert_eq!(rename(Form::Plain, "run {{a}}", "a", "b").as_deref(), Some("run {{b}}"));
        assert_eq!(rename(Form::Text, "- *x* {{a}}\n\n1) y", "a", "b").as_deref(), Some("- *x* {{b}}\n\n1) y"));
        assert_eq!(uses(Form::Text, "{{a}}\n\n- {{a}}", "a"), 2);
    }

    /// What people see, without white space: that at the ends of lines may go.
    fn words_of(form: Form, text: &str) -> String {
        let words = match form {
            Form::Line => plain_line(&parse_line(text)),
            Form::Text | Form::Plain => plain(&parse(text)),
        };
        words.split_whitespace().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn nothing_of_the_words_is_left_and_nothing_else_goes(
            before in awkward(), after in awkward(), part in "[qw]{1,2}", line in any::<bool>(),
        ) {
            let form = if line { Form::Line } else { Form::Text };
            let text = format!("{before}{part}{after}{part}");
            let find = Find { words: part.clone(), any_case: false, whole: false };
            // A parameter with the words in its name is not the words.
            prop_assume!(!regex::Regex::new(r"\{\{[a-z0-9_]*[qw][a-z0-9_]*\}\}").unwrap().is_match(&text));
            let words = words_of(form, &text);
            if let Some((masked, _)) = replace(form, &text, &find, With::Words("•")) {
                prop_assert!(!masked.contains(&part), "{:?} became {:?}", text, masked);
                prop_assert_eq!(words_of(form, &masked), words.replace(&part, "•"), "{:?} became {:?}", text, masked);
            } else {
                prop_assert!(!words.contains(&part), "{:?} was left", text);
            }
            if let Some((named, places)) = replace(form, &text, &find, With::Parameter("p_9")) {
                prop_assert_eq!(uses(form, &named, "p_9"), places, "{:?} became {:?}", text, named);
                let there = rename(form, &named, "p_9", "z").unwrap_or_default();
                prop_assert_eq!(uses(form, &there, "z"), places, "{:?} became {:?}", named, there);
                let back = rename(form, &there, "z", "p_9").unwrap_or_default();
                prop_assert_eq!(words_of(form, &back), words_of(form, &named));
            }
        }
    }
}
