//! Makes a step with its blocks from what was sorted onto it.

use std::collections::HashSet;

use super::attach::{Outline, Seed};
use super::desk::Desk;
use super::parameter::Values;
use super::quiet::Quiet;
use super::{acts, branch, figure, place, snippet, tidy, titles};
use crate::act::Act;
use crate::document::{Block, BlockKind, CalloutKind, QuestionTarget, Step, Wants};
use crate::entry::{Entry, EntryKind, Snippet};
use crate::id::{EntryId, Hash, PartId};
use crate::recorder::Effective;
use crate::secret::MASK;
use crate::text::escape;

/// A step, and what later passes need of it.
pub(super) struct Made {
    /// The step.
    pub(super) step: Step,
    /// Its action in plain text.
    pub(super) plain: String,
    /// A person gave the action its words.
    pub(super) worded: bool,
    /// What the window is about in which it happens.
    pub(super) subject: Option<String>,
}

/// The steps, one a seed, in order. Asks about what the recording does not tell.
pub(super) fn steps(quiet: &Quiet, outline: &Outline, values: &Values, desk: &mut Desk) -> Vec<Made> {
    let said = &quiet.said;
    let mut made: Vec<Made> = Vec::with_capacity(outline.seeds.len());
    let mut before = None;
    for seed in &outline.seeds {
        let lead = &said[seed.lead].entry;
        made.push(Maker::new(lead, before, seed, quiet, values, desk).make(said));
        before = Some(lead);
    }
    for &(at, after) in &outline.open {
        let target = after.and_then(|i| made.get(i)).map(|m| QuestionTarget::Part { part: m.step.id });
        ask_open(&said[at].entry, target.unwrap_or(QuestionTarget::Document), desk);
    }
    for entry in outline.loose.iter().map(|&at| &said[at].entry) {
        if tidy::line(&entry.content.text).is_empty() {
            ask_wordless(entry, QuestionTarget::Document, desk);
        }
    }
    ask_pictures(said, desk);
    made
}

/// One question for all pictures that are missing: the reason is mostly the same.
fn ask_pictures(said: &[Effective], desk: &mut Desk) {
    let mut failed = said.iter().map(|one| &one.entry.content.shot_failed).filter(|why| !why.is_empty());
    let Some(first) = failed.next() else { return };
    let count = failed.count() + 1;
    let pictures = if count == 1 { "One picture".to_owned() } else { format!("{count} pictures") };
    let why = escape(&tidy::title(first));
    let question = format!("{pictures} could not be taken ({why}). Which steps need one?");
    desk.ask("pictures", &question, QuestionTarget::Document);
}

/// What was meant by a key press without words, where its kind promises some.
fn ask_wordless(entry: &Entry, target: QuestionTarget, desk: &mut Desk) {
    use EntryKind as K;
    let (question, wants) = match entry.content.kind {
        K::Note => ("A note was logged here without words. What is worth knowing?", Some(Wants::Note)),
        K::Warning => ("A warning was logged here without words. What can go wrong?", Some(Wants::Warning)),
        K::Expected => ("What does the reader see when this step worked?", Some(Wants::Expected)),
        K::Snippet if entry.content.hidden => ("Something was copied in a hidden window here. What is needed?", None),
        K::Snippet if entry.content.snippet.is_none() => ("What was copied here is not kept. What is needed?", None),
        _ => return,
    };
    desk.ask_about(entry.id, "without words", question.to_owned(), target);
    if let Some(wants) = wants {
        desk.wants(wants);
    }
}

/// What the expert wanted to find out, and what may be missing.
fn ask_open(entry: &Entry, target: QuestionTarget, desk: &mut Desk) {
    let words = escape(&tidy::prose(&entry.content.text));
    if entry.content.kind == EntryKind::Gap {
        let mut question = "The recording was interrupted here. Is something missing?".to_owned();
        if !words.is_empty() {
            question = format!("{question} ({words})");
        }
        desk.ask_about(entry.id, "gap", question, target);
    } else if words.is_empty() {
        let question = "A question was logged here without words. What was to be found out?".to_owned();
        desk.ask_about(entry.id, "question", question, target);
    } else {
        desk.ask_about(entry.id, "question", words, target);
    }
}

