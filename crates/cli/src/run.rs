//! Carries out a verb.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};
use sopwright_app::api::Nothing;
use sopwright_app::api::check::Checked;
use sopwright_app::api::conflict::OpenConflict;
use sopwright_app::api::document::{Drafted, SopSummary, SopView};
use sopwright_app::api::export::Exported;
use sopwright_app::api::import::Imported;
use sopwright_app::api::library::VerifyReport;
use sopwright_app::api::package::Packaged;
use sopwright_app::api::question::SopQuestions;
use sopwright_app::api::recording::{self, Forget, Log, Logged, RecordStart, RecorderStatus};
use sopwright_app::api::search::Hit;
use sopwright_app::api::session::SessionView;
use sopwright_app::api::suggestion::SuggestionView;
use sopwright_app::{ApiError, Code};
use sopwright_core::diff::Comparison;
use sopwright_core::id::{DocumentId, SessionId};
use sopwright_core::operation::Operation;
use sopwright_core::session::{Receipt, SessionSummary};

use crate::arguments::{Arguments, Decided, Decision, Record, Switch, Verb};
use crate::questions::{Asked, Given};
use crate::target::Target;
use crate::{comparison, findings, handover, print, questions, suggestions, template};

/// # Errors
/// What the command answers.
pub(crate) fn run(arguments: &Arguments) -> Result<(), ApiError> {
    let target = Target::new(arguments.library.as_deref())?;
    let json = arguments.json;
    match &arguments.verb {
        Verb::Record { act } => record(&target, act, json),
        Verb::Log { kind, text } => {
            let request = Log { kind: (*kind).into(), text: text.join(" ") };
            let logged: Logged = target.call_running("log", &request)?;
            say(json, &logged.entry, || print::entry(&logged.entry))
        }
        Verb::Reveal { entry } => {
            let logged: Logged = target.call_running("reveal", &json!({ "entry": entry }))?;
            say(json, &logged.entry, || print::entry(&logged.entry))
        }
        Verb::Sessions => {
            let sessions: Vec<SessionSummary> = target.call("sessions", &Nothing {})?;
            say(json, &sessions, || print::sessions(&sessions))
        }
        Verb::Session { id } => {
            let view: SessionView = target.call("session", &json!({ "session": session_id(&target, id)? }))?;
            say(json, &view, || print::session(&view))
        }
        Verb::Draft { session, template } => {
            let template = template.as_deref().map(|name| template::named(&target, name)).transpose()?;
            let template = template.map(|entry| entry.template.id);
            let request = json!({ "session": session_id(&target, session)?, "template": template });
            let drafted: Drafted = target.call("draft", &request)?;
            for warning in &drafted.warnings {
                eprintln!("sopwright: {}", print::tame(warning));
            }
            say(json, &drafted, || print::drafted(&drafted.sop))
        }
        Verb::Templates => template::list(&target, json),
        Verb::Template { act } => template::run(&target, act, json),
        Verb::Sops => {
            let sops: Vec<SopSummary> = target.call("sops", &Nothing {})?;
            say(json, &sops, || print::sops(&sops))
        }
        Verb::Show { sop } => {
            let view: SopView = target.call("sop", &json!({ "id": sop_id(&target, sop)? }))?;
            say(json, &view.document, || print::document(&view.document, &view.revision))
        }
        Verb::Check { sop } => check(&target, sop, json),
        Verb::Export { sop, to, out, revision } => {
            let out = full_path(out)?;
            let id = sop_id(&target, sop)?;
            let request = json!({ "id": id, "format": to.name(), "out": out, "revision": revision });
            let exported: Exported = target.call("export", &request)?;
            for warning in &exported.warnings {
                eprintln!("sopwright: {warning}");
            }
            say(json, &exported, || print::exported(&exported))
        }
        Verb::Compare { sop, from, to } => {
            let request = json!({ "id": sop_id(&target, sop)?, "from": from, "to": to });
            let told: Comparison = target.call("compare", &request)?;
            say(json, &told, || comparison::comparison(&told))
        }
        Verb::Suggest { sop, file, title, author, reason, base } => {
            let operations = operations_in(file)?;
            let id = sop_id(&target, sop)?;
            let request = json!({
                "id": id, "title": title, "author": author, "reason": reason, "operations": operations, "base": base
            });
            let suggestion: SuggestionView = target.call("suggest", &request)?;
            say(json, &suggestion, || print::suggested(&suggestion))
        }
        Verb::Package { sop, out, with_session } => {
            let out = full_path(out)?;
            let request = json!({ "id": sop_id(&target, sop)?, "out": out, "with_session": with_session });
            let packaged: Packaged = target.call("package", &request)?;
            for warning in &packaged.warnings {
                eprintln!("sopwright: {warning}");
            }
            say(json, &packaged, || handover::packaged(&packaged))
        }
        Verb::Import { file } => {
            let imported: Imported = target.call("import", &json!({ "file": full_path(file)? }))?;
            say(json, &imported, || handover::imported(&imported))
        }
        Verb::Conflicts { sop } => {
            let open: Vec<OpenConflict> = target.call("conflicts", &json!({ "id": sop_id(&target, sop)? }))?;
            say(json, &open, || handover::conflicts(&open))
        }
        Verb::Decide { sop, conflict, whose } => {
            let id = sop_id(&target, sop)?;
            let request =
                json!({ "id": id, "conflict": conflict, "whose": sopwright_core::merge::Whose::from(*whose) });
            let left: Vec<OpenConflict> = target.call("settle", &request)?;
            say(json, &left, || handover::conflicts(&left))
        }
        Verb::Suggestions { sop } => {
            let all: Vec<SuggestionView> = target.call("suggestions", &json!({ "id": sop_id(&target, sop)? }))?;
            say(json, &all, || suggestions::list(&all))
        }
        Verb::Suggestion { act } => {
            let (verb, Decided { suggestion, only }) = match act {
                Decision::Accept(which) => ("accept", which),
                Decision::Reject(which) => ("reject", which),
            };
            let decided = suggestions::decide(&target, verb, suggestion, only)?;
            say(json, &decided, || suggestions::decided(&decided))
        }
        Verb::Questions { sop } => {
            let id = sop.as_ref().map(|sop| sop_id(&target, sop)).transpose()?;
            let all: Vec<SopQuestions> = target.call("open_questions", &json!({ "id": id }))?;
            say(json, &all, || questions::list(&all))
        }
        Verb::Ask { sop, text, step, to, due } => {
            let asked = Asked { text: text.join(" "), step: step.as_deref(), to, due: *due };
            let open = questions::ask(&target, &sop_id(&target, sop)?, &asked)?;
            say(json, &open, || questions::asked(&open))
        }
        Verb::Answer { sop, question, text, place, faq } => {
            let given = Given { question, text: text.join(" "), place: place.as_deref(), faq: *faq };
            let edited = questions::answer(&target, &sop_id(&target, sop)?, &given)?;
            say(json, &edited, || "Answered".into())
        }
        Verb::Search { words } => {
            let hits: Vec<Hit> = target.call("search", &json!({ "words": words.join(" ") }))?;
            say(json, &hits, || print::hits(&hits))
        }
        Verb::Verify => verify(&target, json),
    }
}

