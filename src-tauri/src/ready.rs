//! A window is shown only once its page is there. Shown before, a small one is larger than it was asked to be for as
//! long as the program runs (WebKitGTK), and what is typed into it is lost. The main window would stay empty for half a
//! second more: given its size by the window manager, WebKitGTK holds the main thread until the page has drawn itself,
//! and the page waits for that thread to be loaded.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Manager};

use crate::compose::Shell;

type Work = Box<dyn FnOnce(AppHandle) + Send>;

/// Which pages are there, and what waits for those that are not.
#[derive(Default)]
pub(crate) struct Ready(Mutex<State>);

#[derive(Default)]
struct State {
    pages: HashSet<String>,
    waiting: Vec<(&'static str, Work)>,
}

impl Ready {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does the work on the main thread when this window's page is there; at once if it is. What waits for a window is
/// replaced by what waits for it next.
pub(crate) fn when(handle: &AppHandle, label: &'static str, work: impl FnOnce(AppHandle) + Send + 'static) {
    let Some(shell) = handle.try_state::<Shell>() else { return };
    let mut state = shell.ready.state();
    if state.pages.contains(label) {
        drop(state);
        crate::windows::on_main(handle, work);
    } else {
        state.waiting.retain(|(other, _)| *other != label);
        state.waiting.push((label, Box::new(work)));
    }
}

/// The page of this window is there.
pub(crate) fn note(handle: &AppHandle, label: &str) {
    let Some(shell) = handle.try_state::<Shell>() else { return };
    let mut state = shell.ready.state();
    state.pages.insert(label.to_owned());
    let (now, later) = std::mem::take(&mut state.waiting).into_iter().partition(|(waits, _)| *waits == label);
    state.waiting = later;
    drop(state);
    for (_, work) in now {
        crate::windows::on_main(handle, work);
    }
}
