//! The thread of a portal: its runtime and its connection live there, and end with it. What it does is its owner's
//! business.

use std::sync::mpsc::sync_channel;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use sopwright_core::port::CaptureError;

use super::REACHING;
use super::bus::Portal;
use super::refusal::Refusal;

/// What the thread needs beyond the time in which it reaches the portal or gives up.
const MARGIN: Duration = Duration::from_millis(500);

/// Reaches that portal on the bus with that address, else on that of the session, and serves it on a thread.
pub(super) fn serve<F: Future<Output = ()>>(
    address: Option<&str>,
    name: &'static str,
    hint: &str,
    serve: impl FnOnce(Portal) -> F + Send + 'static,
) -> Result<JoinHandle<()>, CaptureError> {
    let (reached, reaching) = sync_channel(1);
    let address = address.map(str::to_owned);
    let started = Builder::new().name(format!("portal {name}")).spawn(move || {
        // Without a runtime nobody is told anything, which is taken for a portal that does not answer.
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async move {
            let (portal, told) = match Portal::reach(address.as_deref(), name).await {
                Ok(portal) => (Some(portal), Ok(())),
                Err(refusal) => (None, Err(refusal)),
            };
            let waited_for = reached.send(told).is_ok();
            if let Some(portal) = portal.filter(|_| waited_for) {
                serve(portal).await;
            }
        });
    });
    let thread = started.map_err(|error| CaptureError::from(crate::Error::from(error)))?;
    match reaching.recv_timeout(REACHING + MARGIN).unwrap_or(Err(Refusal::Slow(name))) {
        Ok(()) => Ok(thread),
        Err(refusal) => Err(refusal.with_hint(hint)),
    }
}
