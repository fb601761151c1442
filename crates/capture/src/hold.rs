//! What is typed between a press and the quick field that it opens is held back by the display, and handed on when the
//! field can take it, so that no word goes to the program in hand. Who opens the field says when that is.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
#[cfg(target_os = "linux")]
use std::time::Duration;

/// A keyboard that stands still for longer would be taken for a broken one.
#[cfg(target_os = "linux")]
const LONGEST: Duration = Duration::from_secs(3);

/// One keyboard's hold. Clones are the same hold.
#[derive(Clone, Debug, Default)]
pub struct Hold(Arc<(Mutex<bool>, Condvar)>);

impl Hold {
    /// What was held back can be handed on. Does nothing while nothing is held.
    pub fn end(&self) {
        let (held, changed) = &*self.0;
        *held.lock().unwrap_or_else(PoisonError::into_inner) = false;
        changed.notify_all();
    }

    /// From now on an end counts.
    #[cfg(target_os = "linux")]
    pub(crate) fn begin(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    /// Waits for the end, but never long.
    #[cfg(target_os = "linux")]
    pub(crate) fn wait(&self) {
        let (held, changed) = &*self.0;
        let held = held.lock().unwrap_or_else(PoisonError::into_inner);
        // A lock that is poisoned holds a bool all the same; time that ran out ends the wait too.
        drop(changed.wait_timeout_while(held, LONGEST, |held| *held));
    }
}
