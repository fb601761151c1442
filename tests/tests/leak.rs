//! Nothing private is ever written: marks are planted wherever something private can come from, and everything that the
//! program left is searched for them, opened up where it is compressed.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sopwright_app::{App, commands};
use sopwright_tests::{ACCESSIBLE, Check, Journey, Pane, Traces, ZENITY, copy, dialog, parts, skipped, without};
use xtask::desk::Expert;
use xtask::{program, wait};

fn log(expert: &Expert<'_>, kind: &str, words: &str) -> Value {
    expert.cli().json(&["log", kind, "--", words]).check("an entry")
}

const PLAIN: [u8; 3] = [0x12, 0xb8, 0x86];
const PRIVATE: [u8; 3] = [0xc0, 0xff, 0xee];
const FORGOTTEN: [u8; 3] = [0xfa, 0xb0, 0x05];
const PAUSED: [u8; 3] = [0x7a, 0x11, 0xd3];

/// Words that must not be found anywhere afterwards, by where they come from.
const GONE: &[(&str, &str)] = &[
    ("the title of an excluded window", "canaryvault"),
    ("the clipboard while one is in front", "canaryclipped"),
    ("a clipboard that was marked secret", "canarymarked"),
    ("a credential in the clipboard", "canarycopied7"),
    ("a credential in words", "canarysaid7"),
    ("a credential in a title", "canarytitled7"),
    ("a credential in a session's title", "canarysession7"),
    ("words while paused", "canarypausedwords"),
    ("a title while paused", "canarypausedtitle"),
    ("words that were forgotten", "canaryforgottenwords"),
    ("a title that was forgotten", "canaryforgottentitle"),
];

#[test]
fn what_is_private_leaves_no_trace_and_what_is_kept_is_found_by_the_same_search() {
    let mut journey = Journey::new("leak");
    journey.start();
    let desk = journey.desk();
    // What this test says itself is not in the home folder: command lines are not written down.
    let private = Pane::open(desk, "canaryvault - Private Browsing", PRIVATE, "60x20+40+40");
    let plain = Pane::open(desk, "Ledger canarykepttitle", PLAIN, "60x20+300+220");
    let cli = journey.cli();
    cli.json(&["record", "start", "--title", "password: canarysession7"]).check("a recording");
    let expert = Expert::join(desk, journey.pid(), journey.cli()).check("it runs");

    // An excluded window in front.
    private.to_front();
    let owner = copy(desk, "UTF8_STRING", b"canaryclipped");
    for action in ["shot", "snippet"] {
        let entry = expert.press(action).check("an entry");
        assert_eq!((entry["hidden"].as_bool(), entry["shot"].is_null()), (Some(true), true), "{entry}");
    }
    let entry = log(&expert, "step", "canarykeptown");
    assert_eq!((entry["hidden"].as_bool(), entry["text"].as_str()), (Some(true), Some("canarykeptown")));

    // The same one beside the window in front, and what was copied there.
    plain.to_front();
    let entry = expert.press("snippet").check("an entry");
    assert_eq!((entry["hidden"].as_bool(), entry["snippet"].is_null()), (Some(true), true), "{entry}");
    drop(owner);
    let entry = expert.press("shot").check("a picture");
    assert!(entry["shot"].is_object() && entry["hidden"].is_null(), "{entry}");

    // Marked secret, and what looks like a credential.
    let owner = copy(desk, "x-kde-passwordManagerHint", b"canarymarked");
    expert.hands().ask("snippet").check("the hotkey");
    wait::until_true("the secret to be skipped", || Ok(cli.status()?["skipped"] == 1)).check("it is skipped");
    drop(owner);
    let owner = copy(desk, "UTF8_STRING", b"password: canarycopied7");
    assert_eq!(cli.json(&["log", "snippet"]).check("a snippet")["masked"], true);
    drop(owner);
    let said = log(&expert, "note", "password: canarysaid7");
    assert_eq!(said["masked"], true, "{said}");
    plain.rename("https://jane:canarytitled7@example.com");
    log(&expert, "note", "canarykeptnote");
    plain.rename("Ledger canarykepttitle");

    // Nothing while paused.
    cli.json(&["record", "pause"]).check("a pause");
    let paused = Pane::open(desk, "canarypausedtitle", PAUSED, "40x10+700+80");
    expert.hands().ask("shot").check("the hotkey");
    expert.hands().ask("step").check("the hotkey");
    assert!(cli.json(&["log", "step", "--", "canarypausedwords"]).is_err(), "it was logged while paused");
    drop(paused);
    plain.to_front();
    cli.json(&["record", "resume"]).check("it goes on");

    let before = Traces::below(desk.home());
    assert!(!before.of_colour(PLAIN).is_empty(), "the search finds no colour at all");

    // The last seconds are forgotten; what came before them is older than that by the recording clock.
    let begun = cli.status().check("the status")["elapsed_ms"].as_u64().unwrap_or_default();
    wait::until_true("some seconds to pass", || {
        Ok(cli.status()?["elapsed_ms"].as_u64().is_some_and(|now| now > begun + 6_000))
    })
    .check("time passes");
    let forgotten = Pane::open(desk, "canaryforgottentitle", FORGOTTEN, "40x10+700+80");
    let entry = expert.press("shot").check("a picture");
    let name = entry["shot"]["hash"].as_str().expect("a picture").to_owned();
    log(&expert, "step", "canaryforgottenwords and more words");
    let during = Traces::below(desk.home());
    assert!(!during.of(b"canaryforgottenwords").is_empty() && !during.of_colour(FORGOTTEN).is_empty());
    drop(forgotten);
    plain.to_front();
    let now = cli.status().check("the status")["elapsed_ms"].as_u64().unwrap_or_default();
    // Back to a moment soon after `begun`: never before it, and long before the window came, however slow this machine is.
    let seconds = ((now - begun).saturating_sub(500) / 1000).to_string();
    let status = cli.json(&["record", "forget", "--seconds", &seconds]).check("it is forgotten");
    assert_eq!(status["forgotten"], 2, "{status}");
    log(&expert, "note", "canarykeptlast");
    let session = expert.stop().check("it stops");

    let sop = cli.json(&["draft", &session]).check("a draft")["id"].as_str().expect("an id").to_owned();
    let package = desk.home().join("canary.sop").display().to_string();
    cli.json(&["package", &sop, "--out", &package, "--with-session"]).check("a package");
    let out = desk.home().join("out").display().to_string();
    cli.json(&["export", &sop, "--to", "md", "--out", &out]).check("an export");
    assert_eq!(cli.json(&["verify"]).check("it is whole")["damaged"], json!([]));

    let running = Traces::below(desk.home());
    clean(&running, &name);
    for kept in ["canarykeptown", "canarykeptnote", "canarykeptlast", "canarykepttitle"] {
        let found = running.of(kept.as_bytes());
        assert!(
            found.iter().any(|path| path.ends_with("sopwright.db") || path.ends_with("sopwright.db-wal")),
            "{kept}"
        );
        assert!(found.iter().any(|path| path.display().to_string().contains("canary.sop/")), "{kept} in the package");
    }
    assert!(!running.of_colour(PLAIN).is_empty() && running.pictures() > 0);
    journey.crash();
    clean(&Traces::below(journey.desk().home()), &name);
}

