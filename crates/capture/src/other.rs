//! Screen and windows of Windows and macOS, through xcap. Sopwright's own windows are kept out of pictures by the
//! system there, which the shell asks to protect their content. Hotkeys come from the shell's plugin.

use sopwright_core::entry::{Place, Point, Rect};
use sopwright_core::port::{CaptureError, Frame, Scene, Screen, Shown, Windows};
use xcap::{Monitor, Window};

use crate::chord::{Keys, Modifiers};
use crate::desktop::Missing;
use crate::{key, words};

/// The screen.
pub(crate) struct SystemScreen;

impl Screen for SystemScreen {
    fn grab(&self) -> Result<Frame, CaptureError> {
        let monitor = acting_monitor().ok_or_else(|| failed("No monitor was found"))?;
        let image = monitor.capture_image().map_err(|_| failed("The system refused a picture of the screen"))?;
        let (width, height) = image.dimensions();
        let rgb = image.as_raw().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        let (x, y) = (monitor.x().unwrap_or(0), monitor.y().unwrap_or(0));
        Ok(Frame { area: Rect { x, y, width, height }, rgb })
    }

    fn scene(&self, _at: Option<Point>) -> Result<Scene, CaptureError> {
        let before = shown();
        let frame = self.grab()?;
        let after = shown();
        if before == after {
            return Ok(Scene { frame, windows: after });
        }
        // A window that came or moved under way may be in the picture where it was or where it is.
        let mut windows: Vec<Shown> = before.into_iter().chain(after).collect();
        windows.iter_mut().for_each(|window| window.solid.clear());
        Ok(Scene { frame, windows })
    }
}

/// The windows on the screen, the lowest first.
fn shown() -> Vec<Shown> {
    let me = std::process::id();
    let mut windows: Vec<Shown> = Window::all()
        .unwrap_or_default()
        .into_iter()
        .filter(|window| window.pid().ok() != Some(me) && !window.is_minimized().unwrap_or(false))
        .filter_map(|window| {
            let (x, y) = (window.x().ok()?, window.y().ok()?);
            let frame = Rect { x, y, width: window.width().ok()?, height: window.height().ok()? };
            Some(Shown {
                app: words::title(&window.app_name().unwrap_or_default()),
                title: words::title(&window.title().unwrap_or_default()),
                process: window.pid().ok(),
                frame,
                solid: vec![frame],
            })
        })
        .collect();
    // The system tells the topmost first.
    windows.reverse();
    windows
}

/// The monitor with the window in front, else the first.
fn acting_monitor() -> Option<Monitor> {
    let in_front = front().and_then(|window| window.current_monitor().ok());
    in_front.or_else(|| {
        let monitors = Monitor::all().ok()?;
        let primary = monitors.iter().position(|monitor| monitor.is_primary().unwrap_or(false)).unwrap_or(0);
        monitors.into_iter().nth(primary)
    })
}

fn front() -> Option<Window> {
    let me = std::process::id();
    let focused = |window: &Window| window.is_focused().unwrap_or(false) && window.pid().ok() != Some(me);
    Window::all().ok()?.into_iter().find(focused)
}

fn failed(what: &str) -> CaptureError {
    let hint = "Allow Sopwright to record the screen in the settings of the system, then start it again";
    CaptureError { what: what.into(), hint: hint.into() }
}

/// The windows. Giving the keyboard back is the shell's business here: hiding its window does it.
pub(crate) struct SystemWindows;

impl Windows for SystemWindows {
    fn place(&self) -> Place {
        let Some(window) = front() else { return Place::default() };
        let frame = || {
            let (x, y) = (window.x().ok()?, window.y().ok()?);
            Some(Rect { x, y, width: window.width().ok()?, height: window.height().ok()? })
        };
        Place {
            app: words::title(&window.app_name().unwrap_or_default()),
            title: words::title(&window.title().unwrap_or_default()),
            window: frame(),
            pointer: None,
        }
    }

    fn focused(&self) -> Option<u64> {
        front().and_then(|window| window.id().ok()).map(u64::from)
    }

    fn focus(&self, _window: u64) {}
}

/// What these systems lack.
pub(crate) fn missing() -> Vec<Missing> {
    if cfg!(windows) {
        return Vec::new();
    }
    vec![Missing {
        what: "Marks of password managers cannot be seen on this system".into(),
        consequence: "The clipboard is not read".into(),
        hint: "Type what you need into the note instead".into(),
    }]
}

/// What keys are called: by their place on a US keyboard, since these systems tell the layout per window.
pub(crate) struct Layout;

impl Layout {
    pub fn new(_display: Option<&str>) -> Self {
        Self
    }

    pub fn name(&self, modifiers: Modifiers, keycode: u8) -> String {
        match key::in_place(keycode) {
            Some(key) => Keys::with(modifiers, key).to_string(),
            None => format!("key {keycode}"),
        }
    }

    /// Not known apart from what the listener tells.
    pub fn pointer(&self) -> Option<Point> {
        None
    }
}
