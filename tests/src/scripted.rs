//! A desktop that exists only in memory, for journeys that are about the disk: every picture of its screen differs from
//! the one before.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sopwright_app::{DesktopReport, Parts, Senses, Silence};
use sopwright_capture::{RandomIds, SystemClock};
use sopwright_core::act::Element;
use sopwright_core::entry::{Place, Point, Rect};
use sopwright_core::port::{
    CaptureError, Clip, Clipboard, Ear, Elements, Focused, Frame, Inputs, Scene, Screen, Windows,
};

/// What an application is made of, with the scripted desktop, the real clock and real identities.
pub fn parts() -> Parts {
    let desktop = Arc::new(Scripted::default());
    Parts {
        senses: Senses {
            screen: desktop.clone(),
            windows: desktop.clone(),
            clipboard: desktop.clone(),
            inputs: desktop.clone(),
            elements: desktop,
            encode: |frame| sopwright_capture::png::encode(frame).map_err(|error| error.to_string()),
        },
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        listener: Arc::new(Silence),
        desktop: DesktopReport::default(),
        login: "ada".to_owned(),
    }
}

#[derive(Debug, Default)]
struct Scripted(AtomicU32);

const WIDTH: u32 = 64;
const HEIGHT: u32 = 40;

impl Screen for Scripted {
    fn grab(&self) -> Result<Frame, CaptureError> {
        let number = self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes();
        let mut rgb = vec![0x7f; (WIDTH * HEIGHT * 3) as usize];
        // Other processes draw on the same library: their pictures differ by their number too.
        let process = std::process::id().to_le_bytes();
        for (pixel, byte) in rgb.iter_mut().zip(number.into_iter().chain(process)) {
            *pixel = byte;
        }
        Ok(Frame { area: Rect { x: 0, y: 0, width: WIDTH, height: HEIGHT }, rgb })
    }

    fn scene(&self, _: Option<Point>) -> Result<Scene, CaptureError> {
        Ok(Scene { frame: self.grab()?, windows: Vec::new() })
    }
}

impl Windows for Scripted {
    fn place(&self) -> Place {
        Place { app: "Ledger".to_owned(), title: "Invoices - Ledger".to_owned(), ..Place::default() }
    }

    fn focused(&self) -> Option<u64> {
        None
    }

    fn focus(&self, _: u64) {}
}

impl Clipboard for Scripted {
    fn read(&self) -> Result<Clip, CaptureError> {
        Ok(Clip::Empty)
    }
}

impl Inputs for Scripted {
    fn listen(&self, _: Option<Ear>) -> Result<(), CaptureError> {
        Ok(())
    }
}

impl Elements for Scripted {
    fn at(&self, _: Point, _: &Place) -> Option<Element> {
        None
    }

    fn focused(&self, _: &Place) -> Option<Focused> {
        None
    }

    fn read_typed(&self, _: bool) {}

    fn begin_text(&self) {}
}
