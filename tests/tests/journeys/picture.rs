//! The picture of an entry shows the screen as it was at the press, and nothing of Sopwright.

use std::path::{Path, PathBuf};

use serde_json::Value;
use sopwright_tests::{Check, Journey, Notepad};
use xtask::desk::{Desk, Plan};
use xtask::{Done, wait};

const WIDTH: u32 = 1280;
const HEIGHT: u32 = 800;
/// What the window manager draws above the terminal changes with the keyboard, so the comparison begins below it.
const TOP: u32 = 30;
/// Where the terminal shows what is typed: far from the bar and from the field.
const WORDS: &str = "600x60+0+30";

/// In how many pixels two pictures differ.
fn differing(desk: &Desk, one: &Path, other: &Path) -> Done<u64> {
    differing_in(&format!("{WIDTH}x{}+0+{TOP}", HEIGHT - TOP), desk, one, other)
}

/// The same for a part of them.
fn differing_in(part: &str, desk: &Desk, one: &Path, other: &Path) -> Done<u64> {
    let mut compare = desk.command("compare");
    compare.args(["-metric", "AE", "-extract", part]).args([one, other]).arg("null:");
    // It ends with 1 when they differ; the count is on standard error either way.
    let said = String::from_utf8_lossy(&compare.output()?.stderr).into_owned();
    said.trim().parse::<f64>().map(|count| count as u64).map_err(|_| xtask::Failure::new(format!("compare: {said}")))
}

/// A picture of the screen as a person sees it.
fn seen(desk: &Desk, name: &str) -> Done<PathBuf> {
    let file = desk.home().join(name);
    desk.picture(&file)?;
    Ok(file)
}

fn file_of(library: &Path, entry: &Value) -> PathBuf {
    let hash = entry["shot"]["hash"].as_str().unwrap_or_else(|| panic!("no picture: {entry}"));
    library.join("shots").join(&hash[..2]).join(format!("{hash}.png"))
}

#[test]
fn it_shows_the_screen_at_the_press_without_the_bar_and_the_field() {
    let mut journey = Journey::on("picture", Plan { width: WIDTH, height: HEIGHT, ..Plan::default() });
    journey.start();
    let desk = journey.desk();
    // Over the whole screen; its cursor looks the same with and without the keyboard.
    let look = ["-geometry", "240x80+0+0", "-bg", "#5b2a86", "-fg", "#f4e409", "-ah"];
    let notepad = Notepad::open_echoing(desk, &look);
    desk.hands().write("Before the press ").check("typed");
    notepad.wait_for("Before the press ");
    desk.hands().point_to(500, 400).check("the pointer is in the middle");
    let before = at_rest(desk);

    let expert = journey.record();
    // So many pixels more than `base` are different on the screen now.
    let shows = |what: &str, base: u64, pixels: u64| {
        let covered = || differing(desk, &before, &seen(desk, "now.png")?);
        wait::until(what, || Ok(Some(covered()?).filter(|covered| *covered >= base + pixels))).check(what)
    };
    let bar = shows("the bar on the screen", 0, 5_000);
    let first = expert.open("step").check("a step");
    shows("the field on the screen", bar, 20_000);
    let second = expert.press("shot").check("a picture with the field open");
    desk.hands().press("Escape").check("closed");
    notepad.wait_for_keyboard();
    desk.hands().write("After the press").check("typed");
    notepad.wait_for("Before the press After the press");
    wait::until_true(
        "the terminal to show it",
        || Ok(differing_in(WORDS, desk, &before, &seen(desk, "now.png")?)? > 0),
    )
    .check("the terminal shows it");
    let third = expert.press("shot").check("a picture of later");
    expert.stop().check("it stops");

    let library = journey.library();
    let off = |entry: &Value| differing(desk, &before, &file_of(&library, entry)).check("a comparison");
    assert_eq!(off(&first), 0, "the picture is not the screen before the press");
    assert_eq!(off(&second), 0, "the picture shows the quick field or the bar");
    assert!(off(&third) > 0, "the comparison does not see what was typed later");
}

/// The screen once it has stopped to change.
fn at_rest(desk: &Desk) -> PathBuf {
    let mut last = seen(desk, "first.png").check("a picture");
    wait::until("the screen to come to rest", || {
        let now = seen(desk, if last.ends_with("first.png") { "second.png" } else { "first.png" })?;
        let still = differing(desk, &last, &now)? == 0;
        last.clone_from(&now);
        Ok(still.then_some(now))
    })
    .check("the screen comes to rest")
}
