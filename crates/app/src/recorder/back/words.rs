//! Words that come after their entry, and what was masked kept readable.

use sopwright_core::entry::{EntryContent, EntryKind};
use sopwright_core::id::EntryId;
use sopwright_core::recorder::Request;
use sopwright_core::secret;
use sopwright_core::time::Moment;

use super::{Back, Outcome};
use crate::{ApiError, Code};

impl Back {
    /// Words that come later; masked like those that come at once.
    pub(super) fn words(&mut self, moment: Moment, about: EntryId, text: &str, becomes: Option<EntryKind>) -> Outcome {
        let mut content = EntryContent::new(EntryKind::Words);
        content.text = text.trim().to_owned();
        content.becomes = becomes;
        let hidden = secret::mask_entry(&mut content, self.board.hide.reach());
        let entry = self.advance(&Request::Words(about), moment, String::new(), Some(content))?;
        // The snippet that was masked before stays known beside the words.
        if let Some(mut hidden) = hidden {
            hidden.snippet = self.unmasked.remove(&about).and_then(|before| before.snippet);
            self.unmasked.insert(about, hidden);
        }
        Ok(entry)
    }

    pub(super) fn reveal(&mut self, moment: Moment, entry: EntryId) -> Outcome {
        let Some(hidden) = self.unmasked.get(&entry).cloned() else {
            let hint = "Only what was masked in this recording can be kept readable.";
            return Err(ApiError::new(Code::NotFound, "Nothing is masked in this entry", hint));
        };
        let mut made = None;
        let (text, snippet) = (hidden.text.clone(), hidden.snippet.clone());
        for (text, snippet) in [(None, snippet), (text, None)].into_iter().filter(|(t, s)| t.is_some() || s.is_some()) {
            let mut content = EntryContent::new(EntryKind::Words);
            content.becomes = hidden.becomes;
            (content.text, content.snippet) = (text.unwrap_or_default(), snippet);
            made = self.advance(&Request::Words(entry), moment, String::new(), Some(content))?;
        }
        Ok(made)
    }
}
