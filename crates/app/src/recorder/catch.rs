//! What is caught of the desktop at a press: picture, place, clipboard. Nothing here is written anywhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sopwright_core::entry::{EntryKind, Place, Point, Rect, Snippet};
use sopwright_core::exclusion::veil;
use sopwright_core::port::{CaptureError, Clip, Clipboard, Elements, Frame, Shown, Windows};

use super::Senses;
use super::status::Board;
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
    /// The window in front is excluded: nothing of the desktop was caught.
    pub hidden: bool,
}

/// Catches.
pub(crate) struct Catcher {
    senses: Senses,
    board: Arc<Board>,
    /// What the clipboard holds was copied while an excluded window was in front.
    copied_hidden: AtomicBool,
}

impl Catcher {
    pub(crate) fn new(senses: Senses, board: Arc<Board>) -> Self {
        Self { senses, board, copied_hidden: AtomicBool::new(false) }
    }

    /// Catches what belongs to this kind: nothing, if the window in front is excluded; else the picture first, because it
    /// is the one that changes. A snippet whose words are given is those words, which are the person's own; one that was
    /// copied in an excluded window is of that window, whichever is in front now.
    pub(crate) fn catch(&self, kind: EntryKind, words: &str) -> Catch {
        let place = self.senses.windows.place();
        let copied = kind == EntryKind::Snippet && words.is_empty() && self.copied_hidden();
        let hidden = copied || self.hides(&place);
        let picture = (kind.takes_shot() && !hidden).then(|| self.picture(None));
        let wanted = kind == EntryKind::Snippet && (!hidden || !words.is_empty());
        let clip = wanted.then(|| self.clip(words));
        Catch { place: (!hidden).then_some(place), picture, clip, hidden }
    }

    /// Whether nothing may be caught of this window.
    pub(crate) fn hides(&self, place: &Place) -> bool {
        self.board.hide.exclusions().hide(place)
    }

    /// Something was copied just now. Where, is looked at and remembered; what, is not.
    pub(crate) fn copied(&self) {
        let hidden = self.hides(&self.senses.windows.place());
        self.copied_hidden.store(hidden, Ordering::SeqCst);
    }

    /// Whether nothing may be caught of what the clipboard holds.
    pub(crate) fn copied_hidden(&self) -> bool {
        self.copied_hidden.load(Ordering::SeqCst)
    }

    /// The clipboard.
    pub(crate) fn clipboard(&self) -> &dyn Clipboard {
        &*self.senses.clipboard
    }

    /// The windows on the screen, the topmost first, and which exclusion hides each.
    pub(crate) fn shown(&self) -> Result<Vec<(Shown, Option<usize>)>, ApiError> {
        let exclusions = self.board.hide.exclusions();
        let windows = self.senses.screen.scene(None)?.windows;
        let asked = windows.into_iter().rev().map(|window| {
            let which = exclusions.which(&window.app, &window.title);
            (window, which)
        });
        Ok(asked.collect())
    }

    /// A picture of the monitor that holds the point, or of the one on which the person acts, without the windows that are
    /// excluded.
    pub(crate) fn picture(&self, at: Option<Point>) -> Result<Frame, CaptureError> {
        let exclusions = self.board.hide.exclusions();
        if !self.senses.screen.knows_windows() && !exclusions.is_empty() {
            return Err(CaptureError {
                what: "This desktop does not tell which windows are in a picture, so excluded ones cannot be left out"
                    .into(),
                hint: "To have pictures all the same, empty the list under Settings, Privacy".into(),
            });
        }
        let (frame, _) = veil(self.senses.screen.scene(at)?, &exclusions);
        Ok(frame)
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
