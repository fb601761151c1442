//! A private desktop: an X server without a screen, a window manager, a session bus and a home folder of its own.
//! Everything started on it is real; nothing of the person's own desktop or library is touched.

mod app;
mod chameleon;
mod cli;
mod display;
mod expert;
mod hands;
mod shot;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub use app::App;
pub use chameleon::Chameleon;
pub use cli::{Answer, Cli};
pub use display::Display;
pub use expert::Expert;
pub use hands::{Hands, Stand, hotkey};
pub use shot::{pixel, shot};

use crate::program::{self, Running};
use crate::{Done, Failure, wait};

/// What the desktop is made of.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Width of the screen in pixels.
    pub width: u32,
    /// Height of the screen in pixels.
    pub height: u32,
    /// How many pixels of the screen one of a program is: 2 is 200 %.
    pub scale: u32,
    /// Whether a window manager runs.
    pub window_manager: bool,
    /// Whether there is a session bus.
    pub bus: bool,
    /// Whether programs tell what is in their windows, as they do for those who cannot see them.
    pub accessible: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self { width: 1920, height: 1080, scale: 1, window_manager: true, bus: true, accessible: false }
    }
}

/// Window manager settings: new windows take the keyboard, and no key is bound, so that every chord is free.
const OPENBOX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse><focusLast>yes</focusLast></focus>
  <placement><policy>Smart</policy></placement>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard></keyboard>
</openbox_config>
"#;

/// A private desktop. Fields end in the order in which they are written: programs before the display they draw on.
#[derive(Debug)]
pub struct Desk {
    manager: Option<Running>,
    bus: Option<Running>,
    bus_address: String,
    scale: u32,
    accessible: bool,
    display: Display,
    home: TempDir,
}

impl Desk {
    /// Puts it up and waits until it can be used.
    pub fn start(plan: Plan) -> Done<Self> {
        let home = tempfile::Builder::new().prefix("desk-").tempdir()?;
        for folder in [".run", ".logs", ".config/openbox", ".data", ".cache", ".tmp"] {
            std::fs::create_dir_all(home.path().join(folder))?;
        }
        private(&home.path().join(".run"))?;
        let display = Display::start(plan.width, plan.height, &home.path().join(".logs"))?;
        program::run(Command::new("xsetroot").args(["-display", display.name(), "-solid", "#3b5560"]))?;
        // A machine that stalls between down and up of a key would type it twice. Who wants repeats turns them on.
        program::run(Command::new("xset").args(["-display", display.name(), "r", "off"]))?;
        let Plan { scale, accessible, .. } = plan;
        let mut desk = Self { manager: None, bus: None, bus_address: String::new(), scale, accessible, display, home };
        if plan.bus {
            desk.start_bus()?;
        }
        if plan.window_manager {
            desk.start_manager()?;
        }
        Ok(desk)
    }

    fn start_bus(&mut self) -> Done {
        let socket = self.home.path().join(".run/bus");
        let address = format!("unix:path={}", socket.display());
        let mut command = self.command("dbus-daemon");
        command.args(["--session", "--nofork", "--nopidfile", "--address"]).arg(&address);
        self.bus = Some(self.start_program("dbus-daemon", &mut command)?);
        wait::until_true("the session bus", || Ok(socket.exists()))?;
        self.bus_address = address;
        Ok(())
    }

    fn start_manager(&mut self) -> Done {
        let settings = self.home.path().join(".config/openbox/rc.xml");
        std::fs::write(&settings, OPENBOX)?;
        let mut command = self.command("openbox");
        command.arg("--config-file").arg(&settings);
        self.manager = Some(self.start_program("openbox", &mut command)?);
        wait::until_true("the window manager", || {
            if let Some(manager) = &mut self.manager {
                manager.still_runs()?;
            }
            let mut ask = Command::new("xprop");
            ask.args(["-root", "_NET_SUPPORTING_WM_CHECK"]).env("DISPLAY", self.display.name());
            Ok(program::read(&mut ask)?.contains("window id #"))
        })
    }

    /// A program that will see this desktop and no other.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        command.env_remove("WAYLAND_DISPLAY").env_remove("XAUTHORITY").current_dir(self.home.path());
        command
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let home = self.home.path();
        let inside = |folder: &str| home.join(folder).display().to_string();
        // Without a bus the address must name none: left out, GLib would start a bus of its own.
        let none = || "unix:path=/nonexistent".to_owned();
        let bus = if self.bus_address.is_empty() { none() } else { self.bus_address.clone() };
        vec![
            ("DISPLAY", self.display.name().to_owned()),
            ("DBUS_SESSION_BUS_ADDRESS", bus),
            ("HOME", home.display().to_string()),
            ("XDG_RUNTIME_DIR", inside(".run")),
            ("XDG_CONFIG_HOME", inside(".config")),
            ("XDG_DATA_HOME", inside(".data")),
            ("XDG_CACHE_HOME", inside(".cache")),
            // Here too, so that what programs leave behind can be looked for.
            ("TMPDIR", inside(".tmp")),
            ("GDK_SCALE", self.scale.to_string()),
            ("XDG_SESSION_TYPE", "x11".to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("GTK_USE_PORTAL", "0".to_owned()),
            ("NO_AT_BRIDGE", if self.accessible { "0" } else { "1" }.to_owned()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("TZ", "UTC".to_owned()),
        ]
    }

    /// Starts a program in the background; its log is kept until the desktop ends.
    pub fn start_program(&self, name: &str, command: &mut Command) -> Done<Running> {
        Running::start(name, command, &self.logs())
    }

    /// The home folder on this desktop.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What programs said.
    pub fn logs(&self) -> PathBuf {
        self.home.path().join(".logs")
    }

    /// The display's name, such as `:7`.
    pub fn display(&self) -> &str {
        self.display.name()
    }

    /// Keyboard and eyes of the person at this desktop.
    pub fn hands(&self) -> Hands<'_> {
        Hands::new(self)
    }

    /// Takes the X server away, as a crash of it would.
    pub fn lose_display(&mut self) {
        self.display.kill();
    }

    /// A picture of the whole screen.
    pub fn picture(&self, file: &Path) -> Done {
        program::run(self.command("import").args(["-window", "root"]).arg(file))?;
        let bytes = std::fs::metadata(file).map(|data| data.len()).unwrap_or(0);
        if bytes > 0 { Ok(()) } else { Err(Failure::new(format!("{} is empty.", file.display()))) }
    }

    /// What the clipboard holds as text, if it holds any.
    pub fn clipboard(&self) -> Done<Option<String>> {
        let output = self.command("xclip").args(["-selection", "clipboard", "-o"]).stderr(Stdio::null()).output()?;
        Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
    }
}

/// A runtime folder must be its owner's alone, or programs refuse it.
#[cfg(unix)]
fn private(folder: &Path) -> Done {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?)
}

#[cfg(not(unix))]
fn private(_: &Path) -> Done {
    Err(Failure::new("A private desktop needs an X server, and so Linux."))
}
