//! Documents, and edits of them, drawn at random. Texts come from a few words, so that both sides often write the same.

use proptest::prelude::*;
use proptest::sample::Index;
use sopwright_core::document::{
    Answer, Arm, Block, BlockKind, CalloutKind, Definition, Document, Faq, Figure, HistoryRow, Mark, Numbering,
    Parameter, Phase, Question, QuestionTarget, RoleDuty, SectionKey, SnippetForm, Status, Step, Substep,
};
use sopwright_core::entry::{Point, Rect};
use sopwright_core::id::{DocumentId, EntryId, Hash, PartId};
use sopwright_core::operation::{Item, ItemList, Operation, StepText, apply};
use uuid::Uuid;

pub fn part(n: u32) -> PartId {
    PartId(Uuid::from_u128(u128::from(n) + 1))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-d]", "[a-z]{3}"]
}

pub fn kind() -> impl Strategy<Value = BlockKind> {
    let figure = (0..3_u8, any::<bool>(), 0..2_i32, word()).prop_map(|(n, cropped, x, alt)| Figure {
        shot: Hash::of(&[n]),
        width: 100,
        height: 100,
        alt,
        caption: String::new(),
        crop: cropped.then_some(Rect { x: 1, y: 2, width: 50, height: 60 }),
        marks: vec![Mark::Pointer { at: Point { x, y: 2 } }],
    });
    prop_oneof![
        figure.prop_map(BlockKind::Figure),
        word().prop_map(|text| BlockKind::Callout { callout: CalloutKind::Tip, text }),
        (any::<bool>(), word()).prop_map(|(path, code)| {
            BlockKind::Snippet { form: if path { SnippetForm::Path } else { SnippetForm::Value }, code }
        }),
        (word(), word()).prop_map(|(question, then)| BlockKind::Branch {
            question,
            arms: vec![Arm { condition: "x".into(), then, target: None }],
            otherwise: String::new(),
            otherwise_target: None,
        }),
        prop::collection::btree_map(0..4_u32, word(), 0..3).prop_map(|items| BlockKind::Substeps {
            items: items.into_iter().map(|(n, action)| Substep { id: part(n), action }).collect(),
        }),
    ]
}

fn step_of(id: PartId, blocks: Vec<Block>, action: String) -> Step {
    Step { blocks, sources: vec![EntryId(Uuid::from_u128(1))], ..Step::new(id, action) }
}

fn item_of(list: ItemList, id: PartId, first: String, second: String) -> Item {
    match list {
        ItemList::Role => Item::Role(RoleDuty { id, role: first, duty: second }),
        ItemList::Parameter => Item::Parameter(Parameter { id, name: first, example: second, found: String::new() }),
        ItemList::Faq => Item::Faq(Faq { id, question: first, answer: second }),
        ItemList::Definition => Item::Definition(Definition { id, term: first, meaning: second }),
        ItemList::Question => Item::Question(Question {
            id,
            question: first,
            target: QuestionTarget::Document,
            wants: None,
            to: Default::default(),
            due: None,
            answer: (!second.is_empty()).then(|| Answer {
                text: second,
                by: "Bo".into(),
                at: "2026-11-24T09:00:00+01:00".parse().unwrap(),
            }),
        }),
        ItemList::History => Item::History(HistoryRow {
            id,
            revision: "0.1".into(),
            date: None,
            author: first,
            change: second,
            approved_by: String::new(),
        }),
    }
}

/// A document whose parts have identities counted up from 0.
pub fn document() -> impl Strategy<Value = Document> {
    let step = (prop::collection::vec(kind(), 0..3), word());
    let phases = prop::collection::vec((word(), prop::collection::vec(step, 0..5)), 0..4);
    (phases, prop::array::uniform6(0..4_u32), word()).prop_map(|(phases, lists, title)| {
        let mut next = 0;
        let mut id = || {
            next += 1;
            part(next - 1)
        };
        let mut document = Document::empty(DocumentId(Uuid::nil()));
        document.meta.title = title;
        for (title, steps) in phases {
            let mut phase = Phase::new(id(), title);
            for (kinds, action) in steps {
                let blocks = kinds.into_iter().map(|kind| Block { id: id(), kind }).collect();
                phase.steps.push(step_of(id(), blocks, action));
            }
            document.phases.push(phase);
        }
        for (list, count) in ItemList::ALL.into_iter().zip(lists) {
            for n in 0..count {
                let item = item_of(list, id(), n.to_string(), String::new());
                apply(&mut document, &Operation::InsertItem { at: 0, item }).unwrap();
            }
        }
        document
    })
}

