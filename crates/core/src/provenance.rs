//! Where each text of a document comes from: who recorded, wrote, suggested and accepted it, and when. Read off the
//! journal alone; nothing is kept for it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::diff::PartKind;
use crate::document::{Block, Document, Field, FieldName, Fields, QuestionTarget, SectionKey, Step, Value};
use crate::id::{EntryId, PartId, SuggestionId};
use crate::journal::{Cause, EditRow, standing};
use crate::operation::{ItemList, Operation, StepText};
use crate::time::Timestamp;

/// What was done to a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum DeedKind {
    /// It came out of these entries of the recording.
    Recorded {
        /// The entries.
        entries: Vec<EntryId>,
    },
    /// The draft rules, or the settings, gave it.
    Drafted,
    /// Somebody wrote it.
    Written,
    /// Somebody suggested it, and `who` accepted that.
    Suggested {
        /// Which suggestion.
        id: SuggestionId,
        /// Who suggested it.
        author: String,
        /// What the suggestion is called.
        title: String,
    },
    /// It came back with a revision that was restored.
    Restored {
        /// The revision's number.
        revision: String,
    },
    /// It came with a package, which `who` took in.
    Received {
        /// Who sent it.
        by: String,
    },
}

/// Something that was done to a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Deed {
    /// What.
    #[serde(flatten)]
    pub kind: DeedKind,
    /// By whom.
    pub who: String,
    /// When; for several in a row by one person, the last time.
    pub at: Timestamp,
}

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Story {
    /// What the part is that it stands in.
    pub kind: PartKind,
    /// The part's identity, if it has one.
    pub part: Option<PartId>,
    /// The field that holds it.
    pub field: FieldName,
    /// What was done to it, oldest first.
    pub deeds: Vec<Deed>,
}

/// How the document came to be, before the first edit of its journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Birth {
    /// Who drafted it.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// When it was recorded, as far as that is known.
    pub recorded: Option<Timestamp>,
}

/// Where each text of a part comes from; of a step, with its blocks. Empty if there is no such part.
pub fn provenance(document: &Document, journal: &[EditRow], birth: &Birth, of: &QuestionTarget) -> Vec<Story> {
    let rows = standing(journal);
    let tell = |told: Told<'_>| stories(&told, &rows, birth);
    match of {
        QuestionTarget::Document => tell(Told::new(PartKind::Front, Key::Front, document.meta.fields())),
        QuestionTarget::Meta { field } => {
            let mut all = tell(Told::new(PartKind::Front, Key::Front, document.meta.fields()));
            all.retain(|story| serde_json::to_value(story.field).is_ok_and(|name| name == field.as_str()));
            all
        }
        QuestionTarget::Section { section } => {
            let text = Field { name: FieldName::Text, value: Value::Text(document.sections.get(*section)) };
            tell(Told::new(PartKind::Section, Key::Section(*section), vec![text]))
        }
        QuestionTarget::Part { part } => part_of(document, *part, tell),
    }
}

fn part_of(document: &Document, id: PartId, tell: impl Fn(Told<'_>) -> Vec<Story>) -> Vec<Story> {
    let block = |block: &Block, step: &Step| {
        let told = Told::new(PartKind::of_block(&block.kind), Key::Part(block.id), block.fields());
        tell(Told { sources: step.sources.clone(), ..told })
    };
    for phase in &document.phases {
        if phase.id == id {
            return tell(Told::new(PartKind::Phase, Key::Part(id), phase.fields()));
        }
        for step in &phase.steps {
            if step.id == id {
                let told = Told::new(PartKind::Step, Key::Part(id), step.fields());
                let mut all = tell(Told { sources: step.sources.clone(), ..told });
                all.extend(step.blocks.iter().flat_map(|each| block(each, step)));
                return all;
            }
            if let Some(found) = step.blocks.iter().find(|each| each.id == id) {
                return block(found, step);
            }
        }
    }
    let item = ItemList::ALL.into_iter().find_map(|list| list.items(document).into_iter().find(|item| item.id() == id));
    item.map(|item| tell(Told::new(PartKind::of_item(&item), Key::Part(id), item.fields()))).unwrap_or_default()
}

/// What names a part in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Front,
    Section(SectionKey),
    Part(PartId),
}

/// The part whose stories are told.
struct Told<'a> {
    kind: PartKind,
    key: Key,
    fields: Vec<Field<'a>>,
    sources: Vec<EntryId>,
}

impl<'a> Told<'a> {
    fn new(kind: PartKind, key: Key, fields: Vec<Field<'a>>) -> Self {
        Self { kind, key, fields, sources: Vec::new() }
    }
}

fn stories(told: &Told<'_>, rows: &[&EditRow], birth: &Birth) -> Vec<Story> {
    let mut deeds: BTreeMap<FieldName, Vec<Deed>> = BTreeMap::new();
    // Fields that said something before the first edit of them.
    let mut early: BTreeSet<FieldName> = BTreeSet::new();
    for row in rows {
        for (operation, inverse) in row.steps() {
            let touch = touch(told.key, operation, inverse);
            early.extend(touch.filled.into_iter().filter(|name| !deeds.contains_key(name)));
            for name in touch.set {
                push(deeds.entry(name).or_default(), deed_of(row));
            }
        }
    }
    let first = || {
        let (kind, at) = match told.sources.as_slice() {
            [] => (DeedKind::Drafted, birth.at),
            entries => (DeedKind::Recorded { entries: entries.to_vec() }, birth.recorded.unwrap_or(birth.at)),
        };
        Deed { kind, who: birth.who.clone(), at }
    };
    let part = match told.key {
        Key::Part(id) => Some(id),
        Key::Front | Key::Section(_) => None,
    };
    let story = |field: &Field<'_>| {
        let mut deeds = deeds.remove(&field.name).unwrap_or_default();
        if deeds.is_empty() || early.contains(&field.name) {
            deeds.insert(0, first());
        }
        Story { kind: told.kind, part, field: field.name, deeds }
    };
    told.fields.iter().filter(|field| field.value.says_something()).map(story).collect()
}

