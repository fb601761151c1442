//! Logged means kept: a program that records is killed at random moments, and everything that it had acknowledged is
//! there afterwards, whole.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use sopwright_tests::{Chance, Check, parts};

/// Kills in all, kills between two looks at the library, and kills after which a fresh library is taken.
const KILLS: usize = 120;
const LOOK: usize = 4;
const FRESH: usize = 40;

/// What the killed programs promised.
#[derive(Default)]
struct Promises {
    /// Words by entry.
    kept: HashMap<String, String>,
    withdrawn: Vec<String>,
    continued: usize,
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    let mut chance = Chance::new();
    let mut all = 0;
    for _ in 0..KILLS / FRESH {
        let home = tempfile::tempdir().check("a folder");
        let library = home.path().join("library");
        let mut promises = Promises::default();
        for kill in 1..=FRESH {
            record_and_kill(&library, &mut chance, &mut promises);
            if kill % LOOK == 0 {
                look(&library, &promises);
            }
        }
        assert!(promises.continued > FRESH / 2, "only {} sessions were taken up again", promises.continued);
        all += promises.kept.len();
    }
    println!("{KILLS} kills, {all} acknowledged entries, none lost");
    assert!(all > KILLS, "only {all} entries were acknowledged: too few to say anything");
}

/// Lets it run for a moment, kills it, and takes down what it promised until then.
fn record_and_kill(library: &Path, chance: &mut Chance, promises: &mut Promises) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scribbler"));
    let mut child = command.arg(library).stdout(Stdio::piped()).spawn().check("the scribbler starts");
    let mut said = BufReader::new(child.stdout.take().expect("it speaks"));
    let mut first = String::new();
    // Every eighth dies while it is still opening the library, the others while they record.
    if chance.below(8) > 0 {
        said.read_line(&mut first).check("its first promise");
        assert!(first.ends_with('\n'), "it ended by itself: {:?}", child.wait());
    }
    std::thread::sleep(Duration::from_micros(chance.below(60_000)));
    child.kill().check("it can be killed");
    let status = child.wait().check("it ends");
    assert_eq!(status.code(), None, "it ended by itself instead of being killed");
    let rest = said.lines().map(|line| line.check("its promises are text"));
    for line in std::iter::once(first).chain(rest) {
        let mut parts = line.trim_end_matches('\n').splitn(3, '\t');
        let (what, entry, text) = (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        match what {
            Some("kept") => {
                promises.kept.insert(entry.to_owned(), text.to_owned());
            }
            Some("withdrawn") => promises.withdrawn.push(entry.to_owned()),
            Some("continued") => promises.continued += 1,
            _ => assert_eq!(line, "", "an unknown promise"),
        }
    }
}

/// Opens the library and compares.
fn look(library: &Path, promises: &Promises) {
    let app = App::open(library, parts()).check("the library opens after a kill");
    let call = |name: &str, request: Value| commands::dispatch(&app, name, request).check(name);
    let report = call("verify", json!({}));
    assert_eq!(report["damaged"], json!([]), "damage after a kill");
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
    for (id, text) in &promises.kept {
        let entry = found.get(id).unwrap_or_else(|| panic!("entry {id} was acknowledged and is lost"));
        let said = entry["text"].as_str().unwrap_or_default();
        // Better words may have been written without having been acknowledged.
        let same = said == text || said.strip_suffix(", in better words") == Some(text);
        assert!(same, "entry {id} says {said:?} and should say {text:?}");
    }
    for id in &promises.withdrawn {
        assert_eq!(found[id]["withdrawn"], true, "entry {id} was taken back and is there again");
    }
    assert!(gaps >= promises.continued, "{} interruptions, {gaps} gaps", promises.continued);
}
