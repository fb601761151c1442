//! Long tasks that report how far they are and that can be cancelled: exporting, packing, taking in.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sopwright_export::Progress;

use crate::app::lock;
use crate::{App, Notice};

/// A running task, by its caller's name.
pub(crate) struct Job<'a> {
    app: &'a App,
    name: &'a str,
    stop: Arc<AtomicBool>,
}

impl<'a> Job<'a> {
    pub(crate) fn start(app: &'a App, name: &'a str) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        if !name.is_empty() {
            lock(&app.jobs).insert(name.to_owned(), Arc::clone(&stop));
        }
        Self { app, name, stop }
    }

    pub(crate) fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Progress for Job<'_> {
    fn tick(&self, done: u32, of: u32, what: &str) -> ControlFlow<()> {
        if !self.name.is_empty() {
            self.app.tell(&Notice::Progress { job: self.name.to_owned(), done, of, what: what.to_owned() });
        }
        if self.cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        lock(&self.app.jobs).remove(self.name);
    }
}
