//! The X11 adapters against real X servers: every test has an Xvfb of its own, and the programs that people use beside
//! Sopwright (xclip, xterm, openbox, zenity, mousepad) are the real ones.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

mod clipboard;
mod desktop;
mod elements;
mod hotkeys;
mod owner;
mod person;
mod scene;
mod screen;
mod watcher;
mod windows;