fn deed_of(row: &EditRow) -> Deed {
    let kind = match &row.cause {
        None => DeedKind::Written,
        Some(Cause::Suggestion { id, author, title }) => {
            DeedKind::Suggested { id: *id, author: author.clone(), title: title.clone() }
        }
        Some(Cause::Restore { revision }) => DeedKind::Restored { revision: revision.clone() },
        Some(Cause::Package { by }) => DeedKind::Received { by: by.clone() },
    };
    Deed { kind, who: row.who.clone(), at: row.at }
}

/// Writing goes to the journal every few words; that is one deed.
fn push(deeds: &mut Vec<Deed>, deed: Deed) {
    match deeds.last_mut() {
        Some(last) if last.kind == deed.kind && last.who == deed.who => last.at = deed.at,
        _ => deeds.push(deed),
    }
}

/// What an operation did to a part.
#[derive(Default)]
struct Touch {
    /// The fields that it set.
    set: Vec<FieldName>,
    /// The fields that said something before, as far as the operation tells.
    filled: Vec<FieldName>,
}

impl Touch {
    fn set<T: Fields>(before: &T, after: &T) -> Self {
        Self { set: before.differing(after), filled: filled(before) }
    }

    fn one(name: FieldName, was_filled: bool) -> Self {
        Self { set: vec![name], filled: if was_filled { vec![name] } else { Vec::new() } }
    }
}

fn filled<T: Fields>(part: &T) -> Vec<FieldName> {
    part.fields().into_iter().filter(|field| field.value.says_something()).map(|field| field.name).collect()
}

fn touch(key: Key, operation: &Operation, inverse: &Operation) -> Touch {
    use Operation as O;
    let is = |id: &PartId| key == Key::Part(*id);
    match (operation, inverse) {
        (O::SetMeta { meta }, O::SetMeta { meta: before }) if key == Key::Front => Touch::set(&**before, &**meta),
        (O::SetSection { section, .. }, O::SetSection { text, .. }) if key == Key::Section(*section) => {
            Touch::one(FieldName::Text, !text.is_empty())
        }
        (O::SetPhaseTitle { phase, .. }, O::SetPhaseTitle { title, .. }) if is(phase) => {
            Touch::one(FieldName::Title, !title.is_empty())
        }
        (O::SetPhaseRestart { phase, .. }, O::SetPhaseRestart { restart, .. }) if is(phase) => {
            Touch::one(FieldName::Restart, *restart)
        }
        (O::SetStepText { step, field, .. }, O::SetStepText { text, .. }) if is(step) => {
            Touch::one(field.name(), !text.is_empty())
        }
        (O::SetStepDuration { step, .. }, O::SetStepDuration { seconds, .. }) if is(step) => {
            Touch::one(FieldName::DurationS, seconds.is_some())
        }
        (O::SetBlock { block }, O::SetBlock { block: before }) if is(&block.id) => Touch::set(before, block),
        (O::SetItem { item }, O::SetItem { item: before }) if is(&item.id()) => Touch::set(before, item),
        // Whatever else it is, it puts parts in or takes them out; then its inverse puts them in.
        _ => Touch { set: put_in(&is, operation), filled: put_in(&is, inverse) },
    }
}

/// The fields of the part that say something, if the operation puts it in.
fn put_in(is: &dyn Fn(&PartId) -> bool, operation: &Operation) -> Vec<FieldName> {
    let in_step = |step: &Step| {
        let block = || step.blocks.iter().find(|block| is(&block.id)).map(filled);
        if is(&step.id) { Some(filled(step)) } else { block() }
    };
    let found = match operation {
        Operation::InsertPhase { phase, .. } if is(&phase.id) => Some(filled(phase)),
        Operation::InsertPhase { phase, .. } => phase.steps.iter().find_map(in_step),
        Operation::InsertStep { step, .. } => in_step(step),
        Operation::InsertBlock { block, .. } if is(&block.id) => Some(filled(block)),
        Operation::InsertItem { item, .. } if is(&item.id()) => Some(filled(item)),
        _ => None,
    };
    found.unwrap_or_default()
}

impl StepText {
    /// The field of a step that it is.
    pub fn name(self) -> FieldName {
        match self {
            Self::Action => FieldName::Action,
            Self::Details => FieldName::Details,
            Self::Expected => FieldName::Expected,
            Self::Role => FieldName::Role,
        }
    }
}

impl Value<'_> {
    /// Whether it has a story to tell: words, a picture, a choice. Where a step came from is the story itself.
    fn says_something(&self) -> bool {
        match self {
            Self::Text(text) | Self::Line(text) | Self::Plain(text) | Self::Code(text) => !text.is_empty(),
            Self::Choice(_) | Self::Shot(..) => true,
            Self::Flag(flag) => *flag,
            Self::Date(date) => date.is_some(),
            Self::Minutes(n) | Self::Seconds(n) => n.is_some(),
            Self::Person(person) => **person != Default::default(),
            Self::Answer(answer) => answer.is_some(),
            Self::Target(step) => step.is_some(),
            Self::About(_) | Self::Sources(_) => false,
            Self::Crop(crop) => crop.is_some(),
            Self::Marks(marks) => !marks.is_empty(),
            Self::Arms(arms) => !arms.is_empty(),
            Self::Items(items) => !items.is_empty(),
        }
    }
}
