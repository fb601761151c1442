//! The Wayland clipboard, where the compositor lets programs without a window see it. What is offered is looked at
//! first, as on X11; then arboard reads.

use std::collections::HashSet;
use std::time::Instant;

use arboard::ImageData;
use sopwright_core::entry::Rect;
use sopwright_core::port::{CaptureError, Clip, Frame};
use wl_clipboard_rs::paste::{ClipboardType, Error as PasteError, Seat, get_mime_types};

use super::kept::{self, Raw};
use super::{LONGEST_WAIT, through_arboard};
use crate::{Error, png};

/// What it holds, or nothing if the compositor does not show it and the X11 clipboard is the one to ask.
pub(crate) fn read() -> Option<Result<Clip, CaptureError>> {
    let deadline = Instant::now() + LONGEST_WAIT;
    let offered = through_arboard::on_a_thread(LONGEST_WAIT, || {
        match get_mime_types(ClipboardType::Regular, Seat::Unspecified) {
            Ok(types) => Ok(types),
            Err(PasteError::ClipboardEmpty | PasteError::NoSeats) => Ok(HashSet::new()),
            Err(_) => Err(Error::Unsupported("The compositor does not show the clipboard")),
        }
    });
    match offered {
        Ok(offered) => Some(take(&offered, deadline).map_err(CaptureError::from)),
        Err(Error::Unsupported(_)) => None,
        Err(error) => Some(Err(error.into())),
    }
}

fn take(offered: &HashSet<String>, deadline: Instant) -> Result<Clip, Error> {
    let left = || deadline.saturating_duration_since(Instant::now());
    let any = |start: &str| offered.iter().any(|offer| offer.starts_with(start));
    if offered.contains("x-kde-passwordManagerHint") {
        return Ok(Clip::Secret);
    }
    if offered.contains("text/uri-list")
        && let Ok(paths) = through_arboard::files(left())
        && let Some(clip) = kept::files(paths, false)
    {
        return Ok(clip);
    }
    let has_text = any("text/plain") || offered.contains("UTF8_STRING") || offered.contains("STRING");
    if !has_text && any("image/") {
        return Ok(kept::picture(through_arboard::read(left(), |clipboard| clipboard.get().image()).and_then(frame)?));
    }
    let source = if offered.contains("text/html") { through_arboard::html(left()).ok() } else { None };
    let plain = if has_text { Raw::good(through_arboard::text(left())?) } else { Raw::default() };
    Ok(match source {
        Some(source) => kept::html(plain, Raw::good(source)),
        None => kept::text(plain),
    })
}

/// A picture of four bytes a pixel, laid on white.
fn frame(image: ImageData<'static>) -> Result<Frame, Error> {
    if image.width.saturating_mul(image.height).saturating_mul(3) > png::LARGEST {
        return Err(Error::Picture("it is larger than 64 MiB".into()));
    }
    let (Ok(width), Ok(height)) = (u32::try_from(image.width), u32::try_from(image.height)) else {
        return Err(Error::Picture("it is too wide".into()));
    };
    let rgb = png::flatten(&image.bytes);
    Ok(Frame { area: Rect { x: 0, y: 0, width, height }, rgb })
}
