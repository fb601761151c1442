//! Pictures of an X11 screen: the monitor on which the person acts, through shared memory where the display shares any,
//! and without Sopwright's own windows. What becomes of a picture is not decided here.

use std::sync::{Mutex, PoisonError};

use sopwright_core::entry::{Point, Rect};
use sopwright_core::port::{CaptureError, Frame, Scene, Screen, Shown};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::composite::{ConnectionExt as _, Redirect};
use x11rb::protocol::randr::{ConnectionExt as _, MonitorInfo};
use x11rb::protocol::shm::ConnectionExt as _;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask, ImageFormat, Window};

use super::own::{OwnFinder, OwnWindows, TopLevel, on_screen};
use super::patch::patch;
use super::pixels::PixelFormat;
use super::shm::Segment;
use super::shown::shown;
use super::{Link, front, if_there, overlap, windows};
use crate::Error;

/// How often a picture is taken again because a window appeared under way, before the display is held still for it.
const TRIES: usize = 3;

/// The screen of an X11 display.
pub struct X11Screen {
    display: Option<String>,
    own: OwnWindows,
    live: Mutex<Option<Live>>,
}

impl X11Screen {
    /// Connects to the display with that name, or to the one that `DISPLAY` names, and makes ready for the first picture.
    pub fn connect(display: Option<&str>) -> Result<Self, Error> {
        let live = Live::open(display)?;
        Ok(Self { display: display.map(str::to_owned), own: OwnWindows::default(), live: Mutex::new(Some(live)) })
    }

    /// The list of windows that are left out beside those of this process.
    pub fn own_windows(&self) -> OwnWindows {
        self.own.clone()
    }

    /// Whether pictures come through shared memory.
    pub fn shares_memory(&self) -> bool {
        self.ask(|live| live.segment.is_some())
    }

    /// Whether what lies behind an own window can be had.
    pub fn sees_behind(&self) -> bool {
        self.ask(|live| live.redirected)
    }

    fn ask(&self, question: impl Fn(&Live) -> bool) -> bool {
        self.live.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(question)
    }
}

impl Screen for X11Screen {
    fn grab(&self) -> Result<Frame, CaptureError> {
        Ok(self.scene(None)?.frame)
    }

    fn scene(&self, at: Option<Point>) -> Result<Scene, CaptureError> {
        let mut slot = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        let mut live = match slot.take() {
            Some(live) => live,
            None => Live::open(self.display.as_deref())?,
        };
        let scene = live.grab(&self.own, at);
        if !scene.as_ref().is_err_and(Error::needs_new_connection) {
            *slot = Some(live);
        }
        Ok(scene?)
    }
}

/// A connection with all that is kept from one picture to the next.
struct Live {
    link: Link,
    format: PixelFormat,
    segment: Option<Segment>,
    redirected: bool,
    finder: OwnFinder,
}

impl Live {
    fn open(display: Option<&str>) -> Result<Self, Error> {
        let link = Link::open(display)?;
        let format = PixelFormat::of(link.conn.setup(), &link.screen)?;
        let redirected = redirect(&link);
        let size = format.stride(usize::from(link.screen.width_in_pixels)) * usize::from(link.screen.height_in_pixels);
        let segment = Segment::new(&link, size).ok();
        Ok(Self { link, format, segment, redirected, finder: OwnFinder::default() })
    }

    fn grab(&mut self, listed: &OwnWindows, at: Option<Point>) -> Result<Scene, Error> {
        let root = self.link.root();
        while self.link.conn.poll_for_event()?.is_some() {}
        // Told only during a picture: events that nobody reads would pile up in the display.
        let watch = |mask| ChangeWindowAttributesAux::new().event_mask(mask);
        self.link.conn.change_window_attributes(root, &watch(EventMask::SUBSTRUCTURE_NOTIFY))?;
        let mut scene = None;
        for attempt in 0..=TRIES {
            let last = attempt == TRIES;
            if last {
                self.link.conn.grab_server()?;
            }
            let taken = self.take(listed, at, last);
            if last {
                self.link.conn.ungrab_server()?;
            }
            scene = taken?;
            if scene.is_some() {
                break;
            }
        }
        self.link.conn.change_window_attributes(root, &watch(EventMask::NO_EVENT))?;
        self.link.conn.flush()?;
        scene.ok_or(Error::Unsupported("The windows on the screen did not hold still"))
    }

