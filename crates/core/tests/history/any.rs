//! Documents, any: two of them share most of their parts, in other places and with other words.

use proptest::prelude::*;
use sopwright_core::document::{
    Arm, Block, BlockKind, Cadence, CalloutKind, Definition, Document, Faq, Figure, HistoryRow, Mark, Numbering,
    Parameter, Phase, Question, QuestionTarget, RoleDuty, SectionKey, SnippetForm, Step, Substep,
};
use sopwright_core::entry::Point;
use sopwright_core::id::{DocumentId, EntryId, Hash, PartId};
use uuid::Uuid;

pub(crate) fn part(n: u32) -> PartId {
    PartId(Uuid::from_u128(u128::from(n) + 1))
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Press **Save** in the [list](https://a.example)".to_owned()),
        "(Open|Press|Type|the|ledger|<kbd>F1</kbd>|\\{\\{a\\}\\}| |, |\n- |\n\n){0,8}",
    ]
}

#[derive(Clone, Debug)]
struct Draw {
    id: u32,
    words: String,
    form: u8,
    n: Option<u32>,
}

fn draw() -> impl Strategy<Value = Draw> {
    (0..30_u32, words(), 0..6_u8, prop::option::of(0..30_u32)).prop_map(|(id, words, form, n)| Draw {
        id,
        words,
        form,
        n,
    })
}

pub(crate) fn document() -> impl Strategy<Value = Document> {
    (prop::collection::vec(draw(), 0..40), words(), words(), any::<bool>()).prop_map(|(draws, title, section, flag)| {
        let mut document = Document::empty(DocumentId(Uuid::nil()));
        document.meta.title = title;
        document.meta.cadence = if flag { Cadence::Yearly } else { Cadence::Unset };
        document.numbering = if flag { Numbering::Running } else { Numbering::ByPhase };
        document.template.name = if flag { "Other".into() } else { document.template.name };
        let key = SectionKey::ALL[section.len() % 10];
        *document.sections.get_mut(key) = section;
        let mut used = Vec::new();
        for draw in draws {
            if !used.contains(&draw.id) {
                used.push(draw.id);
                add(&mut document, draw);
            }
        }
        document
    })
}

fn add(document: &mut Document, draw: Draw) {
    let id = part(draw.id);
    let step = document.phases.last_mut().and_then(|phase| phase.steps.last_mut());
    // An identity is of one sort in every document.
    match (draw.id % 6, step) {
        (0, _) => {
            document.phases.push(Phase { restart: draw.form == 0, ..Phase::new(id, draw.words) });
        }
        (1 | 2, _) => {
            let Some(phase) = document.phases.last_mut() else { return };
            let mut step = Step::new(id, draw.words.clone());
            step.duration_s = draw.n;
            step.details = draw.words;
            step.sources = draw.n.map(|n| EntryId(Uuid::from_u128(n.into()))).into_iter().collect();
            phase.steps.push(step);
        }
        (3 | 4, Some(step)) => step.blocks.push(Block { id, kind: kind(&draw) }),
        _ => item(document, draw),
    }
}

fn kind(draw: &Draw) -> BlockKind {
    let words = draw.words.clone();
    match draw.form {
        0 => BlockKind::Callout { callout: CalloutKind::Tip, text: words },
        1 => BlockKind::Snippet { form: SnippetForm::Value, code: words },
        2 => BlockKind::Branch {
            question: words.clone(),
            arms: vec![Arm { condition: words, then: String::new(), target: draw.n.map(part) }],
            otherwise: String::new(),
            otherwise_target: draw.n.map(part),
        },
        3 => BlockKind::Substeps { items: vec![Substep { id: part(100 + draw.id), action: words }] },
        _ => BlockKind::Figure(Figure {
            shot: Hash::of(words.as_bytes()),
            width: 640,
            height: 480,
            alt: words,
            caption: String::new(),
            crop: None,
            marks: vec![Mark::Pointer { at: Point { x: draw.form.into(), y: 2 } }],
        }),
    }
}

fn item(document: &mut Document, draw: Draw) {
    let (id, words) = (part(draw.id), draw.words);
    match draw.form {
        0 => document.roles.push(RoleDuty { id, role: words, duty: String::new() }),
        1 => document.parameters.push(Parameter { id, name: words, example: String::new(), found: String::new() }),
        2 => document.faq.push(Faq { id, question: words, answer: String::new() }),
        3 => document.definitions.push(Definition { id, term: words, meaning: String::new() }),
        4 => document.questions.push(Question {
            id,
            question: words,
            target: QuestionTarget::Document,
            wants: None,
            to: Default::default(),
            due: None,
            answer: None,
        }),
        _ => document.history.push(HistoryRow {
            id,
            revision: "0.1".into(),
            date: None,
            author: String::new(),
            change: words,
            approved_by: String::new(),
        }),
    }
}
