//! Automatic capture at length: ten clicks a second for a minute, a long session, and a rest.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use xtask::desk::App;
use xtask::{Done, Failure, wait};

use super::cost;
use super::scene::{Ground, Scene};
use super::series::Series;
use super::table::Line;

/// Clicks, and the pause between two of them.
const CLICKS: usize = 600;
const PAUSE: &str = "0.1";
/// Entries of a long session.
const MANY: usize = 10_000;
/// How long the recorder is left alone.
const REST: Duration = Duration::from_secs(30);

/// Clicks with pictures, then many notes, then nothing.
pub fn burst(out: &Path) -> Done<Vec<Line>> {
    let scene = Scene::start(1920, 1080, Ground::Plain)?;
    let library = out.join("burst");
    let app = scene.record(&library)?;
    app.cli(&scene.desk).json(&["record", "automatic", "on"])?;
    let clicked = clicks(&scene, &app, &library)?;
    app.cli(&scene.desk).json(&["record", "automatic", "off"])?;
    let long = session(&scene, &app)?;
    app.cli(&scene.desk).json(&["record", "automatic", "on"])?;
    let rest = rest(&app)?;
    Ok(vec![clicked, long, rest])
}

/// Waits until clicks are heard: what listens is a program of its own, and is told to begin before it does. Gives how many
/// entries there are then.
fn heard(scene: &Scene, app: &App) -> Done<u64> {
    let entries = || Ok(app.cli(&scene.desk).status()?["entries"].as_u64().unwrap_or_default());
    wait::until_true("a click to be heard", || {
        scene.desk.hands().click(400, 500)?;
        std::thread::sleep(Duration::from_secs(1));
        Ok(entries()? > 0)
    })?;
    // The last click of these may still wait for a second one.
    std::thread::sleep(Duration::from_secs(2));
    entries()
}

/// The time is what the recorder lags behind the last click.
fn clicks(scene: &Scene, app: &App, library: &Path) -> Done<Line> {
    let before_all = heard(scene, app)?;
    let mut command = scene.desk.command("xdotool");
    for n in 0..CLICKS {
        // Two places, far enough apart that no two clicks are a double click.
        let x = if n % 2 == 0 { "400" } else { "640" };
        command.args(["mousemove", x, "500", "click", "1", "sleep", PAUSE]);
    }
    let before = cost::of_tree(app.pid())?;
    let began = Instant::now();
    let mut hand = command.spawn()?;
    let mut ticks = 0;
    while hand.try_wait()?.is_none() {
        ticks += 1;
        scene.tick(ticks)?;
    }
    let clicked = began.elapsed();
    let ended = Instant::now();
    let wanted = before_all + CLICKS as u64;
    let kept = || Ok(app.cli(&scene.desk).status()?["entries"].as_u64().is_some_and(|entries| entries >= wanted));
    // What does not come is told by the figures.
    let all = wait::until_true("the last entries", kept).is_ok();
    let lag = ended.elapsed();
    let spent = cost::of_tree(app.pid())?.saturating_sub(before);
    let report = app.cli(&scene.desk).json(&["verify"])?;
    let damaged = report["damaged"].as_array().map_or(usize::MAX, Vec::len);
    let status = app.cli(&scene.desk).status()?;
    let whole =
        all && status["entries"] == wanted && status["shots"] == wanted && status["failed"] == 0 && damaged == 0;
    let entries = status["entries"].as_u64().unwrap_or_default().saturating_sub(before_all);
    let mut times = Series::default();
    times.add(lag);
    let a_second = CLICKS as f64 / clicked.as_secs_f64();
    let what = format!("{CLICKS} clicks, {a_second:.1} a second ({entries} entries): from the last to its entry");
    let mut line = Line::ours(&what, times).aimed(format!("{CLICKS} entries, {CLICKS} valid pictures"), whole);
    line.cpu = spent.checked_div(CLICKS as u32);
    line.bytes = Some(size(&library.join("shots"))? / CLICKS as u64);
    line.peak = cost::memory_of(app.pid());
    Ok(line)
}

/// The time is that of one entry.
fn session(scene: &Scene, app: &App) -> Done<Line> {
    let note = |n: usize| scene.ask("log", &json!({ "kind": "note", "text": format!("Note {n}") }));
    // The first ones fill what is kept at hand.
    for n in 0..MANY / 10 {
        note(n)?;
    }
    let before = resident(app)?;
    let mut times = Series::default();
    for n in 0..MANY {
        let began = Instant::now();
        note(n)?;
        times.add(began.elapsed());
    }
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
    // What the burst left to be done is done.
    std::thread::sleep(Duration::from_secs(3));
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

fn size(folder: &Path) -> Done<u64> {
    let mut bytes = 0;
    for item in std::fs::read_dir(folder)? {
        let item = item?;
        let kind = item.file_type()?;
        bytes += if kind.is_dir() { size(&item.path())? } else { item.metadata()?.len() };
    }
    Ok(bytes)
}
