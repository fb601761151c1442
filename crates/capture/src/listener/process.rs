//! The listener's own process: reads orders, listens with rdev, reports what was ordered and nothing else. It ends when
//! its parent does.

use std::io::{BufRead as _, Write as _};
use std::process::exit;
use std::sync::{Arc, Mutex, PoisonError};

use rdev::{EventType, Key};
use sopwright_core::port::Clock as _;

use super::raw::{self, Pointer, Raw};
use super::{Order, Report, Stroke};
use crate::SystemClock;
use crate::chord::Modifiers;
use crate::repeat::Held;

/// The code of the right Windows key, for which rdev has no name on X11 and on Windows.
const RIGHT_LOGO: u32 = if cfg!(windows) { 92 } else { 134 };

/// Listens until the parent closes our standard input. To be called first thing in `main`, on the main thread, when the
/// program was started with [`super::FLAG`]; on macOS listening works nowhere else.
pub fn run_helper() -> ! {
    let order: Arc<Mutex<Order>> = Arc::default();
    let mut lines = std::io::stdin().lock().lines();
    if !lines.next().is_some_and(|line| line.is_ok_and(|line| follow(&order, &line))) {
        exit(2);
    }
    drop(lines);
    let orders = Arc::clone(&order);
    let reader = std::thread::Builder::new().name("orders".into()).spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            follow(&orders, &line);
        }
        exit(0)
    });
    // Without the reader we would outlive the parent.
    if reader.is_err() || say_when_ready().is_err() {
        exit(1);
    }
    let mut ear = Ear::default();
    let mut pointer = Pointer::default();
    let ended = rdev::listen(move |event| {
        let moment = SystemClock.now();
        let now_ms = moment.mono_us / 1_000;
        let pressed = ear.hear(event.event_type, now_ms);
        let order = order.lock().unwrap_or_else(PoisonError::into_inner);
        let round = order.round;
        if let Some(Pressed { stroke, alt_gr: false, fresh: true }) = pressed
            && let Some(index) = order.chords.iter().position(|chord| *chord == stroke)
        {
            report(&Report::Press { round, index, moment });
        }
        let told = pointer.hear(event.event_type, now_ms).or_else(|| pressed.and_then(Pressed::told));
        if let (true, Some(raw)) = (order.watch, told) {
            report(&Report::Input { round, raw, moment });
        }
    });
    if let Err(error) = ended {
        report(&Report::Failed(format!("{error:?}")));
    }
    exit(1)
}

/// Says so as soon as everything is heard that is done.
#[cfg(target_os = "linux")]
fn say_when_ready() -> std::io::Result<()> {
    let wait = || match crate::x11::wait_until_on() {
        Ok(()) => report(&Report::Ready),
        Err(error) => report(&Report::Failed(error.to_string())),
    };
    std::thread::Builder::new().name("ready".into()).spawn(wait).map(drop)
}

/// Elsewhere nothing tells when rdev's listening begins, so this is some milliseconds early.
#[cfg(not(target_os = "linux"))]
fn say_when_ready() -> std::io::Result<()> {
    report(&Report::Ready);
    Ok(())
}

/// Takes over an order. False if it cannot be read.
fn follow(order: &Mutex<Order>, line: &str) -> bool {
    let Ok(new) = serde_json::from_str(line) else { return false };
    *order.lock().unwrap_or_else(PoisonError::into_inner) = new;
    true
}

fn report(report: &Report) {
    let Ok(mut line) = serde_json::to_string(report) else { return };
    line.push('\n');
    let mut out = std::io::stdout().lock();
    if out.write_all(line.as_bytes()).and_then(|()| out.flush()).is_err() {
        // Nobody reads any more.
        exit(0);
    }
}

/// A key that went down, with what is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pressed {
    stroke: Stroke,
    /// AltGr is held, which types other characters on most layouts.
    alt_gr: bool,
    /// A finger did it; it is no repeat.
    fresh: bool,
}

