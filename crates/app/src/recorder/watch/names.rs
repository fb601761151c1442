//! Asks for the names of elements on a thread of its own, so that a program that does not answer holds up nothing, and
//! answers later. How a desktop knows them is behind [`Elements`].

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use sopwright_core::act::Element;
use sopwright_core::entry::{Place, Point};
use sopwright_core::port::{ELEMENT_TIME, Elements};

/// More questions than this wait for nobody.
const ROOM: usize = 32;

/// An answer that may still be on its way.
#[derive(Debug)]
pub struct Lookup {
    answer: Option<Receiver<Named>>,
    until: Instant,
}

/// What was found out.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// The element, if it is known.
    pub(crate) element: Option<Element>,
    /// What was typed into it, if that is known.
    pub(crate) typed: Option<String>,
}

impl Lookup {
    /// The answer; waits for what is left of [`ELEMENT_TIME`] since the question.
    pub(crate) fn wait(self) -> Named {
        let left = self.until.saturating_duration_since(Instant::now());
        self.answer.and_then(|answer| answer.recv_timeout(left).ok()).unwrap_or_default()
    }
}

enum Question {
    /// What lies under the pointer while nothing is done: remembered for the click that may follow.
    Hover { at: Point, place: Place },
    /// What is clicked.
    Click { at: Point, place: Place, hovered: bool },
    /// Where typing begins.
    Begins { place: Place },
    /// Where typing ended.
    Ended { place: Place },
}

struct Asked {
    question: Question,
    reply: Option<SyncSender<Named>>,
    until: Instant,
}

/// The thread's handle. It ends when this is dropped.
pub(super) struct Names {
    ask: SyncSender<Asked>,
}

impl Names {
    pub(super) fn start(elements: Arc<dyn Elements>) -> Result<Self, std::io::Error> {
        let (ask, asked) = sync_channel(ROOM);
        std::thread::Builder::new().name("element-names".into()).spawn(move || answer(&*elements, &asked))?;
        Ok(Self { ask })
    }

    pub(super) fn hover(&self, at: Point, place: Place) {
        let asked = Asked { question: Question::Hover { at, place }, reply: None, until: deadline() };
        // If the thread is busy, a glance is not worth waiting for.
        self.ask.try_send(asked).ok();
    }

    /// `hovered`: nothing was done since the pointer came to rest, so what was found then is how it is.
    pub(super) fn click(&self, at: Point, place: Place, hovered: bool) -> Lookup {
        self.question(Question::Click { at, place, hovered })
    }

    pub(super) fn begins(&self, place: Place) -> Lookup {
        self.question(Question::Begins { place })
    }

    pub(super) fn ended(&self, place: Place) -> Lookup {
        self.question(Question::Ended { place })
    }

    fn question(&self, question: Question) -> Lookup {
        let (reply, answer) = sync_channel(1);
        let until = deadline();
        let sent = self.ask.try_send(Asked { question, reply: Some(reply), until });
        Lookup { answer: sent.is_ok().then_some(answer), until }
    }
}

fn deadline() -> Instant {
    Instant::now() + ELEMENT_TIME
}

/// What was under the pointer at the last glance.
struct Hovered {
    place: Place,
    element: Element,
}

fn answer(elements: &dyn Elements, asked: &Receiver<Asked>) {
    let mut hovered: Option<Hovered> = None;
    let mut waiting = VecDeque::new();
    while let Ok(next) = asked.recv() {
        waiting.push_back(next);
        waiting.extend(asked.try_iter());
        while let Some(Asked { question, reply, until }) = waiting.pop_front() {
            // Nobody waits for an answer that is late, nor for where the pointer was before.
            let late = Instant::now() >= until || (reply.is_none() && !waiting.is_empty());
            if late {
                continue;
            }
            let named = match question {
                Question::Hover { at, place } => {
                    hovered = elements.at(at, &place).map(|element| Hovered { place, element });
                    continue;
                }
                Question::Click { at, place, hovered: still } => {
                    let seen = hovered.take().filter(|seen| still && seen.fits(at, &place));
                    let element = seen.map(|seen| seen.element).or_else(|| elements.at(at, &place));
                    Named { element, typed: None }
                }
                Question::Begins { place } => {
                    elements.begin_text();
                    Named { element: elements.focused(&place).map(|focused| focused.element), typed: None }
                }
                Question::Ended { place } => match elements.focused(&place) {
                    Some(focused) => Named { element: Some(focused.element), typed: focused.typed },
                    None => Named::default(),
                },
            };
            if let Some(reply) = reply {
                // The one who asked may have gone.
                reply.send(named).ok();
            }
        }
    }
}

impl Hovered {
    /// Whether a click at this point, in this window, is on what was seen.
    fn fits(&self, at: Point, place: &Place) -> bool {
        let Some(area) = self.element.area else { return false };
        let inside = |at: i32, from: i32, length: u32| {
            let at = i64::from(at) - i64::from(from);
            (0..i64::from(length)).contains(&at)
        };
        let same =
            (&self.place.app, &self.place.title, &self.place.window) == (&place.app, &place.title, &place.window);
        same && inside(at.x, area.x, area.width) && inside(at.y, area.y, area.height)
    }
}
