//! The back thread: carries out orders. Only it writes entries.

mod acts;
mod forget;
mod pictures;
mod words;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use sopwright_core::entry::{EntryContent, EntryKind, Shot};
use sopwright_core::id::{EntryId, SessionId};
use sopwright_core::port::{CaptureError, Clip, Clock, FieldTarget, Frame, Ids};
use sopwright_core::recorder::{Effect, Request, State, step};
use sopwright_core::secret::{self, Hidden};
use sopwright_core::session::Receipt;
use sopwright_core::session::{Session, SessionState};
use sopwright_core::time::Moment;
use sopwright_store::{Library, Store};

use self::forget::Unfinished;
use super::catch::Catch;
use super::ears::Ears;
use super::status::Board;
use super::tally::Became;
use super::tape::{Tape, Unwritten, count, elapsed_ms};
use super::{Order, Outcome, Slip};
use crate::api::recording::{RecorderPhase, RecorderStatus};
use crate::api::session::TimelineEntry;
use crate::notice::{Listener, Notice};
use crate::{ApiError, Code};

/// How often what the disk refused is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// What the back works with.
pub(crate) struct Tools {
    pub(crate) library: Arc<Library>,
    pub(crate) encode: fn(&Frame) -> Result<Vec<u8>, String>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) listener: Arc<dyn Listener>,
    pub(crate) board: Arc<Board>,
    pub(crate) clock: Arc<dyn Clock>,
}

pub(crate) struct Back {
    library: Arc<Library>,
    store: Store,
    encode: fn(&Frame) -> Result<Vec<u8>, String>,
    ids: Arc<dyn Ids>,
    listener: Arc<dyn Listener>,
    board: Arc<Board>,
    clock: Arc<dyn Clock>,
    state: State,
    tape: Option<Tape>,
    trouble: Option<CaptureError>,
    /// What was masked, readable, until the session ends. Never written.
    unmasked: HashMap<EntryId, Hidden>,
    /// The stretch of the monotonic clock of which nothing may be written any more.
    forgotten: Option<(u64, u64)>,
    /// What is to be destroyed and was not yet, because the disk refused it.
    unfinished: Option<Unfinished>,
    ears: Ears,
    /// The last picture of automatic capture, so that one that shows the same is not kept again.
    pictured: Option<(Frame, Shot)>,
    /// When something was copied that is not kept yet, on the recording clock.
    copied_ms: Option<u64>,
}

impl Back {
    pub(crate) fn new(store: Store, ears: Ears, tools: Tools) -> Self {
        let Tools { library, encode, ids, listener, board, clock } = tools;
        Self {
            library,
            store,
            encode,
            ids,
            listener,
            board,
            clock,
            state: State::Idle,
            tape: None,
            trouble: None,
            unmasked: HashMap::new(),
            ears,
            pictured: None,
            copied_ms: None,
            forgotten: None,
            unfinished: None,
        }
    }

