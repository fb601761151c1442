//! Asks the owner of the clipboard for one thing at a time, on a connection of its own, and never waits or keeps more
//! than was agreed: not for an owner that does not answer, dies, or hands over without end. What is asked for, and what
//! is made of the bytes, is the clipboard's business.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask, Property, Window,
    WindowClass,
};

use super::Link;
use crate::Error;

/// How long an owner may go on handing over what we no longer keep. It is let finish, because programs have been seen
/// to die when nobody takes the rest.
const DRAIN: Duration = Duration::from_secs(10);

/// The longest list of targets that is read.
const LONGEST_LIST: usize = 64 << 10;

/// A client that asks for the clipboard.
pub(crate) struct Requestor {
    link: Link,
    window: Window,
    owner: Window,
    deadline: Instant,
    changed: bool,
}

/// How the owner hands something over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handover {
    /// At once; so many bytes lie ready.
    Whole(usize),
    /// In pieces, of unknown number.
    Pieces,
}

/// Bytes that were handed over.
pub(crate) struct Handed {
    pub bytes: Vec<u8>,
    /// There was more.
    pub cut: bool,
}

impl Requestor {
    /// Connects, and looks who owns the clipboard. Nothing, if nobody does.
    pub fn open(display: Option<&str>, deadline: Instant) -> Result<Option<Self>, Error> {
        let link = Link::open(display)?;
        let window = link.conn.generate_id()?;
        let look = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        link.conn.create_window(0, window, link.root(), -1, -1, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &look)?;
        if link.has("XFIXES") {
            link.conn.xfixes_query_version(5, 0)?.reply()?;
            let told = SelectionEventMask::SET_SELECTION_OWNER;
            link.conn.xfixes_select_selection_input(window, link.atoms.CLIPBOARD, told)?;
        }
        let owner = link.conn.get_selection_owner(link.atoms.CLIPBOARD)?.reply()?.owner;
        if owner == 0 {
            return Ok(None);
        }
        // To be told of its death rather than to wait for it.
        let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        link.conn.change_window_attributes(owner, &watch)?.ignore_error();
        Ok(Some(Self { link, window, owner, deadline, changed: false }))
    }

    /// The names that may be asked for.
    pub fn atoms(&self) -> &super::Atoms {
        &self.link.atoms
    }

    /// Everything that the owner offers. Nothing, if it does not say.
    pub fn targets(&mut self) -> Result<Option<Vec<Atom>>, Error> {
        let handed = match self.begin(self.link.atoms.TARGETS)? {
            None => return Ok(None),
            Some(Handover::Whole(_)) => self.take_whole(LONGEST_LIST)?,
            Some(Handover::Pieces) => self.collect(LONGEST_LIST)?,
        };
        let atom = |four: &[u8]| four.try_into().map_or(0, u32::from_ne_bytes);
        Ok(Some(handed.bytes.chunks_exact(4).map(atom).collect()))
    }

    /// The name of a target.
    pub fn name(&self, target: Atom) -> Result<String, Error> {
        let name = super::if_there(self.link.conn.get_atom_name(target)?)?;
        Ok(name.map(|reply| String::from_utf8_lossy(&reply.name).into_owned()).unwrap_or_default())
    }

    /// Asks for one target and waits for the owner to begin. Nothing, if it refuses.
    pub fn begin(&mut self, target: Atom) -> Result<Option<Handover>, Error> {
        let atoms = self.link.atoms;
        let (conn, into) = (&self.link.conn, atoms.SOPWRIGHT_SELECTION);
        conn.delete_property(self.window, into)?;
        conn.convert_selection(self.window, atoms.CLIPBOARD, target, into, x11rb::CURRENT_TIME)?;
        conn.flush()?;
        loop {
            if let Event::SelectionNotify(answer) = self.next_event()?
                && answer.requestor == self.window
                && answer.target == target
            {
                if answer.property == 0 {
                    return Ok(None);
                }
                break;
            }
        }
        let (kind, size) = self.size()?;
        Ok(match kind {
            0 => None,
            kind if kind == atoms.INCR => Some(Handover::Pieces),
            _ => Some(Handover::Whole(size)),
        })
    }

    /// The bytes that lie ready, `limit` at most.
    pub fn take_whole(&mut self, limit: usize) -> Result<Handed, Error> {
        let (bytes, rest) = self.read(limit)?;
        self.link.conn.delete_property(self.window, self.link.atoms.SOPWRIGHT_SELECTION)?;
        self.link.conn.flush()?;
        Ok(Handed { bytes, cut: rest > 0 })
    }

