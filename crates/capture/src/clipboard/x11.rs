//! The X11 clipboard. The owner is first asked what it offers, and a mark that it is secret ends the matter. Then it is
//! asked to begin: what lies ready at once, arboard reads; what comes in pieces is read by our own requestor, because
//! arboard keeps all of it however long it is, and gives up on an owner that pauses for ten milliseconds.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use sopwright_core::port::{CaptureError, Clip};
use x11rb::protocol::xproto::Atom;

use super::kept::{self, Raw};
use super::{LONGEST_WAIT, MOST_TEXT, through_arboard};
use crate::x11::selection::{Handed, Handover, Requestor};
use crate::{Error, png};

/// How often reading starts over because the clipboard changed meanwhile.
const TRIES: usize = 3;

/// What the clipboard of that display holds.
pub(crate) fn read(display: Option<&str>) -> Result<Clip, CaptureError> {
    let deadline = Instant::now() + LONGEST_WAIT;
    for _ in 0..TRIES {
        let Some(mut owner) = Requestor::open(display, deadline)? else { return Ok(Clip::Empty) };
        match read_once(&mut owner) {
            Err(Failure::Words(error)) => return Err(error),
            // What was read may be from after the change, and so past the look at the mark.
            _ if owner.changed()? => {}
            Err(Failure::Fault(error)) => return Err(error.into()),
            Ok(Read { clip, unfinished }) => {
                if unfinished {
                    owner.drain();
                }
                return Ok(clip);
            }
        }
    }
    Err(Error::Restless.into())
}

struct Read {
    clip: Clip,
    /// The owner still has pieces to hand over.
    unfinished: bool,
}

