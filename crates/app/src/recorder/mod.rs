//! The recorder: turns presses and orders into durable entries. Two threads: the *front* takes picture and place at
//! once when a key is pressed; the *back* owns a database connection, follows [`sopwright_core::recorder`] and writes.
//! So a picture is never late because an earlier one is still being written.

mod back;
mod catch;
mod ears;
mod front;
mod hide;
mod status;
mod tally;
mod tape;
mod watch;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use sopwright_core::act::Act;
use sopwright_core::entry::{EntryKind, Rect};
use sopwright_core::id::{EntryId, SessionId};
use sopwright_core::port::{
    Action, CaptureError, Clipboard, Clock, Elements, Ids, Inputs, Press, Screen, Shown, Windows,
};
use sopwright_core::session::Receipt;
use sopwright_core::settings::RecordingSettings;
use sopwright_core::time::Moment;
use sopwright_core::watch::{Heard, Input};
use sopwright_store::Library;

use crate::api::recording::{Logged, RecorderStatus, one};
use crate::api::session::TimelineEntry;
use crate::notice::Listener;
use crate::{ApiError, Code};

use back::{Back, Tools};
use catch::{Catch, Catcher};
use ears::Ears;
use front::{Front, Signal};
use status::Board;
pub use watch::Lookup;

/// What the recorder needs from the desktop.
pub struct Senses {
    /// Takes pictures.
    pub screen: Arc<dyn Screen>,
    /// Knows the window in front.
    pub windows: Arc<dyn Windows>,
    /// Reads the clipboard.
    pub clipboard: Arc<dyn Clipboard>,
    /// Hears mouse and keyboard, for automatic capture.
    pub inputs: Arc<dyn Inputs>,
    /// Knows what things in windows are called.
    pub elements: Arc<dyn Elements>,
    /// Turns pixels into the bytes of a PNG.
    pub encode: fn(&sopwright_core::port::Frame) -> Result<Vec<u8>, String>,
}

/// What is ordered from the recorder.
#[derive(Debug)]
pub enum Order {
    /// Start a session.
    Start {
        /// What to call it.
        title: String,
    },
    /// Go on with an interrupted session.
    Continue(SessionId),
    /// Stop for a while.
    Pause,
    /// Go on.
    Resume,
    /// Stop for good.
    Stop,
    /// Log what was caught.
    Log {
        /// What it is.
        kind: EntryKind,
        /// Its words.
        text: String,
        /// Picture, place and clipboard, as they were at the press.
        catch: Box<Catch>,
        /// It came from a hotkey: the quick field may open.
        pressed: bool,
    },
    /// Keep an act that automatic capture saw.
    Act {
        /// What was done.
        act: Act,
        /// Picture and place.
        catch: Box<Catch>,
        /// What it was done to, the better answer first.
        names: Vec<Lookup>,
        /// When it was over, on the monotonic clock: nothing in it is younger.
        over_us: u64,
    },
    /// Switch automatic capture, for this recording and later ones.
    Watch(Automatic),
    /// Offer to keep what was copied.
    Offer,
    /// Show that something could not be captured.
    Trouble(CaptureError),
    /// Give an entry its words.
    Words {
        /// Which.
        entry: EntryId,
        /// The words.
        text: String,
        /// The kind that it is to be instead.
        becomes: Option<EntryKind>,
    },
    /// Take an entry back.
    Withdraw {
        /// Which; else the last.
        entry: Option<EntryId>,
    },
    /// Keep a masked snippet, or masked words, readable.
    Reveal {
        /// Which.
        entry: EntryId,
    },
    /// Destroy what was recorded last.
    Forget {
        /// How much of the recording clock.
        seconds: u32,
    },
}

/// How automatic capture is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Automatic {
    /// It is on.
    pub on: bool,
    /// Text that is typed is kept.
    pub typed_text: bool,
    /// What is copied is offered as a snippet.
    pub offer_copied: bool,
}

/// What an order yields: the entry that it made or changed, if any.
pub(crate) type Outcome = Result<Option<TimelineEntry>, ApiError>;

/// An order on its way to the back.
pub(crate) struct Slip {
    moment: Moment,
    order: Order,
    reply: SyncSender<Outcome>,
}

/// Room for bursts on the way to the back, where each may bring a picture; when it is full the front waits, and nothing is
/// dropped. What comes to the front is small and is never held up.
const ROOM: usize = 64;

/// The recorder's handle; cheap to share.
pub struct Recorder {
    // `None` only while it is dropped.
    back: Option<SyncSender<Slip>>,
    front: Sender<Signal>,
    threads: Vec<JoinHandle<()>>,
    /// Looks where something is copied, also while nothing is recorded: it may be logged later.
    copies: Option<Box<dyn Send + Sync>>,
    board: Arc<Board>,
    catcher: Arc<Catcher>,
    clock: Arc<dyn Clock>,
}