fn clean(traces: &Traces, picture: &str) {
    for (what, canary) in GONE {
        assert_eq!(traces.of(canary.as_bytes()), Vec::<&Path>::new(), "{what} was written");
    }
    assert_eq!(traces.of(picture.as_bytes()), Vec::<&Path>::new(), "the forgotten picture is named");
    for (what, colour) in [("an excluded window", PRIVATE), ("forgotten", FORGOTTEN), ("paused", PAUSED)] {
        assert_eq!(traces.of_colour(colour), Vec::<&Path>::new(), "pixels of {what} were written");
    }
}

/// Where the excluded window is not excluded, its words and pixels are found: the search can fail.
#[test]
fn without_the_exclusion_the_search_finds_the_window() {
    let mut journey = Journey::new("leak-found");
    journey.start();
    let desk = journey.desk();
    let _window = Pane::open(desk, "canaryvault - Browsing", PRIVATE, "60x20+40+40");
    let expert = journey.record();
    expert.press("shot").check("a picture");
    expert.stop().check("it stops");
    let traces = Traces::below(desk.home());
    assert!(!traces.of(b"canaryvault").is_empty() && !traces.of_colour(PRIVATE).is_empty());
}

/// With automatic steps, and with everything that is typed to be kept.
#[test]
fn a_password_that_is_typed_leaves_no_trace_nor_what_is_typed_into_an_excluded_window() {
    if let Some(missing) = without(&[ZENITY, ACCESSIBLE]) {
        return skipped("typed passwords", &format!("{missing} is not installed"));
    }
    let journey = Journey::that_keeps_typing("leak-typed");
    let desk = journey.desk();
    let expert = journey.record();
    let hands = desk.hands();
    let type_into = |words: &[&str], title: &str, typed: &str| {
        let running = dialog(desk, words, title);
        hands.write(typed).check("typed");
        hands.press("Return").check("Enter");
        wait::until_true("the dialog to go", || Ok(hands.windows(title)?.is_empty())).check("it goes");
        drop(running);
    };
    let entries = || journey.cli().entries(expert.session()).check("the session");
    type_into(&["--password"], "Unlock", "canarypassword");
    type_into(&["--entry", "--text", "Customer"], "Vault - Private Browsing", "canaryprivatetext");
    // A machine under load may not tell in time what was typed; whoever records would type it again.
    let kept = || {
        type_into(&["--entry", "--text", "Customer"], "Ledger", "canarykepttext");
        let all = entries();
        Ok(all.iter().any(|entry| entry["act"]["text"].as_str().is_some_and(|text| text.contains("canarykepttext"))))
    };
    wait::until_true("what was typed to be kept", kept).check("it is kept");
    assert!(entries().iter().filter(|entry| entry["kind"] == "typing").count() >= 3, "{:#?}", entries());
    expert.stop().check("it stops");
    let traces = Traces::below(desk.home());
    for canary in ["canarypassword", "canaryprivatetext"] {
        assert_eq!(traces.of(canary.as_bytes()), Vec::<&Path>::new(), "{canary} was written");
    }
    assert!(!traces.of(b"canarykepttext").is_empty(), "the search finds nothing at all");
}

