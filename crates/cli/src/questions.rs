//! Questions and their answers, on a terminal.

use std::fmt::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};
use sopwright_app::api::document::{Edited, SopView};
use sopwright_app::api::question::SopQuestions;
use sopwright_app::{ApiError, Code};
use sopwright_core::document::CalloutKind;
use sopwright_core::operation::StepText;
use sopwright_core::question::{AnswerPlace, OpenQuestion};

use crate::print::tame;
use crate::run::one_of;
use crate::target::Target;

/// Characters of an identity that are shown at least.
const SHORT: usize = 6;

/// An answer as it is given on the command line.
pub(crate) struct Given<'a> {
    pub(crate) question: &'a str,
    pub(crate) text: String,
    pub(crate) place: Option<&'a str>,
    pub(crate) faq: bool,
}

/// A question as it is given on the command line.
pub(crate) struct Asked<'a> {
    pub(crate) text: String,
    pub(crate) step: Option<&'a str>,
    pub(crate) to: &'a str,
    pub(crate) due: Option<NaiveDate>,
}

/// Asks about the SOP, or about one of its steps.
pub(crate) fn ask(target: &Target, sop: &Value, asked: &Asked<'_>) -> Result<OpenQuestion, ApiError> {
    let about = asked.step.map(|given| step_named(target, sop, given)).transpose()?;
    let request = json!({ "id": sop, "text": asked.text, "target": about, "to": asked.to, "due": asked.due });
    target.call("ask", &request)
}

fn step_named(target: &Target, sop: &Value, given: &str) -> Result<Value, ApiError> {
    let view: SopView = target.call("sop", &json!({ "id": sop }))?;
    let steps = view.document.numbered_steps().map(|(number, step)| (step.id.to_string(), number));
    Ok(json!({ "on": "part", "part": one_of("step", given, steps)? }))
}

/// What was asked, and how to answer it.
pub(crate) fn asked(open: &OpenQuestion) -> String {
    format!("{}\nQuestion {}", line(open), open.question.id)
}

/// Answers an open question of the SOP.
pub(crate) fn answer(target: &Target, sop: &Value, given: &Given<'_>) -> Result<Edited, ApiError> {
    let open: Vec<SopQuestions> = target.call("open_questions", &json!({ "id": sop }))?;
    let open = open.into_iter().flat_map(|sop| sop.questions).collect::<Vec<_>>();
    let question = open_one(&open, given.question)?;
    let place = match given.place {
        Some(word) => Some(place_named(question, word)?),
        None => None,
    };
    let request =
        json!({ "id": sop, "question": question.question.id, "text": given.text, "place": place, "faq": given.faq });
    target.call("answer", &request)
}

fn open_one<'a>(open: &'a [OpenQuestion], given: &str) -> Result<&'a OpenQuestion, ApiError> {
    let given = given.to_lowercase();
    let meant = |each: &&OpenQuestion| !given.is_empty() && each.question.id.to_string().starts_with(&given);
    match open.iter().filter(meant).collect::<Vec<_>>().as_slice() {
        [one] => Ok(one),
        [] => {
            let message = format!("No question {given} is open in this SOP");
            Err(ApiError::new(Code::NotFound, message, "List them with \"sopwright questions\"."))
        }
        many => {
            let message = format!("{given} can be {} different ones", many.len());
            Err(ApiError::new(Code::BadRequest, message, "Give more of the identity."))
        }
    }
}

fn place_named<'a>(question: &'a OpenQuestion, word: &str) -> Result<&'a AnswerPlace, ApiError> {
    let found = question.places.iter().find(|place| name(place).eq_ignore_ascii_case(word));
    found.ok_or_else(|| {
        let offered = question.places.iter().map(name).collect::<Vec<_>>().join(", ");
        let message = format!("This answer cannot go into {word:?}");
        ApiError::new(Code::BadRequest, message, format!("It can go into one of these: {offered}."))
    })
}

/// The word for a place on the command line.
fn name(place: &AnswerPlace) -> &'static str {
    match place {
        AnswerPlace::Kept => "kept",
        AnswerPlace::Faq => "faq",
        AnswerPlace::Meta { .. } => "field",
        AnswerPlace::Section { .. } => "section",
        AnswerPlace::Step { text: StepText::Action, .. } => "action",
        AnswerPlace::Step { text: StepText::Details, .. } => "details",
        AnswerPlace::Step { text: StepText::Expected, .. } => "expected",
        AnswerPlace::Step { text: StepText::Role, .. } => "role",
        AnswerPlace::Callout { callout: CalloutKind::Note | CalloutKind::Tip, .. } => "note",
        AnswerPlace::Callout { callout: CalloutKind::Warning | CalloutKind::Danger, .. } => "warning",
        AnswerPlace::Alt { .. } => "description",
        AnswerPlace::Item { .. } => "item",
    }
}

/// Open questions by SOP, each with the beginning of its identity that names it.
pub(crate) fn list(all: &[SopQuestions]) -> String {
    if all.is_empty() {
        return "No open questions".into();
    }
    let mut text = String::new();
    for sop in all {
        let heading = [sop.number.as_str(), sop.title.as_str()].map(tame).join(" ");
        writeln!(text, "{}", heading.trim()).ok();
        let ids: Vec<String> = sop.questions.iter().map(|each| each.question.id.to_string()).collect();
        for (question, id) in sop.questions.iter().zip(&ids) {
            writeln!(text, "  {}  {}", short(id, &ids), line(question)).ok();
        }
        text.push('\n');
    }
    text
}

fn line(open: &OpenQuestion) -> String {
    let OpenQuestion { question, about, form: _, places } = open;
    let mut line = tame(&question.question);
    if !about.number.is_empty() {
        write!(line, " (step {}: {})", about.number, tame(&about.action)).ok();
    }
    let mut more: Vec<String> = places.first().map(|place| format!("into {}", name(place))).into_iter().collect();
    if !question.to.name.is_empty() {
        more.push(format!("for {}", tame(&question.to.name)));
    }
    if let Some(due) = question.due {
        more.push(format!("due {due}"));
    }
    format!("{line} [{}]", more.join(", "))
}

/// As much of the identity as tells it from the others.
fn short<'a>(id: &'a str, all: &[String]) -> &'a str {
    let names = |length: usize| all.iter().filter(|other| other.get(..length) == id.get(..length)).count() == 1;
    let length = (SHORT..id.len()).find(|length| names(*length)).unwrap_or(id.len());
    id.get(..length).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn an_identity_is_shown_as_far_as_it_tells() {
        let all = ["0123456789", "0123457777", "9999999999"].map(String::from);
        assert_eq!(all.each_ref().map(|id| short(id, &all)), ["0123456", "0123457", "999999"]);
    }
}
