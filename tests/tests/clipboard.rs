//! The clipboard through the real application: whatever its owner does, the recording goes on, and what is marked secret
//! leaves no byte.

use std::process::Command;

use sopwright_tests::{Check, Journey, copy, holds};
use xtask::program::{self, Running};
use xtask::wait;

fn signal(owner: &Running, name: &str) {
    program::run(Command::new("kill").args([name, &owner.pid().to_string()])).check("the owner takes the signal");
}

#[test]
fn what_cannot_be_kept_whole_is_said_and_the_recording_goes_on() {
    let mut journey = Journey::new("clipboard");
    journey.start();
    let expert = journey.record();

    let huge = "0123456789abcdef".repeat(100 << 16);
    let owner = copy(journey.desk(), "UTF8_STRING", huge.as_bytes());
    let entry = expert.press("snippet").check("a hundred megabytes are cut");
    let text = entry["snippet"]["text"].as_str().expect("a text");
    assert!(huge.starts_with(text) && text.len() == 1 << 20, "{} bytes were kept", text.len());
    assert!(entry["cut"].as_str().is_some_and(|cut| !cut.is_empty()), "the cut is not named");
    drop(owner);

    let owner = copy(journey.desk(), "UTF8_STRING", b"caf\xe9 au lait");
    let entry = expert.press("snippet").check("bytes that are no text");
    let text = entry["snippet"]["text"].as_str().expect("a text");
    assert!(text.starts_with("caf") && text.ends_with(" au lait"), "{text:?}");
    drop(owner);

    let owner = copy(journey.desk(), "UTF8_STRING", b"never handed over");
    signal(&owner, "-STOP");
    expert.hands().ask("snippet").check("the hotkey");
    let status = wait::until("the silent owner to be given up", || {
        let status = expert.cli().status()?;
        Ok((status["failed"] == 1).then_some(status))
    });
    let status = status.check("a silent owner is given up");
    assert!(status["trouble"]["what"].is_string(), "the failure is not shown: {status}");
    let mut owner = owner;
    owner.kill();

    let owner = copy(journey.desk(), "UTF8_STRING", b"kept again");
    let entry = expert.press("snippet").check("the next one is kept");
    assert_eq!(entry["snippet"]["text"], "kept again");
    drop(owner);
    assert_eq!(expert.entries().check("the entries").len(), 3);
    let receipt = expert.cli().json(&["record", "stop"]).check("a receipt");
    assert_eq!((receipt["entries"].as_u64(), receipt["failed"].as_array().map(Vec::len)), (Some(3), Some(1)));
}

#[test]
fn what_is_marked_secret_leaves_no_byte() {
    const SECRET: &str = "correct-horse-battery-staple-7431";
    let mut journey = Journey::new("secret");
    journey.start();
    let expert = journey.record();
    // KDE's mark, which password managers set beside the text; its own bytes say `secret` or carry a payload.
    let owner = copy(journey.desk(), "x-kde-passwordManagerHint", SECRET.as_bytes());
    expert.hands().ask("snippet").check("the hotkey");
    wait::until_true("the secret to be skipped", || Ok(expert.cli().status()?["skipped"] == 1)).check("it is skipped");
    drop(owner);
    assert!(expert.entries().check("the entries").is_empty());
    let receipt = expert.cli().json(&["record", "stop"]).check("a receipt");
    assert!(receipt["skipped"][0].as_str().is_some_and(|why| why.contains("secret")), "{receipt}");
    assert!(!holds(&journey.library(), SECRET.as_bytes()), "the secret was written");

    // The same search does find what is kept, so it would have found the secret.
    let expert = journey.record();
    let owner = copy(journey.desk(), "UTF8_STRING", SECRET.replace("7431", "kept").as_bytes());
    expert.press("snippet").check("a text that is not marked");
    drop(owner);
    expert.stop().check("it stops");
    assert!(holds(&journey.library(), SECRET.replace("7431", "kept").as_bytes()), "the search finds nothing at all");
}
