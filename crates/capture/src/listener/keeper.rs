//! Keeps a listener's process running while something is ordered: starts it, tells it the order, hands on its reports,
//! starts it again if it dies, and ends it when nothing is ordered.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{FLAG, Order, Report};

/// How long to wait for a listener to say that it hears. Long, because a machine under load is slow to start a program.
const START: Duration = Duration::from_secs(10);
/// The pause before a listener that died is started again, and how often that is done.
const PAUSE: Duration = Duration::from_secs(1);
const RESTARTS: usize = 5;

/// How the listener is started.
type Start = Box<dyn Fn() -> std::io::Result<Command> + Send + Sync>;
/// Who is told what it reports.
type Ear = Box<dyn Fn(Heard) + Send + Sync>;

/// What comes of a listener.
pub(super) enum Heard {
    /// A report for the order that is in force.
    Report(Report),
    /// It died, so that something may have been missed. `again`: it is started once more.
    Died {
        /// Whether it is started once more.
        again: bool,
    },
}

/// This program itself, as a listener.
pub(crate) fn this_program() -> impl Fn() -> std::io::Result<Command> + Send + Sync + 'static {
    || {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(FLAG);
        Ok(command)
    }
}

/// Starts and ends listeners as needed. At most one runs.
pub(super) struct Keeper {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    start: Start,
    ear: Ear,
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    /// What is to be heard; its `round` goes up with each.
    order: Order,
    child: Option<Child>,
    orders: Option<ChildStdin>,
}

impl Keeper {
    pub(super) fn new(
        start: impl Fn() -> std::io::Result<Command> + Send + Sync + 'static,
        ear: impl Fn(Heard) + Send + Sync + 'static,
    ) -> Self {
        let (start, ear) = (Box::new(start), Box::new(ear));
        let shared = Shared { start, ear, state: Mutex::default(), ended: Condvar::new() };
        Self { shared: Arc::new(shared), thread: Mutex::new(None) }
    }

    /// Listens for this from now on, and for nothing else. With an empty order, no listener runs when this returns.
    pub(super) fn order(&self, order: Order) -> Result<(), String> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if order.is_empty() {
            self.shared.end(&mut thread);
            return Ok(());
        }
        let mut state = self.shared.state();
        state.take(order);
        if thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            state.send_order();
            return Ok(());
        }
        drop(state);
        let (ready, answer) = sync_channel(1);
        let shared = Arc::clone(&self.shared);
        let spawned = std::thread::Builder::new().name("listener".into()).spawn(move || shared.run(&ready));
        *thread = Some(spawned.map_err(|error| error.to_string())?);
        let ready = answer.recv_timeout(START).unwrap_or_else(|_| Err("the listener did not start".into()));
        if ready.is_err() {
            // Who is told that nothing listens must be able to rely on it.
            self.shared.end(&mut thread);
        }
        ready
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.order(Order::default()).ok();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the listener; when this returns, none runs.
    fn end(&self, thread: &mut Option<JoinHandle<()>>) {
        let mut state = self.state();
        state.take(Order::default());
        state.orders = None;
        if let Some(child) = &mut state.child {
            // If it has ended already, so much the better.
            child.kill().ok();
        }
        drop(state);
        self.ended.notify_all();
        if let Some(thread) = thread.take() {
            thread.join().ok();
        }
    }

    /// Keeps a listener running while something is ordered.
    fn run(&self, ready: &SyncSender<Result<(), String>>) {
        for left in (0..=RESTARTS).rev() {
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
            if state.order.is_empty() {
                return;
            }
            drop(state);
            (self.ear)(Heard::Died { again: left > 0 });
            // Wait a little, unless told meanwhile that nothing is wanted.
            let waited = self.ended.wait_timeout_while(self.state(), PAUSE, |state| !state.order.is_empty());
            let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if state.order.is_empty() {
                return;
            }
        }
    }

    fn start_one(&self) -> Result<BufReader<std::process::ChildStdout>, String> {
        let mut state = self.state();
        if state.order.is_empty() {
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
                Ok(report) if report.round() == Some(self.state().order.round) => (self.ear)(Heard::Report(report)),
                // Late, for an order that is no longer in force.
                Ok(_) => {}
                // Something that is not ours, such as a library's greeting.
                Err(_) => {}
            }
        }
    }
}

impl State {
    /// From now on it is this that is wanted.
    fn take(&mut self, order: Order) {
        self.order = Order { round: self.order.round + 1, ..order };
    }

    /// Tells the listener what is wanted. One that has died is noticed by its reports ending.
    fn send_order(&mut self) {
        let Ok(mut line) = serde_json::to_string(&self.order) else { return };
        line.push('\n');
        if let Some(orders) = &mut self.orders {
            orders.write_all(line.as_bytes()).and_then(|()| orders.flush()).ok();
        }
    }
}
