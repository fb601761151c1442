//! Takes Sopwright's own windows out of a picture: what lies behind each is put in its place, from the pixels that every
//! other window keeps for itself while windows are redirected (the Composite extension). Where nothing can be had, an
//! even grey stands, never our own pixels.

use sopwright_core::entry::Rect;
use sopwright_core::port::Frame;
use x11rb::connection::Connection as _;
use x11rb::protocol::composite::{ConnectionExt as _, Redirect};
use x11rb::protocol::xproto::{
    ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, Drawable, ImageFormat, Pixmap, StackMode, WindowClass,
};

use super::own::TopLevel;
use super::pixels::PixelFormat;
use super::{Link, if_there, overlap};
use crate::Error;

/// What stands where nothing can be had.
const GREY: u8 = 0x80;

/// `background_pixmap` with this value: paint what the parent paints.
const PARENT_RELATIVE: Pixmap = 1;

/// Pixels of a part of the screen.
struct Tile {
    rgb: Vec<u8>,
    /// One byte of opacity a pixel, for windows that have it.
    alpha: Option<Vec<u8>>,
}

/// Replaces the parts of `frame` that the windows in `own` cover. `others` are the foreign windows on the screen, bottom
/// first; `redirected` says that they keep their own pixels.
pub(crate) fn patch(
    link: &Link,
    format: PixelFormat,
    frame: &mut Frame,
    own: &[TopLevel],
    others: &[TopLevel],
    redirected: bool,
) -> Result<(), Error> {
    for hidden in own {
        let Some(hole) = overlap(hidden.rect, frame.area) else { continue };
        fill_grey(frame, hole);
        if !redirected {
            continue;
        }
        let composited = compositor_runs(link)?;
        if let Some(tile) = background(link, format, hole, composited)? {
            lay(frame, hole, &tile);
        }
        for window in others {
            let Some(part) = overlap(window.rect, hole) else { continue };
            match pixels_of(link, format, window, part, composited)? {
                Some(tile) => lay(frame, part, &tile),
                None => fill_grey(frame, part),
            }
        }
    }
    Ok(())
}

/// Whether a program puts the windows together, and heeds their opacity.
fn compositor_runs(link: &Link) -> Result<bool, Error> {
    Ok(link.conn.get_selection_owner(link.atoms._NET_WM_CM_S0)?.reply()?.owner != 0)
}

/// What a window keeps of the part, or nothing if it went away or keeps nothing.
fn pixels_of(
    link: &Link,
    format: PixelFormat,
    window: &TopLevel,
    part: Rect,
    composited: bool,
) -> Result<Option<Tile>, Error> {
    let pixmap = link.conn.generate_id()?;
    link.conn.composite_name_window_pixmap(window.window, pixmap)?.ignore_error();
    let inside = Rect { x: part.x - window.rect.x, y: part.y - window.rect.y, ..part };
    let tile = read(link, format, pixmap, inside, composited);
    link.conn.free_pixmap(pixmap)?.ignore_error();
    tile
}

/// A rectangle of a drawable, or nothing if it cannot be read.
fn read(link: &Link, format: PixelFormat, from: Drawable, part: Rect, with_alpha: bool) -> Result<Option<Tile>, Error> {
    let (Ok(x), Ok(y)) = (i16::try_from(part.x), i16::try_from(part.y)) else { return Ok(None) };
    let (Ok(width), Ok(height)) = (u16::try_from(part.width), u16::try_from(part.height)) else { return Ok(None) };
    let cookie = link.conn.get_image(ImageFormat::Z_PIXMAP, from, x, y, width, height, !0)?;
    let Some(image) = if_there(cookie)? else { return Ok(None) };
    if !matches!(image.depth, 32) && image.depth != link.screen.root_depth {
        return Ok(None);
    }
    if image.depth == 32 && !format.has_fourth_byte() {
        return Ok(None);
    }
    let alpha = (with_alpha && image.depth == 32).then(|| image.data.chunks_exact(4).map(|pixel| pixel[3]).collect());
    let rgb = format.to_rgb(&image.data, usize::from(width), usize::from(height));
    Ok(rgb.map(|rgb| Tile { rgb, alpha }))
}