/// Why nothing was read.
enum Failure {
    Fault(Error),
    Words(CaptureError),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

fn read_once(owner: &mut Requestor) -> Result<Read, Failure> {
    let done = |clip| Ok(Read { clip, unfinished: false });
    let Some(targets) = owner.targets()? else {
        let what = "The program that owns the clipboard does not say what it holds".into();
        return Err(Failure::Words(CaptureError { what, hint: "Copy it from another program".into() }));
    };
    let atoms = *owner.atoms();
    let offers = |target: Atom| targets.contains(&target);
    if offers(atoms.SECRET_HINT) {
        return done(Clip::Secret);
    }
    if offers(atoms.URI_LIST)
        && let Some(clip) = files(owner)?
    {
        return Ok(clip);
    }
    let text =
        [atoms.UTF8_STRING, atoms.TEXT_UTF8, atoms.TEXT_UTF8_LOUD, atoms.STRING_LATIN, atoms.TEXT_PLAIN, atoms.TEXT];
    let text = text.into_iter().find(|&target| offers(target));
    if text.is_none() && offers(atoms.PNG) {
        return picture(owner);
    }
    let mut unfinished = false;
    let mut plain = Raw::default();
    // Formatting before text, so that a text that had to be cut is the last thing asked for and can be drained.
    let mut source = None;
    if offers(atoms.HTML) {
        source = content(owner, atoms.HTML, through_arboard::html, text.is_none())?;
    }
    if let Some(target) = text {
        plain = content(owner, target, through_arboard::text, true)?.unwrap_or_default();
        unfinished = plain.cut;
    }
    if let Some(source) = source {
        return Ok(Read { clip: kept::html(plain, source), unfinished });
    }
    if text.is_some() {
        return Ok(Read { clip: kept::text(plain), unfinished });
    }
    for &target in &targets {
        let name = owner.name(target)?;
        if name.starts_with("image/") {
            let what = format!("The clipboard holds a picture in a form that cannot be read ({name})");
            let hint = "Copy it from a program that offers PNG, or take a picture of the screen".into();
            return Err(Failure::Words(CaptureError { what: crate::words::title(&what), hint }));
        }
    }
    done(Clip::Empty)
}

/// Text of one target, 1 MiB at most; nothing, if the owner refuses it. `last` says that nothing will be asked for after
/// it, so that what is cut can be left unfinished.
fn content(
    owner: &mut Requestor,
    target: Atom,
    arboard: fn(Duration) -> Result<String, Error>,
    last: bool,
) -> Result<Option<Raw>, Failure> {
    let latin = target == owner.atoms().STRING_LATIN;
    let handed = match owner.begin(target)? {
        None => return Ok(None),
        Some(Handover::Whole(size)) => {
            if size <= MOST_TEXT
                && let Ok(text) = arboard(owner.left())
            {
                return Ok(Some(Raw::good(text)));
            }
            // Too long, or something that arboard does not take for text.
            owner.take_whole(MOST_TEXT)?
        }
        Some(Handover::Pieces) => {
            let handed = owner.collect(MOST_TEXT)?;
            if handed.cut && !last {
                owner.skip_rest()?;
            }
            handed
        }
    };
    let Handed { bytes, cut } = handed;
    Ok(Some(if latin { Raw::from_latin(&bytes, cut) } else { Raw::from_utf8(bytes, cut) }))
}

/// Names of files; nothing, if the list holds none.
fn files(owner: &mut Requestor) -> Result<Option<Read>, Failure> {
    let target = owner.atoms().URI_LIST;
    let (paths, cut) = match owner.begin(target)? {
        None => return Ok(None),
        Some(Handover::Whole(size)) => match through_arboard::files(owner.left()) {
            Ok(paths) if size <= MOST_TEXT => (paths, false),
            _ => {
                let handed = owner.take_whole(MOST_TEXT)?;
                (paths_of(&handed), handed.cut)
            }
        },
        Some(Handover::Pieces) => {
            let handed = owner.collect(MOST_TEXT)?;
            (paths_of(&handed), handed.cut)
        }
    };
    if cut && paths.is_empty() {
        owner.skip_rest()?;
    }
    Ok(kept::files(paths, cut).map(|clip| Read { clip, unfinished: cut }))
}

/// The local files of a list of addresses; a last line that was cut is no path.
fn paths_of(list: &Handed) -> Vec<PathBuf> {
    let mut lines: Vec<&[u8]> = list.bytes.split(|byte| matches!(byte, b'\n' | b'\r')).collect();
    if list.cut {
        lines.pop();
    }
    lines.into_iter().filter_map(|line| line.strip_prefix(b"file://")).filter_map(path_of).collect()
}

fn path_of(address: &[u8]) -> Option<PathBuf> {
    let path = &address[address.iter().position(|&byte| byte == b'/')?..];
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path;
    while let [first, after @ ..] = rest {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        if let (b'%', [high, low, behind @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            bytes.push((high * 16 + low) as u8);
            rest = behind;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    Some(PathBuf::from(OsString::from_vec(bytes)))
}

fn picture(owner: &mut Requestor) -> Result<Read, Failure> {
    let target = owner.atoms().PNG;
    let handed = match owner.begin(target)? {
        None => return Ok(Read { clip: Clip::Empty, unfinished: false }),
        Some(Handover::Whole(_)) => owner.take_whole(png::LARGEST)?,
        Some(Handover::Pieces) => owner.collect(png::LARGEST)?,
    };
    if handed.cut {
        let what = "The picture on the clipboard is larger than 64 MiB".into();
        let hint = "Copy a part of it, or make it smaller first".into();
        return Err(Failure::Words(CaptureError { what, hint }));
    }
    Ok(Read { clip: kept::picture(png::decode(&handed.bytes)?), unfinished: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_local_files_become_paths() {
        let list = b"# a comment\r\nfile:///tmp/a%20b%C3%A9\r\nhttps://example.org/x\r\nfile://host/c%zz\r\nfile:///cu";
        let paths = paths_of(&Handed { bytes: list.to_vec(), cut: true });
        assert_eq!(paths, [PathBuf::from("/tmp/a b\u{e9}"), PathBuf::from("/c%zz")]);
    }
}
