//! Switches the hearing of mouse and keyboard: on only while automatic capture is on and a recording runs. While idle or
//! paused nothing listens at all.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use sopwright_core::port::{CaptureError, Ear, Elements, Inputs};
use sopwright_core::time::Moment;
use sopwright_core::watch::{Heard, Input};

use super::Automatic;
use super::front::Signal;

pub(crate) struct Ears {
    inputs: Arc<dyn Inputs>,
    elements: Arc<dyn Elements>,
    front: Sender<Signal>,
    /// As the person has set it.
    wanted: Automatic,
    /// Programs were asked to tell what is in their windows.
    attends: bool,
    /// They are read for what is typed.
    reads: bool,
    listens: bool,
    /// It has just begun to.
    begins: bool,
}

impl Ears {
    pub(crate) fn new(inputs: Arc<dyn Inputs>, elements: Arc<dyn Elements>, front: Sender<Signal>) -> Self {
        Self {
            inputs,
            elements,
            front,
            wanted: Automatic::default(),
            attends: false,
            reads: false,
            listens: false,
            begins: false,
        }
    }

    pub(crate) fn want(&mut self, wanted: Automatic) {
        self.wanted = wanted;
        // Before a recording begins: some programs look for it only when they start.
        if wanted.on != self.attends {
            self.attends = wanted.on;
            self.elements.attend(wanted.on);
        }
    }

    pub(crate) fn wanted(&self) -> Automatic {
        self.wanted
    }

    /// Listens, or does not, as it is to be now.
    pub(crate) fn follow(&mut self, recording: bool) -> Result<(), CaptureError> {
        let listen = recording && self.wanted.on;
        let reads = listen && self.wanted.typed_text;
        // Asked after every order: only what changes is told.
        if reads != self.reads {
            self.reads = reads;
            self.elements.read_typed(reads);
        }
        if listen == self.listens {
            return Ok(());
        }
        self.listens = listen;
        let front = self.front.clone();
        // The front ends only with the program.
        let ear = move |heard: Heard| drop(front.send(Signal::Heard(heard)));
        let heard = self.inputs.listen(listen.then(|| Box::new(ear) as Ear));
        self.begins = heard.is_ok() && listen;
        if heard.is_err() {
            self.listens = false;
            self.wanted.on = false;
        }
        heard
    }

    /// Lets the front take a first glance when listening has begun and everybody knows it, as if the pointer had moved: the
    /// first click may come before any move is heard.
    pub(crate) fn begin(&mut self, moment: Moment) {
        if std::mem::take(&mut self.begins) {
            self.front.send(Signal::Heard(Heard { input: Input::Moved, moment })).ok();
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        if self.listens {
            self.inputs.listen(None).ok();
        }
        if self.attends {
            self.elements.attend(false);
        }
    }
}