    pub(crate) fn run(mut self, slips: &Receiver<Slip>) {
        loop {
            let waits = self.unfinished.is_some() || self.tape.as_ref().is_some_and(|t| !t.waiting.is_empty());
            let next = if waits {
                slips.recv_timeout(RETRY)
            } else {
                slips.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match next {
                Ok(slip) => {
                    let outcome = self.carry_out(slip.moment, slip.order);
                    self.follow();
                    self.publish();
                    self.ears.begin(self.clock.now());
                    // A press has nobody waiting.
                    slip.reply.send(outcome).ok();
                }
                Err(RecvTimeoutError::Timeout) => self.retry(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn carry_out(&mut self, moment: Moment, order: Order) -> Outcome {
        // What follows would be destroyed with what is to be forgotten.
        if !matches!(order, Order::Forget { .. }) {
            self.finish_forgetting()?;
        }
        match order {
            Order::Start { title } => {
                let id = SessionId(self.ids.fresh());
                self.advance(&Request::Start(id), moment, title, None)
            }
            Order::Continue(id) => self.advance(&Request::Continue(id), moment, String::new(), None),
            Order::Pause => self.advance(&Request::Pause, moment, String::new(), None),
            Order::Resume => self.advance(&Request::Resume, moment, String::new(), None),
            Order::Stop => self.advance(&Request::Stop, moment, String::new(), None),
            Order::Log { kind, text, catch, pressed } => self.log(moment, kind, text, *catch, pressed),
            Order::Act { act, catch, names, over_us } => {
                let kind = act.kind();
                let kept = self.act(moment, act, *catch, names);
                if let Some(tape) = &mut self.tape {
                    tape.note_act(moment.mono_us, over_us);
                }
                self.board.tally.became(kind, if kept.is_ok() { Became::Kept } else { Became::Failed });
                kept
            }
            Order::Watch(automatic) => {
                self.ears.want(automatic);
                Ok(None)
            }
            Order::Offer => {
                let zero_us = self.tape.as_ref().map(|tape| tape.zero_us);
                let offers = self.ears.wanted().offer_copied && matches!(self.state, State::Recording(_));
                self.copied_ms = zero_us.filter(|_| offers).map(|zero| elapsed_ms(moment.mono_us, zero));
                Ok(None)
            }
            Order::Trouble(error) => {
                self.fail(error);
                Ok(None)
            }
            Order::Words { entry, text, becomes } => self.words(moment, entry, &text, becomes),
            Order::Withdraw { entry } => self.advance(&Request::Withdraw(entry), moment, String::new(), None),
            Order::Reveal { entry } => self.reveal(moment, entry),
            Order::Forget { seconds } => self.advance(&Request::Forget(seconds), moment, String::new(), None),
        }
    }

    /// Listens to mouse and keyboard, or not, as the state has it now.
    fn follow(&mut self) {
        let recording = matches!(self.state, State::Recording(_));
        if let Err(error) = self.ears.follow(recording) {
            self.fail(error);
        }
        self.board.set_watches(self.ears.wanted().on);
    }

    /// Follows the domain's rules: the state changes only when all effects were carried out.
    fn advance(
        &mut self,
        request: &Request,
        moment: Moment,
        title: String,
        mut content: Option<EntryContent>,
    ) -> Outcome {
        let (after, effects) = step(self.state, request)?;
        let mut made = None;
        for effect in effects {
            made = match effect {
                Effect::Open(id) => self.open(id, &title, moment)?,
                Effect::TakeUp(id) => self.take_up(id, moment)?,
                Effect::Append(kind) => {
                    let content = content.take().unwrap_or_else(|| EntryContent::new(kind));
                    self.append(moment, content)?
                }
                Effect::AppendWords(about) => self.append_about(moment, about, content.take())?,
                Effect::AppendWithdrawal(about) => self.withdraw(moment, about)?,
                Effect::Forget(seconds) => self.destroy(moment, seconds)?,
                Effect::Close => self.close(moment)?,
            };
        }
        self.state = after;
        Ok(made)
    }

    fn open(&mut self, id: SessionId, title: &str, moment: Moment) -> Outcome {
        let mut title = title.trim().to_owned();
        secret::mask_line(&mut title, self.board.hide.reach());
        self.store.add_session(id, &title, moment.at)?;
        let session = Session { id, title, started_at: moment.at, ended_at: None, state: SessionState::Open };
        self.tape = Some(Tape::new(session, moment));
        self.board.tally.begin();
        self.trouble = None;
        self.listener.hear(&Notice::Sessions);
        Ok(None)
    }

    fn take_up(&mut self, id: SessionId, moment: Moment) -> Outcome {
        let session = self.store.session(id)?;
        if session.ended_at.is_some() {
            let hint = "Start a new recording instead.";
            return Err(ApiError::new(Code::Refused, "This session was stopped already", hint));
        }
        let entries = self.store.entries(id)?;
        self.tape = Some(Tape::take_up(session, entries, moment));
        Ok(None)
    }

    fn close(&mut self, moment: Moment) -> Outcome {
        let Some(tape) = &mut self.tape else { return Ok(None) };
        if !tape.retry(&mut self.store, &self.library) {
            let message = format!("{} entries are not on disk yet, so the recording goes on", tape.waiting.len());
            return Err(ApiError::new(Code::Failed, message, "Free some room on the disk that holds the library."));
        }
        self.store.close_session(tape.session.id, moment.at)?;
        let receipt = Receipt {
            session: Some(tape.session.id),
            entries: tape.entries,
            shots: tape.shots,
            skipped: std::mem::take(&mut tape.skipped),
            failed: std::mem::take(&mut tape.failed),
            watched: self.board.tally.take(),
            forgotten: tape.forgotten,
        };
        self.tape = None;
        self.trouble = None;
        self.copied_ms = None;
        self.pictured = None;
        self.unmasked.clear();
        self.forgotten = None;
        self.board.leave(receipt.clone());
        self.listener.hear(&Notice::Stopped { receipt });
        self.listener.hear(&Notice::Sessions);
        Ok(None)
    }

    fn log(&mut self, moment: Moment, kind: EntryKind, text: String, catch: Catch, pressed: bool) -> Outcome {
        if kind == EntryKind::Snippet {
            self.copied_ms = None;
        }
        let mut content = EntryContent::new(kind);
        content.text = if kind == EntryKind::Snippet { String::new() } else { text.trim().to_owned() };
        if self.is_forgotten(moment) {
            return Err(forgotten());
        }
        // What was caught before a pause that overtook it is dropped unseen.
        if matches!(self.state, State::Recording(_)) {
            content.place = catch.place;
            content.hidden = catch.hidden;
            let picture = match catch.clip {
                None => catch.picture,
                Some(clip) => match self.take_clip(clip, &mut content) {
                    Ok(picture) => picture.map(Ok),
                    Err(refused) => return Err(refused),
                },
            };
            self.take_picture(picture, &mut content);
        }
        // A title is not the person's to keep readable.
        let secret = secret::mask_entry(&mut content, self.board.hide.reach()).filter(Hidden::can_be_kept);
        let id = EntryId(self.ids.fresh());
        if let Some(hidden) = &secret {
            self.unmasked.insert(id, hidden.clone());
        }
        let entry = self.advance_with(id, moment, content)?;
        let asks = kind.asks_words() || secret.is_some();
        if let (true, true, true, Some(entry)) = (pressed, self.board.opens_field(), asks, &entry) {
            self.listener.hear(&Notice::Field {
                target: FieldTarget { entry: id, kind },
                shot: entry.entry.content.shot.clone(),
                masked: secret.is_some(),
                secret: secret.map(|hidden| hidden.what.join(", ")).unwrap_or_default(),
            });
        }
        Ok(entry)
    }

    /// Whether it belongs to a time that was forgotten already.
    fn is_forgotten(&self, moment: Moment) -> bool {
        self.forgotten.is_some_and(|(from, to)| (from..to).contains(&moment.mono_us))
    }

    fn advance_with(&mut self, id: EntryId, moment: Moment, content: EntryContent) -> Outcome {
        let (after, _) = step(self.state, &Request::Log(content.kind))?;
        let made = self.append_as(id, moment, content)?;
        self.state = after;
        Ok(made)
    }

    /// Puts the clipboard into the content; gives the picture that it held.
    fn take_clip(
        &mut self,
        clip: Result<Clip, CaptureError>,
        content: &mut EntryContent,
    ) -> Result<Option<Frame>, ApiError> {
        match clip {
            Ok(Clip::Kept { snippet, picture, cut }) => {
                content.snippet = Some(snippet);
                content.cut = cut;
                Ok(picture)
            }
            Ok(Clip::Secret) => Err(self.skip("the clipboard was marked secret")),
            Ok(Clip::Empty) => Err(self.skip("the clipboard was empty")),
            Err(error) => {
                self.fail(error.clone());
                Err(error.into())
            }
        }
    }

    fn skip(&mut self, why: &str) -> ApiError {
        if let Some(tape) = &mut self.tape {
            tape.skipped.push(why.to_owned());
        }
        let why = why.replacen("the clipboard was marked secret", "Skipped: marked secret", 1);
        self.listener.hear(&Notice::Skipped { why: why.clone() });
        ApiError::new(Code::Refused, why, "Copy something else and press the key again.")
    }

    fn fail(&mut self, error: CaptureError) {
        if let Some(tape) = &mut self.tape {
            tape.failed.push(error.what.clone());
        }
        self.trouble = Some(error);
    }

    fn append(&mut self, moment: Moment, content: EntryContent) -> Outcome {
        let id = EntryId(self.ids.fresh());
        self.append_as(id, moment, content)
    }

    fn append_as(&mut self, id: EntryId, moment: Moment, content: EntryContent) -> Outcome {
        let Some(tape) = &mut self.tape else {
            return Err(ApiError::from(sopwright_core::recorder::Refusal::NotRecording));
        };
        let gone = content.about;
        let kind = content.kind;
        match tape.write(&mut self.store, &self.library, Unwritten { id, moment, content }) {
            Ok(entry) => {
                if content_is_whole(&entry.content) {
                    self.trouble = None;
                }
                let shown = if matches!(kind, EntryKind::Words | EntryKind::Withdrawn) { gone } else { Some(entry.id) };
                Ok(self.show(shown))
            }
            Err(error) => {
                let error = ApiError::from(error);
                let trouble = CaptureError {
                    what: format!("Not saved: {}. Your text is kept", error.message),
                    hint: error.hint.clone(),
                };
                self.fail(trouble);
                Err(error)
            }
        }
    }

    fn append_about(&mut self, moment: Moment, about: EntryId, content: Option<EntryContent>) -> Outcome {
        let mut content = content.unwrap_or_else(|| EntryContent::new(EntryKind::Words));
        self.must_be_of_session(about)?;
        content.about = Some(about);
        self.append(moment, content)
    }

    fn withdraw(&mut self, moment: Moment, about: Option<EntryId>) -> Outcome {
        let last = || self.tape.as_ref()?.recent().into_iter().rev().find(|e| e.counts()).map(|e| e.entry.id);
        let Some(about) = about.or_else(last) else { return Ok(None) };
        self.must_be_of_session(about)?;
        let mut content = EntryContent::new(EntryKind::Withdrawn);
        content.about = Some(about);
        self.unmasked.remove(&about);
        self.append(moment, content)
    }

    fn must_be_of_session(&self, id: EntryId) -> Result<(), ApiError> {
        let Some(tape) = &self.tape else { return Ok(()) };
        if tape.waiting.iter().any(|u| u.id == id) || tape.recent().iter().any(|e| e.entry.id == id) {
            return Ok(());
        }
        let entry = self.store.entry(id)?;
        if entry.session == tape.session.id {
            return Ok(());
        }
        let hint = "Change the draft of that session instead.";
        Err(ApiError::new(Code::Refused, "This entry belongs to a session that was stopped", hint))
    }

    /// The entry as it counts now, told to the windows.
    fn show(&self, id: Option<EntryId>) -> Option<TimelineEntry> {
        let id = id?;
        let tape = self.tape.as_ref()?;
        let found = tape.recent().into_iter().find(|e| e.entry.id == id).or_else(|| {
            // Older than what is kept at hand: a full look, which is rare.
            let entries = self.store.entries(tape.session.id).ok()?;
            sopwright_core::recorder::effective(&entries).into_iter().find(|e| e.entry.id == id)
        })?;
        let shown = TimelineEntry::from(found);
        self.listener.hear(&Notice::Entry { entry: Box::new(shown.clone()) });
        Some(shown)
    }

    fn retry(&mut self) {
        // What goes wrong is shown as trouble.
        self.finish_forgetting().ok();
        let Some(tape) = &mut self.tape else { return };
        if tape.retry(&mut self.store, &self.library) {
            self.trouble = None;
            self.listener.hear(&Notice::Sessions);
        }
        self.publish();
    }

    fn publish(&self) {
        let status = self.status();
        self.board.write(status.clone(), self.tape.as_ref().map(|t| t.zero_us));
        self.listener.hear(&Notice::Recorder { status: Box::new(status) });
    }

    fn status(&self) -> RecorderStatus {
        let phase = match self.state {
            State::Idle => RecorderPhase::Idle,
            State::Recording(_) => RecorderPhase::Recording,
            State::Paused(_) => RecorderPhase::Paused,
        };
        let automatic = self.ears.wanted().on;
        let Some(tape) = &self.tape else {
            return RecorderStatus { phase, trouble: self.trouble.clone(), automatic, ..RecorderStatus::default() };
        };
        let last = tape.recent().into_iter().rev().filter(|e| e.counts()).take(5).map(Into::into).collect();
        RecorderStatus {
            phase,
            session: Some(tape.session.id),
            title: tape.session.title.clone(),
            started_at: Some(tape.session.started_at),
            elapsed_ms: elapsed_ms(self.clock.now().mono_us, tape.zero_us),
            entries: tape.entries,
            shots: tape.shots,
            skipped: count(tape.skipped.len()),
            failed: count(tape.failed.len()),
            last,
            last_kept_ms: (tape.entries > 0).then_some(tape.last_ms),
            trouble: self.trouble.clone(),
            waiting: count(tape.waiting.len()),
            automatic,
            copied_ms: self.copied_ms,
            forgotten: tape.forgotten,
        }
    }
}

/// Whether everything that belongs to the entry was kept.
fn content_is_whole(content: &EntryContent) -> bool {
    content.shot_failed.is_empty()
}

fn forgotten() -> ApiError {
    ApiError::new(Code::Refused, "This was caught in the time that was forgotten", "")
}
