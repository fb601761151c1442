//! One set of hotkeys at the GlobalShortcuts portal. A session of the portal takes shortcuts once, so every set has a
//! session of its own, and the one before is ended. What becomes of a press is not decided here.

use std::collections::HashMap;

use sopwright_core::port::{Action, Clock as _, Hearing, Hotkey, HotkeyStatus, Press};
use zbus::message::Message;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

use super::bus::{Fields, Portal};
use super::refusal::Refusal;
use super::{shortcut, trigger};
use crate::SystemClock;
use crate::chord::{ChordError, Keys};

/// What to do where the portal gives no keys.
pub(super) const HINT: &str = "Bind keys to `sopwright log step` and the like in the settings of the desktop";

/// Keys of which nothing was said for this long while they were down went up without our hearing it.
const LOST_US: u64 = 3_000_000;

/// A shortcut as the portal takes and tells it.
type Told = (String, HashMap<String, OwnedValue>);

/// What a signal of the portal was about.
pub(super) enum Heard {
    /// A finger pressed the keys.
    Press(Press),
    /// The person has given other keys to the shortcuts.
    Changed(Vec<HotkeyStatus>),
    /// Nothing for us.
    Nothing,
}

/// The session, and what was asked of it.
#[derive(Default)]
pub(super) struct Session {
    path: Option<String>,
    statuses: Vec<HotkeyStatus>,
    /// When the keys of an action that are down were last said to be pressed. Portals tell of a held key as presses
    /// without a release between, if at all: pairs, as X11 has them, do not come.
    down: HashMap<Action, u64>,
}

impl Session {
    /// The path of the session, while there is one.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Ends the session, and with it what the portal may still show for it.
    pub async fn close(&mut self, portal: &Portal) {
        self.down.clear();
        if let Some(path) = self.path.take() {
            portal.end(&path).await;
        }
    }

    /// Asks for the hotkeys, waits until the portal has answered, and says how each fares.
    pub async fn bind(&mut self, portal: &mut Portal, hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
        self.statuses = hotkeys.iter().map(|hotkey| self::plain(hotkey).0).collect();
        let wanted: Vec<(Action, Keys)> = hotkeys.iter().filter_map(self::plain_keys).collect();
        if !wanted.is_empty() {
            match self.ask(portal, &wanted).await {
                Ok(told) => self.take(&told),
                Err(refusal) => self.deaf(&format!("{}. {HINT}.", refusal.with_hint(HINT).what)),
            }
        }
        self.statuses.clone()
    }

    async fn ask(&mut self, portal: &mut Portal, wanted: &[(Action, Keys)]) -> Result<Vec<Told>, Refusal> {
        let (token, path) = portal.next_session();
        // Known before it is there, so that it is ended even if nobody waits for the answer any more.
        self.path = Some(path.clone());
        let options = Fields::from([("session_handle_token", Value::from(token))]);
        portal.request("CreateSession", options, |options| (options,)).await?;
        let path = ObjectPath::try_from(path).map_err(|error| Refusal::Broken("GlobalShortcuts", error.to_string()))?;
        let shortcuts: Vec<(&str, Fields)> = wanted
            .iter()
            .map(|(action, keys)| {
                let description = Value::from(shortcut::description(*action));
                let trigger = Value::from(trigger::trigger(keys));
                let fields = Fields::from([("description", description), ("preferred_trigger", trigger)]);
                (shortcut::id(*action), fields)
            })
            .collect();
        let body = move |options| (path, shortcuts, "", options);
        let mut answer = portal.request("BindShortcuts", Fields::new(), body).await?;
        let told = answer.remove("shortcuts").map(Vec::<Told>::try_from).transpose();
        Ok(told.ok().flatten().unwrap_or_default())
    }

