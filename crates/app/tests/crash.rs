//! Logged means kept: the recorder is killed without warning, again and again, and no entry that it acknowledged may be
//! missing afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

mod desk;

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use desk::Desk;
use serde_json::{Value, json};

const KILLS: u32 = 100;
const LIBRARY: &str = "SOPWRIGHT_SCRIBBLE_IN";

/// The child: goes on with the interrupted session, or starts one, and logs until it is killed. Each line that it prints
/// is an entry that it acknowledged.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn scribble() {
    let Some(dir) = std::env::var_os(LIBRARY) else { return };
    let desk = Desk::open(Path::new(&dir));
    let open = desk.ok("interrupted", json!({}));
    match open.get(0) {
        Some(open) => desk.ok("recover", json!({"session": open["session"]["id"], "go_on": true})),
        None => desk.ok("record_start", json!({"title": "Killed again and again"})),
    };
    let mut out = std::io::stdout();
    for n in 0.. {
        desk.clock.turn(7);
        let kind = ["step", "note", "shot", "warning"][n % 4];
        let entry = desk.ok("log", json!({"kind": kind, "text": format!("entry {n}")}))["entry"].clone();
        writeln!(out, "\nACK {}", entry["id"].as_str().unwrap()).unwrap();
        out.flush().unwrap();
    }
}

fn start(dir: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["scribble", "--exact", "--ignored", "--nocapture"])
        .env(LIBRARY, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Numbers that look like chance and are the same in each run (SplitMix64).
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Lets the child acknowledge some entries, kills it at a moment that has nothing to do with what it does, and gives
/// all that it acknowledged, also what was still in the pipe.
fn run_and_kill(dir: &Path, seed: &mut u64) -> Vec<String> {
    let mut child = start(dir);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut acknowledged = Vec::new();
    let wanted = 1 + chance(seed) % 6;
    let note = |line: String, to: &mut Vec<String>| to.extend(line.strip_prefix("ACK ").map(str::to_owned));
    while (acknowledged.len() as u64) < wanted {
        match lines.next() {
            Some(line) => note(line, &mut acknowledged),
            None => panic!("the recorder ended by itself after {acknowledged:?}"),
        }
    }
    // Up to 20 ms: several entries long. Spun, because a sleep ends in step with the scheduler.
    let until = Instant::now() + Duration::from_micros(chance(seed) % 20_000);
    while Instant::now() < until {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    lines.for_each(|line| note(line, &mut acknowledged));
    acknowledged
}

#[test]
fn no_acknowledged_entry_is_lost_over_a_hundred_kills() {
    let dir = tempfile::tempdir().unwrap();
    let mut seed = 20_261_124;
    let mut acknowledged = Vec::new();
    for kill in 1..=KILLS {
        acknowledged.extend(run_and_kill(dir.path(), &mut seed));
        let desk = Desk::open(dir.path());
        let sessions = desk.ok("sessions", json!({}));
        let view = desk.ok("session", json!({"session": sessions[0]["session"]["id"]}));
        let kept: HashSet<&str> = view["entries"].as_array().unwrap().iter().filter_map(|e| e["id"].as_str()).collect();
        let lost: Vec<_> = acknowledged.iter().filter(|id| !kept.contains(id.as_str())).collect();
        assert!(lost.is_empty(), "kill {kill} lost {lost:?}");
        if kill % 10 == 0 {
            let report = desk.ok("verify", json!({}));
            assert_eq!(report["damaged"], json!([]), "after kill {kill}");
        }
    }
    check_the_end(&Desk::open(dir.path()), acknowledged.len());
}

/// One session, with a gap for each time that it went on, and every picture there.
fn check_the_end(desk: &Desk, acknowledged: usize) {
    let sessions = desk.ok("sessions", json!({}));
    assert_eq!(sessions.as_array().map(Vec::len), Some(1));
    let view = desk.ok("session", json!({"session": sessions[0]["session"]["id"]}));
    let kinds: Vec<&Value> = view["entries"].as_array().unwrap().iter().map(|e| &e["kind"]).collect();
    assert_eq!(kinds.iter().filter(|k| **k == "gap").count(), KILLS as usize - 1);
    println!("{KILLS} kills, {acknowledged} acknowledged entries, none lost");
}
