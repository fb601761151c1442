//! The operating system, behind the traits of `sopwright_core::port`: pictures of the screen, the window in front, the
//! clipboard, global hotkeys, clocks and identities. Nothing here knows what a session is or what becomes of a press;
//! that is `core` and the shell.

pub mod chord;
pub mod clipboard;
pub mod clock;
pub mod desktop;
pub mod element;
mod error;
mod hold;
mod key;
pub mod listener;
pub mod png;
mod repeat;
mod stub;
mod words;

#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;
#[cfg(target_os = "linux")]
pub use x11::{hotkeys, own, screen, windows};

#[cfg(not(target_os = "linux"))]
mod other;

pub use clock::{RandomIds, SystemClock};
pub use desktop::{Desktop, Missing};
pub use error::Error;
pub use hold::Hold;
#[cfg(target_os = "linux")]
pub use portal::{PortalHotkeys, PortalScreen};
#[cfg(target_os = "linux")]
pub use x11::hotkeys::X11Hotkeys;
#[cfg(target_os = "linux")]
pub use x11::own::OwnWindows;
