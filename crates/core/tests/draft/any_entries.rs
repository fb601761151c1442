//! What holds for any entries, ordinary or damaged: no panic, the same draft each time, no words lost, identities that
//! are unique, no empty phase, and nothing that an SOP must have left unasked.

use std::collections::HashSet;

use proptest::option;
use proptest::prelude::*;
use sopwright_core::act::{Act, Button, Element, Ending, Role};
use sopwright_core::document::{BlockKind, Document, QuestionTarget, SectionKey};
use sopwright_core::entry::{Entry, EntryContent, EntryKind as K, Place, Point, Rect, Shot, Snippet};
use sopwright_core::id::{EntryId, Hash, PartId};
use sopwright_core::recorder::effective;
use sopwright_core::settings::DraftDefaults;
use uuid::Uuid;

use super::recording::{Recording, brief, filled, start};

const KINDS: [K; 18] = [
    K::Step,
    K::Note,
    K::Warning,
    K::Decision,
    K::Expected,
    K::Faq,
    K::Question,
    K::Snippet,
    K::Shot,
    K::Click,
    K::Typing,
    K::Shortcut,
    K::Focus,
    K::Pause,
    K::Resume,
    K::Gap,
    K::Withdrawn,
    K::Words,
];

fn kind() -> impl Strategy<Value = K> {
    prop_oneof![
        3 => (0..12_usize).prop_map(|i| KINDS[i]),
        1 => (0..KINDS.len()).prop_map(|i| KINDS[i]),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let said = prop::sample::select(vec![
        "open the invoice.",
        "if the total is over 500 then ask, otherwise go on",
        "If a: b; else if c, d. Else e",
        "is it paid? Yes: file it. No: call",
        "why? because.\nof tax",
        "tip: use Tab",
        "- a\n- b\n\n1. c",
        "*bold* _it_ `code` [x](y) {{name}} <b> \\ &amp;",
        "Danger: it deletes",
        "Ctrl+S",
        "4711",
        "INV-2024-0117",
        "https://example.com/a",
        "git push",
        "\u{202e}abc\u{0}def",
        "   ",
    ]);
    prop_oneof![2 => Just(String::new()), 4 => said.prop_map(str::to_owned), 2 => "\\PC{0,24}", 1 => "[a-zA-Z?.,:\n ]{0,40}"]
}

fn rect() -> impl Strategy<Value = Rect> {
    prop_oneof![
        3 => (-50..2000, -50..1200, 0..2000_u32, 0..1200_u32),
        1 => (any::<i32>(), any::<i32>(), any::<u32>(), any::<u32>()),
    ]
    .prop_map(|(x, y, width, height)| Rect { x, y, width, height })
}

fn place() -> impl Strategy<Value = Place> {
    let app = prop::sample::select(vec!["", "Mousepad", "firefox", "Thunar"]);
    let title = prop_oneof![text(), Just("*a.txt - Mousepad".to_owned()), Just("Untitled 1 - Mousepad".to_owned())];
    let pointer = option::of((any::<i16>(), any::<i16>()).prop_map(|(x, y)| Point { x: x.into(), y: y.into() }));
    (app, title, option::of(rect()), pointer).prop_map(|(app, title, window, pointer)| Place {
        app: app.into(),
        title,
        window,
        pointer,
    })
}

fn snippet() -> impl Strategy<Value = Snippet> {
    prop_oneof![
        4 => text().prop_map(|text| Snippet::Text { text }),
        1 => text().prop_map(|text| Snippet::Html { text, source: "<i>x</i>".into() }),
        1 => Just(Snippet::Image),
        1 => prop::collection::vec(text(), 0..3).prop_map(|paths| Snippet::Files { paths }),
    ]
}

fn act() -> impl Strategy<Value = (Act, Option<Element>)> {
    let at = (any::<i16>(), any::<i16>()).prop_map(|(x, y)| Point { x: x.into(), y: y.into() });
    let button = prop::sample::select(vec![Button::Left, Button::Right, Button::Middle]);
    let chord = prop::sample::select(vec!["Ctrl+Z", "Ctrl+Y", "Alt+Tab", "Enter", "+", ""]).prop_map(str::to_owned);
    let ending = option::of(prop::sample::select(vec![Ending::Enter, Ending::Tab]));
    let act = prop_oneof![
        (button.clone(), 1..4_u8, at.clone()).prop_map(|(button, times, at)| Act::Click { button, times, at }),
        (button, at.clone(), at.clone()).prop_map(|(button, from, to)| Act::Drag { button, from, to }),
        (at, any::<i32>(), any::<i32>()).prop_map(|(at, right, down)| Act::Scroll { at, right, down }),
        (chord, 1..3_u32).prop_map(|(chord, times)| Act::Keys { chord, times }),
        (option::of(text()), ending).prop_map(|(text, ending)| Act::Type { text, ending }),
    ];
    let role =
        prop::sample::select(vec![Role::Button, Role::Menu, Role::MenuItem, Role::Field, Role::Password, Role::Text]);
    let element = (role, text(), option::of(rect())).prop_map(|(role, name, area)| Element { role, name, area });
    (act, option::of(element))
}

#[derive(Clone, Debug)]
pub struct Plan {
    content: EntryContent,
    /// How far back the entry is that it is about; beyond the start: one that is not there.
    about: Option<usize>,
    gap_ms: u64,
    twin: bool,
}

pub fn plan() -> impl Strategy<Value = Plan> {
    let shot = (0..4_u8, rect()).prop_map(|(n, area)| Shot { hash: Hash::of(&[n]), area, bytes: 1 });
    let rest = (any::<bool>(), option::weighted(0.2, kind()), option::weighted(0.8, 0..5_usize), act());
    let time = (prop_oneof![3 => 0..20_000_u64, 1 => 0..400_000_u64], prop::bool::weighted(0.05));
    (kind(), text(), option::weighted(0.3, snippet()), option::of(place()), option::weighted(0.4, shot), rest, time)
        .prop_map(|(kind, text, snippet, place, shot, (masked, becomes, about, (act, element)), (gap_ms, twin))| {
            let mut content = EntryContent::new(kind);
            content.masked = masked && snippet.is_some();
            content.text = text;
            content.snippet = snippet;
            content.place = place;
            content.shot = shot;
            content.becomes = becomes.filter(|_| kind == K::Words);
            if kind.is_act() {
                content.act = Some(act);
                content.element = element;
            }
            Plan { content, about, gap_ms, twin }
        })
}

pub fn entries(plans: Vec<Plan>) -> Vec<Entry> {
    let mut elapsed_ms = 0_u64;
    let mut entries: Vec<Entry> = Vec::new();
    for (i, mut plan) in plans.into_iter().enumerate() {
        elapsed_ms += plan.gap_ms;
        let id = match entries.last() {
            Some(before) if plan.twin => before.id,
            _ => EntryId(Uuid::from_u128(i as u128 + 10)),
        };
        if matches!(plan.content.kind, K::Words | K::Withdrawn) {
            let about = plan.about.map(|back| i.checked_sub(back + 1));
            plan.content.about = about.map(|at| at.map_or(EntryId(Uuid::from_u128(u128::MAX)), |at| entries[at].id));
        }
        entries.push(Entry {
            id,
            session: Recording::new("").session.id,
            seq: u32::try_from(i).unwrap() + 1,
            at: start(),
            elapsed_ms,
            content: plan.content,
            chain: Hash::zero(),
        });
    }
    entries
}

/// Letters and digits only, in lower case, one space around each run.
fn bare(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}');
    let lower: String = text.chars().filter(|c| !hidden(*c)).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// All texts of the document, laid bare.
fn all_texts(document: &Document) -> String {
    fn gather(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => out.push(bare(&text.replace("<kbd>", "").replace("</kbd>", ""))),
            serde_json::Value::Array(list) => list.iter().for_each(|v| gather(v, out)),
            serde_json::Value::Object(map) => map.values().for_each(|v| gather(v, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    gather(&serde_json::to_value(document).unwrap(), &mut out);
    out.join("|")
}

/// The runs of words that must stand together somewhere in the draft.
fn runs(kind: K, words: &str) -> Vec<String> {
    const LINKS: [&str; 13] =
        ["if", "when", "then", "else", "otherwise", "or", "not", "yes", "no", "so", "tip", "danger", "warning"];
    let lines = words.split(['\n', '\r']);
    let runs: Vec<String> = match kind {
        // A decision is taken apart: each of its words is kept, its connecting words are the table's.
        K::Decision => bare(words).split_whitespace().filter(|w| !LINKS.contains(w)).map(bare).collect(),
        K::Faq => lines.flat_map(|line| line.split('?')).map(bare).collect(),
        _ => lines
            .map(|line| {
                let line = bare(line);
                let label = ["note", "tip", "danger", "warning"].iter().find(|l| line.starts_with(&format!(" {l} ")));
                label.map_or_else(|| line.clone(), |l| line[l.len() + 1..].to_owned())
            })
            .collect(),
    };
    runs.into_iter().filter(|run| !run.trim().is_empty()).collect()
}

fn lost_words(entries: &[Entry], document: &Document) -> Vec<String> {
    let texts = all_texts(document);
    let mut lost = Vec::new();
    for one in effective(entries).into_iter().filter(|one| !one.withdrawn) {
        let content = &one.entry.content;
        let kind = content.kind;
        // What the recorder writes on a change of window is no one's words.
        if kind != K::Focus || one.words_later {
            lost.extend(runs(kind, &content.text).into_iter().filter(|run| !texts.contains(run.as_str())));
        }
        let keeps_snippets = !content.masked && !matches!(kind, K::Focus | K::Pause | K::Resume);
        if let Some(snippet) = content.snippet.as_ref().filter(|_| keeps_snippets) {
            let plain = snippet.plain();
            let runs = plain.lines().map(bare).filter(|run| !run.trim().is_empty());
            lost.extend(runs.filter(|run| !texts.contains(run.as_str())));
        }
    }
    lost
}

fn part_ids(document: &Document) -> Vec<PartId> {
    let steps = || document.phases.iter().flat_map(|p| &p.steps);
    let mut ids: Vec<PartId> = document.phases.iter().map(|p| p.id).collect();
    ids.extend(steps().map(|s| s.id));
    ids.extend(steps().flat_map(|s| &s.blocks).map(|b| b.id));
    ids.extend(document.roles.iter().map(|p| p.id));
    ids.extend(document.parameters.iter().map(|p| p.id));
    ids.extend(document.faq.iter().map(|p| p.id));
    ids.extend(document.questions.iter().map(|p| p.id));
    ids.extend(document.history.iter().map(|p| p.id));
    ids
}

/// Each part that can never be hidden is filled or asked for.
fn mandatory_missing(document: &Document) -> Vec<&'static str> {
    let asked = |target: QuestionTarget| document.questions.iter().any(|q| q.target == target);
    let meta = |field: &str| asked(QuestionTarget::Meta { field: field.into() });
    let section = |section| !document.sections.get(section).is_empty() || asked(QuestionTarget::Section { section });
    let whole = asked(QuestionTarget::Document);
    let m = &document.meta;
    [
        ("owner", !m.owner.name.is_empty() || meta("owner")),
        ("audience", !m.audience.is_empty() || meta("audience")),
        ("effective", m.effective.is_some() || meta("effective")),
        ("renewal", m.next_review.is_some() || meta("cadence")),
        ("steps", !document.phases.is_empty() || whole),
        ("faq", !document.faq.is_empty() || whole),
        ("history", !document.history.is_empty()),
        ("policy", section(SectionKey::Policy)),
        ("help", section(SectionKey::Help)),
        ("trigger", section(SectionKey::Trigger)),
        ("result", section(SectionKey::Result)),
        ("trouble", section(SectionKey::Trouble)),
        ("needs", asked(QuestionTarget::Section { section: SectionKey::Needs })),
        ("successor", meta("successor")),
        ("storage", !m.storage.is_empty() || meta("storage")),
    ]
    .into_iter()
    .filter(|(_, there)| !there)
    .map(|(name, _)| name)
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_draft_keeps_its_promises(
        plans in prop::collection::vec(plan(), 0..28),
        title in text(),
        set in any::<bool>(),
    ) {
        let entries = entries(plans);
        let session = Recording::new(&title).session;
        let brief = brief(if set { filled() } else { DraftDefaults::default() });
        let document = sopwright_core::draft::draft(&session, &entries, &brief);

        prop_assert_eq!(&sopwright_core::draft::draft(&session, &entries, &brief), &document);
        let ids = part_ids(&document);
        prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
        prop_assert!(document.phases.iter().all(|p| !p.steps.is_empty() && !p.title.is_empty()));
        prop_assert!(document.numbered_steps().all(|(_, s)| !s.action.is_empty() && !s.action.contains('\n')));
        prop_assert!(document.figures().all(|f| !f.alt.is_empty() && f.width > 0 && f.height > 0));
        prop_assert_eq!(mandatory_missing(&document), Vec::<&str>::new());
        prop_assert_eq!(lost_words(&entries, &document), Vec::<String>::new());

        for question in &document.questions {
            if let QuestionTarget::Part { part } = question.target {
                prop_assert!(ids.contains(&part));
            }
        }
        for figure in document.figures() {
            if let Some(crop) = figure.crop {
                prop_assert_eq!(figure.shown(), crop);
            }
        }
        let back: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        prop_assert_eq!(&back, &document);
        let branch = |k: &BlockKind| matches!(k, BlockKind::Branch { question, .. } if question.is_empty());
        prop_assert!(!document.phases.iter().flat_map(|p| &p.steps).flat_map(|s| &s.blocks).any(|b| branch(&b.kind)));
    }

    #[test]
    fn what_was_said_never_becomes_markup(words in "[*_`\\[\\](){}<>#&!a-z|~. -]{1,30}") {
        let mut r = Recording::new("x");
        r.log(K::Step, &words).log(K::Note, &words);
        let document = r.draft(filled());
        let step = &document.phases[0].steps[0];
        let read = sopwright_core::text::parse_line(&step.action);
        let plain = read.iter().all(|piece| matches!(piece, sopwright_core::text::Inline::Plain(_)));
        // Only a step whose words tidy away to nothing is called by markup of our own.
        prop_assert!(plain || words.trim().is_empty(), "{:?}", read);
    }
}
