//! What is caught of the desktop at a press: picture, place, clipboard. Nothing here is written anywhere.

use sopwright_core::entry::{EntryKind, Place, Rect, Snippet};
use sopwright_core::port::{CaptureError, Clip, Frame};

use super::Senses;
use crate::{ApiError, Code};

/// What was caught.
#[derive(Debug, Default)]
pub struct Catch {
    /// Where on the desktop.
    pub place: Option<Place>,
    /// The picture that belongs to the entry, if one does.
    pub picture: Option<Result<Frame, CaptureError>>,
    /// What the clipboard held, for a snippet.
    pub clip: Option<Result<Clip, CaptureError>>,
}

/// Catches.
pub(crate) struct Catcher {
    senses: Senses,
}

impl Catcher {
    pub(crate) fn new(senses: Senses) -> Self {
        Self { senses }
    }

    /// Catches what belongs to this kind: the picture first, because it is the one that changes. A snippet whose words
    /// are given is those words.
    pub(crate) fn catch(&self, kind: EntryKind, words: &str) -> Catch {
        let picture = kind.takes_shot().then(|| self.senses.screen.grab());
        let place = Some(self.senses.windows.place());
        let clip = (kind == EntryKind::Snippet).then(|| self.clip(words));
        Catch { place, picture, clip }
    }

    /// The screen as it is now, for a picture that a person asks for beside any recording.
    pub(crate) fn look(&self) -> Result<(Vec<u8>, Rect), ApiError> {
        let frame = self.senses.screen.grab()?;
        let png = (self.senses.encode)(&frame).map_err(|why| {
            ApiError::new(Code::Failed, format!("The picture could not be kept: {why}"), "Try again.")
        })?;
        Ok((png, frame.area))
    }

    fn clip(&self, words: &str) -> Result<Clip, CaptureError> {
        if words.is_empty() {
            return self.senses.clipboard.read();
        }
        let snippet = Snippet::Text { text: words.to_owned() };
        Ok(Clip::Kept { snippet, picture: None, cut: String::new() })
    }
}
