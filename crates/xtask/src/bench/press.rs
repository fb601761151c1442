//! From the press of a hotkey to the entry on disk, without a picture and with one.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use xtask::{Done, Failure};

use super::cost;
use super::durable::{Closed, Commits, spin};
use super::scene::{Ground, Scene};
use super::series::Series;
use super::server::{CONTROL, SUPER, Server};
use super::table::Line;

/// Presses before those that count: caches fill, the shared memory is touched.
const WARM: usize = 3;

/// Presses without a picture; enough for the 99th in a hundred to mean something.
const NOTES: usize = 200;

/// A chord of Control, Super and a letter: the modifiers are down already when time is taken.
fn press(server: &mut Server, letter: char, landed: impl FnOnce() -> Done) -> Done<Duration> {
    server.key(CONTROL, true)?;
    server.key(SUPER, true)?;
    server.settle()?;
    let began = Instant::now();
    server.key(u32::from(letter), true)?;
    let landed = landed();
    let time = began.elapsed();
    for key in [u32::from(letter), SUPER, CONTROL] {
        server.key(key, false)?;
    }
    server.settle()?;
    landed.map(|()| time)
}

/// A press that makes an entry.
fn entry(server: &mut Server, commits: &Commits, letter: char) -> Done<Duration> {
    let before = commits.count()?;
    press(server, letter, || spin("the entry on disk", || Ok(commits.count()? != before)))
}

/// A note, against a hotkey daemon that appends the date to a file.
pub fn without_picture(out: &Path) -> Done<Vec<Line>> {
    let scene = Scene::start(1920, 1080, Ground::Plain)?;
    let library = out.join("notes");
    let app = scene.record(&library)?;
    let commits = Commits::of(&library)?;
    let mut server = Server::connect(scene.desk.display())?;
    let log = scene.desk.home().join("dates");
    std::fs::write(&log, "")?;
    let keys = scene.desk.home().join("sxhkdrc");
    std::fs::write(&keys, format!("ctrl + super + y\n\tdate >> {}\n", log.display()))?;
    let mut daemon = scene.desk.command("sxhkd");
    daemon.arg("-c").arg(&keys).env("SXHKD_SHELL", "/bin/sh");
    let _daemon = scene.desk.start_program("sxhkd", &mut daemon)?;
    std::thread::sleep(Duration::from_secs(1));

    let (mut ours, mut peer) = (Series::default(), Series::default());
    let mut spent = Duration::ZERO;
    for round in 0..WARM + NOTES {
        std::thread::sleep(Duration::from_millis(60));
        let before = cost::of_tree(app.pid())?;
        let time = entry(&mut server, &commits, 't')?;
        // The window's share of the work comes after the entry.
        std::thread::sleep(Duration::from_millis(60));
        let used = cost::of_tree(app.pid())?.saturating_sub(before);
        let size = std::fs::metadata(&log)?.len();
        let dated = press(&mut server, 'y', || spin("the date", || Ok(std::fs::metadata(&log)?.len() > size)))?;
        if round >= WARM {
            ours.add(time);
            peer.add(dated);
            spent += used;
        }
    }
    kept(&scene, &app, WARM + NOTES, 0)?;
    let date: Vec<cost::Run> = (0..50)
        .map(|_| cost::run(Command::new("sh").args(["-c", &format!("date >> {}", log.display())])))
        .collect::<Done<_>>()?;
    let ms = |n| Duration::from_millis(n);
    let met = ours.median() <= ms(1) && ours.rank(99) <= ms(5);
    let mut line = Line::ours("press to durable entry, no picture", ours.clone());
    line = line.aimed("median <= 1 ms, p99 <= 5 ms", met);
    line.tail = Some(99);
    line.cpu = each(spent, NOTES);
    let mut other = Line::peer("sxhkd, `date >> log` (not durable)", peer, &ours);
    other.cpu = Some(cost::mean_cpu(&date));
    Ok(vec![line, other])
}

