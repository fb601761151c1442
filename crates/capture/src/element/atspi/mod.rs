//! Elements of X11 programs, by AT-SPI. All questions go to one thread, which has all connections and never keeps anybody
//! waiting: whatever a program does, there is an answer in time, if only that there is none.

mod beside;
mod connection;
mod described;
mod draft;
mod events;
mod field;
mod focus;
mod glance;
mod node;
mod on_screen;
mod program;
mod role;
mod session;
mod space;
mod under_point;
mod window;

use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sopwright_core::act::Element;
use sopwright_core::entry::{Place, Point};
use sopwright_core::port::{ELEMENT_TIME, Elements, Focused};
use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{LocalSet, spawn_local};
use tokio::time::timeout;

use self::session::Session;
use super::ask::{Answer, in_time};
use crate::Error;

/// How long it may take to reach the bus, which may have to be started.
const REACHING: Duration = Duration::from_secs(3);
/// When it is tried again after it could not be reached.
const AGAIN: Duration = Duration::from_secs(10);
/// How long the bus may take over what nobody waits for.
const ASIDE: Duration = Duration::from_millis(300);
/// What an answer takes from here to the asker.
const WAY_BACK: Duration = Duration::from_millis(15);
/// How long the end waits until programs are left as they were found.
const PARTING: Duration = Duration::from_millis(600);

enum Ask {
    Attend(bool),
    At(Point, Place, Instant, Answer<Element>),
    Focused(Place, Instant, Answer<Focused>),
    ReadTyped(bool),
    BeginText(Instant),
}

/// The elements of programs that tell of them by AT-SPI.
pub struct AtSpiElements {
    asks: Option<UnboundedSender<Ask>>,
    ended: Mutex<Receiver<()>>,
}

impl AtSpiElements {
    /// Starts the thread. It connects to nothing until it is asked something.
    ///
    /// # Errors
    /// When there is no session bus, or the system refuses a thread.
    pub fn start() -> Result<Self, Error> {
        if !connection::has_session_bus() {
            return Err(Error::Unsupported("no session bus (D-Bus) runs"));
        }
        let (asks, coming) = unbounded_channel();
        let (end, ended) = channel();
        std::thread::Builder::new().name("elements".into()).spawn(move || run(coming, end))?;
        Ok(Self { asks: Some(asks), ended: Mutex::new(ended) })
    }

    fn send(&self, ask: Ask) -> bool {
        self.asks.as_ref().is_some_and(|asks| asks.send(ask).is_ok())
    }
}

impl Elements for AtSpiElements {
    fn attend(&self, on: bool) {
        self.send(Ask::Attend(on));
    }

    fn at(&self, point: Point, place: &Place) -> Option<Element> {
        in_time(|answer| self.send(Ask::At(point, place.clone(), Instant::now(), answer)))
    }

    fn focused(&self, place: &Place) -> Option<Focused> {
        in_time(|answer| self.send(Ask::Focused(place.clone(), Instant::now(), answer)))
    }

    fn read_typed(&self, on: bool) {
        self.send(Ask::ReadTyped(on));
    }

    fn begin_text(&self) {
        self.send(Ask::BeginText(Instant::now()));
    }
}

impl Drop for AtSpiElements {
    fn drop(&mut self) {
        drop(self.asks.take());
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        // An error is what is waited for: the thread has let go of its end.
        let _ended_or_late = ended.recv_timeout(PARTING);
    }
}

fn run(asks: UnboundedReceiver<Ask>, end: Sender<()>) {
    // Without a runtime nobody takes the questions, and none is answered.
    let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return };
    LocalSet::new().block_on(&runtime, answer_all(asks));
    drop(runtime);
    drop(end);
}

/// The session while there is one, and what the next one needs to know.
#[derive(Default)]
struct Keeper {
    session: Option<Rc<Session>>,
    failed: Option<Instant>,
    reading: bool,
}

impl Keeper {
    /// The session, opened if need be.
    async fn session(&mut self) -> Option<Rc<Session>> {
        if self.session.as_ref().is_some_and(|session| session.dead()) {
            self.session = None;
            self.failed = Some(Instant::now());
        }
        if self.session.is_none() && self.failed.is_none_or(|when| when.elapsed() > AGAIN) {
            match timeout(REACHING, Session::open()).await {
                Ok(Ok(session)) => {
                    if self.reading {
                        let _slow_is_no_error = timeout(ASIDE, session.read_typed(true)).await;
                    }
                    (self.session, self.failed) = (Some(session), None);
                }
                _ => self.failed = Some(Instant::now()),
            }
        }
        self.session.clone()
    }

    async fn close(&mut self) {
        if let Some(session) = self.session.take() {
            let _slow_is_no_error = timeout(REACHING, session.close()).await;
        }
    }
}

async fn answer_all(mut asks: UnboundedReceiver<Ask>) {
    let mut keeper = Keeper::default();
    while let Some(ask) = asks.recv().await {
        match ask {
            Ask::Attend(true) => {
                keeper.failed = None;
                keeper.session().await;
            }
            Ask::Attend(false) => keeper.close().await,
            Ask::ReadTyped(on) => {
                keeper.reading = on;
                let session = if on { keeper.session().await } else { keeper.session.clone() };
                if let Some(session) = session {
                    let _slow_is_no_error = timeout(ASIDE, session.read_typed(on)).await;
                }
            }
            Ask::BeginText(at) => {
                if let Some(session) = keeper.session().await {
                    session.begin_text(at);
                }
            }
            Ask::At(point, place, asked, answer) => {
                let Some(session) = keeper.session().await else {
                    drop(answer);
                    continue;
                };
                in_what_is_left(asked, answer, async move { session.at(point, &place).await }, || None);
            }
            Ask::Focused(place, asked, answer) => {
                let Some(session) = keeper.session().await else {
                    drop(answer);
                    continue;
                };
                let remembering = Rc::clone(&session);
                let work = async move { session.focused(&place, asked).await };
                in_what_is_left(asked, answer, work, move || remembering.remembered());
            }
        }
    }
    keeper.close().await;
}

/// Answers beside everything else, if the asker still waits when there is an answer; with what is known anyway when the
/// program is too busy.
fn in_what_is_left<T: 'static>(
    asked: Instant,
    answer: Answer<T>,
    work: impl Future<Output = Option<T>> + 'static,
    known: impl FnOnce() -> Option<T> + 'static,
) {
    let left = ELEMENT_TIME.saturating_sub(asked.elapsed() + WAY_BACK);
    if left.is_zero() {
        return;
    }
    spawn_local(async move {
        let found = timeout(left, work).await.unwrap_or_else(|_| known());
        let _asker_gone_is_no_error = answer.try_send(found);
    });
}