    /// One picture; nothing, if an own window may have come into it after the windows were looked up.
    fn take(&mut self, listed: &OwnWindows, at: Option<Point>, still: bool) -> Result<Option<Scene>, Error> {
        let area = self.area(at)?;
        let tree = self.link.conn.query_tree(self.link.root())?.reply()?;
        let own = self.finder.find(&self.link, &tree.children, listed)?;
        let foreign: Vec<Window> =
            tree.children.iter().copied().filter(|child| own.iter().all(|o| o.window != *child)).collect();
        let others = on_screen(&self.link, &foreign)?;
        let mut windows = shown(&self.link, &others, area)?;
        let rgb = self.pixels(area)?;
        let mut frame = Frame { area, rgb };
        let (mut stirred, mut shifted) = (Vec::new(), false);
        while let Some(event) = self.link.conn.poll_for_event()? {
            stirred.extend(stirs(&event, &own));
            shifted |= shifts(&event);
        }
        // Most of what appears is not ours, and a picture taken again would show what a click has led to.
        if !still && !stirred.is_empty() && !self.finder.foreign(&self.link, &stirred, listed)? {
            return Ok(None);
        }
        if own.iter().any(|window| overlap(window.rect, area).is_some()) {
            patch(&self.link, self.format, &mut frame, &own, &others, self.redirected)?;
        }
        if shifted {
            windows.extend(self.shown_now(listed, area)?);
            // Each may be in the picture where it was or where it is, and none surely covers another.
            windows.iter_mut().for_each(|window| window.solid.clear());
        }
        Ok(Some(Scene { frame, windows }))
    }

    /// The windows of others as they are now.
    fn shown_now(&mut self, listed: &OwnWindows, area: Rect) -> Result<Vec<Shown>, Error> {
        let tree = self.link.conn.query_tree(self.link.root())?.reply()?;
        let own = self.finder.find(&self.link, &tree.children, listed)?;
        let foreign = |child: &Window| own.iter().all(|o| o.window != *child);
        let others: Vec<Window> = tree.children.into_iter().filter(foreign).collect();
        let others = on_screen(&self.link, &others)?;
        shown(&self.link, &others, area)
    }

    /// The monitor that holds the point; without one, that on which the person acts.
    fn area(&self, at: Option<Point>) -> Result<Rect, Error> {
        let link = &self.link;
        let root = link.conn.get_geometry(link.root())?;
        let monitors = if link.has("RANDR") { Some(link.conn.randr_get_monitors(link.root(), true)?) } else { None };
        let pointer = link.conn.query_pointer(link.root())?;
        let root = root.reply()?;
        let whole = Rect { x: 0, y: 0, width: u32::from(root.width), height: u32::from(root.height) };
        let monitors = match monitors {
            // Displays older than RandR 1.5 refuse, and are one area then.
            Some(cookie) => if_there(cookie)?.map(|reply| reply.monitors).unwrap_or_default(),
            None => Vec::new(),
        };
        let pointer = pointer.reply()?;
        let rects: Vec<Rect> = monitors.iter().filter_map(|monitor| overlap(rect_of(monitor), whole)).collect();
        if rects.len() < 2 {
            return Ok(rects.first().copied().unwrap_or(whole));
        }
        let holds = |at: Point| {
            let dot = Rect { x: at.x, y: at.y, width: 1, height: 1 };
            rects.iter().copied().find(|rect| overlap(*rect, dot).is_some())
        };
        if let Some(monitor) = at.and_then(holds) {
            return Ok(monitor);
        }
        if let Some(window) = front::window(link)?
            && let Some(frame) = windows::frame(link, window)?
        {
            let shared =
                |rect: &Rect| overlap(*rect, frame).map_or(0, |part| u64::from(part.width) * u64::from(part.height));
            if let Some(most) = rects.iter().copied().max_by_key(shared).filter(|rect| shared(rect) > 0) {
                return Ok(most);
            }
        }
        let point = Point { x: i32::from(pointer.root_x), y: i32::from(pointer.root_y) };
        let under_pointer = pointer.same_screen.then(|| holds(point)).flatten();
        let primary =
            monitors.iter().find(|monitor| monitor.primary).and_then(|monitor| overlap(rect_of(monitor), whole));
        Ok(under_pointer.or(primary).or(rects.first().copied()).unwrap_or(whole))
    }

