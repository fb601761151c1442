//! Automatic steps: what is done with mouse and keyboard becomes entries by itself, each with the screen as it was before.

mod forgotten;
mod hidden;
mod lost;
mod screen;

use serde_json::Value;
use sopwright_tests::{ACCESSIBLE, Check, Journey, skipped, without};
use xtask::desk::{Chameleon, Desk, Hands, Plan, pixel, shot};
use xtask::program;
use xtask::wait;

const CLICKS: u32 = 8;

/// Moves there, rests as a hand does, clicks, and rests again.
fn click(desk: &Desk, x: i32, y: i32) {
    let (x, y) = (x.to_string(), y.to_string());
    let words = ["mousemove", "--", &x, &y, "sleep", "0.4", "click", "1", "sleep", "0.6"];
    program::run(desk.command("xdotool").args(words)).check("a click");
}

fn automatic(journey: &Journey) {
    let status = journey.cli().json(&["record", "automatic", "on"]).check("automatic steps");
    assert_eq!(status["automatic"], true);
}

fn entries(journey: &Journey, session: &str) -> Vec<Value> {
    journey.cli().entries(session).check("the session")
}

fn says(entries: &[Value]) -> Vec<&str> {
    entries.iter().filter_map(|entry| entry["says"].as_str()).collect()
}

#[test]
fn each_click_is_an_entry_with_the_screen_as_it_was_before_it() {
    let mut journey = Journey::new("automatic-clicks");
    journey.start();
    automatic(&journey);
    let desk = journey.desk();
    let chameleon = Chameleon::start(desk).check("a terminal");
    let at = chameleon.stand();
    let expert = journey.record();
    // What shows its colour and holds no text.
    let (x, y) = (at.x + 300, at.y + 250);
    for n in 0..CLICKS {
        // Far enough apart to be no double click.
        click(desk, x + 40 * (n as i32 % 2), y);
        let changed = || Ok(chameleon.red()? == (n + 1) * Chameleon::STEP);
        wait::until_true("the terminal to take the click", changed).check("it changes colour");
    }
    let session = expert.session().to_owned();
    let receipt = expert.cli().json(&["record", "stop"]).check("a receipt");
    let all = entries(&journey, &session);
    assert_eq!(all.len(), CLICKS as usize, "{all:#?}");
    let reds: Vec<u32> = all
        .iter()
        .map(|entry| {
            let hash = entry["shot"]["hash"].as_str().expect("a picture");
            u32::from(pixel(&shot(&journey.library(), hash), at.x + 200, at.y + 200).check("a pixel")[0])
        })
        .collect();
    let before: Vec<u32> = (0..CLICKS).map(|n| n * Chameleon::STEP).collect();
    // A machine that stalls for as long as a hand rests may be late for one of them.
    let late = reds.iter().zip(&before).filter(|(shown, wanted)| shown != wanted).count();
    assert!(late <= 1, "pictures show what the clicks led to: {reds:?} and not {before:?}");
    let row = &receipt["watched"][0];
    assert_eq!((row["kind"].as_str(), row["kept"].as_u64()), (Some("click"), Some(u64::from(CLICKS))), "{receipt}");
    assert_eq!(row["seen"].as_u64(), Some(u64::from(CLICKS)), "{receipt}");
}

#[test]
fn typing_and_shortcuts_are_entries_and_what_is_meant_for_sopwright_is_not() {
    let mut journey = Journey::new("automatic-keys");
    journey.start();
    automatic(&journey);
    let notepad = sopwright_tests::Notepad::open(journey.desk());
    let expert = journey.record();
    let hands: Hands<'_> = journey.desk().hands();
    hands.write("ledger").check("typed");
    notepad.wait_for("ledger");
    wait::until_true("the burst to be over", || Ok(journey.cli().status()?["entries"] == 1)).check("it is an entry");
    expert.log("note", "Mind the year").check("a note");
    hands.press("ctrl+a").check("a shortcut");
    notepad.wait_for("ledger\u{1}");
    let session = expert.session().to_owned();
    expert.stop().check("it stops");
    let all = entries(&journey, &session);
    let kinds: Vec<&str> = all.iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["typing", "note", "shortcut"], "{all:#?}");
    assert_eq!(says(&all)[2], "Press Ctrl+A in “Notepad”");
    // Nobody asked for the text, and a terminal's is never read.
    assert!(all[0]["act"].get("text").is_none(), "{}", all[0]);
}

#[test]
fn what_was_clicked_is_called_by_its_name_and_the_draft_reads_so() {
    if let Some(missing) = without(&[ACCESSIBLE]) {
        return skipped("names of what is clicked", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::on("automatic-names", Plan { accessible: true, ..Plan::default() });
    journey.start();
    automatic(&journey);
    let desk = journey.desk();
    let mut command = desk.command("mousepad");
    let _mousepad = desk.start_program("mousepad", &mut command).check("Mousepad");
    let window = desk.hands().wait_for_title("Mousepad").check("it is in front");
    let at = desk.hands().place_of(window).check("its place");
    let expert = journey.record();
    // A machine under load may take longer to answer than anybody waits; a person would open the menu again too.
    let named = || -> xtask::Done<Option<Value>> {
        click(desk, at.x + 20, at.y + 12);
        desk.hands().press("Escape")?;
        let all = entries(&journey, expert.session());
        Ok(all.into_iter().find(|entry| entry["element"]["name"] == "File"))
    };
    let entry = wait::until("the menu to be called by its name", named).check("a name");
    assert_eq!((entry["kind"].as_str(), entry["element"]["role"].as_str()), (Some("click"), Some("menu")), "{entry}");
    assert_eq!(entry["says"], "Open the menu “File” in Mousepad");
    // The frame lies on the menu bar, around where it was clicked.
    let frame = |part: &str| entry["element"]["area"][part].as_i64().unwrap_or_default() as i32;
    assert!((frame("x")..frame("x") + frame("width")).contains(&(at.x + 20)), "{entry}");
    assert!((frame("y")..frame("y") + frame("height")).contains(&(at.y + 12)), "{entry}");
    let session = expert.session().to_owned();
    expert.stop().check("it stops");
    let drafted = journey.cli().json(&["draft", &session]).check("a draft");
    let shown = journey.cli().call(&["show", drafted["id"].as_str().unwrap_or_default()]).check("the SOP");
    assert!(shown.out.contains("Open the menu **File**"), "{}", shown.out);
}