impl Pressed {
    fn told(self) -> Option<Raw> {
        raw::key(self.stroke, self.alt_gr, self.fresh)
    }
}

/// What is held down, so that a press is known as a chord.
#[derive(Default)]
struct Ear {
    down: Vec<Key>,
    held: Held,
}

impl Ear {
    /// The key that the event is a press of, if it is one.
    fn hear(&mut self, event: EventType, now_ms: u64) -> Option<Pressed> {
        match event {
            EventType::KeyPress(key) if is_modifier(key) => {
                if !self.down.contains(&key) {
                    self.down.push(key);
                }
                None
            }
            EventType::KeyRelease(key) if is_modifier(key) => {
                self.down.retain(|down| *down != key);
                None
            }
            EventType::KeyPress(key) => {
                let keycode = place_of(key)?;
                let fresh = self.held.press(u32::from(keycode), now_ms);
                let stroke = Stroke { modifiers: self.modifiers(), keycode };
                Some(Pressed { stroke, alt_gr: self.down.contains(&Key::AltGr), fresh })
            }
            EventType::KeyRelease(key) => {
                self.held.release(u32::from(place_of(key)?), now_ms);
                None
            }
            _ => None,
        }
    }

    fn modifiers(&self) -> Modifiers {
        let any = |keys: &[Key]| keys.iter().any(|key| self.down.contains(key));
        Modifiers {
            ctrl: any(&[Key::ControlLeft, Key::ControlRight]),
            alt: any(&[Key::Alt]),
            shift: any(&[Key::ShiftLeft, Key::ShiftRight]),
            logo: any(&[Key::MetaLeft, Key::MetaRight, Key::Unknown(RIGHT_LOGO)]),
        }
    }
}

fn is_modifier(key: Key) -> bool {
    use Key::{Alt, AltGr, ControlLeft, ControlRight, MetaLeft, MetaRight, ShiftLeft, ShiftRight, Unknown};
    matches!(
        key,
        Alt | AltGr | ControlLeft | ControlRight | ShiftLeft | ShiftRight | MetaLeft | MetaRight | Unknown(RIGHT_LOGO)
    )
}

/// Where the key sits, in evdev's numbering as X has it.
#[rustfmt::skip]
fn place_of(key: Key) -> Option<u8> {
    Some(match key {
        Key::Escape => 9,
        Key::Num1 => 10, Key::Num2 => 11, Key::Num3 => 12, Key::Num4 => 13, Key::Num5 => 14,
        Key::Num6 => 15, Key::Num7 => 16, Key::Num8 => 17, Key::Num9 => 18, Key::Num0 => 19,
        Key::Minus => 20, Key::Equal => 21, Key::Backspace => 22, Key::Tab => 23,
        Key::KeyQ => 24, Key::KeyW => 25, Key::KeyE => 26, Key::KeyR => 27, Key::KeyT => 28,
        Key::KeyY => 29, Key::KeyU => 30, Key::KeyI => 31, Key::KeyO => 32, Key::KeyP => 33,
        Key::LeftBracket => 34, Key::RightBracket => 35, Key::Return => 36,
        Key::KeyA => 38, Key::KeyS => 39, Key::KeyD => 40, Key::KeyF => 41, Key::KeyG => 42,
        Key::KeyH => 43, Key::KeyJ => 44, Key::KeyK => 45, Key::KeyL => 46,
        Key::SemiColon => 47, Key::Quote => 48, Key::BackQuote => 49, Key::BackSlash => 51,
        Key::KeyZ => 52, Key::KeyX => 53, Key::KeyC => 54, Key::KeyV => 55, Key::KeyB => 56,
        Key::KeyN => 57, Key::KeyM => 58, Key::Comma => 59, Key::Dot => 60, Key::Slash => 61,
        Key::KpMultiply => 63, Key::Space => 65,
        Key::F1 => 67, Key::F2 => 68, Key::F3 => 69, Key::F4 => 70, Key::F5 => 71, Key::F6 => 72,
        Key::F7 => 73, Key::F8 => 74, Key::F9 => 75, Key::F10 => 76,
        Key::NumLock => 77, Key::ScrollLock => 78,
        Key::Kp7 => 79, Key::Kp8 => 80, Key::Kp9 => 81, Key::KpMinus => 82,
        Key::Kp4 => 83, Key::Kp5 => 84, Key::Kp6 => 85, Key::KpPlus => 86,
        Key::Kp1 => 87, Key::Kp2 => 88, Key::Kp3 => 89, Key::Kp0 => 90, Key::KpDelete => 91,
        Key::IntlBackslash => 94, Key::F11 => 95, Key::F12 => 96,
        Key::KpReturn => 104, Key::KpDivide => 106, Key::PrintScreen => 107,
        Key::Home => 110, Key::UpArrow => 111, Key::PageUp => 112, Key::LeftArrow => 113,
        Key::RightArrow => 114, Key::End => 115, Key::DownArrow => 116, Key::PageDown => 117,
        Key::Insert => 118, Key::Delete => 119, Key::Pause => 127,
        Key::Unknown(code) => return unnamed(code),
        _ => return None,
    })
}

