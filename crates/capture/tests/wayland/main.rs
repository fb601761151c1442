//! The adapters for Wayland sessions. The bus is a real `dbus-daemon`, one for each test. The portal on it is a
//! stand-in (see `portal`), since real ones need a desktop with a person at it: these tests hold us to the protocol,
//! and say nothing of how GNOME or KDE Plasma behave.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bus;
mod portal;

mod compositor;
mod hotkeys;
mod screen;