    /// Notes what the portal says it listens for.
    fn take(&mut self, told: &[Told]) {
        for status in &mut self.statuses {
            let Ok(keys) = status.hotkey.chord.parse::<Keys>() else { continue };
            let id = shortcut::id(status.hotkey.action);
            let trigger: String = told
                .iter()
                .find(|(name, _)| name == id)
                .and_then(|(_, fields)| fields.get("trigger_description"))
                .and_then(|value| value.downcast_ref::<&str>().ok())
                .unwrap_or_default()
                .trim()
                .to_owned();
            (status.hearing, status.why) = if trigger.is_empty() {
                (Hearing::Deaf, format!("The GlobalShortcuts portal of the desktop has given no keys to it. {HINT}."))
            } else if trigger::is(&trigger, &keys) {
                (Hearing::Own, String::new())
            } else {
                (Hearing::Own, format!("The desktop has given other keys to it: {trigger}."))
            };
        }
    }

    /// Notes that none of the hotkeys is heard, and why. Those that have none, or none that can be read, stay as they
    /// are.
    fn deaf(&mut self, why: &str) {
        for status in &mut self.statuses {
            if status.hotkey.chord.parse::<Keys>().is_ok() {
                (status.hearing, status.why) = (Hearing::Deaf, why.to_owned());
            }
        }
    }

    /// Notes that the portal has ended the session, and says how the hotkeys fare now.
    pub fn lost(&mut self) -> Vec<HotkeyStatus> {
        self.path = None;
        self.deaf("The GlobalShortcuts portal of the desktop has ended. Set the keys again, or start Sopwright again.");
        self.statuses.clone()
    }

    /// Understands a signal. A key that is held is pressed once, however often the desktop repeats it.
    pub fn hear(&mut self, message: &Message) -> Heard {
        let moment = SystemClock.now();
        let header = message.header();
        let Some(member) = header.member() else { return Heard::Nothing };
        let body = message.body();
        if member.as_str() == "ShortcutsChanged" {
            return match body.deserialize::<(OwnedObjectPath, Vec<Told>)>() {
                Ok((session, told)) if self.is(&session) => {
                    self.take(&told);
                    Heard::Changed(self.statuses.clone())
                }
                _ => Heard::Nothing,
            };
        }
        type Stroke = (OwnedObjectPath, String, u64, HashMap<String, OwnedValue>);
        let Ok((session, id, _, _)) = body.deserialize::<Stroke>() else { return Heard::Nothing };
        let Some(action) = shortcut::action(&id).filter(|_| self.is(&session)) else { return Heard::Nothing };
        // Not the time that the portal tells: it may be by any clock.
        match member.as_str() {
            "Activated" => {
                let before = self.down.insert(action, moment.mono_us);
                let repeats = before.is_some_and(|before| moment.mono_us.saturating_sub(before) <= LOST_US);
                if repeats { Heard::Nothing } else { Heard::Press(Press { action, moment }) }
            }
            "Deactivated" => {
                self.down.remove(&action);
                Heard::Nothing
            }
            _ => Heard::Nothing,
        }
    }

    fn is(&self, session: &OwnedObjectPath) -> bool {
        self.path.as_deref() == Some(session.as_str())
    }
}

/// How the hotkey fares before the portal was asked, and its keys if there are any to ask for.
fn plain(hotkey: &Hotkey) -> (HotkeyStatus, Option<Keys>) {
    let (hearing, why, keys) = match hotkey.chord.parse::<Keys>() {
        Ok(keys) => (Hearing::Deaf, waiting(), Some(keys)),
        Err(ChordError::Empty) => (Hearing::Unset, String::new(), None),
        Err(mistake) => (Hearing::Deaf, mistake.to_string(), None),
    };
    let status = HotkeyStatus { hotkey: hotkey.clone(), hearing, holder: String::new(), offer: String::new(), why };
    (status, keys)
}

fn plain_keys(hotkey: &Hotkey) -> Option<(Action, Keys)> {
    Some((hotkey.action, plain(hotkey).1?))
}

fn waiting() -> String {
    format!("The GlobalShortcuts portal of the desktop has not answered yet; it may be asking you. Else: {HINT}.")
}

/// How hotkeys fare that the portal was asked for and has said nothing about.
pub(super) fn unanswered(hotkeys: &[Hotkey]) -> Vec<HotkeyStatus> {
    hotkeys.iter().map(|hotkey| plain(hotkey).0).collect()
}
