//! The window in front and the pointer, and the keyboard given back to a window. What is done with the names is not
//! decided here, nor which windows are left out.

use std::sync::{Mutex, PoisonError};

use sopwright_core::entry::{Place, Point, Rect};
use sopwright_core::port::Windows;
use x11rb::cookie::Cookie;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, GetPropertyReply, QueryPointerReply, Window};
use x11rb::rust_connection::RustConnection;

use super::{Link, first, focus, front, if_there};
use crate::{Error, words};

/// Windows of an X11 display.
pub struct X11Windows {
    display: Option<String>,
    link: Mutex<Option<Link>>,
}

impl X11Windows {
    /// Connects to the display with that name, or to the one that `DISPLAY` names.
    pub fn connect(display: Option<&str>) -> Result<Self, Error> {
        Ok(Self { display: display.map(str::to_owned), link: Mutex::new(Some(Link::open(display)?)) })
    }

    /// Whether a window manager runs.
    pub fn window_manager(&self) -> bool {
        self.on_link(Link::window_manager).unwrap_or(false)
    }

    /// Does it on the connection, and on a new one next time if this one broke.
    fn on_link<T>(&self, work: impl FnOnce(&Link) -> Result<T, Error>) -> Result<T, Error> {
        let mut slot = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        let link = match slot.take() {
            Some(link) => link,
            None => Link::open(self.display.as_deref())?,
        };
        let done = work(&link);
        if !done.as_ref().is_err_and(Error::needs_new_connection) {
            *slot = Some(link);
        }
        done
    }
}

impl Windows for X11Windows {
    fn place(&self) -> Place {
        // An unknown place is better than a lost entry.
        self.on_link(place).unwrap_or_default()
    }

    fn place_under_pointer(&self) -> Option<Place> {
        match self.on_link(under_pointer) {
            Ok(Under::Own) => None,
            Ok(Under::Other(place)) => Some(place),
            Err(_) => Some(Place::default()),
        }
    }

    fn own_in_front(&self) -> bool {
        self.on_link(own_has_keyboard).unwrap_or(false)
    }

    fn focused(&self) -> Option<u64> {
        self.on_link(front::window).ok().flatten().map(u64::from)
    }

    fn focus(&self, window: u64) {
        let Ok(window) = u32::try_from(window) else { return };
        // On a connection of its own: it may wait for a window that is only just being shown, and `place` must not.
        let display = self.display.as_deref();
        let _gone_is_no_error = Link::open(display).and_then(|link| focus::when_shown(&link, window));
    }
}

fn place(link: &Link) -> Result<Place, Error> {
    let pointer = link.conn.query_pointer(link.root())?;
    let window = front::window(link)?;
    place_of(link, window, point(&pointer.reply()?))
}

/// Whose window is under the pointer.
enum Under {
    Own,
    Other(Place),
}

fn under_pointer(link: &Link) -> Result<Under, Error> {
    let pointer = link.conn.query_pointer(link.root())?.reply()?;
    let at = point(&pointer);
    if pointer.child == x11rb::NONE {
        // The desktop itself.
        return Ok(Under::Other(Place { pointer: at, ..Place::default() }));
    }
    let client = front::client_in(link, pointer.child)?;
    if is_own(link, client)? || is_own(link, pointer.child)? {
        return Ok(Under::Own);
    }
    // A menu is no window of its own for people: it belongs to the one in front.
    let look = if_there(link.conn.get_window_attributes(client)?)?;
    let window = if look.is_some_and(|look| look.override_redirect) { front::window(link)? } else { Some(client) };
    Ok(Under::Other(place_of(link, window, at)?))
}