struct Maker<'a> {
    lead: &'a Entry,
    seed: &'a Seed,
    quiet: &'a Quiet,
    values: &'a Values,
    desk: &'a mut Desk,
    id: PartId,
    title: titles::Title,
    details: Vec<String>,
    expected: Vec<String>,
    blocks: Vec<Block>,
    pictures: HashSet<Hash>,
}

impl<'a> Maker<'a> {
    fn new(
        lead: &'a Entry,
        before: Option<&Entry>,
        seed: &'a Seed,
        quiet: &'a Quiet,
        values: &'a Values,
        desk: &'a mut Desk,
    ) -> Self {
        let id = desk.part(lead.id, "step");
        let title = titles::title(lead, quiet.absorbed(lead.id), before);
        Self {
            lead,
            seed,
            quiet,
            values,
            desk,
            id,
            title,
            details: Vec::new(),
            expected: Vec::new(),
            blocks: Vec::new(),
            pictures: HashSet::new(),
        }
    }

    fn make(mut self, said: &[Effective]) -> Made {
        if !self.title.details.is_empty() {
            self.details.push(std::mem::take(&mut self.title.details));
        }
        for at in self.seed.entries() {
            let entry = &said[at].entry;
            if at != self.seed.lead {
                self.words(entry);
            }
            self.snippet(at, entry);
            self.typed(entry);
            self.figure(at, entry);
            if at == self.seed.lead && entry.content.kind == EntryKind::Decision {
                self.branch();
            }
        }
        self.ask();
        let sources = self.sources(said);
        let seconds = self.seed.active_ms.div_ceil(1000);
        let step = Step {
            id: self.id,
            action: self.title.action,
            details: self.details.join("\n\n"),
            expected: self.expected.join("\n\n"),
            blocks: self.blocks,
            duration_s: u32::try_from(seconds).ok().filter(|s| *s > 0),
            role: String::new(),
            sources,
        };
        let subject = self.lead.content.place.as_ref().and_then(place::subject);
        Made { step, plain: self.title.plain, worded: self.title.worded, subject }
    }

    /// The entries that it was made from, in order.
    fn sources(&self, said: &[Effective]) -> Vec<EntryId> {
        let entries = self.seed.entries().map(|at| said[at].entry.id);
        let mut sources: Vec<EntryId> = Vec::new();
        for id in entries {
            sources.extend(self.quiet.absorbed(id).iter().map(|entry| entry.id));
            sources.push(id);
        }
        sources
    }

    fn target(&self) -> QuestionTarget {
        QuestionTarget::Part { part: self.id }
    }

    /// Puts the words of an entry where its kind belongs.
    fn words(&mut self, entry: &Entry) {
        use EntryKind as K;
        let kind = entry.content.kind;
        let words = tidy::prose(&entry.content.text);
        if words.is_empty() {
            return ask_wordless(entry, self.target(), self.desk);
        }
        match kind {
            K::Expected => self.expected.push(escape(&words)),
            // It says what the characters are, next to them.
            K::Snippet => self.details.push(escape(&words)),
            // It stands under the picture.
            K::Shot if figure::has_picture(entry) => {}
            K::Faq | K::Question | K::Gap => {}
            _ => {
                let (callout, words) = callout(kind, &words);
                self.block(entry, "callout", BlockKind::Callout { callout, text: escape(words) });
            }
        }
    }

    fn snippet(&mut self, at: usize, entry: &Entry) {
        let Some(snippet) = entry.content.snippet.as_ref() else { return };
        let code = code(snippet);
        let shown = if entry.content.snippet_masked() {
            // Dots alone tell nothing; what stands around them does.
            code.replace(MASK, "").chars().any(char::is_alphanumeric)
        } else {
            !code.is_empty()
        };
        if shown {
            self.block(entry, "snippet", BlockKind::Snippet { form: snippet::form(snippet), code });
        }
        if let Some(name) = self.values.name(at) {
            self.details.push(match entry.content.snippet_masked() {
                true => format!("Use your own {{{{{name}}}}} here."),
                false => format!("What was copied here is an example of {{{{{name}}}}}."),
            });
        }
        if !entry.content.cut.is_empty() {
            let cut = escape(&tidy::line(&entry.content.cut));
            let question = format!("Not all that was copied here was kept ({cut}). Is something missing?");
            let target = self.target();
            self.desk.ask_about(entry.id, "cut", question, target);
        }
    }

