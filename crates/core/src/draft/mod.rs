//! Draft rules: pure passes that turn a session's entries into a document. See [`draft`].
//!
//! Each pass is one file and reads what the passes before it made. They propose; what they cannot know they ask for.
//! Judging whether the result is a good SOP is not done here.

mod acts;
mod attach;
mod branch;
mod desk;
pub(crate) mod faq;
mod figure;
mod home;
mod insertion;
mod meta;
mod missing;
mod parameter;
mod phases;
mod place;
mod quiet;
mod roles;
mod said;
mod sections;
mod snippet;
mod step;
mod tidy;
mod titles;
mod words;

use chrono::NaiveDate;

use crate::document::Document;
use crate::entry::Entry;
use crate::id::DocumentId;
use crate::session::Session;
use crate::settings::DraftDefaults;
use crate::template::{Template, begin};

pub use home::{Home, Whereabouts, homes};
pub use insertion::{Spot, insertion};
pub use titles::doing;

/// What a draft is made from, besides the entries. Identities inside the draft are derived from the entries', so the
/// same input gives the same document (invariant 3).
#[derive(Clone, Debug)]
pub struct Brief {
    /// The document's identity.
    pub id: DocumentId,
    /// Its number, already drawn from the series.
    pub number: String,
    /// The day on which it is drafted.
    pub today: NaiveDate,
    /// What the metadata is filled with.
    pub defaults: DraftDefaults,
    /// The template that it takes.
    pub template: Template,
}

/// Turns a session into the document that revision 0.1 holds.
///
/// Every word that a person said in an entry that still counts stands somewhere in it, and whatever an SOP needs and
/// the recording does not tell is a question.
pub fn draft(session: &Session, entries: &[Entry], brief: &Brief) -> Document {
    let quiet = quiet::quiet(said::said(entries));
    let said = &quiet.said;
    let mut desk = desk::Desk::new(session, brief);
    let outline = attach::attach(session, said);
    let values = parameter::parameters(said, &outline, &mut desk);
    let steps = step::steps(&quiet, &outline, &values, &mut desk);

    let mut document = Document::empty(brief.id);
    document.session = Some(session.id);
    document.meta = meta::meta(session, &outline, brief);
    document.roles = roles::roles(&document.meta, brief, &mut desk);
    document.history = roles::history(session, brief, &mut desk);
    document.sections = sections::sections(session, said, &outline, &steps, &document.meta, brief);
    document.phases = phases::phases(&outline, steps, &mut desk);
    document.faq = faq::faq(said, &outline, &mut desk);
    document.parameters = values.list;
    begin(&mut document, &brief.template);
    missing::ask(&document, &mut desk);
    document.questions = desk.questions;
    document
}
