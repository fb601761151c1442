//! Recording at length: ten clicks a second for a minute, thirty presses a second, a long session, and a rest.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use xtask::desk::App;
use xtask::{Done, Failure, wait};

use super::cost;
use super::pace::Pace;
use super::press::pictures;
use super::scene::{Ground, Scene};
use super::series::{Series, shown};
use super::server::{CONTROL, SUPER, Server};
use super::table::Line;

/// Clicks, and from one to the next.
const CLICKS: u64 = 600;
const CLICK_EVERY: Duration = Duration::from_millis(100);
/// How long before a click the screen changes, and the pointer moves to where it is made.
const BEFORE: Duration = Duration::from_millis(20);
/// Presses of a hotkey, and from one to the next.
const PRESSES: u64 = 300;
const PRESS_EVERY: Duration = Duration::from_nanos(33_333_333);
/// A pace counts as kept down to this part of it.
const KEPT: f64 = 0.99;
/// Entries of a long session.
const MANY: usize = 10_000;
/// After this time windows have shown what was kept last, and nothing is left to be done.
const SETTLES: Duration = Duration::from_secs(3);
/// The web views look through their memory for the last time some twenty seconds after they were given much to show.
const CALMS: Duration = Duration::from_secs(30);
/// How long the recorder is left alone.
const REST: Duration = Duration::from_secs(30);

/// Clicks with pictures, then presses, then many notes, then nothing.
pub fn burst(out: &Path) -> Done<Vec<Line>> {
    let scene = Scene::start(1920, 1080, Ground::Plain)?;
    let library = out.join("burst");
    let app = scene.record(&library)?;
    app.cli(&scene.desk).json(&["record", "automatic", "on"])?;
    scene.wait_until_clicks_are_heard(400, 500)?;
    let clicked = clicks(&scene, &app, &library)?;
    app.cli(&scene.desk).json(&["record", "automatic", "off"])?;
    let pressed = presses(&scene, &app)?;
    let long = session(&scene, &app)?;
    app.cli(&scene.desk).json(&["record", "automatic", "on"])?;
    let rest = rest(&app)?;
    Ok(vec![clicked, pressed, long, rest])
}

/// What the recorder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    entries: u64,
    shots: u64,
    failed: u64,
}

fn held(scene: &Scene) -> Done<Held> {
    let status = scene.ask("record_status", &json!({}))?;
    let number = |name: &str| {
        let number = status[name].as_u64();
        number.ok_or_else(|| Failure::new(format!("The recorder does not tell its {name}: {status}")))
    };
    Ok(Held { entries: number("entries")?, shots: number("shots")?, failed: number("failed")? })
}

/// Waits until there are so many entries, and a moment for such as are too many. What does not come is told by the figures.
/// Gives how long after this time the last one was there.
fn arrived(scene: &Scene, entries: u64, since: Instant) -> Done<Duration> {
    wait::until_true("the last entries", || Ok(held(scene)?.entries >= entries)).ok();
    let lag = since.elapsed();
    std::thread::sleep(Duration::from_secs(2));
    Ok(lag)
}

/// The time is from the last click to its entry, which waits for half a second whether a second click follows.
fn clicks(scene: &Scene, app: &App, library: &Path) -> Done<Line> {
    let mut server = Server::connect(scene.desk.display())?;
    let (first, (files, _)) = (held(scene)?, pictures(library)?);
    let before = cost::of_tree(app.pid())?;
    let mut pace = Pace::start(CLICK_EVERY);
    for n in 0..CLICKS {
        pace.wait(BEFORE);
        // Else the picture would be that of the click before, which is kept once.
        server.paint_ground(n as u32 * 7919 % 0x0100_0000)?;
        // Two places, far enough apart that no two clicks are a double click.
        server.point_to(if n % 2 == 0 { 640 } else { 400 }, 500)?;
        pace.wait(Duration::ZERO);
        server.button(1)?;
        pace.done(Instant::now());
    }
    let lag = arrived(scene, first.entries + CLICKS, pace.last())?;
    let spent = cost::of_tree(app.pid())?.saturating_sub(before);
    let now = held(scene)?;
    let (all_files, bytes) = pictures(library)?;
    let report = app.cli(&scene.desk).json(&["verify"])?;
    let damaged = report["damaged"].as_array().map_or(usize::MAX, Vec::len);
    let entries = now.entries.saturating_sub(first.entries);
    let shots = now.shots.saturating_sub(first.shots);
    let files = all_files.saturating_sub(files) as u64;
    let paced = pace.rate() >= 1.0 / CLICK_EVERY.as_secs_f64() * KEPT;
    let met = paced && [entries, shots, files] == [CLICKS; 3] && now.failed == first.failed && damaged == 0;
    let bad = if damaged == 0 { String::new() } else { format!(", {damaged} damaged") };
    let what = format!(
        "{CLICKS} clicks, {:.1} a second, at most {} late ({entries} entries, {files} pictures{bad}): from the last to its entry",
        pace.rate(),
        shown(pace.late()),
    );
    let mut line = Line::ours(&what, std::iter::once(lag).collect());
    line = line.aimed(format!("10 a second, {CLICKS} entries, {CLICKS} valid pictures"), met);
    line.cpu = spent.checked_div(CLICKS as u32);
    line.bytes = bytes.checked_div(all_files as u64);
    line.peak = cost::memory_of(app.pid());
    Ok(line)
}

