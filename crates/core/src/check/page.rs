//! The document read once for all checks: its texts as words, in reading order, and its steps with their numbers.

use std::ops::Range;

use super::english::is_english;
use super::finding::{FindingTarget, Spot};
use super::words::Words;
use crate::document::{Block, BlockKind, Document, Phase, SectionKey, Step};
use crate::id::PartId;
use crate::operation::{ItemList, StepText};
use crate::text::{parse, parse_line};

/// Which of a document's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    /// One of a step's own texts.
    Step(StepText),
    /// A text of a callout, branch or sub-step.
    Block,
    /// A section, or a text of a listed part.
    Prose,
    /// The words of a figure, a title, a term: short and without sentences.
    Label,
    /// Something to copy.
    Code,
    /// A value of the front matter or of a list that is not read as prose.
    Value,
}

impl TextKind {
    /// Whether people read it as sentences.
    pub(super) fn is_prose(self) -> bool {
        match self {
            Self::Step(field) => field != StepText::Role,
            Self::Block | Self::Prose => true,
            Self::Label | Self::Code | Self::Value => false,
        }
    }
}

pub(super) struct Text<'a> {
    pub(super) spot: Spot,
    pub(super) kind: TextKind,
    /// As kept, with its markup.
    pub(super) source: &'a str,
    pub(super) words: Words,
}

/// A step and where it stands.
pub(super) struct StepAt<'a> {
    pub(super) step: &'a Step,
    pub(super) phase: &'a Phase,
    pub(super) spot: Spot,
    /// Its place in its phase, from 0.
    pub(super) at: usize,
    /// Its texts, among those of the page. The first is its action.
    pub(super) texts: Range<usize>,
}

impl StepAt<'_> {
    /// Where a block of it stands.
    pub(super) fn block(&self, block: PartId) -> Spot {
        let target = FindingTarget::Block { step: self.step.id, block };
        Spot { target, ..self.spot.clone() }
    }
}

pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    pub(super) steps: Vec<StepAt<'a>>,
    pub(super) texts: Vec<Text<'a>>,
    /// Checks of how something is worded know English only.
    pub(super) english: bool,
}

impl<'a> Page<'a> {
    pub(super) fn read(document: &'a Document) -> Self {
        let mut page = Self { document, steps: Vec::new(), texts: Vec::new(), english: false };
        page.front();
        page.sections(&SectionKey::ALL[..3]);
        for one in &document.roles {
            let at = item(ItemList::Role, one.id);
            page.add(&at, TextKind::Value, &one.role);
            page.add(&at, TextKind::Prose, &one.duty);
        }
        page.sections(&SectionKey::ALL[3..5]);
        for one in &document.parameters {
            let at = item(ItemList::Parameter, one.id);
            page.add(&at, TextKind::Value, &one.example);
            page.add(&at, TextKind::Prose, &one.found);
        }
        page.procedure();
        page.sections(&SectionKey::ALL[5..7]);
        for one in &document.faq {
            let at = item(ItemList::Faq, one.id);
            page.add(&at, TextKind::Prose, &one.question);
            page.add(&at, TextKind::Prose, &one.answer);
        }
        page.sections(&SectionKey::ALL[7..8]);
        for one in &document.definitions {
            let at = item(ItemList::Definition, one.id);
            page.add(&at, TextKind::Label, &one.term);
            page.add(&at, TextKind::Prose, &one.meaning);
        }
        page.sections(&SectionKey::ALL[8..]);
        for one in &document.history {
            page.add(&item(ItemList::History, one.id), TextKind::Value, &one.change);
        }
        page.english = is_english(page.texts.iter().filter(|t| t.kind.is_prose()).map(|t| &t.words));
        page
    }

    /// The action of a step.
    pub(super) fn action(&self, step: &StepAt<'_>) -> &Text<'a> {
        &self.texts[step.texts.start]
    }

    /// The texts that people read as sentences.
    pub(super) fn prose(&self) -> impl Iterator<Item = &Text<'a>> {
        self.texts.iter().filter(|t| t.kind.is_prose())
    }

    fn front(&mut self) {
        let meta = &self.document.meta;
        for (field, text) in [
            ("title", &meta.title),
            ("owner", &meta.owner.contact),
            ("successor", &meta.successor.contact),
            ("audience", &meta.audience),
            ("storage", &meta.storage),
        ] {
            self.add(&Spot::outside(FindingTarget::Meta { field: field.to_owned() }), TextKind::Value, text);
        }
    }

    fn sections(&mut self, keys: &[SectionKey]) {
        for key in keys {
            let at = Spot::outside(FindingTarget::Section { section: *key });
            self.add(&at, TextKind::Prose, self.document.sections.get(*key));
        }
    }

    fn procedure(&mut self) {
        for (p, phase) in self.document.phases.iter().enumerate() {
            let target = FindingTarget::Phase { phase: phase.id };
            self.add(&Spot { target, phase: Some(p), step: None }, TextKind::Label, &phase.title);
            for (s, step) in phase.steps.iter().enumerate() {
                let target = FindingTarget::Step { step: step.id };
                let spot = Spot { target, phase: Some(p), step: Some(self.steps.len()) };
                let start = self.texts.len();
                // The action is there even when it is empty.
                self.push(&spot, TextKind::Step(StepText::Action), &step.action);
                let mut at = StepAt { step, phase, spot, at: s, texts: start..start };
                for (field, text) in [
                    (StepText::Details, &step.details),
                    (StepText::Expected, &step.expected),
                    (StepText::Role, &step.role),
                ] {
                    self.add(&at.spot, TextKind::Step(field), text);
                }
                for block in &step.blocks {
                    self.block(&at.block(block.id), block);
                }
                at.texts.end = self.texts.len();
                self.steps.push(at);
            }
        }
    }

    fn block(&mut self, at: &Spot, block: &'a Block) {
        match &block.kind {
            BlockKind::Figure(figure) => {
                self.add(at, TextKind::Label, &figure.alt);
                self.add(at, TextKind::Label, &figure.caption);
            }
            BlockKind::Callout { text, .. } => self.add(at, TextKind::Block, text),
            BlockKind::Snippet { code, .. } => self.add(at, TextKind::Code, code),
            BlockKind::Branch { question, arms, otherwise, .. } => {
                self.add(at, TextKind::Block, question);
                for arm in arms {
                    self.add(at, TextKind::Block, &arm.condition);
                    self.add(at, TextKind::Block, &arm.then);
                }
                self.add(at, TextKind::Block, otherwise);
            }
            BlockKind::Substeps { items } => {
                for item in items {
                    self.add(at, TextKind::Block, &item.action);
                }
            }
        }
    }

    fn add(&mut self, at: &Spot, kind: TextKind, source: &'a str) {
        if !source.is_empty() {
            self.push(at, kind, source);
        }
    }

    fn push(&mut self, at: &Spot, kind: TextKind, source: &'a str) {
        let words = match kind {
            TextKind::Step(StepText::Action) => Words::of_line(&parse_line(source)),
            TextKind::Step(StepText::Role) | TextKind::Label | TextKind::Code | TextKind::Value => {
                Words::of_plain(source)
            }
            TextKind::Step(_) | TextKind::Block | TextKind::Prose => Words::of_blocks(&parse(source)),
        };
        self.texts.push(Text { spot: at.clone(), kind, source, words });
    }
}

fn item(list: ItemList, id: PartId) -> Spot {
    Spot::outside(FindingTarget::Item { list, id })
}