    /// Text that was typed and is too long for the title.
    fn typed(&mut self, entry: &Entry) {
        let Some(Act::Type { text: Some(text), .. }) = &entry.content.act else { return };
        let one_line = tidy::line(text);
        if entry.content.masked || (one_line.chars().count() <= acts::MOST_TYPED && !text.trim().contains('\n')) {
            return;
        }
        let snippet = Snippet::Text { text: text.clone() };
        self.block(entry, "typed", BlockKind::Snippet { form: snippet::form(&snippet), code: code(&snippet) });
    }

    fn figure(&mut self, at: usize, entry: &Entry) {
        let Some(mut figure) = figure::figure(entry, &self.title.plain) else { return };
        let caption = if entry.content.kind == EntryKind::Shot && at != self.seed.lead {
            tidy::prose(&entry.content.text)
        } else {
            String::new()
        };
        // The same picture twice says nothing new, unless it comes with words.
        if !self.pictures.insert(figure.shot.clone()) && caption.is_empty() {
            return;
        }
        figure.caption = caption;
        self.block(entry, "figure", BlockKind::Figure(figure));
    }

    fn branch(&mut self) {
        let choice = branch::read(&self.lead.content.text);
        let id = self.block(self.lead, "branch", choice.block());
        if let Some(question) = choice.missing() {
            let target = QuestionTarget::Part { part: id };
            self.desk.ask_about(self.lead.id, "branch missing", question.to_owned(), target);
        }
    }

    fn block(&mut self, entry: &Entry, role: &'static str, kind: BlockKind) -> PartId {
        let id = self.desk.part(entry.id, role);
        self.blocks.push(Block { id, kind });
        id
    }

    /// Only the expert knows what a step without words does. What a decision misses is asked at its branch.
    fn ask(&mut self) {
        let silent = !self.title.worded && matches!(self.lead.content.kind, EntryKind::Step | EntryKind::Shot);
        if silent {
            let question = "This step was logged without words. What is done here?".to_owned();
            let target = self.target();
            self.desk.ask_about(self.lead.id, "step without words", question, target);
            self.desk.wants(Wants::Action);
        } else if !self.title.worded {
            ask_wordless(self.lead, self.target(), self.desk);
        }
    }
}

/// The characters as copied; those that no document can hold show as a replacement.
fn code(snippet: &Snippet) -> String {
    let plain = snippet.plain();
    let kept: String = plain
        .chars()
        .filter(|c| *c != '\r')
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    kept.trim_matches('\n').trim_end().to_owned()
}

/// How strong a remark is: its kind, unless its words begin with another.
fn callout(kind: EntryKind, words: &str) -> (CalloutKind, &str) {
    let kinds = [CalloutKind::Tip, CalloutKind::Note, CalloutKind::Warning, CalloutKind::Danger];
    let named = kinds.into_iter().find_map(|kind| {
        let label = kind.label();
        let head = words.get(..label.len())?;
        let rest = words.get(label.len()..)?.strip_prefix(':')?.trim();
        (head.eq_ignore_ascii_case(label) && !rest.is_empty()).then_some((kind, rest))
    });
    let least = if kind == EntryKind::Warning { CalloutKind::Warning } else { CalloutKind::Note };
    match named {
        // A warning stays one, whatever its words call it.
        Some((CalloutKind::Tip | CalloutKind::Note, _)) if kind == EntryKind::Warning => (least, words),
        Some(named) => named,
        None => (least, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_how_strong_a_remark_is() {
        assert_eq!(callout(EntryKind::Note, "tip: use Tab"), (CalloutKind::Tip, "use Tab"));
        assert_eq!(callout(EntryKind::Warning, "Danger: it deletes"), (CalloutKind::Danger, "it deletes"));
        assert_eq!(callout(EntryKind::Warning, "Note: it deletes"), (CalloutKind::Warning, "Note: it deletes"));
        assert_eq!(callout(EntryKind::Note, "Tip:"), (CalloutKind::Note, "Tip:"));
    }
}
