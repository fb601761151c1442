//! Running other programs: to the end, or in the background with what they say kept in a file.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::{Done, Failure};

/// Runs a program to its end with its output shown. Anything but success is a failure.
pub fn run(command: &mut Command) -> Done {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    judged(command, status)
}

/// Runs a program to its end and reads its standard output. Anything but success is a failure.
pub fn read(command: &mut Command) -> Done<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| not_started(command, &error))?;
    judged(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program to its end in silence and says whether it succeeded.
pub fn quietly(command: &mut Command) -> Done<bool> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    Ok(status.map_err(|error| not_started(command, &error))?.success())
}

fn judged(command: &Command, status: ExitStatus) -> Done {
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` failed: {status}.", shown(command)))) }
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let name = command.get_program().to_string_lossy();
    Failure::new(format!("{name} cannot be started: {error}. `cargo xtask setup` installs what is missing."))
}

/// A command as one would type it, for messages.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// A program in the background. It ends with this value.
#[derive(Debug)]
pub struct Running {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts it; what it says goes to a file named after it in `logs`.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Done<Self> {
        let log = logs.join(format!("{name}.log"));
        let out = File::options().create(true).append(true).open(&log)?;
        let err = out.try_clone()?;
        let child = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn();
        let child = child.map_err(|error| not_started(command, &error))?;
        Ok(Self { name: name.to_owned(), child, log })
    }

    /// Takes over a child that was started elsewhere.
    pub fn adopt(name: &str, child: Child, log: PathBuf) -> Self {
        Self { name: name.to_owned(), child, log }
    }

    /// Its process number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Done<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Fails, with the end of what it said, if it has ended.
    pub fn still_runs(&mut self) -> Done {
        match self.ended()? {
            None => Ok(()),
            Some(status) => Err(Failure::new(format!("{} ended by itself: {status}.\n{}", self.name, self.said()))),
        }
    }

    /// The last lines that it said.
    pub fn said(&self) -> String {
        let text = std::fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    /// Ends it at once, as `kill -9` does.
    pub fn kill(&mut self) {
        // Both fail only when it has already ended and been waited for, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}