/// A picture, against four programs that take pictures.
pub fn with_picture(out: &Path, (width, height): (u32, u32), ground: Ground, runs: usize) -> Done<Vec<Line>> {
    let scene = Scene::start(width, height, ground)?;
    let library = out.join(format!("shots-{height}-{ground:?}"));
    let app = scene.record(&library)?;
    let commits = Commits::of(&library)?;
    let mut server = Server::connect(scene.desk.display())?;
    let folder = scene.desk.home().join("pictures");
    std::fs::create_dir_all(&folder)?;
    let mut peers = vec![
        Peer::new("scrot", &["-o"]),
        Peer::new("maim", &[]),
        Peer::new("flameshot", &["full", "-p"]),
        Peer::new("import", &["-window", "root"]),
    ];
    let mut ours = Series::default();
    let mut spent = Duration::ZERO;
    for round in 0..WARM + runs {
        scene.tick(round)?;
        let before = cost::of_tree(app.pid())?;
        let time = entry(&mut server, &commits, 'g')?;
        std::thread::sleep(Duration::from_millis(150));
        let used = cost::of_tree(app.pid())?.saturating_sub(before);
        if round >= WARM {
            ours.add(time);
            spent += used;
        }
        for peer in &mut peers {
            peer.take(&scene, &folder, round >= WARM)?;
        }
    }
    kept(&scene, &app, WARM + runs, WARM + runs)?;
    drop(app);
    let (count, bytes) = pictures(&library)?;
    if count != WARM + runs {
        return Err(Failure::new(format!("{count} different pictures lie in the library, not {}.", WARM + runs)));
    }
    let bytes = bytes / count as u64;
    let scrot = &peers[0];
    let (limit, fine) = if height > 1080 { (35, "4K") } else { (12, "1080p") };
    let faster = scrot.times.median().as_secs_f64() / ours.median().as_secs_f64();
    let light = bytes * 10 <= scrot.bytes * 14;
    let met = ours.median() <= Duration::from_millis(limit) && faster >= 8.0 && light;
    let screen = if ground == Ground::Clouds { "screen half full of a picture" } else { "screen of text" };
    let mut line = Line::ours(&format!("press to durable entry, {fine} {screen}"), ours.clone());
    line = line.aimed(format!("median <= {limit} ms, 8 x scrot's speed, <= 1.4 x its bytes"), met);
    line.tail = Some(99);
    line.cpu = each(spent, runs);
    line.bytes = Some(bytes);
    let mut lines = vec![line];
    for peer in peers {
        let mut line = Line::peer(peer.name, peer.times, &ours);
        line.cpu = each(peer.cpu, runs);
        line.bytes = Some(peer.bytes);
        lines.push(line);
    }
    Ok(lines)
}

/// A program that takes pictures. It is started at once: the hotkey daemon that a person would need is not counted.
struct Peer {
    name: &'static str,
    words: &'static [&'static str],
    times: Series,
    cpu: Duration,
    bytes: u64,
}

impl Peer {
    fn new(name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, words, times: Series::default(), cpu: Duration::ZERO, bytes: 0 }
    }

    fn take(&mut self, scene: &Scene, folder: &Path, counts: bool) -> Done {
        let file = folder.join("picture.png");
        let closed = Closed::in_folder(folder)?;
        let mut command = scene.desk.command(self.name);
        // One of them tells of each picture in plain words.
        command.args(self.words).arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let before = cost::of_children()?;
        let began = Instant::now();
        let mut child = command.spawn().map_err(|error| Failure::new(format!("{}: {error}", self.name)))?;
        let written = closed.until(|| whole(&file));
        let time = began.elapsed();
        let status = child.wait()?;
        written?;
        if !status.success() {
            return Err(Failure::new(format!("{} failed: {status}.", self.name)));
        }
        let cpu = cost::of_children()?.saturating_sub(before);
        self.bytes = std::fs::metadata(&file)?.len();
        std::fs::remove_file(&file)?;
        if counts {
            self.times.add(time);
            self.cpu += cpu;
        }
        Ok(())
    }
}

/// Whether a PNG file is there to its end. `import` closes an empty one first, to see whether it may write.
fn whole(file: &Path) -> bool {
    std::fs::read(file).is_ok_and(|bytes| bytes.ends_with(b"IEND\xaeB`\x82"))
}

/// Makes sure that what was measured was also done: an entry a press, a picture an entry.
fn kept(scene: &Scene, app: &xtask::desk::App, entries: usize, shots: usize) -> Done {
    let status = app.cli(&scene.desk).status()?;
    if status["entries"] == entries && status["shots"] == shots && status["failed"] == 0 {
        return Ok(());
    }
    Err(Failure::new(format!("{entries} entries and {shots} pictures were to be kept: {status}")))
}

/// Whole pictures in a library, and their bytes together.
pub fn pictures(library: &Path) -> Done<(usize, u64)> {
    let (mut count, mut bytes) = (0, 0);
    for folder in std::fs::read_dir(library.join("shots"))? {
        for file in std::fs::read_dir(folder?.path())? {
            count += 1;
            bytes += file?.metadata()?.len();
        }
    }
    Ok((count, bytes))
}

fn each(all: Duration, runs: usize) -> Option<Duration> {
    all.checked_div(u32::try_from(runs).ok()?)
}
