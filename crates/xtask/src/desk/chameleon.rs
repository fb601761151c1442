//! A terminal that changes its colour as soon as a button is pressed in it: a picture of it tells whether it was taken
//! before the press or after.

use std::path::PathBuf;

use super::{Desk, Stand};
use crate::program::Running;
use crate::{Done, wait};

/// The terminal. It ends with this value.
#[derive(Debug)]
pub struct Chameleon {
    _terminal: Running,
    colour: PathBuf,
    stand: Stand,
}

impl Chameleon {
    /// How much redder it gets with each press; after the last red it begins anew.
    pub const STEP: u32 = 16;

    /// Opens it, black, and waits until it has the keyboard.
    ///
    /// # Errors
    /// When it does not come.
    pub fn start(desk: &Desk) -> Done<Self> {
        let colour = desk.home().join("colour");
        // A terminal that tells of presses sends six bytes for each.
        let script = format!(
            r"stty -icanon -echo
n=0
printf '\033[?9h\033]11;#000000\007'
echo 0 > colour
while IFS= read -rsn6 press; do n=$(((n + {}) % 256)); printf '\033]11;#%02x0000\007' $n; echo $n > colour; done",
            Self::STEP
        );
        let mut command = desk.command("xterm");
        command.args(["-title", "Chameleon", "-geometry", "80x30+100+100", "-e", "bash", "-c", &script]);
        let terminal = desk.start_program("chameleon", &mut command)?;
        let window = desk.hands().wait_for_title("Chameleon")?;
        wait::until_true("the window that changes", || Ok(colour.is_file()))?;
        Ok(Self { _terminal: terminal, colour, stand: desk.hands().place_of(window)? })
    }

    /// Where it stands.
    pub fn stand(&self) -> Stand {
        self.stand
    }

    /// The red that it shows now.
    ///
    /// # Errors
    /// When it does not say.
    pub fn red(&self) -> Done<u32> {
        let noted = || Ok(std::fs::read_to_string(&self.colour)?.trim().parse().ok());
        // While it is written anew it is empty.
        wait::until("the colour of the window", noted)
    }
}
