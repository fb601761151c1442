//! From the start of the program to hotkeys that are heard, and to a window that shows something.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use xtask::desk::{App, Desk, Plan};
use xtask::place::{self, Profile};
use xtask::{Done, Failure, wait};

use super::scene::socket;
use super::series::Series;
use super::server::Server;
use super::table::Line;

/// How many colours a window shows at least when letters are on it; an empty one has a few.
const PAINTED: usize = 12;

/// How long one start may take.
const PATIENCE: Duration = Duration::from_secs(40);

/// Pause between looks.
const LOOK: Duration = Duration::from_millis(2);

/// A window as it came up.
struct Shown {
    mapped: Duration,
    painted: Duration,
}

/// Sopwright on a library that is there already, against a browser window.
pub fn start(out: &Path, runs: usize) -> Done<Vec<Line>> {
    let desk = Desk::start(Plan::default())?;
    let mut server = Server::connect(desk.display())?;
    let library = out.join("start");
    let page = desk.home().join("page.html");
    std::fs::write(
        &page,
        format!("<title>Page</title>{}", "<p>A line of text that stands here to be seen.".repeat(60)),
    )?;
    let browser = place::found("chromium");
    let (mut live, mut mapped, mut painted) = (Series::default(), Series::default(), Series::default());
    let mut peer = Series::default();
    // The first start makes the library and fills the caches; it does not count.
    for round in 0..=runs {
        let began = Instant::now();
        let app = App::launch(&desk, &library, Profile::Release)?;
        let (heard, shown) = come_up(&desk, &mut server, began)?;
        drop(app);
        gone(&desk, &mut server)?;
        if round > 0 {
            live.add(heard);
            mapped.add(shown.mapped);
            painted.add(shown.painted);
        }
        if let Some(browser) = &browser {
            let mut command = desk.command(browser);
            command.args(["--no-sandbox", "--no-first-run", "--disable-gpu", "--user-data-dir"]);
            command.arg(desk.home().join("browser")).arg(format!("--app=file://{}", page.display()));
            let began = Instant::now();
            let running = desk.start_program("chromium", &mut command)?;
            let shown = watch(&mut server, began, &mut |_| Ok(()))?;
            drop(running);
            gone(&desk, &mut server)?;
            if round > 0 {
                peer.add(shown.painted);
            }
        }
    }
    let ms = Duration::from_millis;
    let heard_in_time = live.median() <= ms(200);
    let shown_in_time = painted.median() <= ms(800);
    let ours = painted.clone();
    let mut lines = vec![
        Line::ours("start to hotkeys live", live).aimed("<= 200 ms", heard_in_time),
        Line::ours("start to window on the screen", mapped),
        Line::ours("start to window shown with its content", painted).aimed("<= 800 ms", shown_in_time),
    ];
    let name = "chromium --app, a page of text";
    lines.push(if browser.is_some() { Line::peer(name, peer, &ours) } else { Line::absent(name) });
    Ok(lines)
}

/// Waits for the first answer on the socket, which comes only after the hotkeys are set, and for the window.
fn come_up(desk: &Desk, server: &mut Server, began: Instant) -> Done<(Duration, Shown)> {
    let mut heard = None;
    let shown = watch(server, began, &mut |began| {
        if heard.is_none() && answers(desk)? {
            heard = Some(began.elapsed());
        }
        Ok(())
    })?;
    while heard.is_none() && began.elapsed() < PATIENCE {
        std::thread::sleep(LOOK);
        heard = answers(desk)?.then(|| began.elapsed());
    }
    let heard = heard.ok_or_else(|| Failure::new("The application did not answer."))?;
    Ok((heard, shown))
}

fn watch(server: &mut Server, began: Instant, meanwhile: &mut dyn FnMut(Instant) -> Done) -> Done<Shown> {
    let mut mapped = None;
    while began.elapsed() < PATIENCE {
        meanwhile(began)?;
        for window in server.windows()? {
            let since = *mapped.get_or_insert_with(|| began.elapsed());
            if server.colours(window)? >= PAINTED {
                return Ok(Shown { mapped: since, painted: began.elapsed() });
            }
        }
        std::thread::sleep(LOOK);
    }
    Err(Failure::new(format!("No window showed anything; on the screen since {mapped:?}.")))
}

fn answers(desk: &Desk) -> Done<bool> {
    use std::io::{BufRead, BufReader, Write};
    let Some(path) = socket(desk)? else { return Ok(false) };
    let Ok(mut stream) = std::os::unix::net::UnixStream::connect(path) else { return Ok(false) };
    writeln!(stream, "{}", json!({ "name": "record_status", "request": {} }))?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    Ok(line.contains("\"ok\""))
}

/// Waits until no window is left, and takes away the socket that a killed program leaves.
fn gone(desk: &Desk, server: &mut Server) -> Done {
    wait::until_true("the windows to go", || Ok(server.windows()?.is_empty()))?;
    if let Some(path) = socket(desk)? {
        std::fs::remove_file(path)?;
    }
    // Programs that served the window end after it.
    std::thread::sleep(Duration::from_millis(400));
    Ok(())
}
