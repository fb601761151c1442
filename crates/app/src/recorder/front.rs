//! The front thread: hears presses, and what is done while automatic capture is on, and catches at once.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use sopwright_core::entry::EntryKind;
use sopwright_core::port::{Action, Clock, Press};
use sopwright_core::recorder::A_MINUTE;
use sopwright_core::watch::Heard;

use super::catch::{Catch, Catcher};
use super::status::Board;
use super::watch::Watch;
use super::{Order, Slip, unasked};
use crate::api::recording::RecorderPhase;

/// What comes to the front.
pub(crate) enum Signal {
    /// A hotkey, or a button of ours that stands for one.
    Press(Press),
    /// Something that was done, for automatic capture.
    Heard(Heard),
    /// Whatever is under way is to be handed over now.
    Settle {
        /// Answered when it was.
        reply: SyncSender<()>,
        /// What was seen is to be forgotten.
        forget: bool,
    },
    /// The program ends.
    End,
}

pub(crate) struct Front {
    catcher: Arc<Catcher>,
    board: Arc<Board>,
    back: SyncSender<Slip>,
    watch: Watch,
}

impl Front {
    pub(crate) fn new(catcher: Arc<Catcher>, board: Arc<Board>, clock: Arc<dyn Clock>, back: SyncSender<Slip>) -> Self {
        let watch = Watch::new(Arc::clone(&catcher), Arc::clone(&board), clock, back.clone());
        Self { catcher, board, back, watch }
    }

    pub(crate) fn run(&mut self, signals: &Receiver<Signal>) {
        loop {
            let next = match self.watch.idle_us() {
                Some(idle) => signals.recv_timeout(Duration::from_micros(idle)),
                None => signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(Signal::Press(press)) => {
                    // What was done before the key comes before it.
                    self.end(press.action == Action::Forget);
                    if self.board.press_opens_field(press.action) {
                        self.watch.expect_field(press.moment);
                    }
                    self.take(press);
                }
                Ok(Signal::Heard(heard)) => self.watch.hear(&heard),
                Ok(Signal::Settle { reply, forget }) => {
                    self.end(forget);
                    // The one who asked may have gone.
                    reply.send(()).ok();
                }
                Err(RecvTimeoutError::Timeout) => self.watch.rest(),
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn end(&mut self, forget: bool) {
        if forget {
            self.watch.forget();
        } else {
            self.watch.end();
        }
    }

    fn take(&self, press: Press) {
        let phase = self.board.phase();
        match (press.action, press.action.kind()) {
            (_, Some(kind)) => self.log(press, kind),
            (Action::Record, None) if phase == RecorderPhase::Idle => {
                self.and_wait(press, Order::Start { title: String::new() });
            }
            (Action::Record, None) => self.and_wait(press, Order::Stop),
            (Action::Pause, None) if phase == RecorderPhase::Paused => self.and_wait(press, Order::Resume),
            (Action::Pause, None) => self.and_wait(press, Order::Pause),
            (Action::Forget, None) => self.and_wait(press, Order::Forget { seconds: A_MINUTE }),
            // The one action left that logs nothing is to take back.
            (_, None) => self.hand_over(press, Order::Withdraw { entry: None }),
        }
    }

    fn log(&self, press: Press, kind: EntryKind) {
        if !self.board.recording() {
            // Nothing is caught; the back refuses it and says why.
            self.hand_over(press, log(kind, Catch::default()));
        } else if kind == EntryKind::Snippet {
            // A clipboard's owner may take two seconds to answer; the next press must not wait for it.
            let (catcher, back) = (Arc::clone(&self.catcher), self.back.clone());
            let work = move || unasked(&back, press.moment, log(kind, catcher.catch(kind, "")));
            if std::thread::Builder::new().name("clipboard".into()).spawn(work).is_err() {
                self.hand_over(press, log(kind, self.catcher.catch(kind, "")));
            }
        } else {
            self.hand_over(press, log(kind, self.catcher.catch(kind, "")));
        }
    }

    fn hand_over(&self, press: Press, order: Order) {
        unasked(&self.back, press.moment, order);
    }

    /// Hands over and waits: whether the next press may catch anything depends on it.
    fn and_wait(&self, press: Press, order: Order) {
        let (reply, outcome) = sync_channel(1);
        if self.back.send(Slip { moment: press.moment, order, reply }).is_ok() {
            // A refusal is told to the person by the back.
            outcome.recv().ok();
        }
    }
}

fn log(kind: EntryKind, catch: Catch) -> Order {
    Order::Log { kind, text: String::new(), catch: Box::new(catch), pressed: true }
}
