//! One journey: a desktop, the application, its library. When the test fails, the last picture of the screen and the
//! logs stay in the build folder.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use sopwright_core::settings::Settings;
use sopwright_store::Library;
use xtask::desk::{App, Cli, Desk, Expert, Plan};
use xtask::place::{self, Profile};

use crate::Browser;

/// Everything that a journey needs. Parts end in the order in which they are written.
#[derive(Debug)]
pub struct Journey {
    name: String,
    browser: Option<Browser>,
    app: Option<App>,
    desk: Desk,
}

impl Journey {
    /// A fresh desktop as most people have it.
    pub fn new(name: &str) -> Self {
        Self::on(name, Plan::default())
    }

    /// A fresh desktop of this make.
    pub fn on(name: &str, plan: Plan) -> Self {
        let desk = Desk::start(plan).unwrap_or_else(|failure| panic!("no desktop for {name}: {failure}"));
        Self { name: name.to_owned(), browser: None, app: None, desk }
    }

    /// Started, with automatic steps that keep what is typed, among programs that tell it.
    pub fn that_keeps_typing(name: &str) -> Self {
        let mut journey = Self::on(name, Plan { accessible: true, ..Plan::default() });
        journey.set(|settings| (settings.recording.automatic, settings.recording.typed_text) = (true, true));
        journey.start();
        journey
    }

    /// Changes the settings of the library, which nothing has open yet.
    pub fn set(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = Settings::default();
        change(&mut settings);
        let library = Library::open(&self.library()).check("a library");
        library.store().check("its database").set_setting("settings", &settings).check("the settings");
    }

    /// Starts the application and waits until it answers.
    pub fn start(&mut self) -> &mut Self {
        let library = self.library();
        self.start_with(&library)
    }

    /// Starts the application on another library.
    pub fn start_with(&mut self, library: &Path) -> &mut Self {
        let app = App::start(&self.desk, library, Profile::Dev).check("the application starts");
        self.app = Some(app);
        self
    }

    /// Starts the application under a web driver, so that the journey can look into its windows.
    pub fn drive(&mut self) -> &mut Self {
        let library = self.library();
        self.drive_with(&library)
    }

    /// Does so on another library.
    pub fn drive_with(&mut self, library: &Path) -> &mut Self {
        self.browser = Some(Browser::start(&self.desk, library));
        self
    }

    /// Takes the X server away, as a crash of it would.
    pub fn lose_display(&mut self) {
        self.desk.lose_display();
    }

    /// Ends the application at once.
    pub fn crash(&mut self) {
        (self.browser, self.app) = (None, None);
    }

    /// Where the library lies.
    pub fn library(&self) -> PathBuf {
        self.desk.home().join("library")
    }

    /// The desktop.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The application, which has to run.
    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the application was started")
    }

    /// The application, to look at its process.
    pub fn app_mut(&mut self) -> &mut App {
        self.app.as_mut().expect("the application was started")
    }

    /// The web driver, which has to run.
    pub fn browser(&self) -> &Browser {
        self.browser.as_ref().expect("the application was started under a web driver")
    }

    /// The application's process number.
    pub fn pid(&self) -> u32 {
        self.browser.as_ref().map_or_else(|| self.app().pid(), Browser::pid)
    }

    /// The command line program on the library.
    pub fn cli(&self) -> Cli<'_> {
        match &self.browser {
            Some(browser) => browser.cli(&self.desk),
            None => self.app().cli(&self.desk),
        }
    }

    /// Starts a recording by hotkey.
    pub fn record(&self) -> Expert<'_> {
        Expert::begin(&self.desk, self.pid(), self.cli()).check("a recording starts")
    }

    fn keep_traces(&self) {
        let Ok(folder) = place::journeys() else { return };
        let folder = folder.join(&self.name);
        if std::fs::create_dir_all(&folder).is_err() {
            return;
        }
        // Whatever cannot be kept is only missing from the traces; the test has failed already and says why.
        let _ = self.desk.picture(&folder.join("screen.png"));
        for log in std::fs::read_dir(self.desk.logs()).into_iter().flatten().flatten() {
            let _ = std::fs::copy(log.path(), folder.join(log.file_name()));
        }
        eprintln!("The last picture and the logs are in {}.", folder.display());
    }
}

impl Drop for Journey {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_traces();
        }
    }
}

/// Stops a test with the words of a failure, which `expect` would show as a value.
pub trait Check<T> {
    /// The value, or the end of the test.
    fn check(self, what: &str) -> T;
}

impl<T, E: Display> Check<T> for Result<T, E> {
    #[track_caller]
    fn check(self, what: &str) -> T {
        match self {
            Ok(value) => value,
            Err(error) => panic!("not so: {what}: {error}"),
        }
    }
}
