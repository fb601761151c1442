//! A disk that fills up during a recording: visible at once, words rescued, nothing acknowledged lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]
#![cfg(target_os = "linux")]

mod desk;

use std::fs;
use std::path::Path;
use std::process::Command;

use desk::Desk;
use serde_json::json;

/// A small disk of its own; `None` where this user may not mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=6m", "tmpfs"];
        let done = Command::new("mount").args(mount).arg(dir.path()).status();
        done.is_ok_and(|status| status.success()).then_some(Self(dir))
    }

    fn fill(&self) {
        let ballast = self.0.path().join("ballast");
        for size in [1 << 16, 1 << 10, 1] {
            let mut n = 0;
            while fs::write(ballast.with_extension(format!("{size}-{n}")), vec![1; size]).is_ok() {
                n += 1;
            }
        }
    }

    fn free(&self) {
        for item in fs::read_dir(self.0.path()).unwrap() {
            let path = item.unwrap().path();
            if path.file_name().unwrap().to_string_lossy().starts_with("ballast") {
                fs::remove_file(path).unwrap();
            }
        }
    }

    fn library(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0.path()).status().ok();
    }
}

#[test]
fn words_wait_for_room_and_are_written_in_order() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: only root may mount a small disk");
        return;
    };
    let library = disk.library().join("library");
    let desk = Desk::open(&library);
    desk.ok("record_start", json!({}));
    desk.ok("log", json!({"kind": "note", "text": "before"}));
    disk.fill();
    // The room that was kept back takes some; then nothing more goes in.
    let long = "long words ".repeat(2_000);
    let mut refused = Vec::new();
    let mut kept = 1;
    for n in 0..200 {
        let text = format!("{n} {long}");
        match desk.call("log", json!({"kind": "note", "text": text})) {
            Ok(_) => kept += 1,
            Err(error) => {
                assert!(error.message.contains("full"), "{error}");
                refused.push(text);
            }
        }
        if refused.len() == 3 {
            break;
        }
        disk.fill();
    }
    assert_eq!(refused.len(), 3, "the disk never became full");
    let status = desk.ok("record_status", json!({}));
    assert_eq!((status["waiting"].as_u64(), status["entries"].as_u64()), (Some(3), Some(kept)));
    assert!(status["trouble"]["what"].as_str().unwrap().contains("Your text is kept"), "{status}");
    assert!(desk.call("record_stop", json!({})).is_err(), "what waits would be lost");

    disk.free();
    // Tried again by itself within a second; a further entry is the event that says so.
    desk.ok("log", json!({"kind": "note", "text": "after"}));
    let receipt = desk.ok("record_stop", json!({}));
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    let texts: Vec<_> = view["entries"].as_array().unwrap().iter().map(|e| e["text"].as_str().unwrap()).collect();
    let (last, before) = texts.split_last().unwrap();
    assert_eq!(*last, "after");
    assert!(before.ends_with(&refused.iter().map(|t| t.trim()).collect::<Vec<_>>()), "the rescued words are in order");
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
}

#[test]
fn what_waits_for_room_is_forgotten_too_and_the_rest_as_soon_as_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: only root may mount a small disk");
        return;
    };
    let library = disk.library().join("library");
    let desk = Desk::open(&library);
    desk.ok("record_start", json!({}));
    desk.ok("log", json!({"kind": "note", "text": "keptcanary"}));
    desk.clock.turn(120_000);
    desk.ok("log", json!({"kind": "note", "text": "gonecanary on the disk"}));
    let mut written = 1;
    disk.fill();
    let long = "long words ".repeat(2_000);
    for n in 0..200 {
        match desk.call("log", json!({"kind": "note", "text": format!("gonecanary {n} {long}")})) {
            Ok(_) => written += 1,
            Err(_) => break,
        }
        disk.fill();
    }
    assert_eq!(desk.ok("record_status", json!({}))["waiting"], 1, "the disk never became full");
    let forgotten = desk.call("record_forget", json!({}));
    assert_eq!(desk.ok("record_status", json!({}))["waiting"], 0, "what waited is dropped at once");
    if forgotten.is_err() {
        assert!(desk.call("record_stop", json!({})).is_err(), "it would be left");
    }
    disk.free();
    desk.ok("log", json!({"kind": "note", "text": "after"}));
    let receipt = desk.ok("record_stop", json!({}));
    assert_eq!(receipt["forgotten"], written + 1);
    let view = desk.ok("session", json!({"session": receipt["session"]}));
    let kinds: Vec<_> = view["entries"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["note", "forgotten", "note"]);
    for file in ["sopwright.db", "sopwright.db-wal"] {
        let bytes = fs::read(library.join(file)).unwrap();
        assert!(!bytes.windows(10).any(|w| w == b"gonecanary"), "{file}");
    }
    assert_eq!(desk.ok("verify", json!({}))["damaged"], json!([]));
}
