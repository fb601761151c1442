//! Which keys of this keyboard a chord means, whatever layout is set: a letter is the key that types it, in any group of
//! the layout; where no key does, as on a Cyrillic layout, it is the key in the place where a US keyboard has it.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ModMask};

use super::Link;
use crate::Error;
use crate::chord::Keys;
use crate::key::{self, Key};

const SHIFT: u16 = 1;
const LOCK: u16 = 1 << 1;
const CONTROL: u16 = 1 << 2;

const ALT: [u32; 2] = [0xffe9, 0xffea];
const LOGO: [u32; 2] = [0xffeb, 0xffec];
const NUM_LOCK: [u32; 1] = [0xff7f];
const SCROLL_LOCK: [u32; 1] = [0xff14];

/// The keyboard as it is mapped now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keyboard {
    lowest: u8,
    columns: usize,
    keysyms: Vec<u32>,
    alt: Option<u16>,
    logo: Option<u16>,
    locks: u16,
}

/// What to grab, or to look for, for one chord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// The key.
    pub keycode: u8,
    /// The modifiers, as bits of the state.
    pub mods: u16,
}

impl Keyboard {
    /// Asks the display.
    pub fn read(link: &Link) -> Result<Self, Error> {
        let setup = link.conn.setup();
        let (lowest, highest) = (setup.min_keycode, setup.max_keycode);
        let mapping = link.conn.get_keyboard_mapping(lowest, highest - lowest + 1)?;
        let modifiers = link.conn.get_modifier_mapping()?;
        let (mapping, modifiers) = (mapping.reply()?, modifiers.reply()?);
        let mut keyboard = Self {
            lowest,
            columns: usize::from(mapping.keysyms_per_keycode).max(1),
            keysyms: mapping.keysyms,
            alt: None,
            logo: None,
            locks: LOCK,
        };
        let a_row = usize::from(modifiers.keycodes_per_modifier()).max(1);
        let bit_of = |wanted: &[u32]| {
            let rows = modifiers.keycodes.chunks(a_row).enumerate().take(8);
            let mut rows = rows.filter(|(_, codes)| codes.iter().any(|&code| keyboard.bears(code, wanted)));
            rows.next().map(|(row, _)| 1_u16 << row)
        };
        let (alt, logo) = (bit_of(&ALT), bit_of(&LOGO));
        let locks = [bit_of(&NUM_LOCK), bit_of(&SCROLL_LOCK)].into_iter().flatten().fold(LOCK, |all, bit| all | bit);
        // A lock on the same bit as a modifier that we need is a modifier first.
        let needed = alt.unwrap_or(0) | logo.unwrap_or(0) | SHIFT | CONTROL;
        (keyboard.alt, keyboard.logo, keyboard.locks) = (alt, logo, locks & !needed);
        Ok(keyboard)
    }

    /// The key and modifier bits of a chord, or why this keyboard cannot do it.
    pub fn find(&self, keys: &Keys) -> Result<Place, String> {
        let no = |what: &str| format!("This keyboard has no {what} key. Choose other keys.");
        let held = keys.modifiers;
        let mut mods = 0;
        if held.shift {
            mods |= SHIFT;
        }
        if held.ctrl {
            mods |= CONTROL;
        }
        if held.alt {
            mods |= self.alt.ok_or_else(|| no("Alt"))?;
        }
        if held.logo {
            mods |= self.logo.ok_or_else(|| no("Super"))?;
        }
        let keycode = self.keycode(keys.entry()).ok_or_else(|| no(keys.key()))?;
        Ok(Place { keycode, mods })
    }

    /// The state of an event without locks, mouse buttons and layout group.
    pub fn mods_of(&self, state: u16) -> u16 {
        state & 0xff & !self.locks
    }

