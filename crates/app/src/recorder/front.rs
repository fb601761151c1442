//! The front thread: hears presses and catches at once.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use sopwright_core::entry::EntryKind;
use sopwright_core::port::{Action, Press};

use super::catch::{Catch, Catcher};
use super::status::Board;
use super::{Order, Slip};
use crate::api::recording::RecorderPhase;

pub(crate) struct Front {
    catcher: Arc<Catcher>,
    board: Arc<Board>,
    back: SyncSender<Slip>,
}

impl Front {
    pub(crate) fn new(catcher: Arc<Catcher>, board: Arc<Board>, back: SyncSender<Slip>) -> Self {
        Self { catcher, board, back }
    }

    pub(crate) fn run(&self, presses: &Receiver<Press>) {
        while let Ok(press) = presses.recv() {
            self.take(press);
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
            let work = move || send(&back, press, log(kind, catcher.catch(kind, "")));
            if std::thread::Builder::new().name("clipboard".into()).spawn(work).is_err() {
                self.hand_over(press, log(kind, self.catcher.catch(kind, "")));
            }
        } else {
            self.hand_over(press, log(kind, self.catcher.catch(kind, "")));
        }
    }

    fn hand_over(&self, press: Press, order: Order) {
        send(&self.back, press, order);
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

fn send(back: &SyncSender<Slip>, press: Press, order: Order) {
    // Nobody waits for the outcome of a press: windows hear of it by notices. The back ends only with the program.
    let (reply, _) = sync_channel(1);
    back.send(Slip { moment: press.moment, order, reply }).ok();
}
