//! What holds for every rewrite of any document: its operations fit, undo brings back the document as it was, no two
//! parts come to share an identity, and nothing but a removal makes anything lead nowhere.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::sample::Index;
use sopwright_core::document::{Block, BlockKind, Document, Phase, QuestionTarget, SnippetForm, Step};
use sopwright_core::id::{DocumentId, PartId};
use sopwright_core::rewrite::{Reach, RewriteError, Wish, occurrences};
use sopwright_core::text::Find;
use uuid::Uuid;

use crate::made::*;

const WORDS: [&str; 16] = [
    "Acme",
    "acme_x",
    "**Ac**me",
    "{{a}}",
    "{{b_1}}",
    "`{{a}}`",
    "\\{{a}}",
    "*x* ",
    "- ",
    "\n",
    "\n\n",
    "[l](https://acme.e)",
    "**",
    " ",
    "(",
    "_",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..6).prop_map(|words| words.concat())
}

/// A step, with its identity and those of its blocks still open. Branches and links lead to steps by their place.
#[derive(Clone, Debug)]
struct Seed {
    texts: [String; 4],
    blocks: Vec<(u8, String, [Option<Index>; 2])>,
    link: Option<Index>,
    duration: Option<u32>,
    sources: Vec<u8>,
}

fn seed() -> impl Strategy<Value = Seed> {
    let targets = prop::array::uniform2(prop::option::of(any::<Index>()));
    let blocks = prop::collection::vec((0..4_u8, text(), targets), 0..3);
    let texts = prop::array::uniform4(text());
    let sources = prop::collection::vec(0..4_u8, 0..3);
    (texts, blocks, prop::option::of(any::<Index>()), prop::option::of(any::<u32>()), sources)
        .prop_map(|(texts, blocks, link, duration, sources)| Seed { texts, blocks, link, duration, sources })
}

fn document() -> impl Strategy<Value = Document> {
    let phases = prop::collection::vec(prop::collection::vec(seed(), 0..5), 1..4);
    (phases, text(), prop::option::of(any::<Index>())).prop_map(|(phases, words, asked)| {
        let count = phases.iter().map(Vec::len).sum::<usize>();
        let step_id = |n: usize| 1000 + n as u128;
        let any_step = |index: &Index| step_id(index.index(count));
        let mut document = Document::empty(DocumentId(Uuid::nil()));
        let mut at = 0;
        let mut next = 5000;
        for (p, seeds) in phases.iter().enumerate() {
            let mut phase = Phase::new(id(p as u128 + 1), format!("P {words}"));
            for seed in seeds {
                phase.steps.push(made(seed, step_id(at), &mut next, &any_step));
                at += 1;
            }
            document.phases.push(phase);
        }
        document.sections.purpose = words;
        document.parameters = vec![parameter(80, "a"), parameter(81, "b_1")];
        let asked = asked.filter(|_| count > 0).map(|index| question(90, any_step(&index)));
        document.questions = asked.into_iter().chain([question(91, 1)]).collect();
        document
    })
}

fn made(seed: &Seed, own: u128, next: &mut u128, any_step: &dyn Fn(&Index) -> u128) -> Step {
    let [action, details, expected, role] = seed.texts.clone();
    let mut step = Step { details, expected, role, duration_s: seed.duration, ..step(own, &action) };
    step.sources = seed.sources.iter().map(|n| entry(u128::from(*n))).collect();
    if let Some(link) = &seed.link {
        step.details.push_str(&format!(" [go](step:{})", id(any_step(link))));
    }
    for (form, words, targets) in &seed.blocks {
        *next += 2;
        step.blocks.push(match form {
            0 => note(*next, words),
            1 => snippet(*next, [SnippetForm::Value, SnippetForm::Command][words.len() % 2], words),
            2 => substeps(*next, *next + 1),
            _ => branch(*next, targets.map(|target| target.map(|index| any_step(&index)))),
        });
    }
    step
}

#[derive(Clone, Debug)]
struct Draw {
    form: u8,
    picks: Vec<Index>,
    at: Index,
    name: String,
    words: [String; 2],
}

fn draw() -> impl Strategy<Value = Draw> {
    let name = prop::sample::select(vec!["a", "b_1", "c", "", "No"]).prop_map(String::from);
    (0..11_u8, prop::collection::vec(any::<Index>(), 1..5), any::<Index>(), name, prop::array::uniform2(text()))
        .prop_map(|(form, picks, at, name, words)| Draw { form, picks, at, name, words })
}