fn record(target: &Target, act: &Record, json: bool) -> Result<(), ApiError> {
    let status: RecorderStatus = match act {
        Record::Start { title } => {
            let request = RecordStart { title: title.clone().unwrap_or_default() };
            target.call_running("record_start", &request)?
        }
        Record::Pause => target.call_running("record_pause", &Nothing {})?,
        Record::Resume => target.call_running("record_resume", &Nothing {})?,
        Record::Automatic { switch } => {
            target.call_running("automatic", &recording::Switch { on: *switch == Switch::On })?
        }
        Record::Forget { seconds } => target.call_running("record_forget", &Forget { seconds: *seconds })?,
        Record::Status => target.call_running("record_status", &Nothing {})?,
        Record::Stop => {
            let receipt: Receipt = target.call_running("record_stop", &Nothing {})?;
            return say(json, &receipt, || print::receipt(&receipt));
        }
    };
    say(json, &status, || print::status(&status))
}

/// Damage is a failure: a script must not take a damaged library for a sound one.
fn verify(target: &Target, json: bool) -> Result<(), ApiError> {
    let report: VerifyReport = target.call("verify", &Nothing {})?;
    say(json, &report, || print::verified(&report))?;
    if report.damaged.is_empty() {
        return Ok(());
    }
    let message = format!("{} damaged", report.damaged.len());
    Err(ApiError::new(Code::Failed, message, "Restore what is named above from a backup."))
}

