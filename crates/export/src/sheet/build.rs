//! The sections, in the order and with the titles of the document's template.

use sopwright_core::document::{Document, Question, QuestionTarget, SectionKey};
use sopwright_core::id::PartId;
use sopwright_core::template::{Chapter, Numbered, RequiredField, RequiredPlace};
use sopwright_core::text::{Inline, TextBlock};

use super::text::{Texts, literal};
use super::{Absent, Cell, Piece, Questions, Section, Sheet, control, look, step};
use crate::clean::clean_line;
use crate::{Labels, Options};

/// The questions without an answer; each is printed once, where it belongs.
pub(super) struct Asked<'a> {
    waiting: Vec<&'a Question>,
    texts: &'a Texts,
    labels: &'a Labels,
}

impl Asked<'_> {
    /// Takes the questions about something.
    pub fn about(&mut self, is_about: impl Fn(&QuestionTarget) -> bool) -> Questions {
        let mut taken = Questions::default();
        self.waiting.retain(|question| {
            let take = is_about(&question.target);
            if take {
                taken.questions.push(self.texts.blocks(&question.question));
            }
            !take
        });
        taken.label = match taken.questions.len() {
            0 => String::new(),
            1 => self.labels.open_question.clone(),
            _ => self.labels.open_questions.clone(),
        };
        taken
    }

    /// Takes the questions about some parts.
    pub fn about_parts(&mut self, parts: &[PartId]) -> Questions {
        self.about(|target| matches!(target, QuestionTarget::Part { part } if parts.contains(part)))
    }
}

/// One section under construction.
struct Builder<'a, 'q> {
    document: &'a Document,
    texts: &'a Texts,
    labels: &'a Labels,
    asked: &'q mut Asked<'a>,
}

impl Sheet {
    /// Builds the sheet of a document.
    pub fn new(document: &Document, options: &Options) -> Self {
        let labels = &options.labels;
        let known = step::printed_parts(document);
        let texts = &Texts::new(document);
        let waiting = document.questions.iter().filter(|q| q.answer.is_none()).collect();
        let mut asked = Asked { waiting, texts, labels };
        // A question about a part that is no longer there is one about the document.
        let orphans = asked.about(|target| matches!(target, QuestionTarget::Part { part } if !known.contains(part)));
        let mut rows = control::rows(document, options, &mut asked);
        if !orphans.questions.is_empty() {
            rows.push(super::Row {
                label: labels.open_questions.clone(),
                value: Vec::new(),
                absent: Some(Absent { words: String::new(), questions: orphans }),
            });
        }
        let mut figures = Vec::new();
        let mut sections = Builder { document, texts, labels, asked: &mut asked }.sections(&mut figures);
        // Any text may lead to any step, so this is known only now.
        for piece in sections.iter_mut().flat_map(|section| &mut section.pieces) {
            if let Piece::Step(step) = piece {
                step.is_target = texts.is_target(step.id);
            }
        }
        Self {
            head: control::head(document, options),
            control: (labels.control.clone(), rows),
            sign_off: (labels.sign_off.clone(), labels.no_sign_off.clone()),
            contents: labels.contents.clone(),
            sections,
            look: look::look(document),
            logo: look::logo(document, labels),
            figures,
            front: control::front(document, options),
        }
    }
}