impl Draw {
    fn wish(&self, document: &Document) -> Option<Wish> {
        let all: Vec<PartId> = steps_of(document).map(|s| s.id).collect();
        let steps: Vec<PartId> =
            self.picks.iter().filter(|_| !all.is_empty()).map(|i| all[i.index(all.len())]).collect();
        let phase = &document.phases[self.at.index(document.phases.len())];
        let parameter = id(80 + self.at.index(2) as u128);
        let step = steps.first().copied();
        let words = if self.words[0].len().is_multiple_of(2) { "Acme" } else { "x" };
        let find = Find { words: words.into(), any_case: true, whole: self.words[1].len().is_multiple_of(2) };
        Some(match self.form {
            0 | 1 => Wish::MergeSteps { steps },
            2 => Wish::SplitStep { step: step?, before: self.words[0].clone(), after: self.words[1].clone() },
            3 => Wish::DuplicateSteps { steps },
            4 => Wish::MoveSteps { steps, phase: phase.id, at: self.at.index(phase.steps.len() + 1) },
            5 => Wish::RemoveSteps { steps },
            6 => Wish::MergePhases { phase: phase.id },
            7 => Wish::StartPhase { step: step?, title: self.name.clone() },
            8 => Wish::RenameParameter { parameter, name: self.name.clone() },
            9 => Wish::MakeParameter {
                words: find.words,
                name: self.name.clone(),
                found: String::new(),
                here: vec![],
                everywhere: true,
            },
            _ => Wish::HideWords { find },
        })
    }
}

fn steps_of(document: &Document) -> impl Iterator<Item = &Step> {
    document.phases.iter().flat_map(|p| &p.steps)
}

/// What something leads to that is not there.
fn nowhere(document: &Document) -> HashSet<PartId> {
    let there: HashSet<PartId> = steps_of(document).map(|s| s.id).collect();
    let blocks = steps_of(document).flat_map(|s| &s.blocks);
    let branches = blocks.flat_map(leads).flatten();
    let linked = serde_json::to_string(document).unwrap();
    let links = linked.split("](step:").skip(1).map(|rest| rest[..36].parse().unwrap());
    let asked = document.questions.iter().filter_map(|q| match q.target {
        QuestionTarget::Part { part } => Some(part),
        _ => None,
    });
    let asked = asked.filter(|part| !document.phases.iter().any(|p| p.id == *part));
    branches.chain(links).chain(asked).filter(|id| !there.contains(id)).collect()
}

fn words_of(document: &Document) -> usize {
    let letters = |text: &str| text.matches("Ac").count();
    let code = |block: &Block| match &block.kind {
        BlockKind::Snippet { code, .. } => letters(code),
        BlockKind::Callout { text, .. } => letters(text),
        _ => 0,
    };
    steps_of(document).map(|s| letters(&s.action) + s.blocks.iter().map(code).sum::<usize>()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rewrite_fits_can_be_undone_and_leaves_nothing_dangling(before in document(), draw in draw()) {
        prop_assert_eq!(nowhere(&before).len(), 0);
        let Some(wish) = draw.wish(&before) else { return Ok(()) };
        let json = serde_json::to_string(&wish).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Wish>(&json).unwrap(), &wish);
        let mut document = before.clone();
        let result = done(&mut document, &wish);
        if let Err(error) = &result {
            prop_assert!(!matches!(error, RewriteError::Stale(_)), "{:?}", error);
            prop_assert_eq!(&document, &before);
        }
        if !matches!(wish, Wish::RemoveSteps { .. }) {
            prop_assert_eq!(nowhere(&document), HashSet::new(), "{:?}", wish);
        }
        let mut seen = HashSet::new();
        let parts = steps_of(&document).flat_map(|s| std::iter::once(s.id).chain(s.blocks.iter().map(|b| b.id)));
        prop_assert!(parts.chain(document.phases.iter().map(|p| p.id)).all(|id| seen.insert(id)));
        if let (Ok(()), Wish::MergeSteps { .. } | Wish::MoveSteps { .. }) = (&result, &wish) {
            // Equal actions are said once.
            let equal = steps_of(&before).map(|s| &s.action).collect::<HashSet<_>>().len() < steps_of(&before).count();
            prop_assert!(equal || words_of(&document) == words_of(&before));
        }
        if let (Ok(()), Wish::HideWords { find }) = (&result, &wish) {
            prop_assert_eq!(occurrences(&document, find, Reach::Everything).places, 0);
        }
    }

    #[test]
    fn a_rename_there_and_back_changes_nothing_that_is_read(before in document()) {
        let mut document = before.clone();
        for name in ["zzz", "a"] {
            done(&mut document, &Wish::RenameParameter { parameter: id(80), name: name.into() }).unwrap();
        }
        for (now, then) in steps_of(&document).zip(steps_of(&before)) {
            use sopwright_core::text::{parse, parse_line, plain, plain_line};
            prop_assert_eq!(plain_line(&parse_line(&now.action)), plain_line(&parse_line(&then.action)));
            prop_assert_eq!(plain(&parse(&now.details)), plain(&parse(&then.details)));
        }
    }
}

/// The tests above say little if most wishes are refused.
#[test]
fn most_drawn_wishes_are_fulfilled() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut fulfilled, mut refused) = (0, 0);
    for _ in 0..1000 {
        let mut document = document().new_tree(&mut runner).unwrap().current();
        let Some(wish) = draw().new_tree(&mut runner).unwrap().current().wish(&document) else { continue };
        if done(&mut document, &wish).is_ok() { fulfilled += 1 } else { refused += 1 }
    }
    assert!(fulfilled > 500 && refused > 50, "{fulfilled} fulfilled, {refused} refused");
}