fn own_has_keyboard(link: &Link) -> Result<bool, Error> {
    let focus = link.conn.get_input_focus()?.reply()?.focus;
    for window in link.path_to_root(focus)? {
        if is_own(link, window)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_own(link: &Link, window: Window) -> Result<bool, Error> {
    Ok(link.number(window, link.atoms._NET_WM_PID)? == Some(std::process::id()))
}

fn point(pointer: &QueryPointerReply) -> Option<Point> {
    pointer.same_screen.then(|| Point { x: i32::from(pointer.root_x), y: i32::from(pointer.root_y) })
}

fn place_of(link: &Link, window: Option<Window>, pointer: Option<Point>) -> Result<Place, Error> {
    let mut place = Place { pointer, ..Place::default() };
    let Some(window) = window else { return Ok(place) };

    let name = AskedName::of(link, window)?.answered(link)?;
    (place.app, place.title) = (name.app, name.title);
    place.window = frame(link, window)?;
    Ok(place)
}

/// What a window calls itself.
pub(crate) struct Name {
    /// Its application.
    pub app: String,
    /// Its title.
    pub title: String,
    /// Its process, if it tells.
    pub process: Option<u32>,
}

/// The question for it, so that many windows can be asked at once.
pub(crate) struct AskedName<'a> {
    class: Property<'a>,
    titles: [Property<'a>; 2],
    process: Property<'a>,
}

type Property<'a> = Cookie<'a, RustConnection, GetPropertyReply>;

impl<'a> AskedName<'a> {
    /// Asks.
    pub fn of(link: &'a Link, window: Window) -> Result<Self, Error> {
        Ok(Self {
            class: link.ask(window, AtomEnum::WM_CLASS.into(), 256)?,
            titles: [
                link.ask(window, link.atoms._NET_WM_NAME, 4_096)?,
                link.ask(window, AtomEnum::WM_NAME.into(), 4_096)?,
            ],
            process: link.ask(window, link.atoms._NET_WM_PID, 1)?,
        })
    }

    /// Waits for the answer.
    pub fn answered(self, link: &Link) -> Result<Name, Error> {
        let mut app = if_there(self.class)?.as_ref().map(app_of_class).unwrap_or_default();
        let [name, old_name] = self.titles;
        let titles = [if_there(name)?, if_there(old_name)?];
        let process = if_there(self.process)?.as_ref().and_then(first);
        if app.is_empty() {
            app = process.map(app_of_process).unwrap_or_default();
        }
        let title = titles
            .into_iter()
            .flatten()
            .map(|reply| words::title(&text_of(link, &reply)))
            .find(|title| !title.is_empty())
            .unwrap_or_default();
        Ok(Name { app, title, process })
    }
}

/// The class of a window, which is the second of the two strings, or else the first.
fn app_of_class(reply: &GetPropertyReply) -> String {
    let mut parts = reply.value.split(|&byte| byte == 0).map(String::from_utf8_lossy);
    let instance = parts.next().unwrap_or_default();
    let class = parts.next().filter(|class| !class.trim().is_empty()).unwrap_or(instance);
    words::app_name(&class)
}

fn app_of_process(pid: u32) -> String {
    let comm = std::fs::read(format!("/proc/{pid}/comm")).unwrap_or_default();
    words::app_name(&String::from_utf8_lossy(&comm))
}

/// The old names are Latin-1 unless they say that they are not.
fn text_of(link: &Link, reply: &GetPropertyReply) -> String {
    let latin = reply.type_ == u32::from(AtomEnum::STRING) && reply.type_ != link.atoms.UTF8_STRING;
    match std::str::from_utf8(&reply.value) {
        Ok(text) => text.to_owned(),
        Err(_) if latin => reply.value.iter().map(|&byte| char::from(byte)).collect(),
        Err(_) => String::from_utf8_lossy(&reply.value).into_owned(),
    }
}

/// The frame of a client window on the screen: with what the window manager drew around it, without the shadow that
/// the application drew.
pub(crate) fn frame(link: &Link, window: Window) -> Result<Option<Rect>, Error> {
    let Some(&outer) = link.path_to_root(window)?.last() else { return Ok(None) };
    let geometry = link.conn.get_geometry(outer)?;
    let shadow = link.ask(window, link.atoms._GTK_FRAME_EXTENTS, 4)?;
    let Some(geometry) = if_there(geometry)? else { return Ok(None) };
    let border = u32::from(geometry.border_width) * 2;
    let rect = Rect {
        x: i32::from(geometry.x),
        y: i32::from(geometry.y),
        width: u32::from(geometry.width) + border,
        height: u32::from(geometry.height) + border,
    };
    let shadow: Vec<u32> =
        if_there(shadow)?.and_then(|reply| reply.value32().map(Iterator::collect)).unwrap_or_default();
    Ok(Some(without_shadow(rect, &shadow)))
}

/// The rectangle without the shadow that the application drew, by its left, right, top and bottom width.
pub(crate) fn without_shadow(rect: Rect, shadow: &[u32]) -> Rect {
    match *shadow {
        [left, right, top, bottom]
            if left.saturating_add(right) < rect.width && top.saturating_add(bottom) < rect.height =>
        {
            Rect {
                x: rect.x + left as i32,
                y: rect.y + top as i32,
                width: rect.width - left - right,
                height: rect.height - top - bottom,
            }
        }
        _ => rect,
    }
}
