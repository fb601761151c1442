//! What the display itself knows of the window under a point or in front: whose it is, and where. Elements are then
//! looked for in the right program, and put where the window really is.

use sopwright_core::entry::{Point, Rect};
use x11rb::protocol::res::{ClientIdMask, ClientIdSpec, ConnectionExt as _};
use x11rb::protocol::xproto::{ConnectionExt as _, Window};

use crate::Error;
use crate::x11::{Link, first, if_there};

/// A window as the display knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OnScreen {
    /// The process that made it.
    pub pid: Option<u32>,
    /// Its inside: what the program draws, without what the window manager drew around it.
    pub inside: Rect,
    /// With what the window manager drew.
    pub outside: Rect,
    /// Whether it is a menu, a list of choices or the like, that no window manager manages.
    pub popup: bool,
}

/// The topmost window at a point.
pub(super) fn under(link: &Link, point: Point) -> Option<OnScreen> {
    let (Ok(x), Ok(y)) = (i16::try_from(point.x), i16::try_from(point.y)) else { return None };
    let mut path: Vec<Window> = Vec::new();
    let mut within = link.root();
    // Nobody nests windows deeper.
    while path.len() < 32 {
        let asked = link.conn.translate_coordinates(link.root(), within, x, y).ok()?;
        match if_there(asked).ok()?? {
            answer if answer.child == 0 => break,
            answer => {
                path.push(answer.child);
                within = answer.child;
            }
        }
    }
    let &outer = path.first()?;
    let managed = path.iter().copied().find(|&window| is_managed(link, window));
    described(link, managed.unwrap_or(outer), outer, managed.is_none()).ok()?
}

/// The window that has the keyboard, by the window manager's word.
pub(super) fn in_front(link: &Link) -> Option<OnScreen> {
    let window = link.number(link.root(), link.atoms._NET_ACTIVE_WINDOW).ok()?.filter(|&window| window != 0)?;
    let outer = *link.path_to_root(window).ok()?.last()?;
    described(link, window, outer, false).ok()?
}

fn is_managed(link: &Link, window: Window) -> bool {
    let asked = link.ask(window, link.atoms.WM_STATE, 1).and_then(if_there);
    asked.is_ok_and(|reply| reply.is_some_and(|reply| reply.type_ != 0))
}

fn described(link: &Link, window: Window, outer: Window, popup: bool) -> Result<Option<OnScreen>, Error> {
    let (Some(inside), Some(outside)) = (frame(link, window)?, frame(link, outer)?) else { return Ok(None) };
    Ok(Some(OnScreen { pid: process(link, window), inside, outside, popup }))
}

fn frame(link: &Link, window: Window) -> Result<Option<Rect>, Error> {
    let size = link.conn.get_geometry(window)?;
    let corner = link.conn.translate_coordinates(window, link.root(), 0, 0)?;
    let (Some(size), Some(corner)) = (if_there(size)?, if_there(corner)?) else { return Ok(None) };
    Ok(Some(Rect {
        x: i32::from(corner.dst_x),
        y: i32::from(corner.dst_y),
        width: u32::from(size.width),
        height: u32::from(size.height),
    }))
}

/// The process as the display knows it, which holds in a container too; else as the window says.
fn process(link: &Link, window: Window) -> Option<u32> {
    let by_display = || {
        let spec = ClientIdSpec { client: window, mask: ClientIdMask::LOCAL_CLIENT_PID };
        let reply = link.conn.res_query_client_ids(&[spec]).ok()?.reply().ok()?;
        reply.ids.iter().find_map(|id| id.value.first().copied()).filter(|&pid| pid != 0)
    };
    let by_window = || {
        let reply = if_there(link.ask(window, link.atoms._NET_WM_PID, 1).ok()?).ok()??;
        first(&reply)
    };
    by_display().or_else(by_window)
}
