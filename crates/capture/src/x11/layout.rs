//! What a key is called on the layout that is set, and where the pointer is: what the listener's process cannot tell.

use std::sync::{Mutex, PoisonError};

use sopwright_core::entry::Point;
use x11rb::protocol::xproto::ConnectionExt as _;

use super::Link;
use super::keymap::Keyboard;
use crate::Error;
use crate::chord::{Keys, Modifiers};

/// Asks the display, on a connection of its own that is made when it is needed first.
pub(crate) struct Layout {
    display: Option<String>,
    link: Mutex<Option<Link>>,
}

impl Layout {
    /// For the display with that name, or the one that `DISPLAY` names.
    pub fn new(display: Option<&str>) -> Self {
        Self { display: display.map(str::to_owned), link: Mutex::new(None) }
    }

    /// The name of a chord, such as `Ctrl+S`. The layout is asked for each time: it may have been changed.
    pub fn name(&self, modifiers: Modifiers, keycode: u8) -> String {
        let key = self.ask(|link| Ok(Keyboard::read(link)?.key_of(keycode))).flatten();
        match key.or_else(|| crate::key::in_place(keycode)) {
            Some(key) => Keys::with(modifiers, key).to_string(),
            None => format!("key {keycode}"),
        }
    }

    /// Where the pointer is.
    pub fn pointer(&self) -> Option<Point> {
        self.ask(|link| {
            let reply = link.conn.query_pointer(link.root())?.reply()?;
            Ok(Point { x: i32::from(reply.root_x), y: i32::from(reply.root_y) })
        })
    }

    fn ask<T>(&self, question: impl FnOnce(&Link) -> Result<T, Error>) -> Option<T> {
        let mut slot = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        let link = match slot.take() {
            Some(link) => link,
            None => Link::open(self.display.as_deref()).ok()?,
        };
        let answer = question(&link).ok()?;
        // A connection that failed is not used again.
        *slot = Some(link);
        Some(answer)
    }
}