/// A note a press. The time is from the last press to its entry.
fn presses(scene: &Scene, app: &App) -> Done<Line> {
    let mut server = Server::connect(scene.desk.display())?;
    let first = held(scene)?;
    let before = cost::of_tree(app.pid())?;
    server.key(CONTROL, true)?;
    server.key(SUPER, true)?;
    let mut pace = Pace::start(PRESS_EVERY);
    for _ in 0..PRESSES {
        pace.wait(Duration::ZERO);
        server.key(u32::from('t'), true)?;
        pace.done(Instant::now());
        server.key(u32::from('t'), false)?;
    }
    server.key(SUPER, false)?;
    server.key(CONTROL, false)?;
    let lag = arrived(scene, first.entries + PRESSES, pace.last())?;
    let spent = cost::of_tree(app.pid())?.saturating_sub(before);
    let now = held(scene)?;
    let entries = now.entries.saturating_sub(first.entries);
    let paced = pace.rate() >= 1.0 / PRESS_EVERY.as_secs_f64() * KEPT;
    let met = paced && entries == PRESSES && now.failed == first.failed;
    let what = format!(
        "{PRESSES} presses, {:.1} a second, at most {} late ({entries} entries): from the last to its entry",
        pace.rate(),
        shown(pace.late()),
    );
    let mut line = Line::ours(&what, std::iter::once(lag).collect());
    line = line.aimed("30 a second, one entry a press", met);
    line.cpu = spent.checked_div(PRESSES as u32);
    Ok(line)
}

/// The time is that of one entry.
fn session(scene: &Scene, app: &App) -> Done<Line> {
    let note = |n: usize| scene.ask("log", &json!({ "kind": "note", "text": format!("Note {n}") }));
    // The first ones fill what is kept at hand.
    for n in 0..MANY / 10 {
        note(n)?;
    }
    std::thread::sleep(SETTLES);
    let before = resident(app)?;
    let mut times = Series::default();
    for n in 0..MANY {
        let began = Instant::now();
        note(n)?;
        times.add(began.elapsed());
    }
    std::thread::sleep(SETTLES);
    let grown = resident(app)?.saturating_sub(before);
    let met = grown * 20 <= before;
    let mut line = Line::ours(&format!("a session of {MANY} more entries, each"), times);
    line = line.aimed("memory of the program grows by 5 % at most", met);
    line.tail = Some(99);
    line.peak = Some(grown);
    Ok(line)
}

/// The time is that of the processor in one second of rest.
fn rest(app: &App) -> Done<Line> {
    std::thread::sleep(CALMS);
    let before = cost::of_tree(app.pid())?;
    std::thread::sleep(REST);
    let spent = cost::of_tree(app.pid())?.saturating_sub(before);
    let share = spent.as_secs_f64() / REST.as_secs_f64();
    let mut times = Series::default();
    times.add(spent / 30);
    let what = format!("recording at rest with automatic steps: processor time a second ({:.2} %)", share * 100.0);
    let mut line = Line::ours(&what, times).aimed("<= 0.1 %", share <= 0.001);
    line.peak = cost::memory_of(app.pid());
    Ok(line)
}

fn resident(app: &App) -> Done<u64> {
    cost::memory_of(app.pid()).ok_or_else(|| Failure::new("The kernel does not tell the program's memory."))
}
