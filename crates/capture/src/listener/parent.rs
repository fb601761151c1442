//! The parent's side of the listener: starts it when a chord is wanted that another program holds, turns its reports
//! into presses, starts it again if it dies, and ends it when nothing is wanted.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use sopwright_core::port::{Action, Press};

use super::{FLAG, Heard, Order, Report};
use crate::chord::Modifiers;

/// How long to wait for a listener to say that it is there.
const START: Duration = Duration::from_secs(3);
/// The pause before a listener that died is started again, and how often that is done.
const PAUSE: Duration = Duration::from_secs(1);
const RESTARTS: usize = 5;

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

/// How the listener is started.
type Start = Box<dyn Fn() -> std::io::Result<Command> + Send + Sync>;

/// This program itself, as a listener.
pub(crate) fn this_program() -> impl Fn() -> std::io::Result<Command> + Send + Sync + 'static {
    || {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(FLAG);
        Ok(command)
    }
}

/// Starts and ends listeners as needed. At most one runs.
pub(crate) struct Listener {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    start: Start,
    outlet: Outlet,
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    round: u64,
    wanted: Vec<Wanted>,
    child: Option<Child>,
    orders: Option<ChildStdin>,
}

impl Listener {
    pub fn new(start: impl Fn() -> std::io::Result<Command> + Send + Sync + 'static, outlet: Outlet) -> Self {
        let shared = Shared { start: Box::new(start), outlet, state: Mutex::default(), ended: Condvar::new() };
        Self { shared: Arc::new(shared), thread: Mutex::new(None) }
    }

    /// Listens for these chords from now on, and for no others. Without any, no listener runs when this returns.
    pub fn want(&self, wanted: Vec<Wanted>) -> Result<(), String> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let stop = wanted.is_empty();
        {
            let mut state = self.shared.state();
            state.round += 1;
            state.wanted = wanted;
            if stop {
                state.orders = None;
                if let Some(child) = &mut state.child {
                    // If it has ended already, so much the better.
                    child.kill().ok();
                }
                self.shared.ended.notify_all();
            } else if thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
                state.send_order();
                return Ok(());
            }
        }
        if let Some(old) = thread.take() {
            old.join().ok();
        }
        if stop {
            return Ok(());
        }
        let (ready, answer) = sync_channel(1);
        let shared = Arc::clone(&self.shared);
        let spawned = std::thread::Builder::new().name("listener".into()).spawn(move || shared.run(&ready));
        *thread = Some(spawned.map_err(|error| error.to_string())?);
        answer.recv_timeout(START).unwrap_or_else(|_| Err("the listener did not start".into()))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.want(Vec::new()).ok();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a listener running while chords are wanted.
    fn run(&self, ready: &SyncSender<Result<(), String>>) {
        for _ in 0..=RESTARTS {
            match self.start_one() {
                Ok(reports) => self.follow(reports, ready),
                Err(error) => {
                    ready.try_send(Err(error)).ok();
                    return;
                }
            }
            let mut state = self.state();
            state.orders = None;
            if let Some(mut child) = state.child.take() {
                child.kill().ok();
                child.wait().ok();
            }
            // Wait a little, unless told meanwhile that nothing is wanted.
            let waited = self.ended.wait_timeout_while(state, PAUSE, |state| !state.wanted.is_empty());
            let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if state.wanted.is_empty() {
                return;
            }
        }
    }

    fn start_one(&self) -> Result<BufReader<std::process::ChildStdout>, String> {
        let mut state = self.state();
        if state.wanted.is_empty() {
            return Err("nothing is wanted any more".into());
        }
        let mut command = (self.start)().map_err(|error| error.to_string())?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let reports = child.stdout.take().ok_or("the listener has no output")?;
        state.orders = child.stdin.take();
        state.child = Some(child);
        state.send_order();
        Ok(BufReader::new(reports))
    }

    /// Reads reports until the listener ends.
    fn follow(&self, reports: BufReader<std::process::ChildStdout>, ready: &SyncSender<Result<(), String>>) {
        for line in reports.lines() {
            let Ok(line) = line else { return };
            match serde_json::from_str(&line) {
                Ok(Report::Ready) => drop(ready.try_send(Ok(()))),
                Ok(Report::Failed(why)) => drop(ready.try_send(Err(why))),
                Ok(Report::Press { round, index, moment }) => {
                    let state = self.state();
                    let wanted = state.wanted.get(index).copied().filter(|_| state.round == round);
                    drop(state);
                    if let Some(Wanted { action, .. }) = wanted {
                        self.outlet.send(Press { action, moment });
                    }
                }
                // Something that is not ours, such as a library's greeting.
                Err(_) => {}
            }
        }
    }
}

impl State {
    /// Tells the listener what is wanted. One that has died is noticed by its reports ending.
    fn send_order(&mut self) {
        let chords = self.wanted.iter().map(|w| Heard { modifiers: w.modifiers, keycode: w.keycode }).collect();
        let order = Order { round: self.round, chords };
        let Ok(mut line) = serde_json::to_string(&order) else { return };
        line.push('\n');
        if let Some(orders) = &mut self.orders {
            orders.write_all(line.as_bytes()).and_then(|()| orders.flush()).ok();
        }
    }
}
