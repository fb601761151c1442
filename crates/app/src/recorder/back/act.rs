//! Keeps what automatic capture saw: the act, the names of what it was done to, and what was typed.

use sopwright_core::act::Act;
use sopwright_core::entry::EntryContent;
use sopwright_core::recorder::{Request, step};
use sopwright_core::secret;
use sopwright_core::time::Moment;

use super::super::catch::Catch;
use super::super::watch::{Lookup, Named};
use super::{Back, Outcome, forgotten};

impl Back {
    /// Keeps what automatic capture saw.
    pub(super) fn act(&mut self, moment: Moment, act: Act, catch: Catch, names: Vec<Lookup>) -> Outcome {
        let (after, _) = step(self.state, &Request::Act(act.kind()))?;
        let mut content = EntryContent::new(act.kind());
        if self.is_forgotten(moment) {
            return Err(forgotten());
        }
        content.place = catch.place;
        content.hidden = catch.hidden;
        self.take_picture(catch.picture, &mut content);
        content.act = Some(act);
        for named in names.into_iter().map(Lookup::wait) {
            self.take_name(named, &mut content);
        }
        secret::mask_entry(&mut content, self.board.hide.reach());
        let made = self.append(moment, content)?;
        self.state = after;
        Ok(made)
    }

    /// Takes what is told of the element, where a better answer did not tell it.
    fn take_name(&self, named: Named, content: &mut EntryContent) {
        if content.element.as_ref().is_none_or(|known| known.name.is_empty()) && named.element.is_some() {
            content.element = named.element;
        }
        let keeps = self.ears.wanted().typed_text && !content.element.as_ref().is_some_and(|e| e.role.is_secret());
        if let (true, Some(Act::Type { text, .. }), Some(typed)) = (keeps, &mut content.act, named.typed) {
            // Masked with the rest of the entry.
            *text = Some(typed);
        }
    }
}
