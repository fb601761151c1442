//! X11: one connection a source, so that none waits for another. This file holds what all of them need: the connection,
//! the names that are asked for, and requests that take a vanished window as an answer rather than as a fault.

mod copies;
mod focus;
mod front;
pub mod hotkeys;
mod keymap;
mod layout;
mod offer;
pub mod own;
mod patch;
mod pixels;
mod recorded;
pub mod screen;
pub(crate) mod selection;
mod shm;
mod shown;
pub mod windows;

pub(crate) use copies::Copies;
pub(crate) use layout::Layout;
pub(crate) use recorded::wait_until_on;
use sopwright_core::entry::Rect;
use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::cookie::Cookie;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, GetPropertyReply, Screen as ScreenInfo, Window};
use x11rb::rust_connection::RustConnection;
use x11rb::x11_utils::TryParse;

use crate::Error;

x11rb::atom_manager! {
    /// The names that are asked for.
    pub(crate) Atoms: AtomsCookie {
        _NET_ACTIVE_WINDOW,
        _NET_CLIENT_LIST,
        _NET_FRAME_EXTENTS,
        _NET_SUPPORTED,
        _NET_SUPPORTING_WM_CHECK,
        _NET_WM_NAME,
        _NET_WM_PID,
        _NET_WM_WINDOW_OPACITY,
        _NET_WM_CM_S0,
        _GTK_FRAME_EXTENTS,
        _XROOTPMAP_ID,
        WM_STATE,
        UTF8_STRING,
        COMPOUND_TEXT,
        CLIPBOARD,
        TARGETS,
        INCR,
        SOPWRIGHT_SELECTION,
        SOPWRIGHT_END,
        SECRET_HINT: b"x-kde-passwordManagerHint",
        URI_LIST: b"text/uri-list",
        HTML: b"text/html",
        PNG: b"image/png",
        TEXT_UTF8: b"text/plain;charset=utf-8",
        TEXT_UTF8_LOUD: b"text/plain;charset=UTF-8",
        TEXT_PLAIN: b"text/plain",
        TEXT,
        STRING_LATIN: b"STRING",
    }
}

/// A connection to the display with what is known about it from the start.
pub(crate) struct Link {
    /// The connection.
    pub conn: RustConnection,
    /// The names.
    pub atoms: Atoms,
    /// The screen that windows are on.
    pub screen: ScreenInfo,
}

impl Link {
    /// Connects to the display with that name, or to the one that `DISPLAY` names.
    pub fn open(display: Option<&str>) -> Result<Self, Error> {
        if !number_fits(display) {
            return Err(Error::NoDisplay("its number is out of range".into()));
        }
        let (conn, number) = RustConnection::connect(display)?;
        let screen = conn.setup().roots.get(number).cloned().ok_or_else(|| Error::NoDisplay("no screen".into()))?;
        let atoms = Atoms::new(&conn)?.reply()?;
        Ok(Self { conn, atoms, screen })
    }

    /// The window behind all others.
    pub fn root(&self) -> Window {
        self.screen.root
    }

    /// Whether the display has that extension.
    pub fn has(&self, extension: &'static str) -> bool {
        matches!(self.conn.extension_information(extension), Ok(Some(_)))
    }

    /// Asks for the first `words` 32-bit units of a property, whatever its type.
    pub fn ask(
        &self,
        window: Window,
        name: Atom,
        words: u32,
    ) -> Result<Cookie<'_, RustConnection, GetPropertyReply>, Error> {
        Ok(self.conn.get_property(false, window, name, AtomEnum::ANY, 0, words)?)
    }

    /// The first 32-bit value of a property.
    pub fn number(&self, window: Window, name: Atom) -> Result<Option<u32>, Error> {
        let reply = if_there(self.ask(window, name, 1)?)?;
        Ok(reply.and_then(|reply| first(&reply)))
    }

    /// The 32-bit values of a property.
    pub fn numbers(&self, window: Window, name: Atom) -> Result<Vec<u32>, Error> {
        let reply = if_there(self.ask(window, name, 65_536)?)?;
        Ok(reply.and_then(|reply| reply.value32().map(Iterator::collect)).unwrap_or_default())
    }

    /// Whether a window manager runs: the window that the root names must name itself.
    pub fn window_manager(&self) -> Result<bool, Error> {
        let check = self.atoms._NET_SUPPORTING_WM_CHECK;
        let Some(window) = self.number(self.root(), check)?.filter(|&window| window != 0) else { return Ok(false) };
        Ok(self.number(window, check)? == Some(window))
    }

    /// The window and its ancestors below the root, from the inside out. Empty if it has gone.
    pub fn path_to_root(&self, window: Window) -> Result<Vec<Window>, Error> {
        let mut path = Vec::new();
        let mut at = window;
        // Nobody nests windows deeper; a bound all the same, since the tree may change under way.
        while at != self.root() && at != 0 && path.len() < 32 {
            let Some(tree) = if_there(self.conn.query_tree(at)?)? else { return Ok(Vec::new()) };
            path.push(at);
            at = tree.parent;
        }
        Ok(path)
    }
}

/// Whether the number of the display leaves room for the port that belongs to it; x11rb adds 6000 to it unseen.
fn number_fits(display: Option<&str>) -> bool {
    let name = display.map_or_else(|| std::env::var("DISPLAY").unwrap_or_default(), str::to_owned);
    let Some((_, number)) = name.rsplit_once(':') else { return true };
    let digits = number.split('.').next().unwrap_or_default();
    digits.parse::<u64>().map_or(true, |number| number < 50_000)
}

/// The first 32-bit value of a property's reply.
pub(crate) fn first(reply: &GetPropertyReply) -> Option<u32> {
    reply.value32().and_then(|mut values| values.next())
}

/// The reply, or nothing if the display refused: the window has gone, most of the time.
pub(crate) fn if_there<R: TryParse>(cookie: Cookie<'_, RustConnection, R>) -> Result<Option<R>, Error> {
    match cookie.reply() {
        Ok(reply) => Ok(Some(reply)),
        Err(ReplyError::X11Error(_)) => Ok(None),
        Err(ReplyError::ConnectionError(error)) => Err(error.into()),
    }
}

/// The part that two rectangles share.
pub(crate) fn overlap(a: Rect, b: Rect) -> Option<Rect> {
    let x = a.x.max(b.x);
    let y = a.y.max(b.y);
    let right = (a.x + a.width as i32).min(b.x + b.width as i32);
    let bottom = (a.y + a.height as i32).min(b.y + b.height as i32);
    (right > x && bottom > y).then(|| Rect { x, y, width: (right - x) as u32, height: (bottom - y) as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_share_what_both_cover() {
        let rect = |x, y, width, height| Rect { x, y, width, height };
        assert_eq!(overlap(rect(0, 0, 10, 10), rect(5, -5, 10, 10)), Some(rect(5, 0, 5, 5)));
        assert_eq!(overlap(rect(0, 0, 10, 10), rect(10, 0, 10, 10)), None);
        assert_eq!(overlap(rect(-20, -20, 100, 100), rect(1, 2, 3, 4)), Some(rect(1, 2, 3, 4)));
    }
}
