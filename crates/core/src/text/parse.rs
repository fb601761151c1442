//! Reads the Markdown subset. Markdown that is not in the subset (raw HTML, headings, pictures, tables, quotes, rules,
//! links to other places) stays as the characters that were typed, so that nothing is lost and nothing becomes markup.
//!
//! Two readings differ from CommonMark: a line end within a paragraph is a line break, because people press Enter to
//! get one; and a numbered list that does not start at 1 is left as typed, so that its numbers stay right.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::address::{Address, address};
use super::unmarked::unmarked;
use super::{Inline, TextBlock, plain_line};
use crate::id::PartId;

/// How deep lists may nest; what is deeper stays as typed.
const MAX_LIST_DEPTH: usize = 6;
/// How deep emphasis and links may nest; what is deeper stays as typed.
const MAX_INLINE_DEPTH: usize = 8;
/// How often reference definitions are looked for. Each round takes away all that are in force.
const MAX_DEFINITION_ROUNDS: usize = 4;

/// The paragraphs and lists of a text.
pub fn parse(text: &str) -> Vec<TextBlock> {
    match unmarked(text) {
        Some(words) => vec![TextBlock::Paragraph(vec![Inline::Plain(words.to_owned())])],
        None => parse_marked(text),
    }
}

/// The paragraphs and lists of a text that may have marks.
pub(super) fn parse_marked(text: &str) -> Vec<TextBlock> {
    let source = without_definitions(normalised(text));
    let events = Parser::new_ext(&source, Options::empty()).into_offset_iter().collect();
    Reader { source: &source, events, at: 0 }.blocks(0)
}

/// The pieces of a text that is one line, such as a step's action. List marks, hashes and the like mean nothing in it;
/// line ends become spaces.
pub fn parse_line(text: &str) -> Vec<Inline> {
    match unmarked(text) {
        Some(words) => vec![Inline::Plain(words.to_owned())],
        None => parse_line_marked(text),
    }
}

/// The pieces of a line that may have marks.
pub(super) fn parse_line_marked(text: &str) -> Vec<Inline> {
    let line = normalised(text).lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Vec::new();
    }
    // A leading no-break space keeps every block mark from standing at the start of the line, and counts as white
    // space for the rules of emphasis.
    let source = format!("\u{a0}{line}");
    let events = Parser::new_ext(&source, Options::empty()).into_offset_iter().collect();
    let reader = Reader { source: &source, events, at: 0 };
    let mut pieces = match { reader }.blocks(0).pop() {
        Some(TextBlock::Paragraph(pieces)) => pieces,
        Some(TextBlock::List { .. }) | None => vec![Inline::Plain(source.clone())],
    };
    if let Some(Inline::Plain(first)) = pieces.first_mut() {
        if let Some(rest) = first.strip_prefix('\u{a0}') {
            *first = rest.to_owned();
        }
        if first.is_empty() {
            pieces.remove(0);
        }
    }
    pieces
}

/// Line ends as `\n`; U+0000 as the replacement character, as CommonMark asks.
pub(super) fn normalised(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n").replace('\0', "\u{fffd}")
}

/// Takes the force from reference definitions (`[label]: address`): the parser would swallow them without a trace.
fn without_definitions(mut source: String) -> String {
    for _ in 0..MAX_DEFINITION_ROUNDS {
        if !source.contains("]:") {
            return source;
        }
        let mut starts: Vec<usize> = {
            let parser = Parser::new_ext(&source, Options::empty());
            parser.reference_definitions().iter().map(|(_, definition)| definition.span.start).collect()
        };
        if starts.is_empty() {
            return source;
        }
        starts.sort_unstable();
        for start in starts.into_iter().rev() {
            // The span may begin with white space or a container's mark.
            if let Some(bracket) = source.get(start..).and_then(|s| s.find('[')) {
                source.insert(start + bracket, '\\');
            }
        }
    }
    // Only a text made to be awkward comes here: many definitions of one label.
    source.replace("]:", "]\\:")
}

/// Makes a piece of what stands in an element; none if that has no meaning.
type Wrap = Box<dyn FnOnce(Vec<Inline>) -> Option<Inline>>;

struct Reader<'a> {
    source: &'a str,
    events: Vec<(Event<'a>, Range<usize>)>,
    at: usize,
}

