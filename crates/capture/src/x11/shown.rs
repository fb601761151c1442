//! Which windows can be seen on the screen: name, process, place, and what of each lets nothing through. A picture is
//! handed out with this list; what becomes of either is not decided here.
//!
//! The tree of windows is gone through, not the list of clients that window managers keep: that one lacks menus, and a
//! window comes onto it only some time after it is on the screen. Questions are asked for all windows at once, so that
//! their number costs little.

use sopwright_core::entry::Rect;
use sopwright_core::port::Shown;
use x11rb::cookie::Cookie;
use x11rb::protocol::shape::{ConnectionExt as _, GetRectanglesReply, SK};
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, GetPropertyReply, Window};
use x11rb::rust_connection::RustConnection;

use super::own::TopLevel;
use super::windows::{AskedName, Name};
use super::{Link, if_there, overlap};
use crate::Error;

/// How deep a client lies in its frame, the frame counted.
const DEPTH: usize = 3;

/// The windows among `tops` (straight below the root, bottom first) that are in the area.
pub(crate) fn shown(link: &Link, tops: &[TopLevel], area: Rect) -> Result<Vec<Shown>, Error> {
    let tops: Vec<TopLevel> = tops.iter().copied().filter(|top| overlap(top.rect, area).is_some()).collect();
    let clients = clients(link, &tops)?;
    let composited = link.conn.get_selection_owner(link.atoms._NET_WM_CM_S0)?;
    let shapes = link.has("SHAPE");
    let mut asked = Vec::with_capacity(tops.len());
    for (top, client) in tops.iter().zip(&clients) {
        asked.push(Asked::of(link, *top, *client, shapes)?);
    }
    let composited = composited.reply()?.owner != 0;
    asked.into_iter().map(|asked| asked.answered(link, composited)).collect()
}

/// For each window the client in it: the first that a window manager gave a state, from the outside in; else the first
/// that has a class; else the window itself.
fn clients(link: &Link, tops: &[TopLevel]) -> Result<Vec<Window>, Error> {
    let mut found: Vec<Option<Window>> = vec![None; tops.len()];
    let mut classed: Vec<Option<Window>> = vec![None; tops.len()];
    let mut level: Vec<(usize, Window)> = tops.iter().enumerate().map(|(at, top)| (at, top.window)).collect();
    for _ in 0..DEPTH {
        let mut asked = Vec::with_capacity(level.len());
        for &(at, window) in &level {
            let state = link.ask(window, link.atoms.WM_STATE, 1)?;
            let class = link.ask(window, AtomEnum::WM_CLASS.into(), 1)?;
            asked.push((at, window, state, class, link.conn.query_tree(window)?));
        }
        let mut below = Vec::new();
        for (at, window, state, class, tree) in asked {
            let has =
                |cookie| Ok::<_, Error>(if_there(cookie)?.is_some_and(|reply: GetPropertyReply| reply.type_ != 0));
            if has(state)? {
                found[at].get_or_insert(window);
            }
            if has(class)? {
                classed[at].get_or_insert(window);
            }
            // The topmost first.
            let children = if_there(tree)?.map(|tree| tree.children).unwrap_or_default();
            below.extend(children.into_iter().rev().map(|child| (at, child)));
        }
        below.retain(|(at, _)| found[*at].is_none());
        level = below;
    }
    Ok(tops.iter().enumerate().map(|(at, top)| found[at].or(classed[at]).unwrap_or(top.window)).collect())
}

type Property<'a> = Cookie<'a, RustConnection, GetPropertyReply>;

/// All that is asked about one window.
struct Asked<'a> {
    top: TopLevel,
    name: AskedName<'a>,
    shadow: Property<'a>,
    opacity: [Property<'a>; 2],
    shape: Option<Cookie<'a, RustConnection, GetRectanglesReply>>,
}

impl<'a> Asked<'a> {
    fn of(link: &'a Link, top: TopLevel, client: Window, shapes: bool) -> Result<Self, Error> {
        let opacity = link.atoms._NET_WM_WINDOW_OPACITY;
        let shape = if shapes { Some(link.conn.shape_get_rectangles(top.window, SK::BOUNDING)?) } else { None };
        Ok(Self {
            top,
            name: AskedName::of(link, client)?,
            shadow: link.ask(client, link.atoms._GTK_FRAME_EXTENTS, 4)?,
            opacity: [link.ask(top.window, opacity, 1)?, link.ask(client, opacity, 1)?],
            shape,
        })
    }

    fn answered(self, link: &Link, composited: bool) -> Result<Shown, Error> {
        let rect = self.top.rect;
        let Name { app, title, process } = self.name.answered(link)?;
        let shadow = if_there(self.shadow)?.and_then(|reply| reply.value32().map(Iterator::collect::<Vec<u32>>));
        let inside = super::windows::without_shadow(rect, shadow.as_deref().unwrap_or_default());
        let shape = match self.shape {
            Some(cookie) => if_there(cookie)?.map(|reply| reply.rectangles),
            None => None,
        };
        let mut faint = false;
        for cookie in self.opacity {
            faint |=
                if_there(cookie)?.and_then(|reply| super::first(&reply)).is_some_and(|opacity| opacity != u32::MAX);
        }
        // Opacity of either kind is heeded by a compositor alone. Within its shadow a window of GTK is taken to be solid.
        let seen_through = composited && (faint || (self.top.depth == 32 && inside == rect));
        let solid = match shape {
            _ if seen_through => Vec::new(),
            None => vec![inside],
            Some(parts) => parts.iter().filter_map(|part| overlap(placed(*part, rect), inside)).collect(),
        };
        Ok(Shown { app, title, process, frame: inside, solid })
    }
}

/// A rectangle of a window's shape, on the screen. Shapes are told from the inner corner; borders are hairlines.
fn placed(part: x11rb::protocol::xproto::Rectangle, window: Rect) -> Rect {
    Rect {
        x: window.x + i32::from(part.x),
        y: window.y + i32::from(part.y),
        width: u32::from(part.width),
        height: u32::from(part.height),
    }
}
