//! Writes a document down compactly, for people to compare.

use std::collections::HashMap;
use std::fmt::Write;

use sopwright_core::document::{BlockKind, Document, QuestionTarget, SectionKey, Step};
use sopwright_core::id::PartId;

pub fn outline(document: &Document) -> String {
    let mut out = String::new();
    let m = &document.meta;
    let person = |p: &sopwright_core::document::Person| format!("{} / {} / {}", p.name, p.role, p.contact);
    writeln!(out, "# {} {} [{}]", m.number, m.title, m.status.label()).unwrap();
    writeln!(
        out,
        "owner {}; audience {}; {}; next {:?}",
        person(&m.owner),
        m.audience,
        m.cadence.label(),
        m.next_review
    )
    .unwrap();
    writeln!(out, "storage {}; class {}; minutes {:?}", m.storage, m.classification, m.duration_min).unwrap();
    for key in SectionKey::ALL {
        let text = document.sections.get(key);
        if !text.is_empty() {
            writeln!(out, "{key:?}: {}", text.replace('\n', "\n    ")).unwrap();
        }
    }
    for role in &document.roles {
        writeln!(out, "role {}: {}", role.role, role.duty).unwrap();
    }
    for p in &document.parameters {
        writeln!(out, "parameter {} = {:?}: {}", p.name, p.example, p.found).unwrap();
    }
    let mut names: HashMap<PartId, String> = HashMap::new();
    for (p, phase) in document.phases.iter().enumerate() {
        writeln!(out, "== {}. {}", p + 1, phase.title).unwrap();
        for (s, one) in phase.steps.iter().enumerate() {
            let number = format!("{}.{}", p + 1, s + 1);
            step(&mut out, &number, one);
            names.insert(one.id, number.clone());
            names.extend(one.blocks.iter().map(|b| (b.id, format!("{number} block"))));
        }
    }
    for f in &document.faq {
        writeln!(out, "faq {:?} -> {:?}", f.question, f.answer).unwrap();
        names.insert(f.id, "faq".into());
    }
    names.extend(document.parameters.iter().map(|p| (p.id, format!("{{{{{}}}}}", p.name))));
    for q in &document.questions {
        let target = match &q.target {
            QuestionTarget::Document => "document".to_owned(),
            QuestionTarget::Meta { field } => format!("meta {field}"),
            QuestionTarget::Section { section } => format!("section {section:?}"),
            QuestionTarget::Part { part } => names.get(part).cloned().unwrap_or_else(|| "NOWHERE".into()),
        };
        writeln!(out, "? [{target}] {} (to {})", q.question, q.to.name).unwrap();
    }
    for h in &document.history {
        writeln!(out, "history {} {:?} {}: {}", h.revision, h.date, h.author, h.change).unwrap();
    }
    out
}

fn step(out: &mut String, number: &str, step: &Step) {
    writeln!(out, "{number} {} [{:?} s, {} sources]", step.action, step.duration_s, step.sources.len()).unwrap();
    if !step.details.is_empty() {
        writeln!(out, "    details: {}", step.details.replace('\n', "\n        ")).unwrap();
    }
    for block in &step.blocks {
        match &block.kind {
            BlockKind::Figure(f) => writeln!(
                out,
                "    figure {}x{} crop {:?} marks {:?} alt {:?} caption {:?}",
                f.width,
                f.height,
                f.crop.map(|c| (c.x, c.y, c.width, c.height)),
                f.marks.len(),
                f.alt,
                f.caption
            ),
            BlockKind::Callout { callout, text } => writeln!(out, "    {}: {text}", callout.label()),
            BlockKind::Snippet { form, code } => writeln!(out, "    snippet {form:?}: {code:?}"),
            BlockKind::Branch { question, arms, otherwise, otherwise_target: _ } => {
                writeln!(out, "    branch {question}").unwrap();
                for arm in arms {
                    writeln!(out, "      if {} then {}", arm.condition, arm.then).unwrap();
                }
                writeln!(out, "      else {otherwise}")
            }
            BlockKind::Substeps { items } => {
                writeln!(out, "    sub-steps {:?}", items.iter().map(|item| &item.action).collect::<Vec<_>>())
            }
        }
        .unwrap();
    }
    if !step.expected.is_empty() {
        writeln!(out, "    expect: {}", step.expected.replace('\n', "\n        ")).unwrap();
    }
}
