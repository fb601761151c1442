//! Chords that another program holds: a listener hears them while there are any, and their presses go where those of
//! the grabbed keys go.

use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use sopwright_core::port::{Action, Press};

use super::keeper::{Heard, Keeper};
use super::{Order, Report, Stroke};
use crate::chord::Modifiers;

/// What is called with a press. It answers whether the quick field will open.
type Sender = Box<dyn Fn(Press) -> bool + Send>;

/// Where presses go, from whichever thread hears them.
#[derive(Clone)]
pub(crate) struct Outlet(Arc<Mutex<Sender>>);

impl Outlet {
    pub fn new(sender: impl Fn(Press) -> bool + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(sender))))
    }

    pub fn send(&self, press: Press) -> bool {
        (self.0.lock().unwrap_or_else(PoisonError::into_inner))(press)
    }
}

/// A chord to listen for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub action: Action,
    pub modifiers: Modifiers,
    pub keycode: u8,
}

/// Listens for chords while any is wanted.
pub(crate) struct Chords {
    keeper: Keeper,
    actions: Arc<Mutex<Vec<Action>>>,
}

impl Chords {
    pub fn new(start: impl Fn() -> std::io::Result<Command> + Send + Sync + 'static, outlet: Outlet) -> Self {
        let actions: Arc<Mutex<Vec<Action>>> = Arc::default();
        let known = Arc::clone(&actions);
        let hear = move |heard| {
            let Heard::Report(Report::Press { index, moment, .. }) = heard else { return };
            let action = known.lock().unwrap_or_else(PoisonError::into_inner).get(index).copied();
            if let Some(action) = action {
                outlet.send(Press { action, moment });
            }
        };
        Self { keeper: Keeper::new(start, hear), actions }
    }

    /// Listens for these chords from now on, and for no others. Without any, no listener runs when this returns.
    pub fn want(&self, wanted: &[Wanted]) -> Result<(), String> {
        let chords = wanted.iter().map(|w| Stroke { modifiers: w.modifiers, keycode: w.keycode }).collect();
        *self.actions.lock().unwrap_or_else(PoisonError::into_inner) = wanted.iter().map(|w| w.action).collect();
        self.keeper.order(Order { chords, ..Order::default() })
    }
}
