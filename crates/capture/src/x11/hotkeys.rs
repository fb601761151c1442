//! Global hotkeys on X11: our own key grabs on our own connection, waited for without polling, so that the moment of a
//! press is the moment at which the display told of it. Chords that another program holds go to the listener. What a
//! press leads to is not decided here.

use std::collections::HashMap;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use sopwright_core::entry::EntryKind;
use sopwright_core::port::{Action, CaptureError, Clock as _, Hearing, Hotkey, HotkeyStatus, Hotkeys, Press};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xkb::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{
    Allow, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, GrabMode, ModMask, Window, WindowClass,
};

use super::Link;
use super::keymap::{Keyboard, Place};
use super::offer::{holder, offer};

use crate::chord::Keys;
use crate::listener::{Chords, Outlet, Wanted};
use crate::repeat::Held;
use crate::{Error, Hold, SystemClock};

/// The hotkeys of an X11 display.
pub struct X11Hotkeys {
    inner: Arc<Inner>,
    thread: Option<JoinHandle<()>>,
}

struct Inner {
    link: Link,
    /// A window that is never shown; a message to it ends the thread.
    bell: Window,
    bound: Mutex<Bound>,
    outlet: Outlet,
    listener: Chords,
    hold: Hold,
}

/// What is set and granted.
struct Bound {
    keyboard: Keyboard,
    hotkeys: Vec<Hotkey>,
    actions: HashMap<Place, Action>,
}

impl X11Hotkeys {
    /// Connects to the display that `DISPLAY` names and waits for presses on a thread of its own; `sender` is called
    /// there and answers whether the quick field will open: what is typed then waits for the end of the hold. The
    /// listener is this program started with `--input-helper`. No hotkeys are set yet.
    pub fn start(hold: Hold, sender: impl Fn(Press) -> bool + Send + 'static) -> Result<Self, CaptureError> {
        Ok(Self::start_on(None, crate::listener::this_program(), hold, sender)?)
    }

    /// The same for the display with that name, and with the program to start as a listener.
    pub fn start_on(
        display: Option<&str>,
        helper: impl Fn() -> std::io::Result<Command> + Send + Sync + 'static,
        hold: Hold,
        sender: impl Fn(Press) -> bool + Send + 'static,
    ) -> Result<Self, Error> {
        let link = Link::open(display)?;
        tell_repeats_apart(&link)?;
        let bell = link.conn.generate_id()?;
        let look = CreateWindowAux::new();
        link.conn.create_window(0, bell, link.root(), -1, -1, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &look)?.check()?;
        let keyboard = Keyboard::read(&link)?;
        let outlet = Outlet::new(sender);
        let listener = Chords::new(helper, outlet.clone());
        let bound = Mutex::new(Bound { keyboard, hotkeys: Vec::new(), actions: HashMap::new() });
        let inner = Arc::new(Inner { link, bell, bound, outlet, listener, hold });
        let thread = std::thread::Builder::new().name("hotkeys".into()).spawn({
            let inner = Arc::clone(&inner);
            move || inner.wait_for_presses()
        })?;
        Ok(Self { inner, thread: Some(thread) })
    }
}