/// What is blacked out in a picture is gone from all files; a word that is hidden everywhere is in nothing that is handed
/// out, and stays, as the dialog says, in the recording and in what undo needs.
#[test]
fn what_is_redacted_is_gone_and_a_hidden_word_is_in_no_export() {
    let mut journey = Journey::new("leak-redacted");
    journey.start();
    let desk = journey.desk();
    let pane = Pane::open(desk, "Ledger", PRIVATE, "40x10+200+150");
    let stand = pane.stand();
    let expert = journey.record();
    let shot = expert.press("shot").check("a picture")["shot"]["hash"].as_str().expect("a picture").to_owned();
    log(&expert, "step", "Open the ledger of canaryhidden");
    let session = expert.stop().check("it stops");
    let sop = journey.cli().json(&["draft", &session]).check("a draft")["id"].clone();
    let before = Traces::below(desk.home());
    assert!(!before.of_colour(PRIVATE).is_empty() && !before.of(b"canaryhidden").is_empty(), "nothing is found at all");
    drop(pane);
    journey.crash();

    let home = journey.desk().home();
    let app = App::open(&journey.library(), parts()).check("the library");
    let call = |name: &str, request: Value| commands::dispatch(&app, name, request).check(name);
    let view = call("session", json!({"session": session}));
    let pictures: Vec<&Value> = view["entries"].as_array().into_iter().flatten().map(|entry| &entry["shot"]).collect();
    assert!(pictures.iter().any(|picture| picture["hash"] == shot.as_str()));
    for picture in pictures.into_iter().filter(|picture| picture.is_object()) {
        let area = json!({"x": stand.x, "y": stand.y, "width": stand.width, "height": stand.height});
        call("redact", json!({"shot": picture["hash"], "areas": [area]}));
    }
    let find = json!({"words": "canaryhidden", "any_case": true, "whole": true});
    call("rewrite", json!({"id": sop, "wish": {"wish": "hide_words", "find": find}}));
    let out = home.join("out").display().to_string();
    for format in ["markdown", "pdf"] {
        call("export", json!({"id": sop, "format": format, "out": out}));
    }
    call("package", json!({"id": sop, "out": home.join("canary.sop").display().to_string(), "with_session": true}));
    assert_eq!(call("verify", json!({}))["damaged"], json!([]));
    drop(app);

    let left = Traces::below(home);
    assert_eq!(left.of_colour(PRIVATE), Vec::<&Path>::new(), "what was blacked out can be seen");
    for picture in before.of_colour(PRIVATE) {
        let file = picture.parent().expect("its file");
        assert!(!file.starts_with(journey.library()) || !file.exists(), "{} is still there", file.display());
    }
    let told: Vec<&Path> =
        left.of(b"canaryhidden").into_iter().filter(|path| path.starts_with(home.join("out"))).collect();
    assert_eq!(told, Vec::<&Path>::new(), "the hidden word went out");
    let pdf = std::fs::read_dir(home.join("out")).check("the folder").filter_map(|file| {
        let path = file.ok()?.path();
        (path.extension()? == "pdf").then_some(path)
    });
    let pages: Vec<String> =
        pdf.map(|file| program::read(Command::new("pdftotext").arg(&file).arg("-")).check("its text")).collect();
    assert_eq!(pages.len(), 1);
    assert!(pages[0].contains("Open the ledger") && !pages[0].contains("canaryhidden"), "{}", pages[0]);
    assert!(!left.of(b"canaryhidden").is_empty(), "the recording was changed");
}
