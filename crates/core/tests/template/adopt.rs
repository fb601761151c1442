//! Changing the template of any document: nothing that somebody wrote is touched, there is a way back, and what is said
//! of the change is what happens.

use proptest::prelude::*;
use sopwright_core::document::{Document, SectionKey};
use sopwright_core::id::DocumentId;
use sopwright_core::operation::{Change, apply_all, changes, difference};
use sopwright_core::template::{Chapter, Heading, Outline, Template, TextFate, adopt, begin, standard};
use uuid::Uuid;

use crate::any::template;
use crate::any_document::document;

fn with(document: &Document, template: &Template) -> Document {
    let mut document = document.clone();
    let operations = adopt(&document, template).operations;
    apply_all(&mut document, &operations).unwrap();
    document
}

/// What readers see of the shape: titles and numbers in order.
fn shape(document: &Document) -> Vec<(usize, Heading)> {
    document.chapters().map(|each| (each.number, each.heading.clone())).collect()
}

fn named(name: &str, policy: &str) -> Template {
    let mut template = Template { name: name.into(), ..standard() };
    template.standing.policy = policy.into();
    template
}

fn empty() -> Document {
    Document::empty(DocumentId(Uuid::nil()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_template_and_back_leaves_everything_as_it_was(start in document(), a in template(), b in template()) {
        let first = with(&start, &a);
        let back = with(&with(&first, &b), &a);
        prop_assert_eq!(&back.sections, &first.sections);
        prop_assert_eq!(shape(&back), shape(&first));
        prop_assert_eq!(&back.template, &first.template);
    }

    #[test]
    fn a_draft_that_changes_and_comes_back_is_as_it_was(start in document(), a in template(), b in template()) {
        let mut first = start;
        begin(&mut first, &a);
        let back = with(&with(&first, &b), &a);
        prop_assert_eq!(&back.sections, &first.sections);
    }

    #[test]
    fn what_somebody_wrote_is_never_touched(start in document(), chain in prop::collection::vec(template(), 1..5)) {
        let mut now = start.clone();
        for template in &chain {
            now = with(&now, template);
        }
        for key in SectionKey::ALL {
            let text = start.sections.get(key);
            // Nobody changed anything in between, and the first document had no standing text.
            prop_assert!(text.is_empty() || now.sections.get(key) == text);
        }
        let rest = Document { template: start.template.clone(), placed: Vec::new(), sections: start.sections.clone(), ..now };
        prop_assert_eq!(rest, start);
    }

    #[test]
    fn every_text_has_a_place_that_readers_see(start in document(), template in template()) {
        let now = with(&start, &template);
        let shown: Vec<Chapter> = now.chapters().map(|each| each.heading.chapter).collect();
        for key in SectionKey::ALL {
            prop_assert!(now.sections.get(key).trim().is_empty() || shown.contains(&Chapter::of(key)));
        }
        prop_assert!(Chapter::ALL.into_iter().all(|each| shown.contains(&each) || !each.is_fixed()));
        prop_assert!(now.roles.is_empty() || shown.contains(&Chapter::Roles));
        prop_assert!(now.definitions.is_empty() || shown.contains(&Chapter::Definitions));
    }

    #[test]
    fn numbers_do_not_depend_on_what_is_filled_in(start in document(), other in document(), template in template()) {
        let (one, two) = (with(&start, &template), with(&other, &template));
        for number in one.chapters() {
            let same = two.chapters().find(|each| each.heading.chapter == number.heading.chapter);
            prop_assert!(same.is_none_or(|same| same.number == number.number));
        }
    }

    #[test]
    fn taking_it_again_changes_nothing(start in document(), template in template()) {
        let once = with(&start, &template);
        prop_assert_eq!(adopt(&once, &template).operations, vec![]);
    }

    #[test]
    fn undo_and_the_way_to_an_older_revision_bring_the_template_back(start in document(), template in template()) {
        let mut now = start.clone();
        let operations = adopt(&start, &template).operations;
        let inverses = apply_all(&mut now, &operations).unwrap();
        let told = changes(&now, &operations, &inverses);
        let has_template = told.iter().any(|c| matches!(c, Change::Template { template: t, .. } if **t == template));
        prop_assert_eq!(has_template, start.template != template);
        let mut restored = now.clone();
        apply_all(&mut restored, &difference(&now, &start)).unwrap();
        prop_assert_eq!(&restored, &start);
        apply_all(&mut now, &inverses).unwrap();
        prop_assert_eq!(&now, &start);
    }

    #[test]
    fn a_template_survives_json(template in template()) {
        let json = serde_json::to_string(&template).unwrap();
        prop_assert_eq!(serde_json::from_str::<Template>(&json).unwrap(), template);
    }
}

#[test]
fn an_untouched_standing_text_follows_the_template_and_a_touched_one_stays() {
    let mut document = empty();
    begin(&mut document, &named("A", "As in A."));
    assert_eq!(document.sections.policy, "As in A.");
    let other = with(&document, &named("B", "As in B."));
    assert_eq!(other.sections.policy, "As in B.");
    document.sections.policy.push_str(" And more.");
    assert_eq!(with(&document, &named("B", "As in B.")).sections.policy, "As in A. And more.");
}

#[test]
fn a_template_without_a_text_takes_none_away_that_was_there_from_the_start() {
    let mut document = empty();
    begin(&mut document, &named("A", "As in A."));
    assert_eq!(with(&document, &named("B", "")).sections.policy, "As in A.");
}

#[test]
fn what_a_template_put_into_an_empty_section_goes_with_it() {
    let document = empty();
    let filled = with(&document, &named("B", "As in B."));
    let told = adopt(&document, &named("B", "As in B.")).texts;
    assert_eq!(
        told.iter().map(|each| (each.section, each.fate)).collect::<Vec<_>>(),
        [(SectionKey::Policy, TextFate::Filled)]
    );
    assert_eq!(adopt(&filled, &named("C", "")).texts[0].fate, TextFate::Emptied);
    assert_eq!(with(&filled, &named("C", "")).sections.policy, "");
}

#[test]
fn what_is_renumbered_and_what_stays_though_it_is_not_shown_is_said() {
    let mut document = empty();
    document.sections.purpose = "So that it is paid.".into();
    let hidden = Heading { chapter: Chapter::Purpose, title: String::new(), shown: false };
    let told = adopt(&document, &Template { outline: Outline::from(vec![hidden]), ..named("B", "") });
    assert_eq!(told.kept, [Chapter::Purpose]);
    assert_eq!(told.renumbered.len(), 13, "{:?}", told.renumbered);
    let purpose = told.renumbered.iter().find(|each| each.chapter == Chapter::Purpose).unwrap();
    assert_eq!((purpose.from, purpose.to), (1, 13));
}