    /// The pixels of the area as they are now.
    fn pixels(&mut self, area: Rect) -> Result<Vec<u8>, Error> {
        let (width, height) = (area.width as usize, area.height as usize);
        let size = self.format.stride(width) * height;
        if self.segment.as_ref().is_some_and(|segment| segment.bytes().len() < size)
            && let Some(small) = self.segment.take()
        {
            small.detach(&self.link)?;
            self.segment = Segment::new(&self.link, size).ok();
        }
        let too_large = || Error::Unsupported("The screen is too large for a picture");
        let x = i16::try_from(area.x).map_err(|_| too_large())?;
        let y = i16::try_from(area.y).map_err(|_| too_large())?;
        let wide = u16::try_from(area.width).map_err(|_| too_large())?;
        let high = u16::try_from(area.height).map_err(|_| too_large())?;
        let (conn, root, z) = (&self.link.conn, self.link.root(), ImageFormat::Z_PIXMAP);
        let short = || Error::Broken("it sent fewer pixels than asked for".into());
        if let Some(segment) = &self.segment {
            let cookie = conn.shm_get_image(root, x, y, wide, high, !0, z.into(), segment.seg, 0)?;
            // A refusal means that the screen shrank under way, or the segment is of no use: take the plain road.
            if if_there(cookie)?.is_some() {
                return self.format.to_rgb(segment.bytes(), width, height).ok_or_else(short);
            }
        }
        let image = conn.get_image(z, root, x, y, wide, high, !0)?.reply()?;
        self.format.to_rgb(&image.data, width, height).ok_or_else(short)
    }
}

/// Lets every window keep its own pixels, also where others cover it. Harmless beside a compositor.
fn redirect(link: &Link) -> bool {
    let try_it = || -> Result<(), Error> {
        if !link.has("Composite") {
            return Err(Error::Unsupported("The display has no Composite extension"));
        }
        // 0.2 is the first version that hands out the pixels of a window.
        link.conn.composite_query_version(0, 4)?.reply()?;
        link.conn.composite_redirect_subwindows(link.root(), Redirect::AUTOMATIC)?.check()?;
        Ok(())
    };
    try_it().is_ok()
}

/// The window that the event may have brought into the picture, if it is not known to be another's.
fn stirs(event: &Event, own: &[TopLevel]) -> Option<Window> {
    match event {
        Event::MapNotify(shown) => Some(shown.window),
        Event::ReparentNotify(framed) => Some(framed.window),
        Event::ConfigureNotify(moved) => own.iter().map(|own| own.window).find(|window| *window == moved.window),
        _ => None,
    }
}

/// Whether the event tells that a window came, went or moved: what is known of the windows may be old.
fn shifts(event: &Event) -> bool {
    matches!(
        event,
        Event::MapNotify(_)
            | Event::UnmapNotify(_)
            | Event::DestroyNotify(_)
            | Event::ReparentNotify(_)
            | Event::ConfigureNotify(_)
            | Event::CirculateNotify(_)
    )
}

fn rect_of(monitor: &MonitorInfo) -> Rect {
    Rect {
        x: i32::from(monitor.x),
        y: i32::from(monitor.y),
        width: u32::from(monitor.width),
        height: u32::from(monitor.height),
    }
}