impl<'a> Builder<'a, '_> {
    fn sections(&mut self, figures: &mut Vec<super::FigureUse>) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for Numbered { number, heading } in self.document.chapters() {
            let (usual, pieces) = self.chapter(heading.chapter, number, figures);
            let title = look::title(&heading.title, usual);
            sections.push(Section { number: number.to_string(), title, pieces });
        }
        let title = self.labels.history.clone();
        sections.push(Section { number: String::new(), title, pieces: self.history() });
        sections
    }

    /// A numbered section's usual title, and what stands in it.
    fn chapter(
        &mut self,
        chapter: Chapter,
        number: usize,
        figures: &mut Vec<super::FigureUse>,
    ) -> (&'a String, Vec<Piece>) {
        let labels = self.labels;
        match chapter {
            Chapter::Purpose => (&labels.purpose, self.prose(SectionKey::Purpose, true)),
            Chapter::Scope => (&labels.scope, self.scope()),
            Chapter::Policy => (&labels.policy, self.prose(SectionKey::Policy, true)),
            Chapter::Roles => (&labels.roles, self.roles()),
            Chapter::Before => (&labels.before, self.before(number)),
            Chapter::Procedure => {
                let pieces = step::procedure(self.document, number, self.texts, labels, self.asked, figures);
                (&labels.procedure, pieces)
            }
            Chapter::Result => (&labels.result, self.prose(SectionKey::Result, true)),
            Chapter::Trouble => (&labels.trouble, self.prose(SectionKey::Trouble, false)),
            Chapter::Faq => (&labels.faq, self.faq(number)),
            Chapter::Help => (&labels.help, self.prose(SectionKey::Help, true)),
            Chapter::Definitions => (&labels.definitions, self.definitions()),
            Chapter::References => (&labels.references, self.prose(SectionKey::References, false)),
            Chapter::Records => (&labels.records, self.prose(SectionKey::Records, false)),
        }
    }

    fn requires(&self, field: RequiredField) -> bool {
        self.document.template.required.contains(&field)
    }

    /// A prose section. An empty one says so, as strongly as it matters.
    fn prose(&mut self, key: SectionKey, mandatory: bool) -> Vec<Piece> {
        let text = self.texts.blocks(self.document.sections.get(key));
        let questions =
            self.asked.about(|target| matches!(target, QuestionTarget::Section { section } if *section == key));
        if text.is_empty() {
            let is_required = |field: &RequiredField| field.place() == RequiredPlace::Section(key);
            let required = self.document.template.required.iter().any(is_required);
            let mandatory = mandatory || required || !questions.questions.is_empty();
            let words = if mandatory { &self.labels.not_known } else { &self.labels.none_given };
            return vec![Piece::Absent(Absent { words: words.clone(), questions })];
        }
        with_questions(vec![Piece::Text { text }], questions)
    }

    fn scope(&mut self) -> Vec<Piece> {
        let mut pieces = self.prose(SectionKey::Scope, true);
        let audience = clean_line(&self.document.meta.audience);
        let audience = if audience.is_empty() { self.labels.not_known.clone() } else { audience };
        pieces.push(Piece::Labelled { label: self.labels.audience.clone(), text: literal(audience) });
        pieces
    }

    fn roles(&mut self) -> Vec<Piece> {
        let ids: Vec<PartId> = self.document.roles.iter().map(|r| r.id).collect();
        let rows = self
            .document
            .roles
            .iter()
            .map(|r| vec![literal(clean_line(&r.role)), self.texts.blocks(&r.duty)])
            .collect();
        let columns = [&self.labels.role, &self.labels.duty];
        self.table(&columns, &[1.0, 2.6], rows, &ids, self.requires(RequiredField::Roles))
    }

    fn before(&mut self, number: usize) -> Vec<Piece> {
        let labels = self.labels;
        let mut pieces = Vec::new();
        for (n, (title, key)) in
            [(&labels.trigger, SectionKey::Trigger), (&labels.needs, SectionKey::Needs)].into_iter().enumerate()
        {
            pieces.push(Piece::Heading { number: format!("{number}.{}", n + 1), title: title.clone() });
            pieces.extend(self.prose(key, true));
        }
        let parameters = &self.document.parameters;
        let ids: Vec<PartId> = parameters.iter().map(|p| p.id).collect();
        if !parameters.is_empty() {
            pieces.push(Piece::Heading { number: format!("{number}.3"), title: labels.parameters.clone() });
            let rows = parameters
                .iter()
                .map(|p| {
                    let name = TextBlock::Paragraph(vec![Inline::Parameter(parameter_name(&p.name))]);
                    vec![vec![name], literal(clean_line(&p.example)), self.texts.blocks(&p.found)]
                })
                .collect();
            let columns = [&labels.parameter, &labels.example, &labels.found];
            pieces.extend(self.table(&columns, &[1.2, 1.2, 2.0], rows, &ids, false));
        }
        pieces
    }

    fn faq(&mut self, number: usize) -> Vec<Piece> {
        if self.document.faq.is_empty() {
            return vec![self.absent(true)];
        }
        let mut pieces = Vec::new();
        for (i, faq) in self.document.faq.iter().enumerate() {
            let answer = self.texts.blocks(&faq.answer);
            let questions = self.asked.about_parts(&[faq.id]);
            let (absent, after) = if answer.is_empty() {
                (Some(Absent { words: self.labels.not_known.clone(), questions }), None)
            } else {
                (None, Some(questions))
            };
            pieces.push(Piece::Faq {
                number: format!("{number}.{}", i + 1),
                question: self.texts.blocks(&faq.question),
                answer,
                absent,
            });
            if let Some(questions) = after.filter(|q| !q.questions.is_empty()) {
                pieces.push(Piece::Questions(questions));
            }
        }
        pieces
    }

    fn definitions(&mut self) -> Vec<Piece> {
        let definitions = &self.document.definitions;
        let ids: Vec<PartId> = definitions.iter().map(|d| d.id).collect();
        let rows =
            definitions.iter().map(|d| vec![literal(clean_line(&d.term)), self.texts.blocks(&d.meaning)]).collect();
        let columns = [&self.labels.term, &self.labels.meaning];
        self.table(&columns, &[1.0, 2.6], rows, &ids, self.requires(RequiredField::Definitions))
    }

    fn history(&mut self) -> Vec<Piece> {
        let labels = self.labels;
        let ids: Vec<PartId> = self.document.history.iter().map(|r| r.id).collect();
        let rows = self
            .document
            .history
            .iter()
            .map(|row| {
                vec![
                    literal(clean_line(&row.revision)),
                    literal(row.date.map(|d| d.to_string()).unwrap_or_default()),
                    literal(clean_line(&row.author)),
                    self.texts.blocks(&row.change),
                    literal(clean_line(&row.approved_by)),
                ]
            })
            .collect();
        let columns = [&labels.revision, &labels.effective, &labels.author, &labels.change, &labels.approved_by];
        self.table(&columns, &[0.85, 1.05, 1.15, 2.5, 1.15], rows, &ids, true)
    }

    fn table(
        &mut self,
        columns: &[&String],
        widths: &[f32],
        rows: Vec<Vec<Cell>>,
        ids: &[PartId],
        mandatory: bool,
    ) -> Vec<Piece> {
        if rows.is_empty() {
            return vec![self.absent(mandatory)];
        }
        let columns = columns.iter().map(|c| (*c).clone()).collect();
        let questions = self.asked.about_parts(ids);
        with_questions(vec![Piece::Table { columns, rows, widths: widths.to_vec() }], questions)
    }

    fn absent(&self, mandatory: bool) -> Piece {
        let words = if mandatory { &self.labels.not_known } else { &self.labels.none_given };
        Piece::Absent(Absent { words: words.clone(), questions: Questions::default() })
    }
}

fn with_questions(mut pieces: Vec<Piece>, questions: Questions) -> Vec<Piece> {
    if !questions.questions.is_empty() {
        pieces.push(Piece::Questions(questions));
    }
    pieces
}

/// The name as the parser would take it, whatever the document holds.
fn parameter_name(name: &str) -> String {
    name.chars().filter(|c| matches!(c, 'a'..='z' | '0'..='9' | '_')).collect()
}