impl Drop for X11Hotkeys {
    fn drop(&mut self) {
        let Inner { link, bell, .. } = &*self.inner;
        let end = ClientMessageEvent::new(32, *bell, link.atoms.SOPWRIGHT_END, [0; 5]);
        // If the display has gone, the thread has ended too.
        let _sent = link.conn.send_event(false, *bell, EventMask::NO_EVENT, end).and_then(|_| link.conn.flush());
        self.inner.listener.want(&[]).ok();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Hotkeys for X11Hotkeys {
    fn set(&self, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        let mut bound = self.inner.bound.lock().unwrap_or_else(PoisonError::into_inner);
        self.inner.bind(&mut bound, hotkeys)
    }
}

/// Asks that a held key be reported as presses only, and that changes of the layout be told.
fn tell_repeats_apart(link: &Link) -> Result<(), Error> {
    if !link.has("XKEYBOARD") {
        return Ok(());
    }
    let conn = &link.conn;
    if !conn.xkb_use_extension(1, 0)?.reply()?.supported {
        return Ok(());
    }
    let keyboard = u16::from(xkb::ID::USE_CORE_KBD);
    let apart = xkb::PerClientFlag::DETECTABLE_AUTO_REPEAT;
    let none = xkb::BoolCtrl::from(0_u32);
    conn.xkb_per_client_flags(keyboard, apart, apart, none, none, none)?.reply()?;
    // A client that speaks XKB is told of new layouts by XKB only.
    let changes = xkb::EventType::NEW_KEYBOARD_NOTIFY | xkb::EventType::MAP_NOTIFY;
    let parts = xkb::MapPart::KEY_SYMS | xkb::MapPart::MODIFIER_MAP;
    let details = xkb::SelectEventsAux::new();
    conn.xkb_select_events(keyboard, xkb::EventType::from(0_u16), changes, parts, parts, &details)?.check()?;
    Ok(())
}

impl Inner {
    /// Runs until told to end, or until the display has gone.
    fn wait_for_presses(&self) {
        let mut held = Held::default();
        let mut layout_changed = false;
        loop {
            let event = match self.link.conn.poll_for_event() {
                Ok(Some(event)) => event,
                Ok(None) => {
                    // Changes of the layout come in bursts; they are acted on when the burst is over.
                    if std::mem::take(&mut layout_changed) {
                        self.follow_layout();
                    }
                    match self.link.conn.wait_for_event() {
                        Ok(event) => event,
                        Err(_) => return,
                    }
                }
                Err(_) => return,
            };
            match event {
                Event::KeyPress(key) => {
                    let moment = SystemClock.now();
                    if held.press(u32::from(key.detail), u64::from(key.time))
                        && let Some(action) = self.action_of(key.detail, u16::from(key.state))
                    {
                        self.hold.begin();
                        let opens = self.outlet.send(Press { action, moment });
                        if opens && holds(action) {
                            self.hold.wait();
                        }
                    }
                    if self.hand_on().is_err() {
                        return;
                    }
                }
                Event::KeyRelease(key) => held.release(u32::from(key.detail), u64::from(key.time)),
                Event::MappingNotify(_) | Event::XkbMapNotify(_) | Event::XkbNewKeyboardNotify(_) => {
                    layout_changed = true;
                }
                Event::ClientMessage(message) if message.type_ == self.link.atoms.SOPWRIGHT_END => return,
                _ => {}
            }
        }
    }

    /// Lets go of what the display holds back since the press; of nothing, if the grab does not hold.
    fn hand_on(&self) -> Result<(), Error> {
        self.link.conn.allow_events(Allow::ASYNC_KEYBOARD, x11rb::CURRENT_TIME)?;
        Ok(self.link.conn.flush()?)
    }

    fn action_of(&self, keycode: u8, state: u16) -> Option<Action> {
        let bound = self.bound.lock().unwrap_or_else(PoisonError::into_inner);
        let mods = bound.keyboard.mods_of(state);
        bound.actions.get(&Place { keycode, mods }).copied()
    }

    /// Grabs the keys anew where the layout has put them.
    fn follow_layout(&self) {
        let mut bound = self.bound.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(keyboard) = Keyboard::read(&self.link) else { return };
        if keyboard != bound.keyboard {
            self.release(&mut bound);
            bound.keyboard = keyboard;
            let hotkeys = std::mem::take(&mut bound.hotkeys);
            self.bind(&mut bound, &hotkeys);
        }
    }

    fn bind(&self, bound: &mut Bound, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        self.release(bound);
        hotkeys.clone_into(&mut bound.hotkeys);
        let mut statuses = Vec::with_capacity(hotkeys.len());
        let mut shared: Vec<(usize, Keys, Place)> = Vec::new();
        let mut first_with: HashMap<Place, Action> = HashMap::new();
        for hotkey in hotkeys {
            let mut status = status_of(hotkey, Hearing::Deaf);
            let keys = match hotkey.chord.parse::<Keys>() {
                Ok(keys) => Some(keys),
                Err(crate::chord::ChordError::Empty) => {
                    status.hearing = Hearing::Unset;
                    None
                }
                Err(mistake) => {
                    status.why = mistake.to_string();
                    None
                }
            };
            if let Some(keys) = keys {
                match bound.keyboard.find(&keys) {
                    Err(why) => status.why = why,
                    Ok(place) => match first_with.get(&place) {
                        Some(other) => status.why = format!("{keys} is set for {other:?} already. Choose other keys."),
                        None => {
                            first_with.insert(place, hotkey.action);
                            match self.grab(&bound.keyboard, place, holds(hotkey.action)) {
                                Ok(true) => {
                                    bound.actions.insert(place, hotkey.action);
                                    status.hearing = Hearing::Own;
                                }
                                Ok(false) => shared.push((statuses.len(), keys, place)),
                                Err(error) => status.why = CaptureError::from(error).to_string(),
                            }
                        }
                    },
                }
            }
            statuses.push(status);
        }
        self.share(bound, &mut statuses, &shared);
        statuses
    }

    /// Hands chords that others hold to the listener, and says so, with what is free instead.
    fn share(&self, bound: &Bound, statuses: &mut [HotkeyStatus], shared: &[(usize, Keys, Place)]) {
        let wanted: Vec<Wanted> = shared
            .iter()
            .map(|(index, keys, place)| Wanted {
                action: statuses[*index].hotkey.action,
                modifiers: keys.modifiers,
                keycode: place.keycode,
            })
            .collect();
        let heard = if shared.is_empty() || self.link.has("RECORD") {
            self.listener.want(&wanted)
        } else {
            Err("the display has no RECORD extension".into())
        };
        if shared.is_empty() {
            return;
        }
        let holder = holder(&self.link);
        let mut taken: Vec<String> = statuses.iter().map(|status| status.hotkey.chord.clone()).collect();
        for (index, keys, _) in shared {
            let offer = offer(Some(keys), &taken, |keys| {
                let Ok(place) = bound.keyboard.find(keys) else { return false };
                let free = matches!(self.grab(&bound.keyboard, place, false), Ok(true));
                if free {
                    let _released = self.ungrab(&bound.keyboard, place);
                }
                free
            });
            taken.push(offer.clone());
            let by = if holder.is_empty() { "Another program" } else { &holder };
            let instead = if offer.is_empty() { "other keys".into() } else { format!("other keys, such as {offer}") };
            let Some(status) = statuses.get_mut(*index) else { continue };
            (status.hearing, status.why) = match &heard {
                Ok(()) => (
                    Hearing::Shared,
                    format!("{by} holds {keys} too, so both act on it. To have it alone, choose {instead}."),
                ),
                Err(error) => (
                    Hearing::Deaf,
                    format!("{by} holds {keys}, and it cannot be listened for ({error}). Choose {instead}."),
                ),
            };
            status.holder.clone_from(&holder);
            status.offer = offer;
        }
    }

    /// Takes the key with every combination of locks. False if another program has one of them. If it holds, the
    /// display keeps what is typed after a press until told to hand it on.
    fn grab(&self, keyboard: &Keyboard, place: Place, holds: bool) -> Result<bool, Error> {
        let (root, pointer) = (self.link.root(), GrabMode::ASYNC);
        let keys = if holds { GrabMode::SYNC } else { GrabMode::ASYNC };
        let mut asked = Vec::new();
        for locks in keyboard.lock_combinations() {
            let mods = ModMask::from(place.mods) | locks;
            asked.push(self.link.conn.grab_key(false, root, mods, place.keycode, pointer, keys)?);
        }
        let mut granted = true;
        for cookie in asked {
            match cookie.check() {
                Ok(()) => {}
                Err(x11rb::errors::ReplyError::X11Error(_)) => granted = false,
                Err(error) => return Err(error.into()),
            }
        }
        if !granted {
            // Half a hotkey would act with some locks on and not with others.
            self.ungrab(keyboard, place)?;
        }
        Ok(granted)
    }

    fn ungrab(&self, keyboard: &Keyboard, place: Place) -> Result<(), Error> {
        for locks in keyboard.lock_combinations() {
            self.link.conn.ungrab_key(place.keycode, self.link.root(), ModMask::from(place.mods) | locks)?;
        }
        self.link.conn.flush()?;
        Ok(())
    }

    fn release(&self, bound: &mut Bound) {
        for place in std::mem::take(&mut bound.actions).into_keys() {
            let _gone_with_the_display = self.ungrab(&bound.keyboard, place);
        }
    }
}

/// Whether what is typed after a press may be for the quick field.
fn holds(action: Action) -> bool {
    action.kind().is_some_and(EntryKind::asks_words)
}

fn status_of(hotkey: &Hotkey, hearing: Hearing) -> HotkeyStatus {
    HotkeyStatus { hotkey: hotkey.clone(), hearing, holder: String::new(), offer: String::new(), why: String::new() }
}