impl Recorder {
    /// Starts the two threads. They have ended when the handle is dropped.
    ///
    /// # Errors
    /// When the database cannot be opened or a thread cannot be started.
    pub fn start(
        library: Arc<Library>,
        senses: Senses,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        listener: Arc<dyn Listener>,
    ) -> Result<Self, ApiError> {
        let (back, slips): (SyncSender<Slip>, Receiver<Slip>) = sync_channel(ROOM);
        let (front, signals) = channel();
        let encode = senses.encode;
        let ears = Ears::new(Arc::clone(&senses.inputs), Arc::clone(&senses.elements), front.clone());
        let board = Arc::new(Board::new(Arc::clone(&clock)));
        let catcher = Arc::new(Catcher::new(senses, Arc::clone(&board)));
        let copies = watch_copies(&catcher, front.clone());
        let store = library.store()?;
        let tools = Tools { library, encode, ids, listener, board: Arc::clone(&board), clock: Arc::clone(&clock) };
        let worker = Back::new(store, ears, tools);
        let behind = spawn("recorder-back", move || worker.run(&slips))?;
        let mut fore = Front::new(Arc::clone(&catcher), Arc::clone(&board), Arc::clone(&clock), back.clone());
        let before = spawn("recorder-front", move || fore.run(&signals))?;
        Ok(Self { back: Some(back), front, threads: vec![before, behind], copies, board, catcher, clock })
    }

    /// Hands over a press. Returns at once.
    pub fn press(&self, press: Press) {
        // The front ends only with this handle, so there is someone to receive it.
        self.front.send(Signal::Press(press)).ok();
    }

    /// Presses for the person: tray and recorder bar.
    pub fn press_now(&self, action: Action) {
        self.press(Press { action, moment: self.clock.now() });
    }

    /// Whether a press of this hotkey would open the quick field now.
    pub fn opens_field(&self, action: Action) -> bool {
        self.board.press_opens_field(action)
    }

    /// Sets how recording behaves, from now on.
    pub(crate) fn set(&self, settings: &RecordingSettings) -> Result<(), ApiError> {
        self.board.set_opens_field(settings.quick_field);
        self.board.hide.set(settings);
        let automatic =
            Automatic { on: settings.automatic, typed_text: settings.typed_text, offer_copied: settings.offer_copied };
        self.ask(Order::Watch(automatic)).map(drop)
    }

    /// Sets which chords are hotkeys of ours, and no steps.
    pub(crate) fn set_own_chords(&self, chords: Vec<String>) {
        self.board.set_own_chords(chords);
    }

    /// Gives the order and waits until it is carried out, and on disk.
    ///
    /// # Errors
    /// When it was refused or could not be written.
    pub fn ask(&self, order: Order) -> Outcome {
        self.settle(matches!(order, Order::Forget { .. }));
        let (reply, outcome) = sync_channel(1);
        let slip = Slip { moment: self.clock.now(), order, reply };
        let gone = || ApiError::new(Code::Failed, "The recorder has stopped working", "Start Sopwright again.");
        self.back.as_ref().ok_or_else(gone)?.send(slip).map_err(|_| gone())?;
        outcome.recv().map_err(|_| gone())?
    }

    /// Hands over the act that is under way: what was done before an order comes before it. `forget`: and what was seen is
    /// forgotten.
    fn settle(&self, forget: bool) {
        if !self.board.watches() {
            return;
        }
        let (reply, settled) = sync_channel(1);
        if self.front.send(Signal::Settle { reply, forget }).is_ok() {
            settled.recv().ok();
        }
    }

    /// The windows on the screen, and which exclusion hides each.
    pub(crate) fn windows(&self) -> Result<Vec<(Shown, Option<usize>)>, ApiError> {
        self.catcher.shown()
    }

    /// Catches picture, place or clipboard now and logs the entry.
    ///
    /// # Errors
    /// When nothing is being recorded, or it could not be written.
    pub fn log(&self, kind: EntryKind, text: String) -> Result<Logged, ApiError> {
        // Nothing is caught that may not be kept. Words on the command line for a snippet are the snippet.
        let catch = if self.board.recording() { self.catcher.catch(kind, &text) } else { Catch::default() };
        self.ask(Order::Log { kind, text, catch: Box::new(catch), pressed: false }).and_then(one)
    }

    /// A picture of the screen as it is now, and what of the screen it shows. Nothing is logged.
    pub(crate) fn look(&self) -> Result<(Vec<u8>, Rect), ApiError> {
        self.catcher.look()
    }

    /// What the recorder is doing.
    pub fn status(&self) -> RecorderStatus {
        self.board.status()
    }

    /// What the last stop left on disk.
    pub fn receipt(&self) -> Receipt {
        self.board.receipt()
    }
}

/// Ends the threads, front first, and waits: when the handle is gone, so is its hold on the library.
impl Drop for Recorder {
    fn drop(&mut self) {
        self.copies = None;
        self.front.send(Signal::End).ok();
        self.back = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has told so already.
            thread.join().ok();
        }
    }
}

/// Gives an order that nobody waits for: windows hear of what comes of it by notices. The back ends only with the program.
fn unasked(back: &SyncSender<Slip>, moment: Moment, order: Order) {
    let (reply, _) = sync_channel(1);
    back.send(Slip { moment, order, reply }).ok();
}

/// Looks at once which window is in front when something is copied, and tells the front, which may offer it as a snippet.
fn watch_copies(catcher: &Arc<Catcher>, front: Sender<Signal>) -> Option<Box<dyn Send + Sync>> {
    let looks = Arc::clone(catcher);
    catcher.clipboard().watch(Box::new(move |moment| {
        looks.copied();
        // The front ends only with the program.
        front.send(Signal::Heard(Heard { input: Input::Copied, moment })).ok();
    }))
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, ApiError> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|error| {
        ApiError::new(
            Code::Failed,
            format!("The recorder cannot start: {error}"),
            "Close other programs and try again.",
        )
    })
}
