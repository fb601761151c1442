//! The keyboard given to a window, once it can take it.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask, InputFocus, MapState, Window,
};

use super::{Link, if_there};
use crate::Error;

/// A window that a toolkit was told to show is on the screen some milliseconds later; one that is not there after this
/// was hidden again.
const PATIENCE: Duration = Duration::from_secs(1);

/// A window manager that is still busy with showing the window loses the wish; it is repeated after this.
const REPEAT: Duration = Duration::from_millis(40);

/// Gives the keyboard to the window; waits until it is on the screen if it is only just being shown.
pub(super) fn when_shown(link: &Link, window: Window) -> Result<(), Error> {
    let until = Instant::now() + PATIENCE;
    listen(link, window, EventMask::STRUCTURE_NOTIFY)?;
    // Asked for events first and looked second, so that a window shown in between is not missed.
    let state = if_there(link.conn.get_window_attributes(window)?)?.map(|reply| reply.map_state);
    let shown = |event: &Event| matches!(event, Event::MapNotify(map) if map.window == window);
    if state != Some(MapState::VIEWABLE) && !wait(link, until, shown)? {
        return Ok(());
    }
    let managed = link.window_manager()?
        && link.numbers(link.root(), link.atoms._NET_SUPPORTED)?.contains(&link.atoms._NET_ACTIVE_WINDOW);
    if managed {
        return wish(link, window, until);
    }
    link.conn.set_input_focus(InputFocus::POINTER_ROOT, window, x11rb::CURRENT_TIME)?.check()?;
    Ok(())
}

/// Asks the window manager until it says that the window is in front.
fn wish(link: &Link, window: Window, until: Instant) -> Result<(), Error> {
    let active = link.atoms._NET_ACTIVE_WINDOW;
    listen(link, link.root(), EventMask::PROPERTY_CHANGE)?;
    // Source 2: a person asked for it, so the window manager's guard against stolen focus lets it through.
    let message = ClientMessageEvent::new(32, window, active, [2, x11rb::CURRENT_TIME, 0, 0, 0]);
    let to = EventMask::SUBSTRUCTURE_NOTIFY | EventMask::SUBSTRUCTURE_REDIRECT;
    while Instant::now() < until {
        link.conn.send_event(false, link.root(), to, message)?;
        link.conn.flush()?;
        let again = until.min(Instant::now() + REPEAT);
        loop {
            if link.number(link.root(), active)? == Some(window) {
                return Ok(());
            }
            if !wait(link, again, |event| matches!(event, Event::PropertyNotify(p) if p.atom == active))? {
                break;
            }
        }
    }
    Ok(())
}

fn listen(link: &Link, window: Window, events: EventMask) -> Result<(), Error> {
    let wanted = ChangeWindowAttributesAux::new().event_mask(events);
    link.conn.change_window_attributes(window, &wanted)?.check()?;
    Ok(())
}

/// Waits for such an event. False when it did not come in time.
fn wait(link: &Link, until: Instant, wanted: impl Fn(&Event) -> bool) -> Result<bool, Error> {
    loop {
        while let Some(event) = link.conn.poll_for_event()? {
            if wanted(&event) {
                return Ok(true);
            }
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(false);
        }
        let mut waiting = [PollFd::new(link.conn.stream(), PollFlags::IN)];
        let left = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) };
        // Interrupted or ready: either way the loop looks again.
        poll(&mut waiting, Some(&left)).ok();
    }
}
