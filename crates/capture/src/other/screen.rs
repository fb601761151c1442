//! Pictures of the screen, by xcap.

use sopwright_core::entry::{Point, Rect};
use sopwright_core::port::{CaptureError, Frame, Scene, Screen, Shown};
use xcap::Monitor;

use super::{system, windows};

/// The screen.
pub(crate) struct SystemScreen;

impl Screen for SystemScreen {
    fn grab(&self) -> Result<Frame, CaptureError> {
        picture(acting_monitor())
    }

    fn scene(&self, at: Option<Point>) -> Result<Scene, CaptureError> {
        let before = windows::shown();
        let frame = picture(at.and_then(monitor_at).or_else(acting_monitor))?;
        let after = windows::shown();
        if before == after {
            return Ok(Scene { frame, windows: after });
        }
        // A window that came or moved under way may be in the picture where it was or where it is.
        let mut windows: Vec<Shown> = before.into_iter().chain(after).collect();
        windows.iter_mut().for_each(|window| window.solid.clear());
        Ok(Scene { frame, windows })
    }
}

fn picture(monitor: Option<Monitor>) -> Result<Frame, CaptureError> {
    let monitor = monitor.ok_or_else(|| failed("No monitor was found"))?;
    let image = monitor.capture_image().map_err(|_| failed("The system refused a picture of the screen"))?;
    let (width, height) = image.dimensions();
    let rgb = image.as_raw().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let (x, y) = (monitor.x().unwrap_or(0), monitor.y().unwrap_or(0));
    Ok(Frame { area: Rect { x, y, width, height }, rgb })
}

/// The monitor with the window in front, else the one with the pointer, else the first.
fn acting_monitor() -> Option<Monitor> {
    let in_front = windows::front().and_then(|window| window.current_monitor().ok());
    in_front.or_else(|| monitor_at(system::pointer()?)).or_else(|| {
        let monitors = Monitor::all().ok()?;
        let primary = monitors.iter().position(|monitor| monitor.is_primary().unwrap_or(false)).unwrap_or(0);
        monitors.into_iter().nth(primary)
    })
}

fn monitor_at(at: Point) -> Option<Monitor> {
    Monitor::from_point(at.x, at.y).ok()
}

fn failed(what: &str) -> CaptureError {
    let hint = "Allow Sopwright to record the screen in the settings of the system, then start it again";
    CaptureError { what: what.into(), hint: hint.into() }
}
