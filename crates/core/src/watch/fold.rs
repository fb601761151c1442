//! Folds raw input into acts: press and release become a click, two clicks a double click, a pull a drag, keys a burst of
//! typing, notches one scroll. What an act was done to, and whether it may be kept, is not decided here.

use super::{Heard, Input};
use crate::act::{Act, Button, Ending};
use crate::entry::Point;
use crate::time::Moment;

/// Clicks that follow each other within this time belong together: what GTK and Windows take for a double click is 400
/// and 500 ms.
const AGAIN_US: u64 = 500_000;
/// How far the pointer may slip, in pixels, between press and release of a click, or from one click to the next.
const SLIP: u32 = 8;
/// How far it may slip while the wheel is turned.
const WHEEL_SLIP: u32 = 64;
/// A burst of typing that rests for longer is over.
const TYPING_US: u64 = 2_500_000;
/// A scroll, or a key that is pressed again and again, is over when it rests for longer.
const REST_US: u64 = 700_000;
/// Most clicks that are one act.
const MOST_TIMES: u8 = 3;

/// What kind of act begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// One of the mouse, at this point.
    Pointer(Point),
    /// A burst of typing.
    Typing,
    /// A chord.
    Keys,
}

/// An act that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// What was done.
    pub act: Act,
    /// What was caught when it began.
    pub caught: T,
    /// When it began.
    pub began: Moment,
}

/// The act under way: there is never more than one.
#[derive(Debug)]
struct Pending<T> {
    act: Act,
    caught: T,
    began: Moment,
    /// When it was last added to.
    last_us: u64,
    /// The button is still down.
    down: bool,
}

/// Folds. `T` is what is caught of the desktop when an act begins.
#[derive(Debug)]
pub struct Fold<T> {
    pending: Option<Pending<T>>,
}

impl<T> Default for Fold<T> {
    fn default() -> Self {
        Self { pending: None }
    }
}

impl<T> Fold<T> {
    /// Takes an input. Where an act begins, `catch` is called at once; if it gives nothing, the act is not kept. The acts
    /// that are over come back in the order in which they began.
    pub fn hear(&mut self, heard: &Heard, catch: impl FnOnce(Beginning) -> Option<T>) -> Vec<Done<T>> {
        let (moment, now_us) = (heard.moment, heard.moment.mono_us);
        let mut done = Vec::new();
        // What rested for too long was over before this came.
        done.extend(self.rest(now_us));
        match &heard.input {
            Input::Moved | Input::Copied => {}
            // A button that came up meanwhile was not heard.
            Input::Lost { .. } => done.extend(self.end()),
            Input::Pressed { button, at } => {
                if !self.press_again(*button, *at, now_us) {
                    let act = Act::Click { button: *button, times: 1, at: *at };
                    self.begin(act, moment, true, || catch(Beginning::Pointer(*at)), &mut done);
                }
            }
            Input::Released { button, at } => done.extend(self.release(*button, *at, now_us)),
            Input::Scrolled { right, down, at } => {
                if !self.scroll_on(*right, *down, *at, now_us) {
                    let act = Act::Scroll { at: *at, right: *right, down: *down };
                    self.begin(act, moment, false, || catch(Beginning::Pointer(*at)), &mut done);
                }
            }
            Input::Typed => {
                if !self.type_on(now_us) {
                    let act = Act::Type { text: None, ending: None };
                    self.begin(act, moment, false, || catch(Beginning::Typing), &mut done);
                }
            }
            Input::Edited { keys } if !self.type_on(now_us) => self.chord(keys, moment, catch, &mut done),
            Input::Edited { .. } => {}
            Input::Chord { keys } => self.chord(keys, moment, catch, &mut done),
        }
        done
    }

    /// When, on the monotonic clock in microseconds, [`Fold::rest`] is to be called at the latest.
    pub fn due_us(&self) -> Option<u64> {
        let pending = self.pending.as_ref().filter(|pending| !pending.down)?;
        let patience = match pending.act {
            Act::Click { .. } | Act::Drag { .. } => AGAIN_US,
            Act::Scroll { .. } | Act::Keys { .. } => REST_US,
            Act::Type { .. } => TYPING_US,
        };
        Some(pending.last_us.saturating_add(patience))
    }

