//! The desktop by its XDG portal, for sessions in which programs may not look for themselves (Wayland): hotkeys by the
//! GlobalShortcuts portal, pictures by the Screenshot portal. What the portal is asked goes over the session bus, from
//! one thread for each of the two, and nobody waits for it without an end: a portal may show a question to the person
//! and answer minutes later. Whether this is such a session is not decided here.

mod bus;
mod hotkeys;
mod picture;
mod refusal;
mod screen;
mod session;
mod shortcut;
mod thread;
mod trigger;

use std::time::Duration;

pub use hotkeys::PortalHotkeys;
pub use screen::PortalScreen;

/// How long it may take to find out whether the portal is there. The bus may have to start it.
const REACHING: Duration = Duration::from_secs(2);
