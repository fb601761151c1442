//! Global hotkeys by the GlobalShortcuts portal: a thread with a connection of its own, which asks for the keys, hears
//! when they are pressed, and tells when they fare otherwise than was said before.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use sopwright_core::port::{CaptureError, Hotkey, HotkeyStatus, Hotkeys, Press};
use tokio::select;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use zbus::MessageStream;

use super::bus::{Portal, next};
use super::session::{HINT, Heard, Session, unanswered};
use super::thread;

/// How long who sets hotkeys waits for the portal. What it says later is told.
const PATIENCE: Duration = Duration::from_secs(2);
/// From when on an answer is told even if somebody may still wait for it. Told twice is better than not at all.
const LATE: Duration = Duration::from_millis(1_500);
/// How long the end may take.
const PARTING: Duration = Duration::from_millis(500);

/// Hotkeys that are to take the place of all others.
struct Set {
    hotkeys: Vec<Hotkey>,
    asked: Instant,
    answer: SyncSender<Vec<HotkeyStatus>>,
}

/// The hotkeys of a desktop with a portal for them.
pub struct PortalHotkeys {
    sets: Option<UnboundedSender<Set>>,
    thread: Option<JoinHandle<()>>,
}

impl PortalHotkeys {
    /// Reaches the portal on the session bus, which takes 2 s at the longest, and waits for presses on a thread of its
    /// own. There, `sender` is called for each press, and `told` when hotkeys fare otherwise than [`Hotkeys::set`]
    /// said: the person has answered the portal's question, or changed the keys in the desktop's settings. No hotkeys
    /// are set yet.
    ///
    /// # Errors
    /// When there is no such portal.
    pub fn start(
        sender: impl Fn(Press) + Send + 'static,
        told: impl Fn(Vec<HotkeyStatus>) + Send + 'static,
    ) -> Result<Self, CaptureError> {
        Self::start_on(None, sender, told)
    }

    /// The same on the bus with that address.
    ///
    /// # Errors
    /// When there is no such portal.
    pub fn start_on(
        address: Option<&str>,
        sender: impl Fn(Press) + Send + 'static,
        told: impl Fn(Vec<HotkeyStatus>) + Send + 'static,
    ) -> Result<Self, CaptureError> {
        let (sets, coming) = unbounded_channel();
        let ear = Ear { sender: Box::new(sender), told: Box::new(told) };
        let thread = thread::serve(address, "GlobalShortcuts", HINT, |portal| serve(portal, coming, ear))?;
        Ok(Self { sets: Some(sets), thread: Some(thread) })
    }
}

impl Hotkeys for PortalHotkeys {
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        let (answer, answered) = sync_channel(1);
        let set = Set { hotkeys: hotkeys.to_vec(), asked: Instant::now(), answer };
        let sent = self.sets.as_ref().is_some_and(|sets| sets.send(set).is_ok());
        let statuses = if sent { answered.recv_timeout(PATIENCE).ok() } else { None };
        statuses.unwrap_or_else(|| unanswered(hotkeys))
    }
}

impl Drop for PortalHotkeys {
    fn drop(&mut self) {
        drop(self.sets.take());
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// Who is told.
struct Ear {
    sender: Box<dyn Fn(Press) + Send>,
    told: Box<dyn Fn(Vec<HotkeyStatus>) + Send>,
}

/// Serves one set of hotkeys after the other.
async fn serve(mut portal: Portal, mut sets: UnboundedReceiver<Set>, ear: Ear) {
    let Ok(mut signals) = portal.signals().await else { return };
    let mut session = Session::default();
    let mut coming = sets.recv().await;
    while let Some(set) = coming {
        let _slow_is_no_error = timeout(PARTING, session.close(&portal)).await;
        // Anew each time: that a portal ended before is of no interest to hotkeys that are bound now.
        let Ok(mut gone) = portal.gone().await else { return };
        // The portal may ask the person for as long as it likes; other hotkeys end that.
        coming = select! {
            biased;
            newer = sets.recv() => newer,
            statuses = session.bind(&mut portal, &set.hotkeys) => {
                // Listened for before anybody relies on it.
                let ended = match session.path() {
                    Some(path) => portal.ended(path).await.ok(),
                    None => None,
                };
                answer(&set, statuses, &ear);
                match ended {
                    Some(mut ended) => {
                        let ends = Ends { session: &mut ended, portal: &mut gone };
                        hear(&mut session, &mut signals, ends, &mut sets, &ear).await
                    }
                    None => sets.recv().await,
                }
            }
        };
    }
    let _slow_is_no_error = timeout(PARTING, session.close(&portal)).await;
}

fn answer(set: &Set, statuses: Vec<HotkeyStatus>, ear: &Ear) {
    let late = set.asked.elapsed() > LATE;
    let heard = set.answer.try_send(statuses.clone()).is_ok();
    if late || !heard {
        (ear.told)(statuses);
    }
}

/// What tells that nothing is heard any more.
struct Ends<'a> {
    session: &'a mut MessageStream,
    portal: &'a mut MessageStream,
}

/// Hears presses until there are other hotkeys to set; nothing, if that is the end.
async fn hear(
    session: &mut Session,
    signals: &mut MessageStream,
    ends: Ends<'_>,
    sets: &mut UnboundedReceiver<Set>,
    ear: &Ear,
) -> Option<Set> {
    loop {
        select! {
            biased;
            newer = sets.recv() => return newer,
            signal = next(signals) => match signal.map(|signal| session.hear(&signal)) {
                Some(Heard::Press(press)) => (ear.sender)(press),
                Some(Heard::Changed(statuses)) => (ear.told)(statuses),
                Some(Heard::Nothing) => {}
                None => break,
            },
            _end_of_session = next(ends.session) => break,
            _end_of_portal = next(ends.portal) => break,
        }
    }
    (ear.told)(session.lost());
    sets.recv().await
}
