//! Asking a thread and waiting for its answer no longer than an answer may take. Whoever is asked may be stuck in another
//! program for good; the asker goes on.

use std::sync::mpsc::{SyncSender, sync_channel};

use sopwright_core::port::ELEMENT_TIME;

/// Where an answer goes.
pub(super) type Answer<T> = SyncSender<Option<T>>;

/// Hands the question to `send` and waits for the answer. Nothing, if it does not come in time.
pub(super) fn in_time<T>(send: impl FnOnce(Answer<T>) -> bool) -> Option<T> {
    // Room for one: whoever answers too late is not kept waiting for an asker that has gone.
    let (answer, coming) = sync_channel(1);
    if !send(answer) {
        return None;
    }
    coming.recv_timeout(ELEMENT_TIME).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_passed_on_and_silence_is_none() {
        let at_once = |answer: Answer<u8>| answer.send(Some(7)).is_ok();
        assert_eq!(in_time(at_once), Some(7));
        assert_eq!(in_time(|_: Answer<u8>| false), None);
        let mut kept = None;
        let never = |answer: Answer<u8>| {
            kept = Some(answer);
            true
        };
        assert_eq!(in_time(never), None);
    }
}