/// What an edit is made from; which parts it names depends on the document that it meets.
#[derive(Clone, Debug)]
pub struct Draw {
    form: u8,
    picks: [Index; 3],
    at: Index,
    words: (String, String),
    kinds: Vec<BlockKind>,
    fresh: u32,
}

pub fn draw() -> impl Strategy<Value = Draw> {
    let picks = prop::array::uniform3(any::<Index>());
    let kinds = prop::collection::vec(kind(), 1..3);
    (0..27_u8, picks, any::<Index>(), (word(), word()), kinds, 0..100_u32)
        .prop_map(|(form, picks, at, words, kinds, fresh)| Draw { form, picks, at, words, kinds, fresh })
}

impl Draw {
    /// The edit of this document by a side, whose new parts are its own; none if there is nothing to edit.
    fn operation(&self, document: &Document, side: u32) -> Option<Operation> {
        let one = |n: usize, ids: Vec<PartId>| (!ids.is_empty()).then(|| ids[self.picks[n].index(ids.len())]);
        let steps = || document.phases.iter().flat_map(|p| &p.steps);
        let phase = || one(0, document.phases.iter().map(|p| p.id).collect());
        let step = || one(1, steps().map(|s| s.id).collect());
        let block = || one(2, steps().flat_map(|s| &s.blocks).map(|b| b.id).collect());
        let list = ItemList::ALL[self.picks[0].index(6)];
        let items = list.items(document);
        let item = || one(1, items.iter().map(Item::id).collect());
        let fresh = |n: u32| part(1000 + side * 100_000 + self.fresh * 20 + n);
        let (first, second) = self.words.clone();
        let blocks = || {
            let kinds = self.kinds.iter().cloned().enumerate();
            kinds.map(|(n, kind)| Block { id: fresh(n as u32), kind }).collect::<Vec<_>>()
        };
        let steps_in = |phase: PartId| document.phases.iter().find(|p| p.id == phase).map_or(0, |p| p.steps.len());
        let blocks_in = |step: PartId| steps().find(|s| s.id == step).map_or(0, |s| s.blocks.len());
        let at = |len: usize| self.at.index(len + 1);
        let within = |len: usize| self.at.index(len.max(1));
        Some(match self.form {
            0 => {
                let mut meta = document.meta.clone();
                match self.picks[0].index(6) {
                    0 => meta.title = first,
                    1 => meta.number = first,
                    2 => meta.owner.name = first,
                    3 => meta.owner.contact = first,
                    4 => meta.status = if first.is_empty() { Status::Draft } else { Status::Approved },
                    _ => meta.duration_min = Some(first.len() as u32),
                }
                Operation::SetMeta { meta: Box::new(meta) }
            }
            1 => Operation::SetSection { section: SectionKey::ALL[self.picks[0].index(10)], text: first },
            2 => {
                let steps = vec![step_of(fresh(5), blocks(), second)];
                Operation::InsertPhase {
                    at: at(document.phases.len()),
                    phase: Phase { steps, ..Phase::new(fresh(6), first) },
                }
            }
            3 => Operation::RemovePhase { phase: phase()? },
            4 => Operation::MovePhase { phase: phase()?, at: within(document.phases.len()) },
            5 => Operation::SetPhaseTitle { phase: phase()?, title: first },
            6 | 7 => {
                let phase = phase()?;
                let step = Box::new(step_of(fresh(7), blocks(), first));
                Operation::InsertStep { phase, at: at(steps_in(phase)), step }
            }
            8 => Operation::RemoveStep { step: step()? },
            9 | 10 => {
                let (step, phase) = (step()?, phase()?);
                Operation::MoveStep { step, phase, at: within(steps_in(phase)) }
            }
            11 | 12 => {
                let fields = [StepText::Action, StepText::Details, StepText::Expected, StepText::Role];
                Operation::SetStepText { step: step()?, field: fields[self.picks[2].index(4)], text: first }
            }
            13 => Operation::SetStepDuration { step: step()?, seconds: Some(first.len() as u32) },
            14 => {
                let step = step()?;
                Operation::InsertBlock { step, at: at(blocks_in(step)), block: blocks()[0].clone() }
            }
            15 | 16 => Operation::SetBlock { block: Block { id: block()?, kind: self.kinds[0].clone() } },
            17 => Operation::RemoveBlock { block: block()? },
            18 | 19 => {
                let (block, step) = (block()?, step()?);
                Operation::MoveBlock { block, step, at: within(blocks_in(step)) }
            }
            20 => Operation::InsertItem {
                at: at(items.len()),
                item: item_of(list, fresh(10 + list as u32), first, second),
            },
            21 => Operation::SetItem { item: item_of(list, item()?, first, second) },
            22 => Operation::SetNumbering { numbering: Numbering::Running },
            23 => Operation::SetPhaseRestart { phase: phase()?, restart: !first.is_empty() },
            24 => {
                Operation::SetStepSources { step: step()?, sources: vec![EntryId(Uuid::from_u128(self.fresh.into()))] }
            }
            25 => Operation::RemoveItem { list, id: item()? },
            _ => Operation::MoveItem { list, id: item()?, at: within(items.len()) },
        })
    }
}

