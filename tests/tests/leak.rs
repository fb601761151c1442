//! Nothing private is ever written: marks are planted wherever something private can come from, and everything that the
//! program left is searched for them, opened up where it is compressed.

use sopwright_core::settings::Settings;
use sopwright_store::Library;
use sopwright_tests::{ACCESSIBLE, Check, Journey, Traces, copy, skipped, without};
use xtask::desk::{Desk, Expert, Plan};
use xtask::program::{self, Running};
use xtask::wait;

/// A terminal of one colour, under a title.
struct Terminal<'a> {
    desk: &'a Desk,
    window: u64,
    _running: Running,
}

impl<'a> Terminal<'a> {
    fn open(desk: &'a Desk, title: &str, colour: [u8; 3], geometry: &str) -> Self {
        let [r, g, b] = colour;
        let colour = format!("#{r:02x}{g:02x}{b:02x}");
        let mut command = desk.command("xterm");
        command.args(["-title", title, "-bg", &colour, "-fg", &colour, "-geometry", geometry, "-e", "sleep", "600"]);
        let running = desk.start_program("xterm", &mut command).check("a terminal");
        let window = desk.hands().wait_for_title(title).check("it has the keyboard");
        Self { desk, window, _running: running }
    }

    fn to_front(&self) {
        self.desk.hands().turn_to(self.window).check("the window comes to the front");
        wait::until_true("the keyboard", || Ok(self.desk.hands().focused()? == Some(self.window))).check("it has it");
    }

    fn rename(&self, title: &str) {
        let mut command = self.desk.command("xdotool");
        program::run(command.args(["set_window", "--name", title, &self.window.to_string()])).check("a new title");
        wait::until_true("the title", || Ok(self.desk.hands().focused_title()? == title)).check("it is told");
    }
}

fn log(expert: &Expert<'_>, kind: &str, words: &str) -> serde_json::Value {
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
    let private = Terminal::open(desk, "canaryvault - Private Browsing", PRIVATE, "60x20+40+40");
    let plain = Terminal::open(desk, "Ledger canarykepttitle", PLAIN, "60x20+300+220");
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
    drop(owner);

    // The same one beside the window in front.
    plain.to_front();
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
    let paused = Terminal::open(desk, "canarypausedtitle", PAUSED, "40x10+700+80");
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
    let forgotten = Terminal::open(desk, "canaryforgottentitle", FORGOTTEN, "40x10+700+80");
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
    assert_eq!(cli.json(&["verify"]).check("it is whole")["damaged"], serde_json::json!([]));

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
        assert_eq!(traces.of(canary.as_bytes()), Vec::<&std::path::Path>::new(), "{what} was written");
    }
    assert_eq!(traces.of(picture.as_bytes()), Vec::<&std::path::Path>::new(), "the forgotten picture is named");
    for (what, colour) in [("an excluded window", PRIVATE), ("forgotten", FORGOTTEN), ("paused", PAUSED)] {
        assert_eq!(traces.of_colour(colour), Vec::<&std::path::Path>::new(), "pixels of {what} were written");
    }
}

/// Where the excluded window is not excluded, its words and pixels are found: the search can fail.
#[test]
fn without_the_exclusion_the_search_finds_the_window() {
    let mut journey = Journey::new("leak-found");
    journey.start();
    let desk = journey.desk();
    let _window = Terminal::open(desk, "canaryvault - Browsing", PRIVATE, "60x20+40+40");
    let expert = journey.record();
    expert.press("shot").check("a picture");
    expert.stop().check("it stops");
    let traces = Traces::below(desk.home());
    assert!(!traces.of(b"canaryvault").is_empty() && !traces.of_colour(PRIVATE).is_empty());
}

/// A dialog of one field, and what it is asked for.
fn dialog(desk: &Desk, words: &[&str], title: &str) -> Running {
    // It says aloud what was typed into it, which is not for this test's own logs.
    let mut command = desk.command("sh");
    command.args(["-c", "exec zenity \"$@\" > /dev/null", "zenity"]).args(words).args(["--title", title]);
    let running = desk.start_program("zenity", &mut command).check("a dialog");
    desk.hands().wait_for_title(title).check("it has the keyboard");
    running
}

/// With automatic steps, and with everything that is typed to be kept.
#[test]
fn a_password_that_is_typed_leaves_no_trace_nor_what_is_typed_into_an_excluded_window() {
    if let Some(missing) = without(&["zenity", ACCESSIBLE]) {
        return skipped("typed passwords", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::on("leak-typed", Plan { accessible: true, ..Plan::default() });
    {
        let library = Library::open(&journey.library()).check("a library");
        let mut settings = Settings::default();
        (settings.recording.automatic, settings.recording.typed_text) = (true, true);
        library.store().check("its database").set_setting("settings", &settings).check("the settings");
    }
    journey.start();
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
    let entries = || {
        let view = journey.cli().json(&["session", expert.session()]).check("the session");
        view["entries"].as_array().cloned().unwrap_or_default()
    };
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
        assert_eq!(traces.of(canary.as_bytes()), Vec::<&std::path::Path>::new(), "{canary} was written");
    }
    assert!(!traces.of(b"canarykepttext").is_empty(), "the search finds nothing at all");
}
