//! The clipboard through the real application: whatever its owner does, the recording goes on, and what is marked secret
//! leaves no byte.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use sopwright_tests::{Check, Journey};
use xtask::program::{self, Running};
use xtask::wait;

/// A program that owns the clipboard until it is dropped.
fn copy(journey: &Journey, kind: &str, bytes: &[u8]) -> Running {
    let mut command = journey.desk().command("xclip");
    // `-quiet` keeps it in the foreground, so that it is this very process that answers.
    command.args(["-selection", "clipboard", "-t", kind, "-quiet", "-i"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().check("xclip starts");
    child.stdin.take().expect("its input").write_all(bytes).check("it takes the bytes");
    let owner = Running::adopt("xclip", child, journey.desk().logs().join("xclip.log"));
    wait::until_true("the clipboard to have its owner", || {
        let mut ask = journey.desk().command("xclip");
        let out = ask.args(["-selection", "clipboard", "-t", "TARGETS", "-o"]).stderr(Stdio::null()).output()?;
        Ok(String::from_utf8_lossy(&out.stdout).lines().any(|offered| offered == kind))
    })
    .check("the clipboard has its owner");
    owner
}

fn signal(owner: &Running, name: &str) {
    program::run(Command::new("kill").args([name, &owner.pid().to_string()])).check("the owner takes the signal");
}

/// Whether a file below this folder holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).check("the folder").any(|inside| {
        let path = inside.check("its content").path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        std::fs::read(&path).is_ok_and(|content| content.windows(bytes.len()).any(|window| window == bytes))
    })
}

#[test]
fn what_cannot_be_kept_whole_is_said_and_the_recording_goes_on() {
    let mut journey = Journey::new("clipboard");
    journey.start();
    let expert = journey.record();

    let huge = "0123456789abcdef".repeat(100 << 16);
    let owner = copy(&journey, "UTF8_STRING", huge.as_bytes());
    let entry = expert.press("snippet").check("a hundred megabytes are cut");
    let text = entry["snippet"]["text"].as_str().expect("a text");
    assert!(huge.starts_with(text) && text.len() == 1 << 20, "{} bytes were kept", text.len());
    assert!(entry["cut"].as_str().is_some_and(|cut| !cut.is_empty()), "the cut is not named");
    drop(owner);

    let owner = copy(&journey, "UTF8_STRING", b"caf\xe9 au lait");
    let entry = expert.press("snippet").check("bytes that are no text");
    let text = entry["snippet"]["text"].as_str().expect("a text");
    assert!(text.starts_with("caf") && text.ends_with(" au lait"), "{text:?}");
    drop(owner);

    let owner = copy(&journey, "UTF8_STRING", b"never handed over");
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

    let owner = copy(&journey, "UTF8_STRING", b"kept again");
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
    let owner = copy(&journey, "x-kde-passwordManagerHint", SECRET.as_bytes());
    expert.hands().ask("snippet").check("the hotkey");
    wait::until_true("the secret to be skipped", || Ok(expert.cli().status()?["skipped"] == 1)).check("it is skipped");
    drop(owner);
    assert!(expert.entries().check("the entries").is_empty());
    let receipt = expert.cli().json(&["record", "stop"]).check("a receipt");
    assert!(receipt["skipped"][0].as_str().is_some_and(|why| why.contains("secret")), "{receipt}");
    assert!(!holds(&journey.library(), SECRET.as_bytes()), "the secret was written");

    // The same search does find what is kept, so it would have found the secret.
    let expert = journey.record();
    let owner = copy(&journey, "UTF8_STRING", SECRET.replace("7431", "kept").as_bytes());
    expert.press("snippet").check("a text that is not marked");
    drop(owner);
    expert.stop().check("it stops");
    assert!(holds(&journey.library(), SECRET.replace("7431", "kept").as_bytes()), "the search finds nothing at all");
}