/// The document after a side's edits. What does not fit is left out.
pub fn edited(document: &Document, draws: &[Draw], side: u32) -> Document {
    let mut document = document.clone();
    for draw in draws {
        if let Some(operation) = draw.operation(&document, side) {
            apply(&mut document, &operation).ok();
        }
    }
    document
}

/// A document, and what two people made of it.
#[derive(Clone)]
pub struct Scene {
    pub base: Document,
    pub ours: Document,
    pub theirs: Document,
}

impl std::fmt::Debug for Scene {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { base, ours, theirs } = self;
        write!(f, "\nbase   {}\nours   {}\ntheirs {}\n", outline(base), outline(ours), outline(theirs))
    }
}

/// The document in short: identities and order, and a mark for what the parts say.
pub fn outline(document: &Document) -> String {
    let name = |id: PartId| id.0.as_u128() - 1;
    let mark = |part: &dyn std::fmt::Debug| Hash::of(format!("{part:?}").as_bytes()).as_str()[..2].to_owned();
    let mut text = mark(&(&document.meta, &document.sections));
    for phase in &document.phases {
        text += &format!(" {}.{}(", name(phase.id), mark(&phase.title));
        for step in &phase.steps {
            let alone = Step { blocks: Vec::new(), ..step.clone() };
            let blocks: Vec<String> = step.blocks.iter().map(|b| format!("{}.{}", name(b.id), mark(&b.kind))).collect();
            text += &format!(" {}.{}[{}]", name(step.id), mark(&alone), blocks.join(" "));
        }
        text += " )";
    }
    for list in ItemList::ALL {
        let items: Vec<String> = list.items(document).iter().map(|i| format!("{}.{}", name(i.id()), mark(i))).collect();
        text += &format!(" {list:?}: {}", items.join(" "));
    }
    text
}

pub fn scene() -> impl Strategy<Value = Scene> {
    let draws = || prop::collection::vec(draw(), 0..8);
    // What both did before they parted from the base that is known: the same edit on both sides.
    let both = prop::collection::vec(draw(), 0..2);
    (document(), both, draws(), draws()).prop_map(|(base, both, ours, theirs)| {
        let start = edited(&base, &both, 3);
        let (ours, theirs) = (edited(&start, &ours, 1), edited(&start, &theirs, 2));
        Scene { base, ours, theirs }
    })
}
