//! The web driver of WebKitGTK, in its own protocol: JSON over HTTP. It starts the application and runs scripts in its
//! main window. Keys do not go through it: they are pressed at the X server, as a person's are.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use xtask::desk::Desk;
use xtask::place::{self, Profile};
use xtask::program::Running;
use xtask::{Done, Failure, wait};

/// How long a script may run.
const PATIENCE: Duration = Duration::from_secs(120);

/// The application, with a window to look into. Ends with this value.
#[derive(Debug)]
pub struct Driver {
    _running: Running,
    port: u16,
    session: String,
}

impl Driver {
    /// Starts the application on this library, and looks into its main window.
    pub fn start(desk: &Desk, library: &Path) -> Done<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = desk.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        let running = desk.start_program("driver", &mut command)?;
        wait::until_true("the web driver to listen", || Ok(TcpStream::connect(("127.0.0.1", port)).is_ok()))?;
        let mut driver = Self { _running: running, port, session: String::new() };
        let program = place::built("sopwright-desktop", Profile::Release)?;
        let options = json!({ "binary": program, "args": ["--library", library] });
        let wishes = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let session = driver.send("POST", "/session", &wishes)?;
        session["sessionId"].as_str().unwrap_or_default().clone_into(&mut driver.session);
        driver.ask("timeouts", &json!({ "script": PATIENCE.as_millis() as u64 }))?;
        wait::until_true("the main window", || driver.turn_to_main())?;
        Ok(driver)
    }

    fn turn_to_main(&self) -> Done<bool> {
        let handles = self.send("GET", &format!("/session/{}/window/handles", self.session), &Value::Null)?;
        for handle in handles.as_array().into_iter().flatten() {
            self.ask("window", &json!({ "handle": handle }))?;
            if self.run("return !!document.querySelector('[data-testid=nav-library]')")? == true {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Runs a script and gives what it returns; a promise is waited for.
    pub fn run(&self, script: &str) -> Done<Value> {
        self.ask("execute/sync", &json!({ "script": script, "args": [] }))
    }

    fn ask(&self, what: &str, words: &Value) -> Done<Value> {
        self.send("POST", &format!("/session/{}/{what}", self.session), words)
    }

    fn send(&self, method: &str, path: &str, words: &Value) -> Done<Value> {
        let body = if words.is_null() { String::new() } else { words.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        write!(stream, "{head}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let text = String::from_utf8_lossy(&answer);
        let body = text.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
        let mut answer: Value = serde_json::from_str(body)
            .map_err(|error| Failure::new(format!("The web driver answers {path} with \"{text}\": {error}")))?;
        let value = answer["value"].take();
        if value["error"].is_string() {
            return Err(Failure::new(format!("The web driver refuses {path}: {}", value["message"])));
        }
        Ok(value)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver ends the application. If either is gone already, there is nothing left to end.
        let _ = self.send("DELETE", &format!("/session/{}", self.session), &Value::Null);
    }
}
