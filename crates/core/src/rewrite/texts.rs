//! All that is written in a document, one text after the other. Every field is named here, so that a new one cannot be
//! forgotten.

use crate::document::{
    Answer, Arm, Block, BlockKind, Definition, Document, Faq, Figure, HistoryRow, Meta, Parameter, Person, Phase,
    Question, RoleDuty, SectionKey, SnippetForm, Step, Substep,
};
use crate::operation::{Item, ItemList, Operation, StepText};
use crate::text::Form;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// How it is read.
    pub(super) form: Form,
    /// What it is part of.
    pub(super) of: Of,
}

/// What a text is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Front matter, sections, titles of phases.
    Frame,
    /// Steps and what stands in them.
    Steps,
    /// A snippet.
    Snippet(SnippetForm),
    /// One of the lists.
    List(ItemList),
}

/// The change to a text: what it becomes, or nothing.
pub(super) type Change<'a> = dyn FnMut(Spot, &str) -> Option<String> + 'a;

/// Operations that give every text what the change makes of it. They fit in any order.
pub(super) fn changed(document: &Document, change: &mut Change<'_>) -> Vec<Operation> {
    let Document {
        id: _,
        session: _,
        // Its words are those of every SOP of its kind; see `template.rs`.
        template: _,
        placed: _,
        meta,
        sections,
        roles,
        parameters,
        numbering: _,
        phases,
        faq,
        definitions,
        questions,
        history,
    } = document;
    let mut texts = Texts { change, of: Of::Frame, dirty: false, operations: Vec::new() };
    texts.meta(meta);
    for section in SectionKey::ALL {
        let mut text = sections.get(section).to_owned();
        if texts.text(&mut text).taken() {
            texts.operations.push(Operation::SetSection { section, text });
        }
    }
    phases.iter().for_each(|phase| texts.phase(phase));
    roles.iter().for_each(|v| texts.item(Item::Role(v.clone())));
    parameters.iter().for_each(|v| texts.item(Item::Parameter(v.clone())));
    faq.iter().for_each(|v| texts.item(Item::Faq(v.clone())));
    definitions.iter().for_each(|v| texts.item(Item::Definition(v.clone())));
    questions.iter().for_each(|v| texts.item(Item::Question(v.clone())));
    history.iter().for_each(|v| texts.item(Item::History(v.clone())));
    texts.operations
}

struct Texts<'a, 'b> {
    change: &'a mut Change<'b>,
    of: Of,
    /// Something changed since it was last asked.
    dirty: bool,
    operations: Vec<Operation>,
}

impl Texts<'_, '_> {
    fn one(&mut self, form: Form, text: &mut String) -> &mut Self {
        if let Some(next) = (self.change)(Spot { form, of: self.of }, text)
            && next != *text
        {
            *text = next;
            self.dirty = true;
        }
        self
    }

    fn text(&mut self, text: &mut String) -> &mut Self {
        self.one(Form::Text, text)
    }

    fn line(&mut self, text: &mut String) -> &mut Self {
        self.one(Form::Line, text)
    }

    fn plain(&mut self, text: &mut String) -> &mut Self {
        self.one(Form::Plain, text)
    }

    fn taken(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    fn person(&mut self, person: &mut Person) -> &mut Self {
        let Person { name, role, contact } = person;
        self.plain(name).plain(role).plain(contact)
    }

    fn meta(&mut self, meta: &Meta) {
        let mut meta = Box::new(meta.clone());
        let Meta {
            number,
            title,
            status: _,
            owner,
            successor,
            audience,
            effective: _,
            cadence: _,
            reviewed: _,
            next_review: _,
            supersedes,
            classification,
            storage,
            duration_min: _,
        } = &mut *meta;
        self.plain(number).plain(title).person(owner).person(successor);
        self.plain(audience).plain(supersedes).plain(classification).plain(storage);
        if self.taken() {
            self.operations.push(Operation::SetMeta { meta });
        }
    }

    fn phase(&mut self, phase: &Phase) {
        let Phase { id, title, restart: _, steps } = phase;
        self.of = Of::Frame;
        let mut title = title.clone();
        if self.plain(&mut title).taken() {
            self.operations.push(Operation::SetPhaseTitle { phase: *id, title });
        }
        steps.iter().for_each(|step| self.step(step));
    }

    fn step(&mut self, step: &Step) {
        let Step { id, action, details, expected, blocks, duration_s: _, role, sources: _ } = step;
        self.of = Of::Steps;
        let fields = [
            (StepText::Action, Form::Line, action),
            (StepText::Details, Form::Text, details),
            (StepText::Expected, Form::Text, expected),
            (StepText::Role, Form::Plain, role),
        ];
        for (field, form, text) in fields {
            let mut text = text.clone();
            if self.one(form, &mut text).taken() {
                self.operations.push(Operation::SetStepText { step: *id, field, text });
            }
        }
        for block in blocks {
            let mut block = block.clone();
            self.block(&mut block);
            if self.taken() {
                self.operations.push(Operation::SetBlock { block });
            }
        }
    }

    fn block(&mut self, block: &mut Block) {
        self.of = Of::Steps;
        match &mut block.kind {
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Callout { callout: _, text } => {
                self.text(text);
            }
            BlockKind::Snippet { form, code } => {
                self.of = Of::Snippet(*form);
                self.plain(code);
            }
            BlockKind::Branch { question, arms, otherwise, otherwise_target: _ } => {
                self.line(question).text(otherwise);
                for Arm { condition, then, target: _ } in arms {
                    self.line(condition).text(then);
                }
            }
            BlockKind::Substeps { items } => {
                for Substep { id: _, action } in items {
                    self.line(action);
                }
            }
        }
    }

    fn figure(&mut self, figure: &mut Figure) {
        let Figure { shot: _, width: _, height: _, alt, caption, crop: _, marks: _ } = figure;
        self.plain(alt).plain(caption);
    }

    fn item(&mut self, mut item: Item) {
        self.of = Of::List(item.list());
        let dirty = match &mut item {
            Item::Role(RoleDuty { id: _, role, duty }) => self.plain(role).text(duty),
            // A name is no text: it changes in one piece with all that name it.
            Item::Parameter(Parameter { id: _, name: _, example, found }) => self.plain(example).text(found),
            Item::Faq(Faq { id: _, question, answer }) => self.line(question).text(answer),
            Item::Definition(Definition { id: _, term, meaning }) => self.plain(term).text(meaning),
            Item::Question(Question { id: _, question, target: _, wants: _, to, due: _, answer }) => answer
                .iter_mut()
                .fold(self.text(question).person(to), |texts, Answer { text, by, at: _ }| texts.text(text).plain(by)),
            Item::History(HistoryRow { id: _, revision: _, date: _, author, change, approved_by }) => {
                self.plain(author).text(change).plain(approved_by)
            }
        }
        .taken();
        if dirty {
            self.operations.push(Operation::SetItem { item });
        }
    }
}
