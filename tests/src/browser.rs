//! A web driver inside the application's windows. The driver starts the application itself, so a journey that looks
//! into windows begins here; what is on a page is looked for next door.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver, WindowHandle};
use tokio::runtime::Runtime;
use xtask::desk::{Cli, Desk};
use xtask::place::{self, Profile};
use xtask::program::Running;
use xtask::wait;

use crate::Check;

/// WebKit's own driver, from the package `webkit2gtk-driver`.
pub const DRIVER: &str = "WebKitWebDriver";

/// The application, driven. Ends with this value.
#[derive(Debug)]
pub struct Browser {
    driver: Option<WebDriver>,
    runtime: Runtime,
    windows: Vec<(Page, WindowHandle)>,
    pid: u32,
    program: PathBuf,
    library: PathBuf,
    _native: Running,
}

/// The pages of the application's windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The main window.
    Main,
    /// The recorder bar.
    Bar,
    /// The quick field.
    Field,
}

impl Page {
    const ALL: [Self; 3] = [Self::Main, Self::Bar, Self::Field];

    fn is_at(self, path: &str) -> bool {
        match self {
            // Its address may leave the file out.
            Self::Main => path.ends_with("index.html") || path.is_empty() || path == "/",
            Self::Bar => path.ends_with("bar.html"),
            Self::Field => path.ends_with("field.html"),
        }
    }
}

impl Browser {
    /// Starts the application on this library through the driver, and waits until it answers.
    pub fn start(desk: &Desk, library: &Path) -> Self {
        let native = place::found(DRIVER).expect("WebKitWebDriver is installed");
        let port = free_port();
        let mut command = desk.command(native);
        command.args([&format!("--port={port}"), "--host=127.0.0.1"]);
        // The application lets itself be driven only if it is told so, which is all that Tauri's own bridge would add.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        let mut native = desk.start_program(DRIVER, &mut command).check("the driver starts");
        wait::until_true("the driver to listen", || {
            native.still_runs()?;
            Ok(TcpStream::connect(("127.0.0.1", port)).is_ok())
        })
        .check("the driver listens");
        let application = place::built("sopwright-desktop", Profile::Dev).check("the application is built");
        let program = place::built("sopwright", Profile::Dev).check("the command line program is built");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().check("a runtime");
        // Without `browserName`: with one, the driver finds that nothing matches.
        let mut wishes = Capabilities::new();
        let options = json!({ "binary": application, "args": ["--library", library] });
        wishes.set("webkitgtk:browserOptions", options).check("the wishes are JSON");
        let driver = runtime.block_on(WebDriver::new(format!("http://127.0.0.1:{port}"), wishes));
        let driver = driver.check("the application starts under the driver");
        let cli = Cli::new(desk, &program, library);
        wait::until_true("the application to answer", || Ok(cli.call(&["record", "status", "--json"])?.json().is_ok()))
            .check("the application answers");
        let pid = wait::until("the main window", || {
            let hands = desk.hands();
            Ok(hands.windows("^Sopwright$")?.first().map(|window| hands.pid_of(*window)).transpose()?.flatten())
        })
        .check("the main window comes");
        let library = library.to_path_buf();
        let mut browser =
            Self { driver: Some(driver), runtime, windows: Vec::new(), pid, program, library, _native: native };
        browser.find_windows();
        browser.turn_to(Page::Main);
        browser
    }

    /// The command line program on the same library.
    pub fn cli<'a>(&'a self, desk: &'a Desk) -> Cli<'a> {
        Cli::new(desk, &self.program, &self.library)
    }

    /// The application's process number.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Looks into this window from now on.
    pub fn turn_to(&self, page: Page) {
        let handle = self.windows.iter().find(|(known, _)| *known == page).map(|(_, handle)| handle.clone());
        let handle = handle.unwrap_or_else(|| panic!("there is no window of {page:?}"));
        self.runtime.block_on(self.driver().switch_to_window(handle)).check("the driver turns to the window");
    }

    /// Runs a script in the page.
    pub fn run(&self, script: &str, words: Vec<Value>) -> Value {
        let answer = self.runtime.block_on(self.driver().execute(script, words)).check("the script runs");
        answer.json().clone()
    }

    /// Runs a script in the page that answers by calling its last argument.
    pub fn run_async(&self, script: &str, words: Vec<Value>) -> Value {
        let patience = Duration::from_secs(60);
        self.runtime.block_on(self.driver().set_script_timeout(patience)).check("a longer patience");
        let answer = self.runtime.block_on(self.driver().execute_async(script, words)).check("the script runs");
        answer.json().clone()
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the driver is there until the end")
    }

    /// Waits for what a driver is asked to do.
    pub(crate) fn wait_for<T>(&self, task: impl Future<Output = T>) -> T {
        self.runtime.block_on(task)
    }

    /// Learns once which window is which: to look, the driver has to turn to each.
    fn find_windows(&mut self) {
        self.windows = wait::until("all windows to have their pages", || Ok(self.runtime.block_on(self.look())))
            .check("the windows have their pages");
    }

    async fn look(&self) -> Option<Vec<(Page, WindowHandle)>> {
        let mut found = Vec::new();
        for handle in self.driver().windows().await.ok()? {
            self.driver().switch_to_window(handle.clone()).await.ok()?;
            let url = self.driver().current_url().await.ok()?;
            let page = Page::ALL.into_iter().find(|page| page.is_at(url.path()))?;
            found.push((page, handle));
        }
        (found.len() == Page::ALL.len()).then_some(found)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the application. If the application is gone already, so is the session.
        if let Some(driver) = self.driver.take() {
            let _ = self.runtime.block_on(driver.quit());
        }
        let gone = || Ok(!Path::new(&format!("/proc/{}", self.pid)).exists());
        if let Err(failure) = wait::until_true("the application to end", gone) {
            eprintln!("{failure}");
        }
    }
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).check("a free port");
    listener.local_addr().check("its number").port()
}
