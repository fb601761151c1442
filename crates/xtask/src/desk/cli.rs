//! The command line program, as a script would call it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Desk;
use crate::{Done, Failure, wait};

/// How a call ended.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Answer {
    /// The JSON document on standard output of a call that succeeded.
    pub fn json(&self) -> Done<Value> {
        if self.code != Some(0) {
            return Err(Failure::new(format!("sopwright ended with {:?}: {}{}", self.code, self.err, self.out)));
        }
        Ok(serde_json::from_str(&self.out)?)
    }
}

/// Calls `sopwright` on one library.
#[derive(Clone, Copy, Debug)]
pub struct Cli<'a> {
    desk: &'a Desk,
    program: &'a Path,
    library: &'a Path,
}

impl<'a> Cli<'a> {
    /// For this library on this desktop.
    pub fn new(desk: &'a Desk, program: &'a Path, library: &'a Path) -> Self {
        Self { desk, program, library }
    }

    /// Calls it with these words.
    pub fn call(&self, words: &[&str]) -> Done<Answer> {
        let mut command = self.desk.command(self.program);
        // Before the words, which may end with free text.
        command.arg("--library").arg(self.library).args(words);
        let output = command
            .output()
            .map_err(|error| Failure::new(format!("{} cannot be started: {error}.", self.program.display())))?;
        Ok(Answer {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Calls it with these words and `--json`; anything but success is a failure.
    pub fn json(&self, words: &[&str]) -> Done<Value> {
        let all: Vec<&str> = std::iter::once("--json").chain(words.iter().copied()).collect();
        self.call(&all)?.json().map_err(|error| Failure::new(format!("sopwright {}: {error}", words.join(" "))))
    }

    /// What the recorder is doing.
    pub fn status(&self) -> Done<Value> {
        self.json(&["record", "status"])
    }

    /// Waits until the recorder is in this phase.
    pub fn wait_for_phase(&self, phase: &str) -> Done<Value> {
        wait::until(&format!("the recorder to be {phase}"), || {
            let status = self.status()?;
            Ok((status["phase"] == phase).then_some(status))
        })
    }

    /// Waits until the open session has this many entries that count.
    pub fn wait_for_entries(&self, count: u64) -> Done<Value> {
        wait::until(&format!("{count} entries on disk"), || {
            let status = self.status()?;
            Ok((status["entries"].as_u64() >= Some(count)).then_some(status))
        })
    }

    /// The entries of a session.
    pub fn entries(&self, session: &str) -> Done<Vec<Value>> {
        match self.json(&["session", session])?["entries"].take() {
            Value::Array(entries) => Ok(entries),
            other => Err(Failure::new(format!("The session has no list of entries: {other}"))),
        }
    }

    /// The library that it works on.
    pub fn library(&self) -> PathBuf {
        self.library.to_path_buf()
    }
}
