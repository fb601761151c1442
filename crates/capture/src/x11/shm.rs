//! Memory that the display and we both see, so that a picture need not pass through a socket. It is made once and
//! touched at the start: the first picture is as quick as the others.

use memmap2::MmapMut;
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use x11rb::connection::Connection as _;
use x11rb::protocol::shm::{ConnectionExt as _, Seg};

use super::Link;
use crate::Error;

/// A piece of shared memory, attached to the display until the connection ends.
pub(crate) struct Segment {
    /// The display's name for it.
    pub seg: Seg,
    map: MmapMut,
}

impl Segment {
    /// Shares `size` bytes with the display. Fails where the display is on another machine or has no such extension.
    pub fn new(link: &Link, size: usize) -> Result<Self, Error> {
        if !link.has("MIT-SHM") {
            return Err(Error::Unsupported("The display shares no memory"));
        }
        let version = link.conn.shm_query_version()?.reply()?;
        if (version.major_version, version.minor_version) < (1, 2) {
            return Err(Error::Unsupported("The display shares no memory by descriptor"));
        }
        let file = memfd_create("sopwright-shot", MemfdFlags::CLOEXEC).map_err(std::io::Error::from)?;
        ftruncate(&file, size as u64).map_err(std::io::Error::from)?;
        // SAFETY: the file is anonymous and known to us and to the display only, and nobody shrinks it. The display
        // writes to it only while it answers a request whose answer we wait for before we read.
        #[allow(unsafe_code, reason = "mapping a file is unsafe by nature")]
        let mut map = unsafe { MmapMut::map_mut(&file)? };
        map.fill(0);
        let seg = link.conn.generate_id()?;
        link.conn.shm_attach_fd(seg, file, false)?.check()?;
        Ok(Self { seg, map })
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.map
    }

    /// Lets the display forget it.
    pub fn detach(self, link: &Link) -> Result<(), Error> {
        link.conn.shm_detach(self.seg)?;
        Ok(())
    }
}