    /// Every combination of locks that may be on while a chord is pressed.
    pub fn lock_combinations(&self) -> Vec<ModMask> {
        let bits: Vec<u16> = (0..8).map(|bit| 1 << bit).filter(|bit| self.locks & bit != 0).collect();
        (0..1_u16 << bits.len())
            .map(|chosen| {
                bits.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1).fold(0, |all, (_, bit)| all | bit)
            })
            .map(ModMask::from)
            .collect()
    }

    fn keycode(&self, key: &Key) -> Option<u8> {
        let rows = || self.keysyms.chunks(self.columns).zip(self.lowest..=u8::MAX);
        // The first column first: a key that types it alone is it, rather than one that does so with Shift.
        let typed = (0..self.columns).find_map(|column| {
            let mut with = rows().filter(|(row, _)| row.get(column) == Some(&key.keysym));
            with.next().map(|(_, code)| code)
        });
        typed.or_else(|| {
            let mut there = rows().filter(|(row, code)| *code == key.place && row.iter().any(|&keysym| keysym != 0));
            there.next().map(|(_, code)| code)
        })
    }

    /// The key that this keycode is, as people name it: by what it types alone in the first group of the layout that has
    /// a name, else nothing.
    pub fn key_of(&self, keycode: u8) -> Option<&'static Key> {
        let row = usize::from(keycode.checked_sub(self.lowest)?) * self.columns;
        let row = self.keysyms.get(row..row + self.columns)?;
        row.iter().find_map(|keysym| key::KEYS.iter().find(|key| key.keysym == *keysym))
    }

    fn bears(&self, keycode: u8, wanted: &[u32]) -> bool {
        let Some(row) = keycode.checked_sub(self.lowest) else { return false };
        let start = usize::from(row) * self.columns;
        self.keysyms
            .get(start..start + self.columns)
            .is_some_and(|row| row.iter().any(|keysym| wanted.contains(keysym)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyboard(rows: &[(u8, [u32; 4])]) -> Keyboard {
        let mut keysyms = vec![0; 4 * 247];
        for (code, row) in rows {
            let start = (usize::from(*code) - 8) * 4;
            keysyms[start..start + 4].copy_from_slice(row);
        }
        Keyboard { lowest: 8, columns: 4, keysyms, alt: Some(8), logo: Some(64), locks: LOCK | 16 }
    }

    fn code(keyboard: &Keyboard, chord: &str) -> Option<u8> {
        keyboard.find(&chord.parse().unwrap()).ok().map(|place| place.keycode)
    }

    #[test]
    fn a_letter_is_the_key_that_types_it() {
        // A French layout: the key in the place of Q types A.
        let french = keyboard(&[(24, [0x61, 0x41, 0, 0]), (38, [0x71, 0x51, 0, 0]), (10, [0x26, 0x31, 0, 0])]);
        assert_eq!(code(&french, "Super+A"), Some(24));
        assert_eq!(code(&french, "Super+Q"), Some(38));
        assert_eq!(code(&french, "Super+1"), Some(10));
    }

    #[test]
    fn the_second_group_counts_and_then_the_place() {
        // Cyrillic first, Latin second; one key has no Latin group.
        let russian = keyboard(&[(39, [0x6d9, 0x6f9, 0x73, 0x53]), (38, [0x6c6, 0x6e6, 0, 0])]);
        assert_eq!(code(&russian, "Super+S"), Some(39));
        assert_eq!(code(&russian, "Super+A"), Some(38));
        assert_eq!(code(&russian, "Super+F24"), None);
    }

    #[test]
    fn a_key_is_called_by_what_it_types() {
        let french = keyboard(&[(24, [0x61, 0x41, 0, 0])]);
        assert_eq!(french.key_of(24).map(|key| key.name), Some("A"));
        let russian = keyboard(&[(39, [0x6d9, 0x6f9, 0x73, 0x53])]);
        assert_eq!(russian.key_of(39).map(|key| key.name), Some("S"));
        assert_eq!(russian.key_of(200), None);
    }

    #[test]
    fn a_modifier_that_is_missing_is_named() {
        let mut plain = keyboard(&[(39, [0x73, 0x53, 0, 0])]);
        plain.logo = None;
        assert!(plain.find(&"Ctrl+Super+S".parse().unwrap()).unwrap_err().contains("Super"));
    }

    #[test]
    fn locks_are_grabbed_in_all_combinations_and_ignored_in_events() {
        let keyboard = keyboard(&[]);
        let mut combinations: Vec<u16> = keyboard.lock_combinations().into_iter().map(u16::from).collect();
        combinations.sort_unstable();
        assert_eq!(combinations, [0, 2, 16, 18]);
        assert_eq!(keyboard.mods_of(0x2000 | 16 | 64 | 4 | 2), 64 | 4);
    }
}
