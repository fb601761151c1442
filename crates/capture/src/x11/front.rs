//! Which window is in front: the window manager's word, or the keyboard's where there is no window manager. Shared by
//! the picture (which monitor) and the place (which application).

use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, InputFocus, Window};

use super::{Link, if_there};
use crate::Error;

/// The client window in front, if any window is.
pub(crate) fn window(link: &Link) -> Result<Option<Window>, Error> {
    let active = link.ask(link.root(), link.atoms._NET_ACTIVE_WINDOW, 1)?;
    let focus = link.conn.get_input_focus()?;
    let active = if_there(active)?.and_then(|reply| super::first(&reply)).filter(|&window| window != 0);
    let focus = focus.reply()?.focus;
    if let Some(window) = active {
        // A window manager that died leaves its last word behind; the window tells whether it is still true.
        let known = if_there(link.conn.get_window_attributes(window)?)?;
        if known.is_some() {
            return Ok(Some(window));
        }
    }
    from_focus(link, focus)
}

/// The client window that a focus means: the focus may be on a part of a window, or follow the pointer.
fn from_focus(link: &Link, focus: Window) -> Result<Option<Window>, Error> {
    if focus == u32::from(InputFocus::NONE) {
        return Ok(None);
    }
    let focus = if focus == u32::from(InputFocus::POINTER_ROOT) || focus == link.root() {
        match link.conn.query_pointer(link.root())?.reply()?.child {
            0 => return Ok(None),
            child => child,
        }
    } else {
        focus
    };
    let path = link.path_to_root(focus)?;
    for &window in &path {
        if is_client(link, window)? {
            return Ok(Some(window));
        }
    }
    // A frame under the pointer: the client is inside.
    let Some(&outer) = path.last() else { return Ok(None) };
    client_in(link, outer).map(Some)
}

/// The client in a frame that a window manager drew, or the window itself if it is one or holds none.
pub(crate) fn client_in(link: &Link, outer: Window) -> Result<Window, Error> {
    if is_client(link, outer)? {
        return Ok(outer);
    }
    Ok(client_inside(link, outer, 3)?.unwrap_or(outer))
}

/// Whether an application made this window to be seen as one: it has a state or a class.
fn is_client(link: &Link, window: Window) -> Result<bool, Error> {
    let state = link.ask(window, link.atoms.WM_STATE, 1)?;
    let class = link.ask(window, AtomEnum::WM_CLASS.into(), 1)?;
    let (state, class) = (if_there(state)?, if_there(class)?);
    Ok([state, class].into_iter().flatten().any(|reply| reply.type_ != 0))
}

fn client_inside(link: &Link, window: Window, depth: usize) -> Result<Option<Window>, Error> {
    let Some(tree) = if_there(link.conn.query_tree(window)?)? else { return Ok(None) };
    for &child in tree.children.iter().rev() {
        if is_client(link, child)? {
            return Ok(Some(child));
        }
    }
    if depth > 1 {
        for &child in tree.children.iter().rev() {
            if let Some(found) = client_inside(link, child, depth - 1)? {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}
