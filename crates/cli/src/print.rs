//! Answers as words for a terminal. Control characters of captured text never reach it.

use std::fmt::Write;

use sopwright_app::ApiError;
use sopwright_app::api::document::SopSummary;
use sopwright_app::api::export::Exported;
use sopwright_app::api::library::VerifyReport;
use sopwright_app::api::recording::{RecorderPhase, RecorderStatus};
use sopwright_app::api::search::Hit;
use sopwright_app::api::session::{SessionView, TimelineEntry};
use sopwright_app::api::suggestion::SuggestionView;
use sopwright_core::document::{BlockKind, Document};
use sopwright_core::session::{Receipt, SessionSummary, Watched};
use sopwright_core::template::Chapter;

/// Text from a screen or a clipboard, made harmless for a terminal: one line, no escape sequences, no bidi overrides.
pub(crate) fn tame(text: &str) -> String {
    let harmful = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    text.chars().map(|c| if harmful(c) { ' ' } else { c }).collect()
}

pub(crate) fn error(error: &ApiError) -> String {
    let message = tame(&error.message);
    if error.hint.is_empty() { message } else { format!("{message}. {}", tame(&error.hint)) }
}

fn clock(ms: u64) -> String {
    let s = ms / 1000;
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

pub(crate) fn entry(entry: &TimelineEntry) -> String {
    let content = &entry.entry.content;
    let snippet = content.snippet.as_ref().map(|s| s.plain()).unwrap_or_default();
    let gone = content.forgotten.map(|gone| format!("{} entries were destroyed", gone.entries)).unwrap_or_default();
    let words = [&gone, &content.text, &snippet, &entry.says].into_iter().find(|words| !words.is_empty());
    let words = words.map(String::as_str).unwrap_or_default();
    let place = content.place.as_ref().map(|p| p.app.clone()).unwrap_or_default();
    let place = if content.hidden { "hidden".to_owned() } else { place };
    let mark = if entry.withdrawn { " (taken back)" } else { "" };
    format!(
        "{:>8}  {:<9} {}  [{}]{mark}",
        clock(entry.entry.elapsed_ms),
        content.kind.word(),
        tame(words),
        tame(&place)
    )
}

pub(crate) fn status(status: &RecorderStatus) -> String {
    let phase = match status.phase {
        RecorderPhase::Idle => return "Not recording".into(),
        RecorderPhase::Recording => "Recording",
        RecorderPhase::Paused => "Paused",
    };
    let mut text =
        format!("{phase} for {}, {} entries, {} pictures", clock(status.elapsed_ms), status.entries, status.shots);
    if status.automatic {
        text.push_str(", with automatic steps");
    }
    if status.forgotten > 0 {
        write!(text, "\n{} entries were destroyed, as you wished", status.forgotten).ok();
    }
    if let Some(trouble) = &status.trouble {
        write!(text, "\n{}", tame(&trouble.to_string())).ok();
    }
    text
}

pub(crate) fn receipt(receipt: &Receipt) -> String {
    let mut text = format!("{} entries and {} pictures are on disk", receipt.entries, receipt.shots);
    if receipt.forgotten > 0 {
        write!(text, "\n{} were destroyed, as you wished", receipt.forgotten).ok();
    }
    for why in &receipt.skipped {
        write!(text, "\nSkipped: {}", tame(why)).ok();
    }
    for why in &receipt.failed {
        write!(text, "\nFailed: {}", tame(why)).ok();
    }
    for Watched { kind, seen, kept, joined, own, failed } in &receipt.watched {
        let kind = kind.word();
        write!(text, "\n{seen} of {kind} seen: {kept} kept, {joined} part of another, {own} in Sopwright").ok();
        if *failed > 0 {
            write!(text, ", {failed} not kept").ok();
        }
    }
    if let Some(session) = receipt.session {
        write!(text, "\nSession {session}").ok();
    }
    text
}

pub(crate) fn sessions(sessions: &[SessionSummary]) -> String {
    if sessions.is_empty() {
        return "No sessions yet. Press the record key, or run \"sopwright record start\".".into();
    }
    let line = |s: &SessionSummary| {
        let open = if s.session.ended_at.is_none() { " (open)" } else { "" };
        let title = if s.session.title.is_empty() { s.apps.join(", ") } else { s.session.title.clone() };
        let when = s.session.started_at.format("%Y-%m-%d %H:%M");
        format!("{}  {when}  {:>5} entries  {}{open}", s.session.id, s.entries, tame(&title))
    };
    sessions.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn session(view: &SessionView) -> String {
    view.entries.iter().map(entry).collect::<Vec<_>>().join("\n")
}

pub(crate) fn drafted(sop: &SopSummary) -> String {
    format!(
        "{} {}\n{} steps, {} open questions\nSOP {}",
        sop.number,
        tame(&sop.title),
        sop.steps,
        sop.open_questions,
        sop.id
    )
}

pub(crate) fn sops(sops: &[SopSummary]) -> String {
    if sops.is_empty() {
        return "No SOPs yet. Draft one with \"sopwright draft SESSION_ID\".".into();
    }
    let line = |s: &SopSummary| {
        format!("{}  {:<12} rev {:<5} {:<10} {}", s.id, s.number, s.revision, s.status.label(), tame(&s.title))
    };
    sops.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn document(document: &Document, revision: &str) -> String {
    let meta = &document.meta;
    let mut text = format!("{} {} (revision {revision}, {})\n", meta.number, tame(&meta.title), meta.status.label());
    writeln!(text, "Owner: {}   Audience: {}", tame(&meta.owner.name), tame(&meta.audience)).ok();
    let section = document.template.outline.number(Chapter::Procedure);
    let mut numbers = document.numbered_steps().map(|(number, _)| number);
    for phase in &document.phases {
        writeln!(text, "\n{}", tame(&phase.title)).ok();
        for step in &phase.steps {
            let number = numbers.next().unwrap_or_default();
            let pictures = step.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Figure(_))).count();
            let mark = if pictures > 0 { " [picture]" } else { "" };
            writeln!(text, "  {section}.{number} {}{mark}", tame(&step.action)).ok();
            if !step.expected.is_empty() {
                writeln!(text, "        Expected: {}", tame(&step.expected)).ok();
            }
        }
    }
    let open: Vec<_> = document.questions.iter().filter(|q| q.answer.is_none()).collect();
    if !open.is_empty() {
        writeln!(text, "\nOpen questions").ok();
        for question in open {
            writeln!(text, "  - {}", tame(&question.question)).ok();
        }
    }
    text
}

pub(crate) fn exported(exported: &Exported) -> String {
    format!(
        "{}\nrevision {}, {} files, {} bytes, {} ms",
        exported.main,
        exported.revision,
        exported.files.len(),
        exported.bytes,
        exported.ms
    )
}

pub(crate) fn suggested(suggestion: &SuggestionView) -> String {
    format!("{} changes wait beside the SOP\nSuggestion {}", suggestion.readings.len(), suggestion.id)
}

pub(crate) fn hits(hits: &[Hit]) -> String {
    if hits.is_empty() {
        return "Nothing found".into();
    }
    let line = |h: &Hit| {
        let owner = h.session.map(|s| s.to_string()).or(h.document.map(|d| d.to_string())).unwrap_or_default();
        tame(&format!("{owner}  {}{}{}", h.before, h.found, h.after))
    };
    hits.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn verified(report: &VerifyReport) -> String {
    let mut text = format!(
        "Checked {} entries, {} pictures, {} SOPs, {} revisions",
        report.entries, report.shots, report.documents, report.revisions
    );
    if report.redacted > 0 {
        write!(text, "\n{} of the pictures were redacted", report.redacted).ok();
    }
    for damage in &report.damaged {
        write!(text, "\nDamaged: {}. {}", tame(&damage.what), tame(&damage.hint)).ok();
    }
    text
}
