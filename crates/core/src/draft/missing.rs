//! Last pass: asks for every part that an SOP needs and the recording does not tell.

use super::desk::Desk;
use crate::document::{Document, QuestionTarget, SectionKey, Wants};
use crate::template::Chapter;

/// The SOP's owner, audience, effective date, renewal, policy, steps, FAQ and help are filled or asked for here; the
/// contents follow from the steps, and the history has its first row.
pub(super) fn ask(document: &Document, desk: &mut Desk) {
    front_matter(document, desk);
    sections(document, desk);
    parts(document, desk);
}

fn front_matter(document: &Document, desk: &mut Desk) {
    let meta = &document.meta;
    let has_steps = !document.phases.is_empty();
    let asked = [
        ("owner", meta.owner.name.is_empty(), "Who owns this SOP and answers for it?"),
        ("successor", meta.successor.name.is_empty(), "Who takes over this SOP when the owner leaves?"),
        ("audience", meta.audience.is_empty(), "Who is this SOP for, and what do they know already?"),
        ("effective", meta.effective.is_none(), "From which day does this SOP hold?"),
        ("cadence", meta.cadence.months().is_none(), "How often is this SOP to be reviewed and renewed?"),
        ("storage", meta.storage.is_empty(), "Where is the master copy of this SOP kept?"),
        ("classification", meta.classification.is_empty(), "Who may see this SOP (public, internal, confidential)?"),
        ("number", meta.number.is_empty(), "Which number does this SOP get?"),
        ("duration_min", has_steps && meta.duration_min.is_none(), "How many minutes does the task take?"),
    ];
    for (field, missing, question) in asked {
        if missing {
            desk.ask(field, question, QuestionTarget::Meta { field: field.to_owned() });
        }
    }
    // Without a title of the session, the title is only a guess, and there is no purpose drafted from it.
    let has_standing = document.placed.iter().any(|placed| placed.section == SectionKey::Purpose);
    if document.sections.purpose.is_empty() || has_standing {
        let question = "What is this task called where you work?";
        desk.ask("title", question, QuestionTarget::Meta { field: "title".to_owned() });
    }
}

fn sections(document: &Document, desk: &mut Desk) {
    use SectionKey as K;
    let asked = [
        (K::Purpose, "ask purpose", "What is this task for?"),
        (K::Scope, "ask scope", "Which cases does this SOP cover, and which not?"),
        (K::Policy, "ask policy", "Which rules or policies apply to this task?"),
        (K::Trigger, "ask trigger", "What sets this task off: a day, a message, a request?"),
        (K::Result, "ask result", "How does the reader see that the whole task is done and done right?"),
        (K::Trouble, "ask trouble", "What goes wrong most often, and what is to be done then?"),
        (K::Help, "ask help", "Whom does the reader ask for help, and how are they reached?"),
    ];
    // An answer to more would have no place.
    let shown = |section| document.template.outline.shows(Chapter::of(section));
    for (section, role, question) in asked {
        if shown(section) && document.sections.get(section).trim().is_empty() {
            desk.ask(role, question, QuestionTarget::Section { section });
        }
    }
    // Applications can be seen in a recording; access rights cannot.
    if shown(K::Needs) {
        let question = "Which access rights, tools and documents does the reader need before the start?";
        desk.ask("ask needs", question, QuestionTarget::Section { section: K::Needs });
    }
}

fn parts(document: &Document, desk: &mut Desk) {
    if document.phases.is_empty() {
        let question = "No steps were recorded. Which steps does this task have?";
        desk.ask("ask steps", question, QuestionTarget::Document);
    }
    if document.faq.is_empty() {
        let question = "What do people who do this task for the first time ask, and what is the answer? (FAQ)";
        desk.ask("ask faq", question, QuestionTarget::Document);
        desk.wants(Wants::Faq);
    }
}
