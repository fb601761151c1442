//! What a program that records promised before it was stopped, and whether the library keeps it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use xtask::wait;

use crate::{Check, parts};

/// What programs promised that were stopped.
#[derive(Debug, Default)]
pub struct Promises {
    /// Words by entry.
    kept: HashMap<String, String>,
    withdrawn: Vec<String>,
    continued: usize,
}

/// The program while it records.
#[derive(Debug)]
pub struct Scribbler {
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
    listens: JoinHandle<()>,
}

impl Scribbler {
    /// Starts it on a library.
    pub fn start(program: &str, library: &Path) -> Self {
        let mut child = Command::new(program).arg(library).stdout(Stdio::piped()).spawn().check("the scribbler starts");
        let lines = BufReader::new(child.stdout.take().expect("it speaks")).lines();
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = said.clone();
        let listens = std::thread::spawn(move || {
            for line in lines {
                heard.lock().check("the promises").push(line.check("its promises are text"));
            }
        });
        Self { child, said, listens }
    }

    /// Waits for its first promise.
    pub fn wait_for_a_promise(&self) {
        wait::until_true("a promise", || Ok(!self.so_far().is_empty())).check("it records");
    }

    /// What it has promised until now.
    pub fn so_far(&self) -> Vec<String> {
        self.said.lock().check("the promises").clone()
    }

    /// Kills it, which must have been alive until then, and gives all that it had promised.
    pub fn kill(mut self) -> Vec<String> {
        self.child.kill().check("it can be killed");
        let status = self.child.wait().check("it ends");
        assert_eq!(status.code(), None, "it ended by itself instead of being killed");
        self.listens.join().expect("its promises were heard");
        self.said.lock().check("the promises").clone()
    }

    /// Waits until it has given up by itself.
    pub fn wait_for_the_end(mut self) {
        let status = self.child.wait().check("it ends");
        assert_ne!(status.code(), Some(0), "it never gave up");
        self.listens.join().expect("its promises were heard");
    }
}

impl Promises {
    /// Takes down what was promised.
    pub fn add(&mut self, lines: &[String]) {
        for line in lines {
            let mut parts = line.splitn(3, '\t');
            let (what, entry, text) =
                (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            match what {
                Some("kept") => {
                    self.kept.insert(entry.to_owned(), text.to_owned());
                }
                Some("withdrawn") => self.withdrawn.push(entry.to_owned()),
                Some("continued") => self.continued += 1,
                _ => panic!("an unknown promise: {line}"),
            }
        }
    }

    /// How many entries were promised.
    pub fn entries(&self) -> usize {
        self.kept.len()
    }

    /// How often a session was taken up again.
    pub fn continued(&self) -> usize {
        self.continued
    }

    /// Opens the library and compares: nothing promised is lost, nothing is damaged.
    pub fn check_in(&self, library: &Path) {
        let app = App::open(library, parts()).check("the library opens again");
        let call = |name: &str, request: Value| commands::dispatch(&app, name, request).check(name);
        let report = call("verify", json!({}));
        assert_eq!(report["damaged"], json!([]), "something is damaged");
        let mut found = HashMap::new();
        let mut gaps = 0;
        for session in call("sessions", json!({})).as_array().expect("a list of sessions") {
            let view = call("session", json!({ "session": session["session"]["id"] }));
            for entry in view["entries"].as_array().expect("a list of entries") {
                gaps += usize::from(entry["kind"] == "gap");
                if entry["kind"] == "step" {
                    let hash = entry["shot"]["hash"].as_str().expect("a step has its picture").parse();
                    let png = app.library().shots().read(&hash.check("a hash")).check("the picture is whole");
                    assert!(png.ends_with(b"IEND\xaeB`\x82"), "the picture of {} has no end", entry["id"]);
                }
                found.insert(entry["id"].as_str().unwrap_or_default().to_owned(), entry.clone());
            }
        }
        for (id, text) in &self.kept {
            let entry = found.get(id).unwrap_or_else(|| panic!("entry {id} was acknowledged and is lost"));
            let said = entry["text"].as_str().unwrap_or_default();
            // Better words may have been written without having been acknowledged.
            let same = said == text || said.strip_suffix(", in better words") == Some(text);
            assert!(same, "entry {id} says {said:?} and should say {text:?}");
        }
        for id in &self.withdrawn {
            assert_eq!(found[id]["withdrawn"], true, "entry {id} was taken back and is there again");
        }
        assert!(gaps >= self.continued, "{} interruptions, {gaps} gaps", self.continued);
    }
}
