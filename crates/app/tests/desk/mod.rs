//! A scripted desktop for the tests of the application: a clock that is turned by hand, frames that are told apart, a
//! clipboard that holds what it is given.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::DateTime;
use serde_json::Value;
use sopwright_app::{ApiError, App, DesktopReport, Listener, Notice, Parts, Senses, commands};
use sopwright_core::act::Element;
use sopwright_core::entry::{Place, Point, Rect, Snippet};
use sopwright_core::port::{
    self, CaptureError, Clip, Clipboard, Clock, Elements, Focused, Frame, Ids, Inputs, Scene, Screen, Shown, Windows,
};
use sopwright_core::time::Moment;
use sopwright_core::watch::{Heard, Input};
use uuid::Uuid;

#[derive(Default)]
pub struct Hand(AtomicU64, AtomicI64);

impl Hand {
    pub fn turn(&self, ms: u64) {
        self.0.fetch_add(ms * 1000, Ordering::SeqCst);
    }

    /// Sets the wall clock, and no other, forward or back.
    pub fn jump(&self, hours: i64) {
        self.1.fetch_add(hours, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Moment {
        let mono_us = self.0.load(Ordering::SeqCst);
        let start = DateTime::parse_from_rfc3339("2026-11-24T09:00:00+01:00").unwrap();
        let hours = chrono::Duration::hours(self.1.load(Ordering::SeqCst));
        Moment { at: start + hours + chrono::Duration::microseconds(mono_us as i64), mono_us }
    }
}

#[derive(Default)]
pub struct Counter(AtomicU64);

impl Ids for Counter {
    fn fresh(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::SeqCst) + 1) << 64)
    }
}

/// Yields a frame that differs each time, or the one that it is given, or an error when it is broken.
#[derive(Default)]
pub struct Stage {
    pub grabs: AtomicU64,
    pub scene: Mutex<Option<Frame>>,
    pub broken: Mutex<bool>,
    pub clip: Mutex<Option<Clip>>,
    /// Who is told of copies.
    pub copied: Mutex<Option<port::Copied>>,
    /// Who hears mouse and keyboard now.
    pub listening: Mutex<Option<port::Ear>>,
    /// What is under the pointer, or has the keyboard.
    pub element: Mutex<Option<Element>>,
    /// What was typed into it.
    pub typed: Mutex<Option<String>>,
    /// A window of Sopwright is in front and under the pointer.
    pub own: Mutex<bool>,
    /// The window in front; else Mousepad is.
    pub front: Mutex<Option<Place>>,
    pub shown: Mutex<Vec<Shown>>,
}

impl Screen for Stage {
    fn grab(&self) -> Result<Frame, CaptureError> {
        if *self.broken.lock().unwrap() {
            return Err(CaptureError { what: "The screen is away".into(), hint: "Wait".into() });
        }
        let n = self.grabs.fetch_add(1, Ordering::SeqCst) as u8;
        if let Some(scene) = &*self.scene.lock().unwrap() {
            return Ok(scene.clone());
        }
        Ok(Frame { area: Rect { x: 0, y: 0, width: 4, height: 2 }, rgb: vec![n; 24] })
    }

    fn scene(&self, _: Option<Point>) -> Result<Scene, CaptureError> {
        Ok(Scene { frame: self.grab()?, windows: self.shown.lock().unwrap().clone() })
    }
}

impl Windows for Stage {
    fn place(&self) -> Place {
        if let Some(front) = &*self.front.lock().unwrap() {
            return front.clone();
        }
        Place { app: "Mousepad".into(), title: "Minutes - Mousepad".into(), ..Place::default() }
    }
    fn place_under_pointer(&self) -> Option<Place> {
        (!*self.own.lock().unwrap()).then(|| self.place())
    }
    fn own_in_front(&self) -> bool {
        *self.own.lock().unwrap()
    }
    fn focused(&self) -> Option<u64> {
        None
    }
    fn focus(&self, _: u64) {}
}

