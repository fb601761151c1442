//! All texts of an entry.

use chrono::DateTime;
use sopwright_core::entry::{Entry, EntryContent, EntryKind, Place, Snippet};
use sopwright_core::id::{EntryId, Hash, SessionId};
use sopwright_core::recorder::effective;
use sopwright_core::secret::{MASK, Reach, mask_entry};
use uuid::Uuid;

const SECRET: &str = "hunter2";

fn said(kind: EntryKind) -> EntryContent {
    EntryContent::new(kind)
}

#[test]
fn no_text_of_an_entry_keeps_a_credential() {
    let words = || format!("password: {SECRET}");
    let mut content = said(EntryKind::Snippet);
    content.text = words();
    content.place = Some(Place { app: words(), title: words(), ..Place::default() });
    for snippet in [
        Snippet::Text { text: words() },
        Snippet::Html { text: words(), source: format!("<b>{}</b>", words()) },
        Snippet::Html { text: "a table".into(), source: format!("<a href='https://a:{SECRET}@b.example'>x</a>") },
        Snippet::Files { paths: vec!["/tmp/a".into(), format!("/tmp/x?password={SECRET}")] },
    ] {
        let mut content = EntryContent { snippet: Some(snippet), ..content.clone() };
        let hidden = mask_entry(&mut content, Reach::Credentials).unwrap();
        let stored = serde_json::to_string(&content).unwrap();
        assert!(content.masked && !stored.contains(SECRET), "{stored}");
        assert_eq!(hidden.text.as_deref(), Some(words().as_str()));
        assert!(!format!("{hidden:?}").contains(SECRET));
    }
}

#[test]
fn an_entry_without_anything_private_is_left_alone() {
    let mut content = said(EntryKind::Snippet);
    content.text = "Open the ledger".into();
    content.snippet = Some(Snippet::Html { text: "a".into(), source: "<b>a</b>".into() });
    let before = content.clone();
    assert_eq!(mask_entry(&mut content, Reach::People), None);
    assert_eq!(content, before);
}

fn entry(n: u128, content: EntryContent) -> Entry {
    let at = DateTime::parse_from_rfc3339("2026-11-24T09:00:00+01:00").unwrap();
    let (id, session) = (EntryId(Uuid::from_u128(n)), SessionId(Uuid::from_u128(99)));
    Entry { id, session, seq: n as u32, at, elapsed_ms: 0, content, chain: Hash::zero() }
}

/// Masked words, kept readable by words that came later; the title stays masked, and so does the mark.
#[test]
fn an_entry_is_masked_as_long_as_something_of_it_is() {
    let mut step = said(EntryKind::Step);
    step.place = Some(Place { title: format!("Key {MASK}"), ..Place::default() });
    step.masked = true;
    let about = Some(EntryId(Uuid::from_u128(1)));
    let words = EntryContent { about, text: "Type hunter2".into(), ..said(EntryKind::Words) };
    let first = effective(&[entry(1, step.clone()), entry(2, words.clone())]);
    assert!(first[0].entry.content.masked, "the title is");

    step.place = None;
    let second = effective(&[entry(1, EntryContent { text: MASK.into(), ..step.clone() }), entry(2, words)]);
    assert!(!second[0].entry.content.masked, "nothing is any more");

    let dots = EntryContent { about, text: format!("Type {MASK}"), masked: true, ..said(EntryKind::Words) };
    let third = effective(&[entry(1, EntryContent { masked: false, ..step }), entry(2, dots)]);
    assert!(third[0].entry.content.masked, "the words are");
}