/// Where a key sits that rdev has no name for. On X11 its code is the place.
#[cfg(target_os = "linux")]
fn unnamed(code: u32) -> Option<u8> {
    u8::try_from(code).ok()
}

/// On Windows its code is a number for what it does: F13 to F24, the menu key, or something that is none of a program's
/// business, such as the volume. Any other key bears a character of the layout.
#[cfg(windows)]
fn unnamed(code: u32) -> Option<u8> {
    match code {
        0x7c..=0x87 => u8::try_from(code - 0x7c + 191).ok(),
        0x5d => Some(135),
        0xa6..=0xb7 => None,
        _ => Some(NOWHERE),
    }
}

/// Elsewhere its code tells no place.
#[cfg(not(any(target_os = "linux", windows)))]
fn unnamed(_code: u32) -> Option<u8> {
    Some(NOWHERE)
}

/// A place that the table of keys does not know.
#[cfg(not(target_os = "linux"))]
const NOWHERE: u8 = u8::MAX;

#[cfg(test)]
mod tests {
    use super::*;
    use EventType::{KeyPress, KeyRelease};

    #[test]
    fn a_chord_is_heard_once_with_what_is_held() {
        let mut ear = Ear::default();
        let mut fresh = |event, now_ms| ear.hear(event, now_ms).filter(|p| p.fresh).map(|p| p.stroke);
        assert_eq!(fresh(KeyPress(Key::ControlLeft), 1_000), None);
        assert_eq!(fresh(KeyPress(Key::Unknown(RIGHT_LOGO)), 1_010), None);
        let modifiers = Modifiers { ctrl: true, logo: true, ..Modifiers::default() };
        assert_eq!(fresh(KeyPress(Key::KeyS), 1_020), Some(Stroke { modifiers, keycode: 39 }));
        assert_eq!(fresh(KeyPress(Key::KeyS), 1_700), None);
        fresh(KeyRelease(Key::KeyS), 1_800);
        fresh(KeyRelease(Key::Unknown(RIGHT_LOGO)), 1_810);
        let modifiers = Modifiers { ctrl: true, ..Modifiers::default() };
        assert_eq!(fresh(KeyPress(Key::KeyS), 1_900), Some(Stroke { modifiers, keycode: 39 }));
    }

    #[test]
    fn every_place_is_the_one_of_the_key_table() {
        for (key, name) in
            [(Key::KeyS, "S"), (Key::Num0, "0"), (Key::F12, "F12"), (Key::Pause, "Pause"), (Key::Dot, ".")]
        {
            assert_eq!(place_of(key), crate::key::named(name).map(|key| key.place));
        }
        let code = if cfg!(windows) { 0x7c } else { 191 };
        if cfg!(any(target_os = "linux", windows)) {
            assert_eq!(place_of(Key::Unknown(code)), crate::key::named("F13").map(|key| key.place));
        }
    }
}
