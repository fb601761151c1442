//! Reading by arboard on a thread that may be left behind: arboard waits for an owner as long as it likes, so the wait
//! is ended here. A thread that is stuck does not hold up the next read, which gets a thread of its own.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::Error;

/// Threads that are reading, or stuck. No more than a few are let pile up.
static BUSY: AtomicUsize = AtomicUsize::new(0);
const MOST_BUSY: usize = 8;

/// Plain text.
pub(crate) fn text(within: Duration) -> Result<String, Error> {
    read(within, |clipboard| clipboard.get().text())
}

/// The source of formatted text.
pub(crate) fn html(within: Duration) -> Result<String, Error> {
    read(within, |clipboard| clipboard.get().html())
}

/// Names of files.
pub(crate) fn files(within: Duration) -> Result<Vec<PathBuf>, Error> {
    read(within, |clipboard| clipboard.get().file_list())
}

/// Does the work on a thread of its own, for no longer than `within`.
pub(crate) fn read<T: Send + 'static>(
    within: Duration,
    work: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error> + Send + 'static,
) -> Result<T, Error> {
    on_a_thread(within, move || {
        // Only the kind of fault: the text of others might quote what was copied.
        let kind = |error: arboard::Error| match error {
            arboard::Error::ContentNotAvailable => Error::Refused("it does not hold what it offers".into()),
            arboard::Error::ConversionFailure => Error::Refused("what it holds cannot be read".into()),
            _ => Error::Refused("the clipboard is not to be had".into()),
        };
        let mut clipboard = arboard::Clipboard::new().map_err(kind)?;
        work(&mut clipboard).map_err(kind)
    })
}

/// Waits for the work no longer than `within`. Work that is stuck is left to itself.
pub(crate) fn on_a_thread<T: Send + 'static>(
    within: Duration,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    if BUSY.fetch_add(1, Ordering::SeqCst) >= MOST_BUSY {
        BUSY.fetch_sub(1, Ordering::SeqCst);
        return Err(Error::Slow);
    }
    let (done, result) = channel();
    let spawned = std::thread::Builder::new().name("clipboard".into()).spawn(move || {
        let _left = Leave;
        // Nobody listens any more if it took too long.
        done.send(work()).ok();
    });
    if let Err(error) = spawned {
        BUSY.fetch_sub(1, Ordering::SeqCst);
        return Err(error.into());
    }
    match result.recv_timeout(within) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(Error::Slow),
        Err(RecvTimeoutError::Disconnected) => Err(Error::Refused("reading it failed".into())),
    }
}

/// Counts a thread off, however it ends.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        BUSY.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn work_that_is_stuck_is_left_behind_and_does_not_hold_up_the_next() {
        let (let_go, stuck) = mpsc::channel::<()>();
        let waited = on_a_thread(Duration::from_millis(20), move || Ok(stuck.recv().is_ok()));
        assert!(matches!(waited, Err(Error::Slow)));
        assert!(matches!(on_a_thread(Duration::from_secs(60), || Ok(7)), Ok(7)));
        drop(let_go);
    }
}