/// Characters that stood in the source as they are, and where; only these can hold a parameter.
struct Run {
    text: String,
    source: Range<usize>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.get(self.at)
    }

    /// Blocks up to the end of the container that they stand in. That end is left for the caller.
    fn blocks(&mut self, depth: usize) -> Vec<TextBlock> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.peek() {
            let range = range.clone();
            match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => {
                    self.at += 1;
                    let pieces = self.inlines(0);
                    self.at += 1;
                    push_paragraph(&mut blocks, pieces);
                }
                Event::Start(Tag::List(start)) if depth < MAX_LIST_DEPTH && matches!(start, None | Some(1)) => {
                    let ordered = start.is_some();
                    blocks.push(self.list(ordered, depth));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                    let pieces = self.code_block(fenced);
                    push_paragraph(&mut blocks, pieces);
                }
                Event::Start(tag) if is_inline(tag) => {
                    let pieces = self.inlines(0);
                    push_paragraph(&mut blocks, pieces);
                }
                Event::Start(_) => {
                    self.skip_element();
                    push_paragraph(&mut blocks, self.as_typed(range));
                }
                Event::Rule | Event::Html(_) => {
                    self.at += 1;
                    push_paragraph(&mut blocks, self.as_typed(range));
                }
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                | Event::TaskListMarker(_) => {
                    let pieces = self.inlines(0);
                    push_paragraph(&mut blocks, pieces);
                }
            }
        }
        blocks
    }

    fn list(&mut self, ordered: bool, depth: usize) -> TextBlock {
        self.at += 1;
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.peek() {
            self.at += 1;
            items.push(self.blocks(depth + 1));
            self.at += 1;
        }
        self.at += 1;
        TextBlock::List { ordered, items }
    }

    /// Each line of a code block as code. The fence and its language word are not text.
    fn code_block(&mut self, fenced: bool) -> Vec<Inline> {
        self.at += 1;
        let mut code = String::new();
        while let Some((event, _)) = self.peek() {
            match event {
                Event::End(_) => break,
                Event::Text(text) => code.push_str(text),
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        let mut pieces = Vec::new();
        for line in code.trim_end().lines() {
            if !pieces.is_empty() {
                pieces.push(Inline::Break);
            }
            match (fenced, line.trim().is_empty()) {
                (_, true) => {}
                (true, false) => pieces.push(Inline::Code(line.trim_end().to_owned())),
                // Indented text is hardly ever meant as code by the people who write here.
                (false, false) => pieces.push(Inline::Plain(line.trim().to_owned())),
            }
        }
        pieces
    }

    /// Pieces up to the end of the container that they stand in, or to a block. That is left for the caller.
    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut run: Option<Run> = None;
        while let Some((event, range)) = self.peek() {
            let range = range.clone();
            match event {
                Event::Text(text) => {
                    let text = text.to_string();
                    self.at += 1;
                    self.text(&mut out, &mut run, text, range);
                    continue;
                }
                Event::End(_) | Event::Rule | Event::Html(_) => break,
                Event::Start(tag) if !is_inline(tag) => break,
                _ => {}
            }
            self.flush(&mut out, run.take());
            match self.one(depth) {
                Ok(piece) => out.push(piece),
                Err(range) => {
                    for piece in self.as_typed(range) {
                        match piece {
                            Inline::Plain(text) => push_plain(&mut out, &text),
                            other => out.push(other),
                        }
                    }
                }
            }
        }
        self.flush(&mut out, run.take());
        out
    }

    /// The piece that starts here, or the range of source that stays as typed.
    fn one(&mut self, depth: usize) -> Result<Inline, Range<usize>> {
        let Some((event, range)) = self.peek().cloned() else { return Err(0..0) };
        match event {
            Event::SoftBreak | Event::HardBreak => {
                self.at += 1;
                Ok(Inline::Break)
            }
            Event::Code(code) => {
                self.at += 1;
                Ok(Inline::Code(code.to_string()))
            }
            Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("<kbd>") => self.key(range),
            Event::Start(tag) if depth < MAX_INLINE_DEPTH => {
                let wrap: Wrap = match &tag {
                    Tag::Emphasis => Box::new(|text| Some(Inline::Italic(text))),
                    Tag::Strong => Box::new(|text| Some(Inline::Bold(text))),
                    Tag::Link { link_type, dest_url, title, .. } => match address(*link_type, dest_url, title) {
                        Some(Address::Web(to)) => Box::new(|text| Some(Inline::Link { to, text })),
                        Some(Address::Step(to)) => Box::new(move |text| step_link(to, &plain_line(&text))),
                        None => {
                            self.skip_element();
                            return Err(range);
                        }
                    },
                    _ => {
                        self.skip_element();
                        return Err(range);
                    }
                };
                self.at += 1;
                let text = self.inlines(depth + 1);
                self.at += 1;
                // A link or emphasis around nothing would vanish.
                if text.is_empty() { Err(range) } else { wrap(text).ok_or(range) }
            }
            Event::Start(_) => {
                self.skip_element();
                Err(range)
            }
            _ => {
                self.at += 1;
                Err(range)
            }
        }
    }

    /// `<kbd>` with only characters up to `</kbd>`, else the tag as typed.
    fn key(&mut self, tag: Range<usize>) -> Result<Inline, Range<usize>> {
        self.at += 1;
        let mut label = String::new();
        for (offset, (event, _)) in self.events[self.at..].iter().enumerate() {
            match event {
                Event::Text(text) => label.push_str(text),
                Event::InlineHtml(end) if end.eq_ignore_ascii_case("</kbd>") && !label.trim().is_empty() => {
                    self.at += offset + 1;
                    return Ok(Inline::Key(label.trim().to_owned()));
                }
                _ => break,
            }
        }
        Err(tag)
    }

    fn text(&self, out: &mut Vec<Inline>, run: &mut Option<Run>, text: String, range: Range<usize>) {
        let verbatim = self.source.get(range.clone()) == Some(text.as_str());
        match run {
            Some(open) if verbatim && open.source.end == range.start => {
                open.text.push_str(&text);
                open.source.end = range.end;
            }
            _ => {
                self.flush(out, run.take());
                if verbatim {
                    *run = Some(Run { text, source: range });
                } else {
                    push_plain(out, &text);
                }
            }
        }
    }

    /// Splits a run at its parameters.
    fn flush(&self, out: &mut Vec<Inline>, run: Option<Run>) {
        let Some(Run { text, source }) = run else { return };
        let escaped = source.start > 0 && self.source.as_bytes().get(source.start - 1) == Some(&b'\\');
        let mut rest = text.as_str();
        let mut search = usize::from(escaped);
        while let Some(open) = rest.get(search..).and_then(|s| s.find("{{")).map(|i| i + search) {
            let after = &rest[open + 2..];
            let length = after.bytes().take_while(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_')).count();
            if length > 0 && after[length..].starts_with("}}") {
                push_plain(out, &rest[..open]);
                out.push(Inline::Parameter(after[..length].to_owned()));
                rest = &after[length + 2..];
                search = 0;
            } else {
                search = open + 1;
            }
        }
        push_plain(out, rest);
    }

    /// Skips the element that starts here, with all that is in it.
    fn skip_element(&mut self) {
        let mut open = 0usize;
        while let Some((event, _)) = self.peek() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                break;
            }
        }
    }

    /// The source itself, line by line.
    fn as_typed(&self, range: Range<usize>) -> Vec<Inline> {
        let mut pieces = Vec::new();
        for line in self.source.get(range).unwrap_or_default().trim_end_matches('\n').split('\n') {
            if !pieces.is_empty() {
                pieces.push(Inline::Break);
            }
            // White space within a line matters between words; at its ends it does not, except in a lone line.
            push_plain(&mut pieces, line);
        }
        pieces
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// A link to a step. Its words are plain and on one line; without any there is no link.
pub(super) fn step_link(to: PartId, words: &str) -> Option<Inline> {
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { None } else { Some(Inline::StepLink { to, text }) }
}

pub(super) fn push_plain(out: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Inline::Plain(last)) = out.last_mut() {
        last.push_str(text);
    } else {
        out.push(Inline::Plain(text.to_owned()));
    }
}

/// Adds a paragraph, without white space or breaks at its ends; none if nothing is left.
pub(super) fn push_paragraph(blocks: &mut Vec<TextBlock>, mut pieces: Vec<Inline>) {
    trim_lines(&mut pieces);
    while matches!(pieces.first(), Some(Inline::Break)) {
        pieces.remove(0);
    }
    while matches!(pieces.last(), Some(Inline::Break)) {
        pieces.pop();
    }
    if !pieces.is_empty() {
        blocks.push(TextBlock::Paragraph(pieces));
    }
}

/// Takes white space from both ends of every line, and pieces that are empty then.
fn trim_lines(pieces: &mut Vec<Inline>) {
    for i in 0..pieces.len() {
        let starts = i == 0 || matches!(pieces[i - 1], Inline::Break);
        let ends = i + 1 == pieces.len() || matches!(pieces[i + 1], Inline::Break);
        if let Inline::Plain(text) = &mut pieces[i] {
            if starts {
                *text = text.trim_start().to_owned();
            }
            if ends {
                *text = text.trim_end().to_owned();
            }
        }
    }
    pieces.retain(|piece| !matches!(piece, Inline::Plain(text) if text.is_empty()));
}