    /// The act that is over because nothing was added to it for long enough.
    pub fn rest(&mut self, now_us: u64) -> Option<Done<T>> {
        if self.due_us().is_some_and(|due| now_us >= due) { self.end() } else { None }
    }

    /// Ends the act under way, whatever it still waits for.
    pub fn end(&mut self) -> Option<Done<T>> {
        self.pending.take().map(|Pending { act, caught, began, .. }| Done { act, caught, began })
    }

    /// What was caught for the act under way.
    pub fn pending(&mut self) -> Option<&mut T> {
        self.pending.as_mut().map(|pending| &mut pending.caught)
    }

    /// Forgets the act under way.
    pub fn forget(&mut self) {
        self.pending = None;
    }

    fn begin(
        &mut self,
        act: Act,
        began: Moment,
        down: bool,
        catch: impl FnOnce() -> Option<T>,
        done: &mut Vec<Done<T>>,
    ) {
        // Caught before anything else is done: the screen is about to change.
        let caught = catch();
        done.extend(self.end());
        self.pending = caught.map(|caught| Pending { act, caught, began, last_us: began.mono_us, down });
    }

    /// Whether the press goes on with a click that was just made.
    fn press_again(&mut self, pressed: Button, place: Point, now_us: u64) -> bool {
        let Some(pending) = self.pending.as_mut().filter(|pending| !pending.down) else { return false };
        let Act::Click { button, times, at } = &mut pending.act else { return false };
        if *button != pressed || *times >= MOST_TIMES || apart(*at, place) > SLIP {
            return false;
        }
        *times += 1;
        pending.down = true;
        pending.last_us = now_us;
        true
    }

    fn release(&mut self, released: Button, place: Point, now_us: u64) -> Option<Done<T>> {
        let pending = self.pending.as_mut().filter(|pending| pending.down)?;
        let Act::Click { button, times, at } = pending.act else { return None };
        if button != released {
            return None;
        }
        pending.down = false;
        pending.last_us = now_us;
        if apart(at, place) > SLIP {
            pending.act = Act::Drag { button, from: at, to: place };
            return self.end();
        }
        // Only the main button is clicked twice; nobody has to wait for what cannot come.
        if button == Button::Left && times < MOST_TIMES { None } else { self.end() }
    }

    fn scroll_on(&mut self, right: i32, down: i32, place: Point, now_us: u64) -> bool {
        let Some(pending) = self.pending.as_mut() else { return false };
        let Act::Scroll { at, right: r, down: d } = &mut pending.act else { return false };
        if apart(*at, place) > WHEEL_SLIP || r.signum() * right.signum() < 0 || d.signum() * down.signum() < 0 {
            return false;
        }
        (*r, *d) = (r.saturating_add(right), d.saturating_add(down));
        pending.last_us = now_us;
        true
    }

    fn type_on(&mut self, now_us: u64) -> bool {
        match self.pending.as_mut() {
            Some(pending) if matches!(pending.act, Act::Type { .. }) => {
                pending.last_us = now_us;
                true
            }
            _ => false,
        }
    }

    fn chord(
        &mut self,
        keys: &str,
        moment: Moment,
        catch: impl FnOnce(Beginning) -> Option<T>,
        done: &mut Vec<Done<T>>,
    ) {
        match self.pending.as_mut() {
            Some(Pending { act: Act::Type { ending, .. }, .. }) if ending_of(keys).is_some() => {
                *ending = ending_of(keys);
                done.extend(self.end());
                return;
            }
            Some(Pending { act: Act::Keys { chord, times }, last_us, .. }) if chord == keys => {
                *times = times.saturating_add(1);
                *last_us = moment.mono_us;
                return;
            }
            _ => {}
        }
        let act = Act::Keys { chord: keys.to_owned(), times: 1 };
        self.begin(act, moment, false, || catch(Beginning::Keys), done);
    }
}

/// The keys that end what was typed, rather than being a step of their own.
fn ending_of(keys: &str) -> Option<Ending> {
    match keys {
        "Enter" | "NumpadEnter" => Some(Ending::Enter),
        "Tab" => Some(Ending::Tab),
        _ => None,
    }
}

/// How far two points lie apart, in the direction in which they lie further apart.
fn apart(a: Point, b: Point) -> u32 {
    a.x.abs_diff(b.x).max(a.y.abs_diff(b.y))
}
