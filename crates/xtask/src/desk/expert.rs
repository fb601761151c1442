//! A person who does a task and logs it by hotkey, looking each time whether it was kept and whether the keyboard came
//! back to the program in hand.

use serde_json::Value;

use super::{Cli, Desk, Hands};
use crate::{Done, Failure, wait};

/// The person, from the first press to the last.
#[derive(Debug)]
pub struct Expert<'a> {
    desk: &'a Desk,
    pid: u32,
    cli: Cli<'a>,
    session: String,
}

impl<'a> Expert<'a> {
    /// Presses the record hotkey of the application with this process number, and waits until its recorder runs.
    pub fn begin(desk: &'a Desk, pid: u32, cli: Cli<'a>) -> Done<Self> {
        desk.hands().ask("record")?;
        Self::join(desk, pid, cli)
    }

    /// Takes part in a recording that was started otherwise.
    pub fn join(desk: &'a Desk, pid: u32, cli: Cli<'a>) -> Done<Self> {
        let status = cli.wait_for_phase("recording")?;
        let session = status["session"].as_str().unwrap_or_default().to_owned();
        Ok(Self { desk, pid, cli, session })
    }

    /// The open session.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// The command line program on the same library.
    pub fn cli(&self) -> &Cli<'a> {
        &self.cli
    }

    /// Hands at the same desk.
    pub fn hands(&self) -> Hands<'a> {
        self.desk.hands()
    }

    /// Presses a hotkey and waits until its entry is on disk.
    pub fn press(&self, action: &str) -> Done<Value> {
        let before = count(&self.cli.status()?);
        self.hands().ask(action)?;
        let status = self.cli.wait_for_entries(before + 1)?;
        Ok(status["last"][0].clone())
    }

    /// Presses a hotkey and waits until its quick field has the keyboard.
    pub fn open(&self, action: &str) -> Done<Value> {
        let entry = self.press(action)?;
        self.hands().wait_for_process(self.pid, "the quick field")?;
        Ok(entry)
    }

    /// Logs an entry with words: hotkey, words, Enter. The words are on disk and the keyboard is back when it returns.
    pub fn log(&self, action: &str, words: &str) -> Done<Value> {
        let window = self.hands().focused()?;
        let entry = self.open(action)?;
        self.hands().write(words)?;
        self.hands().press("Return")?;
        let id = entry["id"].as_str().unwrap_or_default();
        let entry = wait::until(&format!("the words \"{words}\" to be on disk"), || {
            Ok(self.entry(id)?.filter(|entry| entry["text"] == words))
        })?;
        wait::until_true("the keyboard to come back", || Ok(self.hands().focused()? == window))?;
        Ok(entry)
    }

    /// Takes back the last entry by hotkey.
    pub fn withdraw(&self) -> Done {
        let before = count(&self.cli.status()?);
        self.hands().ask("withdraw")?;
        wait::until_true("the entry to be taken back", || Ok(count(&self.cli.status()?) < before))
    }

    /// Stops by hotkey and waits until the recorder rests.
    pub fn stop(self) -> Done<String> {
        self.hands().ask("record")?;
        self.cli.wait_for_phase("idle")?;
        Ok(self.session)
    }

    /// The entries of the session, with the words that they were given later.
    pub fn entries(&self) -> Done<Vec<Value>> {
        let view = self.cli.json(&["session", &self.session])?;
        let entries = view["entries"].as_array();
        entries.cloned().ok_or_else(|| Failure::new("The session has no list of entries."))
    }

    fn entry(&self, id: &str) -> Done<Option<Value>> {
        Ok(self.entries()?.into_iter().find(|entry| entry["id"] == id))
    }
}

fn count(status: &Value) -> u64 {
    status["entries"].as_u64().unwrap_or(0)
}
