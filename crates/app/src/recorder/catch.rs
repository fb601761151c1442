//! What is caught of the desktop at a press: picture, place, clipboard. Nothing here is written anywhere.

use std::sync::Arc;

use sopwright_core::entry::{EntryKind, Place, Point, Rect, Snippet};
use sopwright_core::port::{CaptureError, Clip, Elements, Frame, Windows};

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
        let picture = kind.takes_shot().then(|| self.picture(None));
        let place = Some(self.senses.windows.place());
        let clip = (kind == EntryKind::Snippet).then(|| self.clip(words));
        Catch { place, picture, clip }
    }

    /// A picture of the monitor that holds the point, or of the one on which the person acts.
    pub(crate) fn picture(&self, at: Option<Point>) -> Result<Frame, CaptureError> {
        match at {
            Some(at) => self.senses.screen.grab_at(at),
            None => self.senses.screen.grab(),
        }
    }

    /// The windows.
    pub(crate) fn windows(&self) -> &dyn Windows {
        &*self.senses.windows
    }

    /// The elements of windows.
    pub(crate) fn elements(&self) -> Arc<dyn Elements> {
        Arc::clone(&self.senses.elements)
    }

    /// The screen as it is now, for a picture that a person asks for beside any recording.
    pub(crate) fn look(&self) -> Result<(Vec<u8>, Rect), ApiError> {
        let frame = self.picture(None)?;
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
