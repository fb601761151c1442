//! What all passes share: identities that follow from the entries', and the list of questions to the expert.

use std::collections::HashMap;

use uuid::{Builder, Uuid};

use super::Brief;
use crate::document::{Person, Question, QuestionTarget, Wants};
use crate::id::{EntryId, PartId};
use crate::session::Session;

/// Gives out identities and collects questions while a draft is made.
pub(super) struct Desk {
    session: Uuid,
    expert: Person,
    given: HashMap<(Uuid, &'static str), u32>,
    /// The questions so far.
    pub(super) questions: Vec<Question>,
}

impl Desk {
    pub(super) fn new(session: &Session, brief: &Brief) -> Self {
        Self {
            session: session.id.0,
            expert: brief.defaults.person.clone(),
            given: HashMap::new(),
            questions: Vec::new(),
        }
    }

    /// The identity of the part with this role that was made from this entry.
    pub(super) fn part(&mut self, entry: EntryId, role: &'static str) -> PartId {
        self.derive(entry.0, role)
    }

    /// The identity of a part with this role that belongs to the draft as a whole.
    pub(super) fn own_part(&mut self, role: &'static str) -> PartId {
        self.derive(self.session, role)
    }

    /// Asks the expert something that an entry gave rise to.
    pub(super) fn ask_about(&mut self, entry: EntryId, role: &'static str, question: String, target: QuestionTarget) {
        let id = self.part(entry, role);
        self.put(id, question, target);
    }

    /// Asks the expert something about the SOP as a whole.
    pub(super) fn ask(&mut self, role: &'static str, question: &str, target: QuestionTarget) {
        let id = self.own_part(role);
        self.put(id, question.to_owned(), target);
    }

    /// Says what the answer to the last question becomes.
    pub(super) fn wants(&mut self, wants: Wants) {
        if let Some(last) = self.questions.last_mut() {
            last.wants = Some(wants);
        }
    }

    fn put(&mut self, id: PartId, question: String, target: QuestionTarget) {
        self.questions.push(Question {
            id,
            question,
            target,
            wants: None,
            to: self.expert.clone(),
            due: None,
            answer: None,
        });
    }

    fn derive(&mut self, from: Uuid, role: &'static str) -> PartId {
        // The count keeps identities apart when a role is needed twice, or when damaged entries share an identity.
        let count = self.given.entry((from, role)).or_insert(0);
        let nth = *count;
        *count += 1;
        derived(from, role, nth)
    }
}

/// The identity of the `nth` part with this role that comes of an entry, or of the session.
pub(super) fn derived(from: Uuid, role: &str, nth: u32) -> PartId {
    let mut hash = blake3::Hasher::new();
    hash.update(from.as_bytes()).update(role.as_bytes()).update(&nth.to_le_bytes());
    let mut bytes = [0; 16];
    hash.finalize_xof().fill(&mut bytes);
    PartId(Builder::from_custom_bytes(bytes).into_uuid())
}