impl Inputs for Stage {
    fn listen(&self, ear: Option<port::Ear>) -> Result<(), CaptureError> {
        *self.listening.lock().unwrap() = ear;
        Ok(())
    }
}

impl Elements for Stage {
    fn at(&self, _: Point, _: &Place) -> Option<Element> {
        self.element.lock().unwrap().clone()
    }
    fn focused(&self, _: &Place) -> Option<Focused> {
        let element = self.element.lock().unwrap().clone()?;
        Some(Focused { element, typed: self.typed.lock().unwrap().clone() })
    }
    fn read_typed(&self, _: bool) {}
    fn begin_text(&self) {}
}

impl Clipboard for Stage {
    fn read(&self) -> Result<Clip, CaptureError> {
        Ok(self.clip.lock().unwrap().clone().unwrap_or(Clip::Empty))
    }

    fn watch(&self, copied: port::Copied) -> Option<Box<dyn Send + Sync>> {
        *self.copied.lock().unwrap() = Some(copied);
        Some(Box::new(()))
    }
}

#[derive(Default)]
pub struct Ear(pub Mutex<Vec<Notice>>);

impl Listener for Ear {
    fn hear(&self, notice: &Notice) {
        self.0.lock().unwrap().push(notice.clone());
    }
}

pub struct Desk {
    pub app: App,
    pub clock: Arc<Hand>,
    pub stage: Arc<Stage>,
    pub ear: Arc<Ear>,
}

fn encode(frame: &Frame) -> Result<Vec<u8>, String> {
    Ok(png(frame.area.width, frame.area.height, &frame.rgb))
}

/// A PNG file.
pub fn png(width: u32, height: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(rgb).unwrap();
    file
}

impl Desk {
    pub fn open(dir: &Path) -> Self {
        Self::open_as(dir, "ada")
    }

    /// A desk of somebody else.
    pub fn open_as(dir: &Path, login: &str) -> Self {
        let (clock, stage, ear) = (Arc::new(Hand::default()), Arc::new(Stage::default()), Arc::new(Ear::default()));
        // Each opening has its own identities, as in life.
        let ids = Counter(AtomicU64::new(u64::from(std::process::id()) << 20 | fresh_start() << 10));
        let app = App::open(
            dir,
            Parts {
                senses: Senses {
                    screen: stage.clone(),
                    windows: stage.clone(),
                    clipboard: stage.clone(),
                    inputs: stage.clone(),
                    elements: stage.clone(),
                    encode,
                },
                clock: clock.clone(),
                ids: Arc::new(ids),
                listener: ear.clone(),
                desktop: DesktopReport::default(),
                login: login.into(),
            },
        )
        .unwrap();
        Self { app, clock, stage, ear }
    }

    /// Mouse or keyboard did this, now. False if nobody listens.
    pub fn does(&self, input: Input) -> bool {
        let listening = self.stage.listening.lock().unwrap();
        let Some(ear) = &*listening else { return false };
        ear(Heard { input, moment: self.clock.now() });
        true
    }

    pub fn call(&self, name: &str, request: Value) -> Result<Value, ApiError> {
        commands::dispatch(&self.app, name, request)
    }

    pub fn ok(&self, name: &str, request: Value) -> Value {
        self.call(name, request).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Somebody copies this in the window in front.
    pub fn copy(&self, text: &str) {
        let snippet = Snippet::Text { text: text.into() };
        *self.stage.clip.lock().unwrap() = Some(Clip::Kept { snippet, picture: None, cut: String::new() });
        let copied = self.stage.copied.lock().unwrap();
        copied.as_ref().expect("nobody is told of copies")(self.clock.now());
    }
}

fn fresh_start() -> u64 {
    static STARTS: AtomicU64 = AtomicU64::new(1);
    STARTS.fetch_add(1, Ordering::SeqCst)
}

/// Hotkeys that are set but never pressed.
pub struct NoKeys;

impl sopwright_app::Keys for NoKeys {
    fn set(&self, _: &[port::Hotkey]) -> Vec<port::HotkeyStatus> {
        Vec::new()
    }
    fn problem(&self, _: &str) -> String {
        String::new()
    }
}
