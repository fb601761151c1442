//! Tells when something was copied: the display says so whenever the clipboard gets another owner. What was copied is not
//! read here.

use std::sync::Arc;
use std::thread::JoinHandle;

use sopwright_core::port::Clock as _;
use sopwright_core::time::Moment;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, Window, WindowClass,
};

use super::Link;
use crate::{Error, SystemClock};

/// Waits for copies on a thread of its own, which ends with this value.
pub(crate) struct Copies {
    link: Arc<Link>,
    /// A window that is never shown; a message to it ends the thread.
    bell: Window,
    thread: Option<JoinHandle<()>>,
}

impl Copies {
    /// Calls `tell` with the moment of each copy on the display with that name, or on the one that `DISPLAY` names.
    pub fn start(display: Option<&str>, tell: impl Fn(Moment) + Send + 'static) -> Result<Self, Error> {
        let link = Arc::new(Link::open(display)?);
        if !link.has("XFIXES") {
            return Err(Error::Unsupported("The display does not tell when something is copied (XFIXES)"));
        }
        link.conn.xfixes_query_version(5, 0)?.reply()?;
        let bell = link.conn.generate_id()?;
        let look = CreateWindowAux::new();
        link.conn.create_window(0, bell, link.root(), -1, -1, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &look)?.check()?;
        let mask = SelectionEventMask::SET_SELECTION_OWNER;
        link.conn.xfixes_select_selection_input(bell, link.atoms.CLIPBOARD, mask)?.check()?;
        let thread = std::thread::Builder::new().name("copies".into()).spawn({
            let link = Arc::clone(&link);
            move || wait(&link, &tell)
        })?;
        Ok(Self { link, bell, thread: Some(thread) })
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        let Self { link, bell, .. } = &*self;
        let end = ClientMessageEvent::new(32, *bell, link.atoms.SOPWRIGHT_END, [0; 5]);
        // If the display has gone, the thread has ended too.
        let _sent = link.conn.send_event(false, *bell, EventMask::NO_EVENT, end).and_then(|_| link.conn.flush());
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

fn wait(link: &Link, tell: &dyn Fn(Moment)) {
    while let Ok(event) = link.conn.wait_for_event() {
        match event {
            // A clipboard without an owner is one that was emptied.
            Event::XfixesSelectionNotify(copied) if copied.owner != x11rb::NONE => tell(SystemClock.now()),
            Event::ClientMessage(message) if message.type_ == link.atoms.SOPWRIGHT_END => return,
            _ => {}
        }
    }
}
