//! Templates on disk: saved as they are, and one that cannot be read is named without hiding the others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

use chrono::{DateTime, FixedOffset};
use rusqlite::params;
use sopwright_core::id::TemplateId;
use sopwright_core::template::{Colour, Template, standard};
use sopwright_store::Library;
use uuid::Uuid;

fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-12T10:00:00+01:00").unwrap()
}

fn named(n: u128, name: &str) -> Template {
    let mut template = Template { id: TemplateId(Uuid::from_u128(n)), name: name.into(), ..standard() };
    template.look.accent = Colour([1, 2, 3]);
    template.standing.policy = "#let x = `1` <b>\u{1F512}".into();
    template
}

#[test]
fn templates_are_kept_as_they_are_and_listed_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (named(1, "house"), named(2, "Desk"));
    {
        let library = Library::open(dir.path()).unwrap();
        let mut store = library.store().unwrap();
        assert_eq!(store.templates().unwrap(), []);
        store.save_template(&first, at()).unwrap();
        store.save_template(&second, at()).unwrap();
        store.save_template(&Template { series: "H-{n}".into(), ..first.clone() }, at()).unwrap();
    }
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    let kept = Template { series: "H-{n}".into(), ..first.clone() };
    assert_eq!(store.templates().unwrap(), [Ok(second.clone()), Ok(kept)]);
    assert!(store.remove_template(first.id).unwrap());
    assert!(!store.remove_template(first.id).unwrap());
    assert_eq!(store.templates().unwrap(), [Ok(second)]);
}

#[test]
fn one_that_cannot_be_read_is_named_and_hides_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::open(dir.path()).unwrap();
    let mut store = library.store().unwrap();
    store.save_template(&named(1, "Good"), at()).unwrap();
    let db = rusqlite::Connection::open(dir.path().join("sopwright.db")).unwrap();
    let other = serde_json::to_string(&named(1, "Good")).unwrap();
    for (n, body) in [(7_u128, "{\"look\": {\"accent\": \"url(x)\"}}"), (8, "{{"), (9, &other)] {
        db.execute(
            "INSERT INTO template (id, name, updated_at, body) VALUES (?1, 'Bad', '2026-01-01', ?2)",
            params![Uuid::from_u128(n).to_string(), body],
        )
        .unwrap();
    }
    let read = store.templates().unwrap();
    assert_eq!(read.len(), 4);
    let broken: Vec<_> = read.iter().filter_map(|each| each.as_ref().err()).collect();
    assert_eq!(broken.iter().map(|each| each.name.as_str()).collect::<Vec<_>>(), ["Bad", "Bad", "Bad"]);
    assert!(broken[0].why.contains("not a colour"), "{}", broken[0].why);
    assert_eq!(read.iter().filter_map(|each| each.as_ref().ok()).count(), 1);
}
