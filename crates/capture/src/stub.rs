//! What stands in for the desktop where there is none: every question is answered with what is missing and what to do,
//! so that the rest of the program works as it does from a terminal.

use sopwright_core::act::Element;
use sopwright_core::entry::{Place, Point};
use sopwright_core::port::{
    CaptureError, Clip, Clipboard, Ear, Elements, Focused, Frame, Inputs, Scene, Screen, Windows,
};

/// A screen that cannot be pictured.
pub(crate) struct NoScreen(pub CaptureError);

impl Screen for NoScreen {
    fn grab(&self) -> Result<Frame, CaptureError> {
        Err(self.0.clone())
    }

    fn scene(&self, _at: Option<Point>) -> Result<Scene, CaptureError> {
        Err(self.0.clone())
    }
}

/// Windows of which nothing is known.
pub(crate) struct NoWindows;

impl Windows for NoWindows {
    fn place(&self) -> Place {
        Place::default()
    }

    fn focused(&self) -> Option<u64> {
        None
    }

    fn focus(&self, _window: u64) {}
}

/// A clipboard that cannot be read.
pub(crate) struct NoClipboard(pub CaptureError);

impl Clipboard for NoClipboard {
    fn read(&self) -> Result<Clip, CaptureError> {
        Err(self.0.clone())
    }
}

/// Mouse and keyboard that cannot be watched.
pub(crate) struct NoInputs(pub CaptureError);

impl Inputs for NoInputs {
    fn listen(&self, ear: Option<Ear>) -> Result<(), CaptureError> {
        if ear.is_some() { Err(self.0.clone()) } else { Ok(()) }
    }
}

/// Elements of which nothing is known.
pub(crate) struct NoElements;

impl Elements for NoElements {
    fn at(&self, _point: Point, _place: &Place) -> Option<Element> {
        None
    }

    fn focused(&self, _place: &Place) -> Option<Focused> {
        None
    }

    fn read_typed(&self, _on: bool) {}

    fn begin_text(&self) {}
}