/// What the root shows behind all windows.
fn background(link: &Link, format: PixelFormat, hole: Rect, composited: bool) -> Result<Option<Tile>, Error> {
    if let Some(pixmap) = link.number(link.root(), link.atoms._XROOTPMAP_ID)?.filter(|&pixmap| pixmap != 0)
        && let Some(tile) = read(link, format, pixmap, hole, false)?
    {
        return Ok(Some(tile));
    }
    if composited {
        // The probe below would be seen by the compositor, and a desktop that has one has a window for its wallpaper.
        return Ok(None);
    }
    probe(link, format, hole)
}

/// Lets the display paint the root's background once more, into a window that is never seen: redirected so that nobody
/// puts it on the screen, below all others so that the pointer does not enter it.
fn probe(link: &Link, format: PixelFormat, hole: Rect) -> Result<Option<Tile>, Error> {
    let (Ok(x), Ok(y)) = (i16::try_from(hole.x), i16::try_from(hole.y)) else { return Ok(None) };
    let (Ok(width), Ok(height)) = (u16::try_from(hole.width), u16::try_from(hole.height)) else { return Ok(None) };
    let conn = &link.conn;
    let window = conn.generate_id()?;
    let look = CreateWindowAux::new().override_redirect(1).background_pixmap(PARENT_RELATIVE);
    let copy = x11rb::COPY_FROM_PARENT;
    conn.create_window(0, window, link.root(), x, y, width, height, 0, WindowClass::INPUT_OUTPUT, copy, &look)?
        .ignore_error();
    let unseen = conn.composite_redirect_window(window, Redirect::MANUAL)?.check();
    let tile = if unseen.is_ok() {
        conn.configure_window(window, &ConfigureWindowAux::new().stack_mode(StackMode::BELOW))?.ignore_error();
        conn.map_window(window)?.ignore_error();
        let area = Rect { width: hole.width, height: hole.height, ..hole };
        pixels_of(link, format, &TopLevel { window, rect: area, depth: link.screen.root_depth }, hole, false)?
    } else {
        None
    };
    conn.destroy_window(window)?.ignore_error();
    conn.flush()?;
    Ok(tile)
}

fn fill_grey(frame: &mut Frame, part: Rect) {
    each_row(frame, part, |_, to| to.fill(GREY));
}

fn lay(frame: &mut Frame, part: Rect, tile: &Tile) {
    let width = part.width as usize;
    each_row(frame, part, |row, to| {
        let from = &tile.rgb[row * width * 3..][..width * 3];
        let Some(alpha) = &tile.alpha else {
            to.copy_from_slice(from);
            return;
        };
        let alpha = &alpha[row * width..][..width];
        for ((to, from), &alpha) in to.chunks_exact_mut(3).zip(from.chunks_exact(3)).zip(alpha) {
            for (to, &from) in to.iter_mut().zip(from) {
                // The window's colours are already weighed by its opacity.
                let behind = (u32::from(*to) * (255 - u32::from(alpha)) + 127) / 255;
                *to = (u32::from(from) + behind).min(255) as u8;
            }
        }
    });
}

/// Calls with every row of the part, numbered from its top. `part` lies inside the frame.
fn each_row(frame: &mut Frame, part: Rect, mut with: impl FnMut(usize, &mut [u8])) {
    let stride = frame.area.width as usize * 3;
    let left = (part.x - frame.area.x) as usize * 3;
    let top = (part.y - frame.area.y) as usize;
    for row in 0..part.height as usize {
        with(row, &mut frame.rgb[(top + row) * stride + left..][..part.width as usize * 3]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opacity_lets_what_is_behind_show_through() {
        let area = Rect { x: 10, y: 10, width: 2, height: 1 };
        let mut frame = Frame { area, rgb: vec![100; 6] };
        let tile = Tile { rgb: vec![0, 0, 0, 50, 60, 70], alpha: Some(vec![0, 255]) };
        lay(&mut frame, area, &tile);
        assert_eq!(frame.rgb, [100, 100, 100, 50, 60, 70]);
    }

    #[test]
    fn only_the_part_is_touched() {
        let mut frame = Frame { area: Rect { x: -2, y: 0, width: 3, height: 2 }, rgb: vec![0; 18] };
        fill_grey(&mut frame, Rect { x: -1, y: 1, width: 1, height: 1 });
        let touched: Vec<usize> = (0..18).filter(|&i| frame.rgb[i] == GREY).collect();
        assert_eq!(touched, [12, 13, 14]);
    }
}
