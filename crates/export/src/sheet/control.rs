//! The control table, the head of the pages and the front matter, from the document's metadata.

use chrono::NaiveDate;
use sopwright_core::document::{Document, Person, QuestionTarget, Status};
use sopwright_core::template::standard;

use super::build::Asked;
use super::{Absent, Head, Row};
use crate::Options;
use crate::clean::clean_line;
use crate::labels::fill;

/// Longest title in the head of a page, in characters.
const SHORT_TITLE: usize = 48;

pub(super) fn head(document: &Document, options: &Options) -> Head {
    let labels = &options.labels;
    let meta = &document.meta;
    let title = title(document, options);
    let mut short_title: String = title.chars().take(SHORT_TITLE).collect();
    if short_title.len() < title.len() {
        short_title = format!("{}…", short_title.trim_end());
    }
    Head {
        language: labels.language.clone(),
        kind: labels.kind.clone(),
        number: clean_line(&meta.number),
        title,
        short_title,
        status: labels.status_word(meta.status).to_owned(),
        author: clean_line(&options.revision.author),
        revision: fill(&labels.head_revision, &[("number", &clean_line(&options.revision.number))]),
        effective: match meta.effective {
            Some(date) => fill(&labels.head_effective, &[("date", &date.to_string())]),
            None => labels.head_not_effective.clone(),
        },
        classification: clean_line(&meta.classification),
        uncontrolled: labels.uncontrolled.clone(),
        page: labels.page.clone(),
        watermark: match meta.status {
            Status::Draft | Status::InReview => Some(labels.watermark_draft.clone()),
            Status::Retired => Some(labels.watermark_retired.clone()),
            Status::Approved => None,
        },
    }
}

fn title(document: &Document, options: &Options) -> String {
    let title = clean_line(&document.meta.title);
    if title.is_empty() { options.labels.untitled.clone() } else { title }
}

/// The control table. Owner, audience, effective date and renewal are always in it.
pub(super) fn rows(document: &Document, options: &Options, asked: &mut Asked<'_>) -> Vec<Row> {
    let labels = &options.labels;
    let meta = &document.meta;
    let mut rows = Vec::new();
    let mut row = |label: &str, fields: &[&str], mandatory: bool, value: Vec<String>| {
        let value: Vec<String> = value.into_iter().filter(|line| !line.is_empty()).collect();
        let questions = asked.about(|target| match target {
            QuestionTarget::Meta { field } => fields.contains(&field.split('.').next().unwrap_or_default()),
            QuestionTarget::Document | QuestionTarget::Section { .. } | QuestionTarget::Part { .. } => false,
        });
        let absent = if value.is_empty() && mandatory {
            Some(Absent { words: labels.not_known.clone(), questions })
        } else if questions.questions.is_empty() {
            None
        } else {
            Some(Absent { words: if value.is_empty() { labels.not_known.clone() } else { String::new() }, questions })
        };
        if !value.is_empty() || absent.is_some() {
            rows.push(Row { label: label.to_owned(), value, absent });
        }
    };

    let revision = [
        ("number", clean_line(&options.revision.number)),
        ("date", options.revision.date.to_string()),
        ("author", clean_line(&options.revision.author)),
    ];
    let revision: Vec<(&str, &str)> = revision.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let has_author = !options.revision.author.trim().is_empty();
    let revision = fill(if has_author { &labels.revision_of } else { &labels.revision_on }, &revision);
    let dated = |label: &str, date: Option<NaiveDate>| match date {
        Some(date) => fill(label, &[("date", &date.to_string())]),
        None => String::new(),
    };
    let minutes = meta.duration_min.map(|m| fill(&labels.minutes, &[("minutes", &m.to_string())]));

    row(&labels.number, &["number"], true, vec![clean_line(&meta.number)]);
    row(&labels.status, &["status"], true, vec![labels.status_word(meta.status).to_owned()]);
    row(&labels.revision, &["revision"], true, vec![revision]);
    row(&labels.owner, &["owner"], true, person(&meta.owner));
    row(&labels.successor, &["successor"], false, person(&meta.successor));
    row(&labels.audience, &["audience"], true, vec![clean_line(&meta.audience)]);
    row(&labels.effective, &["effective"], true, vec![meta.effective.map(|d| d.to_string()).unwrap_or_default()]);
    row(
        &labels.renewal,
        &["cadence", "renewal", "reviewed", "next_review"],
        true,
        vec![
            labels.cadence_words(meta.cadence).to_owned(),
            dated(&labels.last_review, meta.reviewed),
            dated(&labels.next_review, meta.next_review),
        ],
    );
    row(&labels.supersedes, &["supersedes"], false, vec![clean_line(&meta.supersedes)]);
    row(&labels.classification, &["classification"], false, vec![clean_line(&meta.classification)]);
    row(&labels.storage, &["storage"], false, vec![clean_line(&meta.storage)]);
    row(&labels.duration, &["duration_min"], false, vec![minutes.unwrap_or_default()]);

    // Questions about the SOP as a whole, and any whose target is not printed: none may go missing.
    let rest = asked.about(|target| matches!(target, QuestionTarget::Document | QuestionTarget::Meta { .. }));
    if !rest.questions.is_empty() {
        rows.push(Row {
            label: labels.open_questions.clone(),
            value: Vec::new(),
            absent: Some(Absent { words: String::new(), questions: rest }),
        });
    }
    rows
}

/// Name and role on one line, how to reach them on the next.
fn person(person: &Person) -> Vec<String> {
    let name = [clean_line(&person.name), clean_line(&person.role)];
    let name: Vec<String> = name.into_iter().filter(|part| !part.is_empty()).collect();
    vec![name.join(", "), clean_line(&person.contact)]
}

/// The metadata under fixed English names, for programs.
pub(super) fn front(document: &Document, options: &Options) -> Vec<(&'static str, String)> {
    let meta = &document.meta;
    let day = |date: Option<NaiveDate>| date.map(|d| d.to_string()).unwrap_or_default();
    let status = match meta.status {
        Status::Draft => "draft",
        Status::InReview => "in_review",
        Status::Approved => "approved",
        Status::Retired => "retired",
    };
    let mut front = vec![
        ("title", clean_line(&meta.title)),
        ("number", clean_line(&meta.number)),
        ("status", status.to_owned()),
        ("revision", clean_line(&options.revision.number)),
        ("revision_date", options.revision.date.to_string()),
        ("author", clean_line(&options.revision.author)),
    ];
    for (name, role, contact, person) in [
        ("owner", "owner_role", "owner_contact", &meta.owner),
        ("successor", "successor_role", "successor_contact", &meta.successor),
    ] {
        front.push((name, clean_line(&person.name)));
        front.push((role, clean_line(&person.role)));
        front.push((contact, clean_line(&person.contact)));
    }
    front.extend([
        ("audience", clean_line(&meta.audience)),
        ("effective", day(meta.effective)),
        ("review_months", meta.cadence.months().map(|m| m.to_string()).unwrap_or_default()),
        ("last_review", day(meta.reviewed)),
        ("next_review", day(meta.next_review)),
        ("supersedes", clean_line(&meta.supersedes)),
        ("classification", clean_line(&meta.classification)),
        ("storage", clean_line(&meta.storage)),
        ("minutes", meta.duration_min.map(|m| m.to_string()).unwrap_or_default()),
        ("template", if document.template == standard() { String::new() } else { clean_line(&document.template.name) }),
        ("document", document.id.to_string()),
        ("session", document.session.map(|s| s.to_string()).unwrap_or_default()),
    ]);
    front
}
