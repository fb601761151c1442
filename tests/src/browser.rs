//! A web driver inside the application's windows. The driver starts the application itself, so a journey that looks
//! into windows begins here.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{By, Capabilities, WebDriver, WebElement};
use tokio::runtime::Runtime;
use xtask::desk::{Cli, Desk};
use xtask::place::{self, Profile};
use xtask::program::Running;
use xtask::wait;

use crate::Check;

/// The application, driven. Ends with this value.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    runtime: Runtime,
    _bridge: Running,
    program: PathBuf,
    library: PathBuf,
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
    fn file(self) -> &'static str {
        match self {
            Self::Main => "index.html",
            Self::Bar => "bar.html",
            Self::Field => "field.html",
        }
    }
}

impl Browser {
    /// Starts the application on this library through the driver, and waits until it answers.
    pub fn start(desk: &Desk, library: &Path) -> Self {
        let bridge = place::found("tauri-driver").expect("tauri-driver is installed");
        let native = place::found("WebKitWebDriver").expect("WebKitWebDriver is installed");
        let (port, native_port) = (free_port(), free_port());
        let mut command = desk.command(bridge);
        command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]);
        command.arg("--native-driver").arg(native);
        let mut bridge = desk.start_program("tauri-driver", &mut command).check("the driver starts");
        wait::until_true("the driver to listen", || {
            bridge.still_runs()?;
            // The bridge listens before the driver behind it does.
            Ok([port, native_port].iter().all(|port| std::net::TcpStream::connect(("127.0.0.1", *port)).is_ok()))
        })
        .check("the driver listens");
        let application = place::built("sopwright-desktop", Profile::Dev).check("the application is built");
        let program = place::built("sopwright", Profile::Dev).check("the command line program is built");
        // Without `browserName`: with one, the driver of WebKit finds that nothing matches.
        let mut wishes = Capabilities::new();
        let options = json!({ "application": application, "args": ["--library", library] });
        wishes.set("tauri:options", options).check("the wishes are JSON");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().check("a runtime");
        let driver = runtime.block_on(WebDriver::new(format!("http://127.0.0.1:{port}"), wishes));
        let driver = driver.check("the application starts under the driver");
        let browser = Self { driver, runtime, _bridge: bridge, program, library: library.to_path_buf() };
        let cli = browser.cli(desk);
        wait::until_true("the application to answer", || Ok(cli.call(&["record", "status", "--json"])?.json().is_ok()))
            .check("the application answers");
        browser
    }

    /// The command line program on the same library.
    pub fn cli<'a>(&'a self, desk: &'a Desk) -> Cli<'a> {
        Cli::new(desk, &self.program, &self.library)
    }

    /// Looks into this window from now on.
    pub fn turn_to(&self, page: Page) {
        wait::until_true(&format!("a window with {}", page.file()), || Ok(self.runtime.block_on(self.switch(page))))
            .check("the window is there");
    }

    /// Ends the application and waits until it has let go of its library.
    pub fn end(self, desk: &Desk) {
        let (program, library) = (self.program.clone(), self.library.clone());
        drop(self);
        let cli = Cli::new(desk, &program, &library);
        wait::until_true("the application to end", || Ok(cli.call(&["record", "status"])?.code != Some(0)))
            .check("the application ends");
    }

    /// Shows another screen of the main window, as its address names it.
    pub fn go(&self, address: &str) {
        self.turn_to(Page::Main);
        self.run("location.hash = arguments[0]", vec![json!(format!("#/{address}"))]);
    }

    /// How many elements bear this mark for tests.
    pub fn count(&self, mark: &str) -> u64 {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", vec![json!(marked(mark))]);
        count.as_u64().unwrap_or(0)
    }

    /// Clicks the element with this mark for tests; of several, the one at this place, counted from 0.
    pub fn press(&self, mark: &str, place: usize) {
        let what = format!("{mark} {place} can be clicked");
        wait::until_true(&what, || {
            let found = self.runtime.block_on(self.driver.find_all(By::Css(marked(mark)))).unwrap_or_default();
            // Between finding and clicking a page may draw itself anew.
            Ok(found.get(place).is_some_and(|element| self.runtime.block_on(element.click()).is_ok()))
        })
        .unwrap_or_else(|failure| panic!("{failure}\nThe page shows:\n{}", self.text()));
    }

    /// The words in all elements with this mark for tests.
    pub fn words(&self, mark: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText.trim())";
        let words = self.run(script, vec![json!(marked(mark))]);
        words.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    }

    /// Waits until the editor says that all is on disk.
    pub fn saved(&self) {
        let what = "the editor to say that all is saved";
        wait::until_true(what, || Ok(self.words("saved").iter().any(|words| words == "Saved"))).check(what);
    }

    async fn switch(&self, page: Page) -> bool {
        for handle in self.driver.windows().await.unwrap_or_default() {
            // A window may close while one looks.
            if self.driver.switch_to_window(handle).await.is_ok()
                && self
                    .driver
                    .current_url()
                    .await
                    .is_ok_and(|url| url.path().ends_with(page.file()) || bare(&url, page))
            {
                return true;
            }
        }
        false
    }

    /// Waits until something matches this CSS selector, and gives it.
    pub fn find(&self, css: &str) -> WebElement {
        self.wait_for(By::Css(css.to_owned()), css)
    }

    /// Waits until something of this role bears this name, and gives it.
    pub fn named(&self, role: &str, name: &str) -> WebElement {
        let path = by_name(role, name);
        self.wait_for(By::XPath(path), &format!("{role} \"{name}\""))
    }

    /// Clicks what [`Browser::named`] finds.
    pub fn click(&self, role: &str, name: &str) {
        let what = format!("{role} \"{name}\" can be clicked");
        wait::until_true(&what, || {
            let found = self.runtime.block_on(self.driver.find(By::XPath(by_name(role, name))));
            // Between finding and clicking a page may draw itself anew.
            Ok(found.is_ok_and(|element| self.runtime.block_on(element.click()).is_ok()))
        })
        .check(&what);
    }

    /// Waits until the page shows these words.
    pub fn sees(&self, words: &str) {
        let what = format!("the page shows \"{words}\"");
        wait::until_true(&what, || Ok(self.text().contains(words))).unwrap_or_else(|failure| {
            panic!("{failure}\nThe page shows:\n{}", self.text());
        });
    }

    /// All words on the page.
    pub fn text(&self) -> String {
        let text = self.run("return document.body ? document.body.innerText : ''", Vec::new());
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page.
    pub fn run(&self, script: &str, words: Vec<Value>) -> Value {
        let answer = self.runtime.block_on(self.driver.execute(script, words)).check("the script runs");
        answer.json().clone()
    }

    /// Runs a script in the page that answers by calling its last argument.
    pub fn run_async(&self, script: &str, words: Vec<Value>) -> Value {
        self.runtime.block_on(self.driver.set_script_timeout(Duration::from_secs(60))).check("a longer patience");
        let answer = self.runtime.block_on(self.driver.execute_async(script, words)).check("the script runs");
        answer.json().clone()
    }

    /// Does something with an element of [`Browser::find`].
    pub fn with<T, E: std::fmt::Display>(&self, task: impl Future<Output = Result<T, E>>) -> T {
        self.runtime.block_on(task).check("the element does as asked")
    }

    fn wait_for(&self, by: By, what: &str) -> WebElement {
        wait::until(what, || Ok(self.runtime.block_on(self.driver.find(by.clone())).ok())).unwrap_or_else(|failure| {
            panic!("{failure}\nThe page shows:\n{}", self.text());
        })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the application. If it is gone already, so is the session.
        let _ = self.runtime.block_on(self.driver.clone().quit());
    }
}

/// The main window's address may leave its file out.
fn bare(url: &impl std::fmt::Display, page: Page) -> bool {
    page == Page::Main && !url.to_string().contains(".html")
}

/// A selector for elements with this mark for tests.
fn marked(mark: &str) -> String {
    format!("[data-testid=\"{mark}\"]")
}

/// A path to elements of a role by the name that a screen reader would say.
fn by_name(role: &str, name: &str) -> String {
    let tag = match role {
        "button" => "self::button",
        "link" => "self::a",
        "heading" => "self::h1 or self::h2 or self::h3",
        "field" => "self::input or self::textarea or @contenteditable",
        other => return format!("//*[@role='{other}' and (normalize-space()='{name}' or @aria-label='{name}')]"),
    };
    format!(
        "//*[({tag} or @role='{role}') and (normalize-space()='{name}' or @aria-label='{name}' or @title='{name}')]"
    )
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).check("a free port");
    listener.local_addr().check("its number").port()
}
