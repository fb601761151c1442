//! The clipboard of Windows and macOS. On Windows the marks of password managers are looked for first; on macOS they
//! cannot be seen from here, so nothing is read.

use std::time::Instant;

use sopwright_core::entry::Rect;
use sopwright_core::port::{CaptureError, Clip, Frame};

use super::kept::{self, Raw};
use super::{LONGEST_WAIT, through_arboard};
use crate::{Error, png};

/// What it holds.
pub(crate) fn read() -> Result<Clip, CaptureError> {
    match secret() {
        Some(true) => return Ok(Clip::Secret),
        Some(false) => {}
        None => {
            return Err(CaptureError {
                what: "Whether the clipboard holds a secret cannot be seen on this system, so it was not read".into(),
                hint: "Type what you need into the note instead".into(),
            });
        }
    }
    let deadline = Instant::now() + LONGEST_WAIT;
    let left = || deadline.saturating_duration_since(Instant::now());
    if let Ok(paths) = through_arboard::files(left())
        && let Some(clip) = kept::files(paths, false)
    {
        return Ok(clip);
    }
    let source = through_arboard::html(left()).ok();
    let clip = match (through_arboard::text(left()), source) {
        (Ok(text), Some(source)) => kept::html(Raw::good(text), Raw::good(source)),
        (Ok(text), None) => kept::text(Raw::good(text)),
        (Err(Error::Slow), _) => return Err(Error::Slow.into()),
        (Err(_), source) => match through_arboard::read(left(), |clipboard| clipboard.get().image()) {
            Ok(image) => kept::picture(frame(&image)?),
            Err(Error::Slow) => return Err(Error::Slow.into()),
            Err(_) => source.map_or(Clip::Empty, |source| kept::html(Raw::default(), Raw::good(source))),
        },
    };
    // Somebody may have put a secret there while it was read.
    Ok(if secret() == Some(false) { clip } else { Clip::Secret })
}

/// A picture of four bytes a pixel, laid on white.
fn frame(image: &arboard::ImageData<'_>) -> Result<Frame, Error> {
    if image.width.saturating_mul(image.height).saturating_mul(3) > png::LARGEST {
        return Err(Error::Picture("it is larger than 64 MiB".into()));
    }
    let (Ok(width), Ok(height)) = (u32::try_from(image.width), u32::try_from(image.height)) else {
        return Err(Error::Picture("it is too wide".into()));
    };
    Ok(Frame { area: Rect { x: 0, y: 0, width, height }, rgb: png::flatten(&image.bytes) })
}

/// Whether the clipboard is marked secret; nothing where that cannot be seen.
#[cfg(not(windows))]
fn secret() -> Option<bool> {
    None
}

/// Whether the clipboard bears one of the marks that keep it out of histories.
#[cfg(windows)]
fn secret() -> Option<bool> {
    use windows::Win32::System::DataExchange::{IsClipboardFormatAvailable, RegisterClipboardFormatW};
    use windows::core::{PCWSTR, w};
    const MARKS: [PCWSTR; 3] = [
        w!("ExcludeClipboardContentFromMonitorProcessing"),
        w!("CanIncludeInClipboardHistory"),
        w!("Clipboard Viewer Ignore"),
    ];
    let marked = MARKS.into_iter().any(|mark| {
        // SAFETY: the name is a string that ends with zero and lives as long as the program; nothing else is taken.
        #[allow(unsafe_code, reason = "the system's own functions")]
        unsafe {
            IsClipboardFormatAvailable(RegisterClipboardFormatW(mark)).is_ok()
        }
    });
    Some(marked)
}
