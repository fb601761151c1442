//! Makes pictures durable and names them in their entries. A picture that cannot be kept costs only itself.

use sopwright_core::entry::{EntryContent, Rect, Shot};
use sopwright_core::port::{CaptureError, Frame};
use sopwright_core::watch::alike;

use super::super::tape::count;
use super::Back;

impl Back {
    /// Makes the picture durable and names it in the content. A picture that cannot be kept costs only itself.
    pub(super) fn take_picture(&mut self, picture: Option<Result<Frame, CaptureError>>, content: &mut EntryContent) {
        let kept = match picture {
            None => return,
            Some(Err(error)) => Err(error),
            Some(Ok(frame)) => self.keep(&frame),
        };
        match kept {
            Ok(shot) => {
                content.shot = Some(shot);
                self.trouble = None;
            }
            Err(error) => {
                content.shot_failed = error.what.clone();
                self.fail(error);
            }
        }
    }

    /// The same for automatic capture, where pictures follow each other closely: one that shows the same as the one before
    /// is that one.
    pub(super) fn take_shared_picture(
        &mut self,
        picture: Option<Result<Frame, CaptureError>>,
        content: &mut EntryContent,
    ) {
        let Some(Ok(frame)) = picture else { return self.take_picture(picture, content) };
        if let Some((_, shot)) = self.pictured.as_ref().filter(|(before, _)| alike(before, &frame)) {
            content.shot = Some(shot.clone());
            self.trouble = None;
            return;
        }
        match self.keep(&frame) {
            Ok(shot) => {
                content.shot = Some(shot.clone());
                self.pictured = Some((frame, shot));
                self.trouble = None;
            }
            Err(error) => self.take_picture(Some(Err(error)), content),
        }
    }

    fn keep(&self, frame: &Frame) -> Result<Shot, CaptureError> {
        let hint = "The entry is kept without its picture.";
        let failed = |why: String| CaptureError { what: format!("The picture was not kept: {why}"), hint: hint.into() };
        let png = (self.encode)(frame).map_err(failed)?;
        let hash = self.library.shots().keep(&png).map_err(|e| failed(e.to_string()))?;
        let Rect { x, y, width, height } = frame.area;
        Ok(Shot { hash, area: Rect { x, y, width, height }, bytes: count(png.len()) })
    }
}
