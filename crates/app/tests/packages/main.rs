//! Handing an SOP over and getting it back: two libraries, packages between them, and what is decided by whom.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

#[path = "../desk/mod.rs"]
mod desk;
mod history;
mod pictures;
mod refused;
mod there_and_back;
mod two_windows;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use desk::Desk;
use serde_json::{Value, json};
use sopwright_core::id::Hash;
use sopwright_core::port::Clock;
use sopwright_export::Quiet;
use sopwright_export::package::{Opened, Package};
use tempfile::TempDir;

/// Somebody with a library of their own.
pub struct Person {
    pub dir: TempDir,
    pub desk: Desk,
    name: &'static str,
}

impl Person {
    pub fn new(name: &'static str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let desk = Desk::open_as(dir.path(), name);
        // A new SOP of each is another one.
        desk.clock.turn(1000);
        Self { dir, desk, name }
    }

    /// Closes the program and starts it again.
    pub fn restarted(self) -> Self {
        let Self { dir, desk, name } = self;
        desk.app.settle();
        drop(desk);
        let desk = Desk::open_as(dir.path(), name);
        Self { dir, desk, name }
    }

    /// Somebody who was given a copy of the whole library.
    pub fn copied(&self, name: &'static str) -> Self {
        fn copy(from: &Path, to: &Path) {
            std::fs::create_dir_all(to).unwrap();
            for inside in std::fs::read_dir(from).unwrap() {
                let (inside, to) = (inside.as_ref().unwrap().path(), to.join(inside.unwrap().file_name()));
                if inside.is_dir() {
                    copy(&inside, &to);
                } else {
                    std::fs::copy(&inside, &to).unwrap();
                }
            }
        }
        let dir = tempfile::tempdir().unwrap();
        copy(self.dir.path(), dir.path());
        let desk = Desk::open_as(dir.path(), name);
        Self { dir, desk, name }
    }

    /// An SOP of two steps with a picture each, drafted from a recording.
    pub fn draft(&self) -> Value {
        self.desk.ok("record_start", json!({"title": "Monthly invoice run"}));
        for text in ["Open the ledger", "Press Save"] {
            self.desk.ok("log", json!({"kind": "step", "text": text}));
            self.desk.clock.turn(4_000);
        }
        let receipt = self.desk.ok("record_stop", json!({}));
        self.desk.ok("draft", json!({"session": receipt["session"]}))["id"].clone()
    }

    pub fn document(&self, id: &Value) -> Value {
        self.desk.ok("sop", json!({"id": id}))["document"].clone()
    }

    pub fn edit(&self, id: &Value, operation: Value) {
        self.desk.clock.turn(1000);
        self.desk.ok("edit", json!({"id": id, "operations": [operation]}));
    }

    /// Rewrites the action of a step, counted from 0.
    pub fn rename(&self, id: &Value, step: usize, text: &str) {
        let step = self.document(id)["phases"][0]["steps"][step]["id"].clone();
        self.edit(id, json!({"op": "set_step_text", "step": step, "field": "action", "text": text}));
    }

    pub fn actions(&self, id: &Value) -> Vec<String> {
        let document = self.document(id);
        let phases = document["phases"].as_array().unwrap();
        let steps = phases.iter().flat_map(|phase| phase["steps"].as_array().unwrap());
        steps.map(|step| step["action"].as_str().unwrap().to_owned()).collect()
    }

    /// Packs, and gives the file.
    pub fn package(&self, id: &Value) -> PathBuf {
        self.pack(id, json!({}))
    }

    pub fn pack(&self, id: &Value, more: Value) -> PathBuf {
        self.desk.clock.turn(1000);
        let file = self.dir.path().join(format!("{}.sop", self.desk.clock.now().mono_us));
        let mut request = json!({"id": id, "out": file.to_str()});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let packaged = self.desk.ok("package", request);
        assert_eq!(packaged["warnings"], json!([]));
        assert_eq!(packaged["file"].as_str(), file.to_str());
        file
    }

    pub fn import(&self, file: &Path) -> Value {
        self.desk.clock.turn(1000);
        self.desk.ok("import", json!({"file": file.to_str()}))
    }

    /// Decides the first conflict that waits.
    pub fn settle(&self, id: &Value, whose: &str) -> Value {
        let waiting = self.conflicts(id);
        self.desk.ok("settle", json!({"id": id, "conflict": waiting[0]["id"], "whose": whose}))
    }

    /// Who has a hand in a field of the step, by the provenance.
    pub fn deeds(&self, id: &Value, step: usize, field: &str) -> Value {
        let part = self.document(id)["phases"][0]["steps"][step]["id"].clone();
        let stories = self.desk.ok("provenance", json!({"id": id, "of": {"on": "part", "part": part}}));
        let story = stories.as_array().unwrap().iter().find(|story| story["field"] == field && story["kind"] == "step");
        story.unwrap()["deeds"].clone()
    }

    pub fn conflicts(&self, id: &Value) -> Vec<Value> {
        self.desk.ok("conflicts", json!({"id": id})).as_array().unwrap().clone()
    }
}

/// What came of an import, in short: the outcome and how many decisions wait.
pub fn outcome(imported: &Value) -> (&str, usize) {
    (imported["outcome"].as_str().unwrap(), imported["conflicts"].as_array().unwrap().len())
}

/// Ada has drafted an SOP and Bo has it, too.
pub fn handed_over() -> (Person, Person, Value) {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let id = ada.draft();
    let imported = bo.import(&ada.package(&id));
    assert_eq!(outcome(&imported), ("added", 0));
    (ada, bo, id)
}

/// What is in a package.
pub fn inside(file: &Path) -> (Package, BTreeSet<Hash>) {
    let opened = Opened::new(File::open(file).unwrap(), &Quiet).unwrap().unwrap();
    let shots = opened.shots().clone();
    (opened.package, shots)
}