    /// The bytes that come in pieces, `limit` at most. When there are more, the owner is let finish by
    /// [`Requestor::drain`].
    pub fn collect(&mut self, limit: usize) -> Result<Handed, Error> {
        let mut bytes = Vec::new();
        self.next_piece()?;
        loop {
            self.await_piece()?;
            let (piece, rest) = self.read(limit - bytes.len())?;
            if piece.is_empty() && rest == 0 {
                self.next_piece()?;
                return Ok(Handed { bytes, cut: false });
            }
            bytes.extend(piece);
            if rest > 0 {
                return Ok(Handed { bytes, cut: true });
            }
            self.next_piece()?;
        }
    }

    /// Takes the rest of a hand-over that was cut, on a thread of its own and without reading it.
    pub fn drain(mut self) {
        self.deadline = Instant::now() + DRAIN;
        // Without a thread, or if the owner breaks off, the connection just ends.
        let _thread = std::thread::Builder::new().name("clipboard".into()).spawn(move || self.skip_rest().ok());
    }

    /// Takes the rest of a hand-over that was cut, without reading it.
    pub fn skip_rest(&mut self) -> Result<(), Error> {
        loop {
            self.next_piece()?;
            self.await_piece()?;
            if self.size()?.1 == 0 {
                // The owner also waits for the empty piece to be taken, xclip for ever.
                return self.next_piece();
            }
        }
    }

    /// Whether somebody else has taken the clipboard since the start, or the same owner has put something else there.
    pub fn changed(&mut self) -> Result<bool, Error> {
        let owner = self.link.conn.get_selection_owner(self.link.atoms.CLIPBOARD)?.reply()?.owner;
        while let Some(event) = self.link.conn.poll_for_event()? {
            self.note(&event);
        }
        Ok(self.changed || owner != self.owner)
    }

    /// The time that is left.
    pub fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// The type and size of what lies ready.
    fn size(&self) -> Result<(Atom, usize), Error> {
        let (window, property) = (self.window, self.link.atoms.SOPWRIGHT_SELECTION);
        let reply = self.link.conn.get_property(false, window, property, AtomEnum::ANY, 0, 0)?.reply()?;
        Ok((reply.type_, reply.bytes_after as usize))
    }

    /// What lies ready, `limit` bytes at most, and how much more there is.
    fn read(&self, limit: usize) -> Result<(Vec<u8>, usize), Error> {
        let (window, property) = (self.window, self.link.atoms.SOPWRIGHT_SELECTION);
        let words = u32::try_from(limit.div_ceil(4)).unwrap_or(u32::MAX / 4);
        let reply = self.link.conn.get_property(false, window, property, AtomEnum::ANY, 0, words)?.reply()?;
        let mut bytes = reply.value;
        let over = bytes.len().saturating_sub(limit);
        bytes.truncate(limit);
        Ok((bytes, reply.bytes_after as usize + over))
    }

    /// Tells the owner that the piece was taken.
    fn next_piece(&self) -> Result<(), Error> {
        self.link.conn.delete_property(self.window, self.link.atoms.SOPWRIGHT_SELECTION)?;
        self.link.conn.flush()?;
        Ok(())
    }

    fn await_piece(&mut self) -> Result<(), Error> {
        loop {
            if let Event::PropertyNotify(piece) = self.next_event()?
                && piece.window == self.window
                && piece.atom == self.link.atoms.SOPWRIGHT_SELECTION
                && piece.state == Property::NEW_VALUE
            {
                return Ok(());
            }
        }
    }

    /// The next event, if it comes in time and the owner lives.
    fn next_event(&mut self) -> Result<Event, Error> {
        loop {
            if let Some(event) = self.link.conn.poll_for_event()? {
                self.note(&event);
                if matches!(&event, Event::DestroyNotify(gone) if gone.window == self.owner) {
                    return Err(Error::OwnerGone);
                }
                return Ok(event);
            }
            let left = self.left();
            if left.is_zero() {
                return Err(Error::Slow);
            }
            let wait = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) as _ };
            match poll(&mut [PollFd::new(self.link.conn.stream(), PollFlags::IN)], Some(&wait)) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(std::io::Error::from(error).into()),
            }
        }
    }

    fn note(&mut self, event: &Event) {
        self.changed |= matches!(event, Event::XfixesSelectionNotify(_));
    }
}
