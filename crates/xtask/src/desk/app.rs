//! The real application on a private desktop.

use std::path::{Path, PathBuf};

use super::{Cli, Desk};
use crate::place::{self, Profile};
use crate::program::Running;
use crate::{Done, wait};

/// The running application with its library.
#[derive(Debug)]
pub struct App {
    running: Running,
    program: PathBuf,
    library: PathBuf,
}

impl App {
    /// Starts it and waits until it answers, so that its hotkeys are set, and until its window has come: a moment later
    /// it would take the keyboard from whatever was begun meanwhile.
    pub fn start(desk: &Desk, library: &Path, profile: Profile) -> Done<Self> {
        let mut app = Self::launch(desk, library, profile)?;
        app.wait(desk)?;
        wait::until_true("the main window", || Ok(!desk.hands().windows_of(app.pid())?.is_empty()))?;
        Ok(app)
    }

    /// Starts it without waiting.
    pub fn launch(desk: &Desk, library: &Path, profile: Profile) -> Done<Self> {
        let desktop = place::built("sopwright-desktop", profile)?;
        let program = place::built("sopwright", profile)?;
        let running = desk.start_program("app", desk.command(desktop).arg("--library").arg(library))?;
        Ok(Self { running, program, library: library.to_path_buf() })
    }

    /// Waits until it answers.
    pub fn wait(&mut self, desk: &Desk) -> Done {
        let cli = Cli::new(desk, &self.program, &self.library);
        let running = &mut self.running;
        wait::until_true("the application to answer", || {
            running.still_runs()?;
            Ok(cli.call(&["record", "status", "--json"])?.json().is_ok())
        })
    }

    /// The command line program on the same library.
    pub fn cli<'a>(&'a self, desk: &'a Desk) -> Cli<'a> {
        Cli::new(desk, &self.program, &self.library)
    }

    /// Its process number.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }

    /// The process itself.
    pub fn running(&mut self) -> &mut Running {
        &mut self.running
    }

    /// Its library.
    pub fn library(&self) -> &Path {
        &self.library
    }
}
