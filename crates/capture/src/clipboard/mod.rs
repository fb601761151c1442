//! The clipboard: looks first whether it was marked secret, then reads what can be kept, bounded in time and size
//! whatever its owner does. Masking and storing are not done here.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
mod kept;
mod through_arboard;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(target_os = "linux")]
mod x11;

use std::time::Duration;

#[cfg(target_os = "linux")]
use sopwright_core::port::Copied;
use sopwright_core::port::{CaptureError, Clip, Clipboard};

/// How long reading may take.
pub const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How much text is kept, in bytes.
pub const MOST_TEXT: usize = 1 << 20;

/// The clipboard of this desktop. Not to be read on the thread that serves our own windows: if Sopwright itself owns the
/// clipboard, that thread has to answer.
#[derive(Debug, Default)]
pub struct SystemClipboard {
    #[cfg(target_os = "linux")]
    display: Option<String>,
}

impl SystemClipboard {
    /// The clipboard of the session that the environment names.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Clipboard for SystemClipboard {
    #[cfg(target_os = "linux")]
    fn read(&self) -> Result<Clip, CaptureError> {
        if in_wayland()
            && let Some(read) = wayland::read()
        {
            return read;
        }
        x11::read(self.display.as_deref())
    }

    #[cfg(not(target_os = "linux"))]
    fn read(&self) -> Result<Clip, CaptureError> {
        elsewhere::read()
    }

    #[cfg(target_os = "linux")]
    fn watch(&self, copied: Copied) -> Option<Box<dyn Send + Sync>> {
        // A compositor tells only a program that has the keyboard.
        if in_wayland() {
            return None;
        }
        let copies = crate::x11::Copies::start(self.display.as_deref(), copied).ok()?;
        Some(Box::new(copies))
    }
}

#[cfg(target_os = "linux")]
fn in_wayland() -> bool {
    std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty())
}
