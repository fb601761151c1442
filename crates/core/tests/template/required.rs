//! Required fields are findings until they are filled in.

use sopwright_core::check::{FindingTarget, RuleKey, Severity};
use sopwright_core::document::{Document, SectionKey};
use sopwright_core::operation::ItemList;
use sopwright_core::template::{RequiredField, RequiredPlace};

use crate::sop::{found, mended, only, sound, spoilt};

fn requires(field: RequiredField) -> Document {
    spoilt(|d| {
        d.template.name = "House".into();
        d.template.required = vec![field];
    })
}

#[test]
fn nothing_is_required_beside_the_ten_parts_by_the_usual_template() {
    assert!(found(RuleKey::Required, &sound()).is_empty());
}

#[test]
fn a_required_field_that_is_empty_blocks_approval_and_says_which_template_asks() {
    let finding = only(RuleKey::Required, &requires(RequiredField::Successor));
    assert_eq!(finding.severity, Severity::Blocks);
    assert_eq!(finding.target, FindingTarget::Meta { field: "successor".into() });
    assert_eq!(finding.message, "The successor is missing");
    assert_eq!(finding.hint, "The template “House” requires it.");
    let mut filled = requires(RequiredField::Successor);
    filled.meta.successor.name = "Ann".into();
    assert!(found(RuleKey::Required, &filled).is_empty());
}

#[test]
fn every_field_that_can_be_required_is_missed_and_leads_to_its_place() {
    for field in RequiredField::ALL {
        let document = requires(field);
        let finding = found(RuleKey::Required, &document);
        assert_eq!(finding.len(), 1, "{field:?}");
        let target = match field.place() {
            RequiredPlace::Meta(name) => FindingTarget::Meta { field: name.into() },
            RequiredPlace::Section(section) => FindingTarget::Section { section },
            RequiredPlace::List(list) => FindingTarget::List { list },
        };
        assert_eq!(finding[0].target, target);
        let json = serde_json::to_value(&document.meta).unwrap();
        assert!(!matches!(field.place(), RequiredPlace::Meta(name) if json.get(name).is_none()), "{field:?}");
    }
}

#[test]
fn a_field_that_is_required_twice_is_missed_once() {
    let mut document = requires(RequiredField::Roles);
    document.template.required.push(RequiredField::Roles);
    assert_eq!(only(RuleKey::Required, &document).target, FindingTarget::List { list: ItemList::Role });
}

#[test]
fn the_standing_text_is_offered_where_a_section_is_empty() {
    let mut document = requires(RequiredField::Records);
    document.template.standing.records = "Keep the *list* for ten years.".into();
    let mended_one = mended(&document, &only(RuleKey::Required, &document));
    assert_eq!(mended_one.sections.get(SectionKey::Records), "Keep the *list* for ten years.");
    let mut document = spoilt(|d| d.sections.policy.clear());
    document.template.standing.policy = "Two people sign.".into();
    let mended_one = mended(&document, &only(RuleKey::Policy, &document));
    assert_eq!(mended_one.sections.policy, "Two people sign.");
}
