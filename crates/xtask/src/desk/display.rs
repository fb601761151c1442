//! An X server that draws into memory. It chooses a free number by itself and says which when it can be used.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::Running;
use crate::{Done, Failure};

/// A running X server.
#[derive(Debug)]
pub struct Display {
    name: String,
    server: Running,
}

impl Display {
    /// Starts one and waits until it takes connections.
    pub fn start(width: u32, height: u32, logs: &Path) -> Done<Self> {
        let log = logs.join("xvfb.log");
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-dpi", "96", "-screen", "0"]);
        command.arg(format!("{width}x{height}x24"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(&log)?);
        let mut child = command.spawn().map_err(|error| {
            Failure::new(format!("Xvfb cannot be started: {error}. `cargo xtask setup` installs it."))
        })?;
        let said = child.stdout.take();
        let server = Running::adopt("xvfb", child, log);
        let mut number = String::new();
        if let Some(said) = said {
            BufReader::new(said).read_line(&mut number)?;
        }
        let number: u32 =
            number.trim().parse().map_err(|_| Failure::new(format!("Xvfb did not come up.\n{}", server.said())))?;
        Ok(Self { name: format!(":{number}"), server })
    }

    /// Its name, such as `:7`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        self.server.kill();
    }
}
