//! Forgetting what was just done: what is on disk, and what was still under way.

use std::path::Path;

use sopwright_tests::{ACCESSIBLE, Check, Journey, Pane, Traces, ZENITY, dialog, skipped, without};
use xtask::wait;

use super::{click, entries};

const PLAIN: [u8; 3] = [0x12, 0xb8, 0x86];
const FORGOTTEN: [u8; 3] = [0xfa, 0xb0, 0x05];

#[test]
fn acts_and_pictures_and_what_is_being_typed_are_gone() {
    if let Some(missing) = without(&[ZENITY, ACCESSIBLE]) {
        return skipped("forgetting automatic steps", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::that_keeps_typing("automatic-forgotten");
    let (desk, cli) = (journey.desk(), journey.cli());
    let plain = Pane::open(desk, "Ledger canarykepttitle", PLAIN, "60x20+40+40");
    let expert = journey.record();
    let clock = || cli.status().check("the status")["elapsed_ms"].as_u64().unwrap_or_default();
    let (x, y) = plain.middle();
    click(desk, x, y);
    cli.wait_for_entries(1).check("it is kept");
    let begun = clock();
    let later = || Ok(cli.status()?["elapsed_ms"].as_u64().is_some_and(|now| now > begun + 3_000));
    wait::until_true("some seconds to pass", later).check("time passes");
    // Back to a moment soon after `begun`, however slow this machine is.
    let forget = || {
        let seconds = ((clock() - begun).saturating_sub(500) / 1000).to_string();
        cli.json(&["record", "forget", "--seconds", &seconds]).check("it is forgotten")
    };

    // On disk, and a click that may become a double click.
    let pane = Pane::open(desk, "canaryforgottentitle", FORGOTTEN, "40x10+700+80");
    let (x, y) = pane.middle();
    click(desk, x, y);
    cli.wait_for_entries(2).check("it is kept");
    assert!(!Traces::below(desk.home()).of_colour(FORGOTTEN).is_empty(), "the search finds no picture at all");
    desk.hands().click(x, y).check("one more click");
    assert!(forget()["forgotten"].as_u64() >= Some(2));
    drop(pane);

    // What is being typed.
    let field = dialog(desk, &["--entry", "--text", "Customer"], "canaryforgottenform");
    desk.hands().write("canaryforgottentext").check("typed");
    assert!(forget()["forgotten"].as_u64() >= Some(3));
    desk.hands().press("Return").check("Enter");
    wait::until_true("the dialog to go", || Ok(desk.hands().windows("canaryforgottenform")?.is_empty()))
        .check("it goes");
    drop(field);

    cli.json(&["log", "note", "--", "canarykeptnote"]).check("a note");
    let session = expert.session().to_owned();
    expert.stop().check("it stops");
    let all = entries(&journey, &session);
    let kinds: Vec<&str> = all.iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["click", "forgotten", "shortcut", "note"], "{all:#?}");
    assert_eq!(cli.json(&["verify"]).check("it is whole")["damaged"], serde_json::json!([]));
    cli.json(&["draft", &session]).check("a draft");

    journey.crash();
    let traces = Traces::below(journey.desk().home());
    for canary in ["canaryforgottentitle", "canaryforgottentext"] {
        assert_eq!(traces.of(canary.as_bytes()), Vec::<&Path>::new(), "{canary} was written");
    }
    assert_eq!(traces.of_colour(FORGOTTEN), Vec::<&Path>::new(), "pixels of what was forgotten are there");
    assert!(
        !traces.of(b"canarykepttitle").is_empty() && !traces.of_colour(PLAIN).is_empty(),
        "nothing is found at all"
    );
}
