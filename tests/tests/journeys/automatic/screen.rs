//! Another resolution in the middle of a recording: the next click is pictured and marked on the screen as it is then.

use serde_json::{Value, json};
use sopwright_tests::{Check, Journey, Pane};
use xtask::desk::{Desk, Plan, pixel, shot};
use xtask::{Done, program, wait};

use super::{automatic, click, entries};

const WIDE: (u32, u32) = (1600, 1000);
const SMALL: (u32, u32) = (1280, 720);
const SIZES: [(u32, u32); 3] = [SMALL, WIDE, SMALL];
const COLOUR: [u8; 3] = [0x12, 0xb8, 0x86];

fn xrandr(desk: &Desk, words: &[&str]) {
    program::run(desk.command("xrandr").args(words)).check("another mode of the screen");
}

/// Gives the screen this size and waits until the desktop has it.
fn take(desk: &Desk, (width, height): (u32, u32)) {
    xrandr(desk, &["--output", "screen", "--mode", &format!("{width}x{height}")]);
    let says = format!("dimensions:    {width}x{height} pixels");
    let taken = || Ok(program::read(&mut desk.command("xdpyinfo"))?.contains(&says));
    wait::until_true("the screen to have its new size", taken).check("it has");
}

#[test]
fn a_click_after_another_resolution_is_pictured_and_marked_where_it_was() {
    let mut journey = Journey::on("automatic-screen", Plan { width: WIDE.0, height: WIDE.1, ..Plan::default() });
    journey.start();
    automatic(&journey);
    let desk = journey.desk();
    xrandr(desk, &["--newmode", "1280x720", "60", "1280", "1281", "1282", "1283", "720", "721", "722", "723"]);
    xrandr(desk, &["--addmode", "screen", "1280x720"]);
    let pane = Pane::open(desk, "Ledger", COLOUR, "20x5+600+400");
    let expert = journey.record();
    let (x, y) = pane.middle();
    // Far enough apart to be no double click.
    let at = [(x - 20, y), (x + 20, y), (x - 20, y + 10)];
    for (n, (size, (x, y))) in SIZES.into_iter().zip(at).enumerate() {
        take(desk, size);
        // Nobody clicks before seeing what became of the windows; a glance from before is worth nothing by then.
        let elapsed = || -> Done<u64> { Ok(expert.cli().status()?["elapsed_ms"].as_u64().unwrap_or_default()) };
        let then = elapsed().check("the recording clock");
        wait::until_true("a look at the screen", || Ok(elapsed()? > then + 2_000)).check("it is seen");
        click(desk, x, y);
        expert.cli().wait_for_entries(n as u64 + 1).check("the click is kept");
    }
    let session = expert.session().to_owned();
    expert.stop().check("it stops");

    let drafted = journey.cli().json(&["draft", &session]).check("a draft");
    let shown = journey.cli().json(&["show", drafted["id"].as_str().unwrap_or_default()]).check("the SOP");
    let figures = figures(&shown);

    let all = entries(&journey, &session);
    assert_eq!(all.len(), 3, "{all:#?}");
    for (n, ((entry, (width, height)), (x, y))) in all.iter().zip(SIZES).zip(at).enumerate() {
        let (size, place) = (json!({"x": 0, "y": 0, "width": width, "height": height}), json!({"x": x, "y": y}));
        assert_eq!((&entry["shot"]["area"], &entry["act"]["at"]), (&size, &place), "{entry}");
        let hash = entry["shot"]["hash"].as_str().expect("a picture");
        let picture = shot(&journey.library(), hash);
        // What was clicked is there, and nothing of it where it is not.
        assert_eq!(pixel(&picture, x, y).check("a pixel"), COLOUR, "{entry}");
        assert_ne!(pixel(&picture, x, y + 200).check("a pixel"), COLOUR, "{entry}");
        if n == 0 {
            // As it may have brought the window to the front, it is no step.
            continue;
        }
        let figure = figures.iter().find(|figure| figure["shot"] == hash).unwrap_or_else(|| panic!("{shown:#}"));
        assert_eq!((&figure["width"], &figure["height"]), (&json!(width), &json!(height)));
        let mut marks = figure["marks"].as_array().into_iter().flatten();
        assert!(marks.any(|mark| mark["at"] == place), "{figure}");
    }
}

/// All figures of a document, wherever they are in it.
fn figures(part: &Value) -> Vec<&Value> {
    let inside: Vec<&Value> = match part {
        Value::Array(parts) => parts.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    let own = part.get("marks").map(|_| part);
    own.into_iter().chain(inside.into_iter().flat_map(figures)).collect()
}
