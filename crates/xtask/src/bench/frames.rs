//! The right frame: does the picture of a click show the screen as it was before, although the window that is clicked
//! changes as soon as the button is down?

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use xtask::desk::{Chameleon, Stand, pixel, shot};
use xtask::{Done, Failure, wait};

use super::scene::{Ground, Scene};
use super::series::Series;
use super::server::Server;
use super::table::Line;

/// Clicks that are counted.
const CLICKS: usize = 30;
/// How long a hand rests where it is about to click.
const BEFORE: Duration = Duration::from_millis(400);
/// And after it has clicked, in turn: it goes on at once, or reads first.
const AFTER: [Duration; 2] = [Duration::from_millis(600), Duration::from_millis(2400)];

/// Clicks in a terminal that changes its colour at the press; the button is let go at once, which leaves the least time.
pub fn frames(out: &Path) -> Done<Line> {
    let scene = Scene::start(1920, 1080, Ground::Plain)?;
    let window = Chameleon::start(&scene.desk)?;
    let library = out.join("frames");
    let app = scene.record(&library)?;
    app.cli(&scene.desk).json(&["record", "automatic", "on"])?;
    let Stand { x, y, .. } = window.stand();
    let first = scene.wait_until_clicks_are_heard(x + 300, y + 250)? as usize;
    let mut server = Server::connect(scene.desk.display())?;
    let mut before = Vec::new();
    for n in 0..CLICKS {
        // Far enough apart to be no double click.
        server.point_to((x + 340 - 40 * (n as i32 % 2)) as i16, (y + 250) as i16)?;
        std::thread::sleep(BEFORE);
        let red = window.red()?;
        server.button(1)?;
        wait::until_true("the window to change", || Ok(window.red()? != red))?;
        std::thread::sleep(AFTER[n % 2]);
        before.push(red);
    }
    wait::until_true("the last entry", || {
        Ok(scene.ask("record_status", &json!({}))?["entries"].as_u64() >= Some((first + CLICKS) as u64))
    })
    .ok();
    let session = scene.ask("record_status", &json!({}))?["session"].take();
    let view = scene.ask("session", &json!({ "session": session }))?;
    let entries = view["entries"].as_array().map_or(&[][..], |entries| entries.get(first..).unwrap_or_default());
    let mut right = 0;
    for (n, (entry, red)) in entries.iter().zip(&before).enumerate() {
        let shows = pictured(&library, entry, x + 200, y + 200)?;
        right += usize::from(shows == *red);
        if shows != *red {
            eprintln!("click {n}: the picture shows {shows}, and {red} was before it");
        }
    }
    let what = format!("clicks that change the screen at once: {right} of {CLICKS} pictures show it as it was before");
    Ok(Line::ours(&what, Series::default()).aimed("all", right == CLICKS && entries.len() == CLICKS))
}

/// The red of one point in an entry's picture.
fn pictured(library: &Path, entry: &Value, x: i32, y: i32) -> Done<u32> {
    let hash = entry["shot"]["hash"].as_str();
    let hash = hash.ok_or_else(|| Failure::new(format!("An entry has no picture: {entry}")))?;
    let [red, ..] = pixel(&shot(library, hash), x, y)?;
    Ok(red.into())
}
