//! Whether the display hands its input to this process yet. rdev starts to listen and does not say when it does: it asks the
//! display for a recording (the RECORD extension), and only the display knows since when that is on.

use std::time::Duration;

use x11rb::connection::Connection as _;
use x11rb::protocol::record::ConnectionExt as _;
use x11rb::protocol::res::{ClientIdMask, ClientIdSpec, ConnectionExt as _};

use super::Link;
use crate::Error;

/// A recording is one of the first things that rdev makes on its connection, so its number is one of the first.
const FIRST: u32 = 64;
/// The pause between two questions. The display tells nobody when a recording begins.
const PAUSE: Duration = Duration::from_millis(2);

/// Waits until a recording of this process is on. A display that does not tell whose connections there are is not waited for.
pub(crate) fn wait_until_on() -> Result<(), Error> {
    let link = Link::open(None)?;
    if !link.has("RECORD") || !link.has("X-Resource") {
        return Ok(());
    }
    link.conn.record_query_version(1, 13)?.reply()?;
    let version = link.conn.res_query_version(1, 2)?.reply()?;
    if (version.server_major, version.server_minor) < (1, 2) {
        return Ok(());
    }
    while !is_on(&link)? {
        std::thread::sleep(PAUSE);
    }
    Ok(())
}

fn is_on(link: &Link) -> Result<bool, Error> {
    let mut asked = Vec::new();
    for client in ours(link)? {
        for number in client..client + FIRST {
            asked.push(link.conn.record_get_context(number)?);
        }
    }
    // Most numbers are none of a recording, which the display answers with an error.
    Ok(asked.into_iter().any(|answer| answer.reply().is_ok_and(|recording| recording.enabled)))
}

/// The first number of each connection of this process.
fn ours(link: &Link) -> Result<Vec<u32>, Error> {
    let spec = ClientIdSpec { client: 0, mask: ClientIdMask::LOCAL_CLIENT_PID };
    let clients = link.conn.res_query_client_ids(&[spec])?.reply()?.ids;
    let own = link.conn.setup().resource_id_base;
    // As the display calls this process: in a container it has another number inside.
    let process = clients.iter().find(|id| id.spec.client == own).map(|id| id.value.clone());
    let ours = clients.into_iter().filter(|id| Some(&id.value) == process.as_ref());
    Ok(ours.map(|id| id.spec.client).filter(|&client| client != own).collect())
}
