//! A draft takes a template: its standing texts, and no questions about what it does not show.

use sopwright_core::document::{Document, QuestionTarget, SectionKey};
use sopwright_core::draft::draft as draft_of;
use sopwright_core::template::{Chapter, Heading, Template, standard};

use crate::recording::{Recording, brief, filled};

fn draft(template: Template) -> Document {
    let recording = Recording::new("");
    let brief = sopwright_core::draft::Brief { template, ..brief(filled()) };
    draft_of(&recording.session, &recording.entries, &brief)
}

fn asked(document: &Document) -> Vec<SectionKey> {
    let about = |target: &QuestionTarget| match target {
        QuestionTarget::Section { section } => Some(*section),
        _ => None,
    };
    document.questions.iter().filter_map(|question| about(&question.target)).collect()
}

#[test]
fn standing_texts_come_before_those_in_the_settings_and_fill_what_the_recording_left_empty() {
    let mut template = standard();
    template.standing.policy = "As the house has it.".into();
    template.standing.records = "Ten years.".into();
    let document = draft(template.clone());
    assert_eq!(document.sections.policy, "As the house has it.");
    assert_eq!(document.sections.records, "Ten years.");
    assert_eq!(document.sections.help, filled().help);
    assert_eq!(document.template, template);
    let placed: Vec<SectionKey> = document.placed.iter().map(|placed| placed.section).collect();
    assert_eq!(placed, [SectionKey::Policy, SectionKey::Records]);
}

#[test]
fn nothing_is_asked_about_a_section_that_is_not_shown_or_that_has_a_standing_text() {
    let usual = asked(&draft(standard()));
    assert!(usual.contains(&SectionKey::Trouble) && usual.contains(&SectionKey::Trigger));
    let mut template = standard();
    template.outline = vec![Heading { chapter: Chapter::Before, title: String::new(), shown: false }].into();
    template.standing.trouble = "Ring the desk.".into();
    let asked = asked(&draft(template));
    assert!(!asked.iter().any(|key| [SectionKey::Trouble, SectionKey::Trigger, SectionKey::Needs].contains(key)));
}
