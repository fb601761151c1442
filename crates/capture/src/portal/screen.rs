//! Pictures by the Screenshot portal: all monitors in one, with Sopwright's own windows in it, for the portal knows of
//! no way to leave them out. The first one may make the desktop ask the person; nobody waits for that, and the question
//! is not taken away.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sopwright_core::entry::Point;
use sopwright_core::port::{CaptureError, Frame, Scene, Screen};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use zbus::zvariant::Value;

use super::bus::{Fields, Portal};
use super::refusal::Refusal;
use super::{picture, thread};

const NAME: &str = "Screenshot";
/// How long who wants a picture waits for it.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long the portal may ask the person.
const QUESTION: Duration = Duration::from_secs(120);

/// What to do where the portal gives no pictures.
const HINT: &str =
    "Allow Sopwright to take pictures in the settings of the desktop, or log in with X11 to have pictures";

/// What to do where it gave one that cannot be used.
const AGAIN: &str = "Try again; if it stays so, log in with X11 to have pictures";

type Answer = SyncSender<Result<Frame, CaptureError>>;
/// When the picture was asked for that the portal is taking.
type Working = Arc<Mutex<Option<Instant>>>;

/// The screen of a desktop with a portal for pictures.
pub struct PortalScreen {
    asks: UnboundedSender<(Instant, Answer)>,
    working: Working,
}

impl PortalScreen {
    /// Reaches the portal on the session bus, which takes 2 s at the longest.
    ///
    /// # Errors
    /// When there is no such portal.
    pub fn start() -> Result<Self, CaptureError> {
        Self::start_on(None)
    }

    /// The same on the bus with that address.
    ///
    /// # Errors
    /// When there is no such portal.
    pub fn start_on(address: Option<&str>) -> Result<Self, CaptureError> {
        let (asks, coming) = unbounded_channel();
        let working = Working::default();
        let at_work = Arc::clone(&working);
        thread::serve(address, NAME, HINT, move |portal| serve(portal, coming, at_work))?;
        Ok(Self { asks, working })
    }
}

impl Screen for PortalScreen {
    fn knows_windows(&self) -> bool {
        false
    }

    fn grab(&self) -> Result<Frame, CaptureError> {
        let slow =
            || Refusal::Slow(NAME).with_hint("If the desktop asks whether Sopwright may take pictures, allow it");
        let working = *self.working.lock().unwrap_or_else(PoisonError::into_inner);
        if working.is_some_and(|since| since.elapsed() >= PATIENCE) {
            return Err(slow());
        }
        let (answer, answered) = sync_channel(1);
        self.asks.send((Instant::now(), answer)).map_err(|_ended| Refusal::NoBus.with_hint(HINT))?;
        answered.recv_timeout(PATIENCE).unwrap_or_else(|_late| Err(slow()))
    }
    /// The portal does not tell which windows are in it.
    fn scene(&self, _at: Option<Point>) -> Result<Scene, CaptureError> {
        Ok(Scene { frame: self.grab()?, windows: Vec::new() })
    }
}

/// Takes one picture after the other. The portal shows one question at a time.
async fn serve(mut portal: Portal, mut asks: UnboundedReceiver<(Instant, Answer)>, working: Working) {
    let note = |since| *working.lock().unwrap_or_else(PoisonError::into_inner) = since;
    while let Some((asked, answer)) = asks.recv().await {
        // A picture of later is not the one that was asked for.
        if asked.elapsed() >= PATIENCE {
            continue;
        }
        note(Some(asked));
        let taken = timeout(QUESTION, take(&mut portal)).await.unwrap_or(Err(Refusal::Slow(NAME).with_hint(HINT)));
        note(None);
        let _nobody_waits_any_more = answer.try_send(taken);
    }
}

async fn take(portal: &mut Portal) -> Result<Frame, CaptureError> {
    let options = Fields::from([("interactive", Value::from(false)), ("modal", Value::from(false))]);
    let answer = portal.request("Screenshot", options, |options| ("", options)).await;
    let answer = answer.map_err(|refusal| refusal.with_hint(HINT))?;
    let uri = answer.get("uri").and_then(|uri| uri.downcast_ref::<&str>().ok()).unwrap_or_default();
    picture::fetch(uri).map_err(|error| CaptureError { hint: AGAIN.into(), ..error.into() })
}