/// What blocks approval is refused: a script must not take such an SOP for a finished one.
fn check(target: &Target, sop: &str, json: bool) -> Result<(), ApiError> {
    let checked: Checked = target.call("check", &json!({ "id": sop_id(target, sop)? }))?;
    let view: SopView = target.call("sop", &json!({ "id": sop_id(target, sop)? }))?;
    say(json, &checked, || findings::checked(&checked, &view.document.template.outline))?;
    match checked.blocks {
        0 => Ok(()),
        1 => Err(ApiError::new(Code::Refused, "One finding blocks approval", "Mend what is listed above.")),
        n => Err(ApiError::new(Code::Refused, format!("{n} findings block approval"), "Mend what is listed above.")),
    }
}

pub(crate) fn say<T: Serialize>(json: bool, value: &T, words: impl FnOnce() -> String) -> Result<(), ApiError> {
    use std::io::Write;
    let text = if json {
        serde_json::to_string_pretty(value).map_err(|e| ApiError::new(Code::Failed, e.to_string(), ""))?
    } else {
        words()
    };
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()) {
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(ApiError::new(Code::Failed, format!("The output cannot be written: {error}"), "")),
        Ok(()) => Ok(()),
    }
}

/// The operations in a file.
fn operations_in(file: &Path) -> Result<Vec<Operation>, ApiError> {
    let bad = |why: String| ApiError::new(Code::BadRequest, format!("{}: {why}", file.display()), "");
    let text = std::fs::read_to_string(file).map_err(|error| bad(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| bad(format!("this is no list of operations: {error}")))
}

fn full_path(path: &Path) -> Result<String, ApiError> {
    let full = std::path::absolute(path)
        .map_err(|error| ApiError::new(Code::BadRequest, format!("{}: {error}", path.display()), ""))?;
    full.into_os_string().into_string().map_err(|odd| {
        let message = format!("{} is not a name in UTF-8", odd.to_string_lossy());
        ApiError::new(Code::BadRequest, message, "Choose another folder.")
    })
}

fn session_id(target: &Target, given: &str) -> Result<Value, ApiError> {
    if given.parse::<SessionId>().is_ok() {
        return Ok(json!(given));
    }
    let sessions: Vec<SessionSummary> = target.call("sessions", &Nothing {})?;
    let ids = sessions.iter().map(|s| (s.session.id.to_string(), String::new()));
    one_of("session", given, ids)
}

pub(crate) fn sop_id(target: &Target, given: &str) -> Result<Value, ApiError> {
    if given.parse::<DocumentId>().is_ok() {
        return Ok(json!(given));
    }
    let sops: Vec<SopSummary> = target.call("sops", &Nothing {})?;
    one_of("SOP", given, sops.iter().map(|s| (s.id.to_string(), s.number.clone())))
}

/// The identity that is meant: in full, by its beginning, or by the SOP's number.
pub(crate) fn one_of(what: &str, given: &str, all: impl Iterator<Item = (String, String)>) -> Result<Value, ApiError> {
    let meant = |(id, number): &(String, String)| {
        number.eq_ignore_ascii_case(given) || (!given.is_empty() && id.starts_with(&given.to_lowercase()))
    };
    let found: Vec<String> = all.filter(meant).map(|(id, _)| id).collect();
    match found.as_slice() {
        [one] => Ok(json!(one)),
        [] => {
            let (place, list) = match what {
                "SOP" => ("library", "sops"),
                "step" => ("SOP", "show"),
                _ => ("library", "sessions"),
            };
            let message = format!("There is no {what} {given} in this {place}");
            Err(ApiError::new(Code::NotFound, message, format!("List them with \"sopwright {list}\".")))
        }
        many => {
            let message = format!("{given} can be {} different ones", many.len());
            Err(ApiError::new(Code::BadRequest, message, "Give more of the identity."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = (String, String)> {
        [("0192-aa", "SOP-001"), ("0192-ab", "SOP-002")].map(|(a, b)| (a.to_owned(), b.to_owned())).into_iter()
    }

    #[test]
    fn an_sop_is_found_by_number_or_beginning() {
        assert_eq!(one_of("SOP", "sop-002", all()).unwrap(), json!("0192-ab"));
        assert_eq!(one_of("SOP", "0192-aa", all()).unwrap(), json!("0192-aa"));
    }

    #[test]
    fn a_beginning_of_several_is_not_guessed() {
        assert_eq!(one_of("SOP", "0192", all()).unwrap_err().code, Code::BadRequest);
        assert_eq!(one_of("SOP", "7", all()).unwrap_err().code, Code::NotFound);
        assert_eq!(one_of("SOP", "", all()).unwrap_err().code, Code::NotFound);
    }
}
