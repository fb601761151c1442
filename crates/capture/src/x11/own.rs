//! Which windows on the screen are Sopwright's own: those that bear this process's number, and those that the shell
//! registered. Taking them out of a picture is done next door.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use x11rb::protocol::xproto::{ConnectionExt as _, MapState, Window, WindowClass};

use super::{Link, first, if_there};
use crate::Error;
use sopwright_core::entry::Rect;

/// Windows that must not be pictured although they do not bear this process's number. Clones share one list.
#[derive(Clone, Debug, Default)]
pub struct OwnWindows(Arc<Mutex<HashSet<Window>>>);

impl OwnWindows {
    /// Leaves the window with this X identifier out of every picture from now on.
    pub fn add(&self, window: u32) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(window);
    }

    /// Takes it off the list.
    pub fn remove(&self, window: u32) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&window);
    }

    fn all(&self) -> HashSet<Window> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A window straight below the root that is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TopLevel {
    /// The window.
    pub window: Window,
    /// Where it is, border included.
    pub rect: Rect,
    /// Bits a pixel; 32 have opacity among them.
    pub depth: u8,
}

/// How deep a client lies in the frame that a window manager gave it: some put a window of their own between the two.
const DEPTH: usize = 3;

/// Finds them, and remembers process numbers from one picture to the next.
#[derive(Default)]
pub(crate) struct OwnFinder {
    pids: HashMap<Window, u32>,
}

impl OwnFinder {
    /// The windows straight below the root that are, or hold, one of ours and are on the screen. `children` is the
    /// stacking order, bottom first.
    ///
    /// Frames are looked into. The list of clients that window managers keep would be less to ask for, but a window comes
    /// onto it only some time after it is on the screen.
    pub fn find(&mut self, link: &Link, children: &[Window], listed: &OwnWindows) -> Result<Vec<TopLevel>, Error> {
        let (pids, seen) = self.owners(link, children)?;
        self.pids.retain(|window, _| seen.contains(window));
        let me = std::process::id();
        let mut outer: HashSet<Window> = pids.into_iter().filter(|(_, pid)| *pid == me).map(|(top, _)| top).collect();
        for window in listed.all() {
            outer.extend(link.path_to_root(window)?.last());
        }
        let outer: Vec<Window> = children.iter().copied().filter(|window| outer.contains(window)).collect();
        on_screen(link, &outer)
    }

    /// Whether all of these windows, or what they hold, are known to be of other processes. One that tells nothing may be
    /// ours, and so may any when some were registered by hand.
    pub fn foreign(&mut self, link: &Link, windows: &[Window], listed: &OwnWindows) -> Result<bool, Error> {
        if !listed.all().is_empty() {
            return Ok(false);
        }
        let me = std::process::id();
        let (pids, _) = self.owners(link, windows)?;
        Ok(windows.iter().all(|window| pids.get(window).is_some_and(|pid| *pid != me)))
    }

    /// The process of each of the windows, or of what it holds, as far as one tells; and all windows that were looked at.
    fn owners(&mut self, link: &Link, tops: &[Window]) -> Result<(HashMap<Window, u32>, HashSet<Window>), Error> {
        let (mut pids, mut seen) = (HashMap::new(), HashSet::new());
        // Each with the window from which the search came to it.
        let mut level: Vec<(Window, Window)> = tops.iter().map(|&top| (top, top)).collect();
        for depth in 0..DEPTH {
            if depth > 0 {
                level = below(link, &level)?;
            }
            self.learn(link, &level)?;
            for &(window, top) in &level {
                seen.insert(window);
                if let Some(&pid) = self.pids.get(&window) {
                    // Ours, if anything in it is.
                    let known = pids.entry(top).or_insert(pid);
                    if pid == std::process::id() {
                        *known = pid;
                    }
                }
            }
            level.retain(|(_, top)| !pids.contains_key(top));
        }
        Ok((pids, seen))
    }

    /// Asks those for their process numbers of which none is known.
    fn learn(&mut self, link: &Link, windows: &[(Window, Window)]) -> Result<(), Error> {
        let mut asked = Vec::new();
        for &(window, _) in windows.iter().filter(|(window, _)| !self.pids.contains_key(window)) {
            asked.push((window, link.ask(window, link.atoms._NET_WM_PID, 1)?));
        }
        for (window, cookie) in asked {
            // A window without a number may get one before it is shown, so only an answer is remembered.
            if let Some(pid) = if_there(cookie)?.and_then(|reply| first(&reply)) {
                self.pids.insert(window, pid);
            }
        }
        Ok(())
    }
}

/// What lies straight below the windows, with the window below the root that holds it.
fn below(link: &Link, windows: &[(Window, Window)]) -> Result<Vec<(Window, Window)>, Error> {
    let mut asked = Vec::with_capacity(windows.len());
    for &(window, top) in windows {
        asked.push((top, link.conn.query_tree(window)?));
    }
    let mut inner = Vec::new();
    for (top, cookie) in asked {
        let children = if_there(cookie)?.map(|tree| tree.children).unwrap_or_default();
        inner.extend(children.into_iter().map(|window| (window, top)));
    }
    Ok(inner)
}

/// Those of the windows that show pixels, in the same order.
pub(crate) fn on_screen(link: &Link, windows: &[Window]) -> Result<Vec<TopLevel>, Error> {
    let mut asked = Vec::with_capacity(windows.len());
    for &window in windows {
        asked.push((window, link.conn.get_window_attributes(window)?, link.conn.get_geometry(window)?));
    }
    let mut shown = Vec::new();
    for (window, attributes, geometry) in asked {
        let (Some(attributes), Some(geometry)) = (if_there(attributes)?, if_there(geometry)?) else { continue };
        if attributes.map_state == MapState::VIEWABLE && attributes.class == WindowClass::INPUT_OUTPUT {
            let border = u32::from(geometry.border_width) * 2;
            let rect = Rect {
                x: i32::from(geometry.x),
                y: i32::from(geometry.y),
                width: u32::from(geometry.width) + border,
                height: u32::from(geometry.height) + border,
            };
            shown.push(TopLevel { window, rect, depth: geometry.depth });
        }
    }
    Ok(shown)
}
