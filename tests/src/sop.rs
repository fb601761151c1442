//! An SOP that a journey works on, as the library has it.

use serde_json::Value;
use xtask::desk::Cli;
use xtask::wait;

use crate::{Check, Journey};

/// One SOP, read through the command line.
#[derive(Debug)]
pub struct Sop<'a> {
    cli: Cli<'a>,
    id: String,
}

impl<'a> Sop<'a> {
    /// Knows the SOP of this identity.
    pub fn new(cli: Cli<'a>, id: &str) -> Self {
        Self { cli, id: id.to_owned() }
    }

    /// Records a session of these entries, kind and words, through the command line, and drafts an SOP from it.
    pub fn drafted(journey: &'a Journey, entries: &[(&str, &str)]) -> Self {
        let cli = journey.cli();
        cli.json(&["record", "start", "--title", "Monthly invoices"]).check("a recording");
        for (kind, words) in entries {
            cli.json(&["log", kind, words]).check("an entry");
        }
        let session = cli.json(&["record", "stop"]).check("a receipt")["session"].clone();
        let sop = cli.json(&["draft", session.as_str().expect("an id")]).check("a draft")["id"].clone();
        Self::new(cli, sop.as_str().expect("an id"))
    }

    /// Its identity.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// All of it.
    pub fn document(&self) -> Value {
        self.cli.json(&["show", &self.id]).check("the SOP")
    }

    /// What stands at a place in it, such as `/sections/purpose`.
    pub fn at(&self, place: &str) -> Value {
        self.document().pointer(place).cloned().unwrap_or_default()
    }

    /// Its steps, in order.
    pub fn steps(&self) -> Vec<Value> {
        let document = self.document();
        let phases = document["phases"].as_array().into_iter().flatten();
        phases.flat_map(|phase| phase["steps"].as_array().into_iter().flatten().cloned()).collect()
    }

    /// What its steps say.
    pub fn actions(&self) -> Vec<String> {
        self.steps().iter().filter_map(|step| step["action"].as_str().map(str::to_owned)).collect()
    }

    /// Waits until its steps say this.
    pub fn wait_for_actions(&self, wanted: &[&str]) {
        wait::until_true(&format!("the steps {wanted:?}"), || Ok(self.actions() == wanted))
            .unwrap_or_else(|failure| panic!("{failure} They are {:?}.", self.actions()));
    }

    /// Waits until something holds of it, and gives it as it is then.
    pub fn wait_for(&self, what: &str, holds: impl Fn(&Value) -> bool) -> Value {
        wait::until(what, || Ok(Some(self.document()).filter(|document| holds(document))))
            .unwrap_or_else(|failure| panic!("{failure} It is {:#}.", self.document()))
    }
}
