//! Brings pieces into the form in which they look the same and are simplest: nothing empty, characters in one piece, no
//! mark within its like or right beside it, no link in a link, white space outside of marks and not at the ends of
//! lines. What was taken out of a text or put into it leaves the rest like this.

use super::{Inline, TextBlock, parse};

/// Paragraphs and lists, without paragraphs that have nothing in them.
pub(super) fn blocks(blocks: &[TextBlock]) -> Vec<TextBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            TextBlock::Paragraph(pieces) => parse::push_paragraph(&mut out, joined(pieces, Around::default())),
            TextBlock::List { ordered, items } => {
                let items = items.iter().map(|item| self::blocks(item)).collect();
                out.push(TextBlock::List { ordered: *ordered, items });
            }
        }
    }
    out
}

/// One paragraph.
pub(super) fn paragraph(pieces: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    parse::push_paragraph(&mut out, joined(pieces, Around::default()));
    match out.pop() {
        Some(TextBlock::Paragraph(pieces)) => pieces,
        Some(TextBlock::List { .. }) | None => Vec::new(),
    }
}

/// One line: breaks become spaces.
pub(super) fn line(pieces: &[Inline]) -> Vec<Inline> {
    paragraph(&on_one_line(pieces))
}

fn on_one_line(pieces: &[Inline]) -> Vec<Inline> {
    let one = |piece: &Inline| match piece {
        Inline::Break => Inline::Plain(" ".into()),
        Inline::Bold(inner) => Inline::Bold(on_one_line(inner)),
        Inline::Italic(inner) => Inline::Italic(on_one_line(inner)),
        Inline::Link { to, text } => Inline::Link { to: to.clone(), text: on_one_line(text) },
        Inline::Plain(_) | Inline::Code(_) | Inline::Key(_) | Inline::StepLink { .. } | Inline::Parameter(_) => {
            piece.clone()
        }
    };
    pieces.iter().map(one).collect()
}

/// What pieces stand in.
#[derive(Clone, Copy, Default)]
struct Around {
    bold: bool,
    italic: bool,
    link: bool,
}

fn joined(pieces: &[Inline], around: Around) -> Vec<Inline> {
    let mut out = Vec::with_capacity(pieces.len());
    join(pieces, around, &mut out);
    for i in 0..out.len() {
        let (after_break, before_break) = (is_break(&out, i.wrapping_sub(1)), is_break(&out, i + 1));
        if let Inline::Plain(text) = &mut out[i] {
            let kept = if after_break { text.trim_start() } else { text.as_str() };
            let kept = if before_break { kept.trim_end() } else { kept };
            *text = kept.to_owned();
        }
    }
    out.retain(|piece| !matches!(piece, Inline::Plain(text) if text.is_empty()));
    out
}

fn join(pieces: &[Inline], around: Around, out: &mut Vec<Inline>) {
    for piece in pieces {
        match piece {
            Inline::Bold(inner) if around.bold => join(inner, around, out),
            Inline::Italic(inner) if around.italic => join(inner, around, out),
            Inline::Link { text, .. } if around.link => join(text, around, out),
            Inline::Bold(inner) => emphasis(joined(inner, Around { bold: true, ..around }), Inline::Bold, out),
            Inline::Italic(inner) => emphasis(joined(inner, Around { italic: true, ..around }), Inline::Italic, out),
            Inline::Link { to, text } => {
                let text = joined(text, Around { link: true, ..around });
                if !text.is_empty() {
                    out.push(Inline::Link { to: to.clone(), text });
                }
            }
            Inline::StepLink { text, .. } if around.link => parse::push_plain(out, text),
            Inline::StepLink { to, text } => out.extend(parse::step_link(*to, text)),
            Inline::Plain(text) => parse::push_plain(out, text),
            Inline::Code(text) | Inline::Key(text) if text.is_empty() => {}
            Inline::Code(_) | Inline::Key(_) | Inline::Parameter(_) | Inline::Break => out.push(piece.clone()),
        }
    }
}

fn is_break(pieces: &[Inline], at: usize) -> bool {
    matches!(pieces.get(at), Some(Inline::Break))
}

/// White space and breaks at the ends of a mark stand outside of it: within, they would take its force away.
fn emphasis(mut inner: Vec<Inline>, wrap: fn(Vec<Inline>) -> Inline, out: &mut Vec<Inline>) {
    loop {
        match inner.first_mut() {
            Some(Inline::Break) => out.push(inner.remove(0)),
            Some(Inline::Plain(text)) if text.starts_with(char::is_whitespace) => {
                let rest = text.trim_start().to_owned();
                parse::push_plain(out, &text[..text.len() - rest.len()]);
                *text = rest;
                if text.is_empty() {
                    inner.remove(0);
                }
            }
            _ => break,
        }
    }
    let mut after = Vec::new();
    loop {
        match inner.last_mut() {
            Some(Inline::Break) => after.extend(inner.pop()),
            Some(Inline::Plain(text)) if text.ends_with(char::is_whitespace) => {
                let rest = text.trim_end().len();
                after.push(Inline::Plain(text.split_off(rest)));
                if text.is_empty() {
                    inner.pop();
                }
            }
            _ => break,
        }
    }
    if !inner.is_empty() {
        match (out.last_mut(), wrap(inner)) {
            (Some(Inline::Bold(before)), Inline::Bold(inner))
            | (Some(Inline::Italic(before)), Inline::Italic(inner)) => {
                for piece in inner {
                    push(before, piece);
                }
            }
            (_, mark) => out.push(mark),
        }
    }
    for piece in after.into_iter().rev() {
        push(out, piece);
    }
}

fn push(out: &mut Vec<Inline>, piece: Inline) {
    match piece {
        Inline::Plain(text) => parse::push_plain(out, &text),
        other => out.push(other),
    }
}
