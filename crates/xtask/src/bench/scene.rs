//! The desktop that is measured on: windows full of text, one of them with a line that changes before every picture,
//! so that no picture is the same as the one before.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use xtask::desk::{App, Desk, Plan};
use xtask::place::{self, Profile};
use xtask::program::{self, Running};
use xtask::{Done, Failure, wait};

use super::server::Server;

/// How long the desktop is left alone before a measurement: longer than windows need to draw what was done before.
const QUIET: Duration = Duration::from_millis(150);

/// What lies behind the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// One colour.
    Plain,
    /// A cloudy picture, which packs badly, as a photograph does.
    Clouds,
}

/// The desktop with its windows. Fields end in the order in which they are written.
#[derive(Debug)]
pub struct Scene {
    _windows: Vec<Running>,
    ticker: PathBuf,
    /// The desktop.
    pub desk: Desk,
}

impl Scene {
    /// Puts it up.
    pub fn start(width: u32, height: u32, ground: Ground) -> Done<Self> {
        let desk = Desk::start(Plan { width, height, ..Plan::default() })?;
        if ground == Ground::Clouds {
            let picture = desk.home().join("clouds.png");
            let size = format!("{width}x{height}");
            program::run(
                desk.command("convert").args(["-seed", "7", "-size", &size, "plasma:navy-orange"]).arg(&picture),
            )?;
            // It puts the picture up and calls that a failure; whether it is there is looked at.
            program::quietly(desk.command("display").args(["-window", "root"]).arg(&picture))?;
            let mut server = Server::connect(desk.display())?;
            let root = server.root();
            if server.colours(root)? < 1000 {
                return Err(Failure::new("The cloudy picture is not on the screen."));
            }
        }
        let ticker = desk.home().join("ticker");
        std::fs::write(&ticker, "")?;
        let text = format!("ls -la --color=always /usr/bin | head -90; tail -f {}", ticker.display());
        let list = "ls -la --color=always /etc; sleep 1000000";
        let mut windows = Vec::new();
        // Two columns of terminals, as wide and high as the screen allows; half as high with something to see behind.
        let lines = if ground == Ground::Clouds { 34 } else { 17 };
        let (columns, rows) = ((width - 120) / 2 / 9, (height - 120) / lines);
        for (name, left, shown) in [("Invoices", 40, text.as_str()), ("Customers", width / 2 + 20, list)] {
            let geometry = format!("{columns}x{rows}+{left}+40");
            let font = ["-fa", "DejaVu Sans Mono", "-fs", "11"];
            let mut command = desk.command("xterm");
            command.args(font).args(["-title", name, "-geometry", &geometry, "-e", "sh", "-c", shown]);
            windows.push(desk.start_program(&name.to_lowercase(), &mut command)?);
            desk.hands().wait_for_title(name)?;
        }
        let scene = Self { _windows: windows, ticker, desk };
        // The terminals have yet to draw their lists.
        std::thread::sleep(Duration::from_secs(1));
        Ok(scene)
    }

    /// Changes a line on the screen and waits until all is quiet.
    pub fn tick(&self, number: usize) -> Done {
        let mut file = std::fs::File::options().append(true).open(&self.ticker)?;
        writeln!(file, "Invoice {number} of the monthly run was posted as {:06}", number * 7919 % 999_983)?;
        std::thread::sleep(QUIET);
        Ok(())
    }

    /// The application on this desktop, recording, with the quick field off.
    pub fn record(&self, library: &Path) -> Done<App> {
        let app = App::start(&self.desk, library, Profile::Release)?;
        let mut settings = self.ask("settings", &json!({}))?;
        settings["recording"]["quick_field"] = json!(false);
        self.ask("save_settings", &settings)?;
        app.cli(&self.desk).json(&["record", "start", "--title", "Bench"])?;
        app.cli(&self.desk).wait_for_phase("recording")?;
        // The recorder bar comes and the main window goes.
        std::thread::sleep(Duration::from_secs(2));
        Ok(app)
    }

    /// Clicks at this point until it is heard: what listens is a program of its own, and is told to begin before it does.
    /// Gives how many entries there are then.
    pub fn wait_until_clicks_are_heard(&self, x: i32, y: i32) -> Done<u64> {
        let entries = || {
            let status = self.ask("record_status", &json!({}))?;
            status["entries"].as_u64().ok_or_else(|| Failure::new(format!("The recorder counts no entries: {status}")))
        };
        wait::until_true("a click to be heard", || {
            self.desk.hands().click(x, y)?;
            std::thread::sleep(Duration::from_secs(1));
            Ok(entries()? > 0)
        })?;
        // The last click of these may still wait for a second one.
        std::thread::sleep(Duration::from_secs(2));
        entries()
    }

    /// Gives the running application a command that the command line does not have.
    pub fn ask(&self, name: &str, request: &Value) -> Done<Value> {
        use std::io::{BufRead, BufReader};
        let socket = wait::until("the application's socket", || socket(&self.desk))?;
        let mut stream = std::os::unix::net::UnixStream::connect(socket)?;
        writeln!(stream, "{}", json!({ "name": name, "request": request }))?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line)?;
        let mut answer: Value = serde_json::from_str(&line)?;
        if answer["error"].is_null() {
            Ok(answer["ok"].take())
        } else {
            Err(Failure::new(format!("{name}: {}", answer["error"])))
        }
    }
}

/// The socket of the application that runs on this desktop, if there is one.
pub fn socket(desk: &Desk) -> Done<Option<PathBuf>> {
    let Ok(folder) = std::fs::read_dir(desk.home().join(".run/sopwright")) else { return Ok(None) };
    for file in folder {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "sock") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The program that makes libraries and times what has no outside.
pub fn maker() -> Done<PathBuf> {
    let file = place::target()?.join("release/examples/bench");
    if file.is_file() { Ok(file) } else { Err(Failure::new(format!("{} has not been built.", file.display()))) }
}
