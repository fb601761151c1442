//! The recorder's rules: which states it has, what each request does in each state, what comes of it. Pure; the
//! recorder thread in `app` carries out the effects and owns sequence numbers, files and rows.

mod effective;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entry::EntryKind;
use crate::id::{EntryId, SessionId};
use crate::port::Action;

pub use effective::{Effective, effective, withdrawn};

/// What the recorder is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing is recorded.
    #[default]
    Idle,
    /// Entries are taken.
    Recording(SessionId),
    /// A session is open but takes nothing but its end and its resumption. Paused time leaves no byte.
    Paused(SessionId),
}

impl State {
    /// The session that is open.
    pub fn session(self) -> Option<SessionId> {
        match self {
            Self::Idle => None,
            Self::Recording(session) | Self::Paused(session) => Some(session),
        }
    }
}

/// What is asked of the recorder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Start a session with this identity.
    Start(SessionId),
    /// Go on with a session that was interrupted.
    Continue(SessionId),
    /// Stop for a while.
    Pause,
    /// Go on.
    Resume,
    /// Stop for good.
    Stop,
    /// Log an entry.
    Log(EntryKind),
    /// Keep what automatic capture saw.
    Act(EntryKind),
    /// Give an entry its words.
    Words(EntryId),
    /// Take an entry back; the last one if none is named.
    Withdraw(Option<EntryId>),
    /// Destroy what was recorded in the last so many seconds of the recording clock.
    Forget(u32),
}

/// How much the hotkey, the tray and the bar destroy, in seconds.
pub const A_MINUTE: u32 = 60;

/// What the thread has to do, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make the session.
    Open(SessionId),
    /// Take up an interrupted session's sequence, clock and chain.
    TakeUp(SessionId),
    /// Append the requested entry.
    Append(EntryKind),
    /// Append words about this entry.
    AppendWords(EntryId),
    /// Append the withdrawal of this entry, or of the last one that counts.
    AppendWithdrawal(Option<EntryId>),
    /// Destroy what was recorded in the last so many seconds.
    Forget(u32),
    /// Close the session.
    Close,
}

/// Why a request was refused. Not a fault: the person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It needs a running recording.
    #[error("nothing is being recorded")]
    NotRecording,
    /// Nothing is taken while paused.
    #[error("recording is paused")]
    Paused,
    /// There is a recording already.
    #[error("a recording is running already")]
    AlreadyRecording,
    /// That kind is made by the recorder itself.
    #[error("entries of this kind are made by the recorder itself")]
    NotLoggable,
}

/// One step of the recorder: the state after, and what to do to get there.
///
/// # Errors
/// A refusal leaves the state as it was.
pub fn step(state: State, request: &Request) -> Result<(State, Vec<Effect>), Refusal> {
    use Effect as E;
    use State::{Idle, Paused, Recording};
    match (state, request) {
        (Idle, Request::Start(id)) => Ok((Recording(*id), vec![E::Open(*id)])),
        (Idle, Request::Continue(id)) => Ok((Recording(*id), vec![E::TakeUp(*id), E::Append(EntryKind::Gap)])),
        (Recording(_) | Paused(_), Request::Start(_) | Request::Continue(_)) => Err(Refusal::AlreadyRecording),
        (Recording(id), Request::Pause) => Ok((Paused(id), vec![E::Append(EntryKind::Pause)])),
        (Paused(id), Request::Resume) => Ok((Recording(id), vec![E::Append(EntryKind::Resume)])),
        (Paused(_), Request::Pause) | (Recording(_), Request::Resume) => Ok((state, Vec::new())),
        (Recording(_) | Paused(_), Request::Stop) => Ok((Idle, vec![E::Close])),
        (Recording(_), Request::Log(kind)) if EntryKind::LOGGABLE.contains(kind) => Ok((state, vec![E::Append(*kind)])),
        (Recording(_), Request::Act(kind)) if kind.is_act() => Ok((state, vec![E::Append(*kind)])),
        (Recording(_), Request::Log(_) | Request::Act(_)) => Err(Refusal::NotLoggable),
        // Words and withdrawals are about what was logged before the pause.
        (Recording(_) | Paused(_), Request::Words(id)) => Ok((state, vec![E::AppendWords(*id)])),
        (Recording(_) | Paused(_), Request::Withdraw(id)) => Ok((state, vec![E::AppendWithdrawal(*id)])),
        (Recording(_) | Paused(_), Request::Forget(seconds)) => Ok((state, vec![E::Forget(*seconds)])),
        (Paused(_), Request::Log(_) | Request::Act(_)) => Err(Refusal::Paused),
        (Idle, _) => Err(Refusal::NotRecording),
    }
}

/// The request that a hotkey stands for in this state. `fresh` is the identity of the session that it may start.
pub fn request_of(action: Action, state: State, fresh: SessionId) -> Request {
    match (action, state) {
        (Action::Record, State::Idle) => Request::Start(fresh),
        (Action::Record, State::Recording(_) | State::Paused(_)) => Request::Stop,
        (Action::Pause, State::Paused(_)) => Request::Resume,
        (Action::Pause, State::Idle | State::Recording(_)) => Request::Pause,
        (Action::Withdraw, _) => Request::Withdraw(None),
        (Action::Forget, _) => Request::Forget(A_MINUTE),
        // `kind` is `None` only for the four actions above.
        (action, _) => Request::Log(action.kind().unwrap_or(EntryKind::Step)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ID: SessionId = SessionId(Uuid::from_u128(7));

    #[test]
    fn nothing_is_logged_while_idle_or_paused() {
        assert_eq!(step(State::Idle, &Request::Log(EntryKind::Step)), Err(Refusal::NotRecording));
        assert_eq!(step(State::Paused(ID), &Request::Log(EntryKind::Step)), Err(Refusal::Paused));
    }

    #[test]
    fn a_person_cannot_forge_a_recorder_entry() {
        for kind in [EntryKind::Gap, EntryKind::Withdrawn, EntryKind::Words, EntryKind::Pause] {
            assert_eq!(step(State::Recording(ID), &Request::Log(kind)), Err(Refusal::NotLoggable));
        }
    }

    #[test]
    fn a_session_that_goes_on_after_a_crash_says_so() {
        let (state, effects) = step(State::Idle, &Request::Continue(ID)).unwrap();
        assert_eq!(state, State::Recording(ID));
        assert_eq!(effects, vec![Effect::TakeUp(ID), Effect::Append(EntryKind::Gap)]);
    }

    #[test]
    fn the_record_key_starts_and_stops() {
        assert_eq!(request_of(Action::Record, State::Idle, ID), Request::Start(ID));
        assert_eq!(request_of(Action::Record, State::Recording(ID), ID), Request::Stop);
        assert_eq!(request_of(Action::Pause, State::Paused(ID), ID), Request::Resume);
    }
}
