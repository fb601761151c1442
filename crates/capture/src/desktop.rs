//! The desktop as it was found: the adapters that work here, stand-ins for those that do not, and what is missing, in
//! words. Hotkeys are started apart, by the shell.

use sopwright_core::port::{CaptureError, Clipboard, Elements, Inputs, Screen, Windows};

use crate::clipboard::SystemClipboard;
use crate::stub::{NoClipboard, NoElements, NoInputs, NoScreen, NoWindows};

/// Something that this desktop lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub what: String,
    /// What does not work for that.
    pub consequence: String,
    /// What to do about it.
    pub hint: String,
}

impl Missing {
    fn new(what: &str, consequence: &str, hint: &str) -> Self {
        Self { what: what.into(), consequence: consequence.into(), hint: hint.into() }
    }
}

/// The adapters of this desktop.
pub struct Desktop {
    /// Takes pictures of the screen.
    pub screen: Box<dyn Screen>,
    /// Knows the window in front.
    pub windows: Box<dyn Windows>,
    /// Reads the clipboard.
    pub clipboard: Box<dyn Clipboard>,
    /// Hears mouse and keyboard, for automatic capture.
    pub inputs: Box<dyn Inputs>,
    /// Knows the elements of other programs' windows.
    pub elements: Box<dyn Elements>,
    /// What kind of desktop it is: `X11`, `Wayland`, `no display`, or the system's name.
    pub name: &'static str,
    /// What is missing here.
    pub missing: Vec<Missing>,
    /// Windows to leave out of pictures beside those of this process.
    #[cfg(target_os = "linux")]
    pub own_windows: crate::OwnWindows,
}

/// Whether this is a Wayland session, in which programs may not look for themselves.
#[cfg(target_os = "linux")]
pub fn wayland() -> bool {
    let is = |name: &str, wanted: &dyn Fn(&str) -> bool| std::env::var(name).is_ok_and(|value| wanted(&value));
    is("XDG_SESSION_TYPE", &|kind| kind.eq_ignore_ascii_case("wayland"))
        || is("WAYLAND_DISPLAY", &|name| !name.is_empty())
}

#[cfg(target_os = "linux")]
mod open {
    use super::{
        CaptureError, Desktop, Elements, Missing, NoElements, NoInputs, NoScreen, NoWindows, Screen, SystemClipboard,
        wayland,
    };
    use crate::OwnWindows;
    use crate::element::AtSpiElements;
    use crate::listener::watcher::Watcher;
    use crate::portal::PortalScreen;
    use crate::screen::X11Screen;
    use crate::windows::X11Windows;

    impl Desktop {
        /// Looks what this desktop has. Never fails: what is not there is stood in for, and told.
        pub fn open() -> Self {
            if wayland() { Self::wayland() } else { Self::x11() }
        }

        fn x11() -> Self {
            let (screen, windows) = match (X11Screen::connect(None), X11Windows::connect(None)) {
                (Ok(screen), Ok(windows)) => (screen, windows),
                (Err(error), _) | (_, Err(error)) => return Self::none(error.into()),
            };
            let mut missing = Vec::new();
            if !windows.window_manager() {
                missing.push(Missing::new(
                    "No window manager runs",
                    "The window in front is told by the keyboard focus, and may be unknown",
                    "Start a window manager",
                ));
            }
            if !screen.shares_memory() {
                missing.push(Missing::new(
                    "The display shares no memory with programs (MIT-SHM)",
                    "Pictures take longer",
                    "Run Sopwright on the machine that the display belongs to",
                ));
            }
            if !screen.sees_behind() {
                missing.push(Missing::new(
                    "The display has no Composite extension",
                    "Where Sopwright covers the screen, pictures show grey",
                    "Enable Composite in the settings of the X server",
                ));
            }
            let elements: Box<dyn Elements> = match AtSpiElements::start() {
                Ok(elements) => Box::new(elements),
                Err(error) => {
                    missing.push(Missing::new(
                        &CaptureError::from(error).what,
                        "Steps that are captured by themselves do not say which button or field was used",
                        "Log in to a desktop session, or start Sopwright with dbus-run-session",
                    ));
                    Box::new(NoElements)
                }
            };
            Self {
                name: "X11",
                own_windows: screen.own_windows(),
                screen: Box::new(screen),
                windows: Box::new(windows),
                clipboard: Box::new(SystemClipboard::new()),
                inputs: Box::new(Watcher::new()),
                elements,
                missing,
            }
        }

        fn wayland() -> Self {
            let hint = "Log in with X11 to have them";
            let mut missing = vec![Missing::new(
                "This is a Wayland session",
                "Entries do not tell which application they are about, and steps are not captured by themselves",
                hint,
            )];
            missing.push(Missing::new(
                "The windows in a picture are not known",
                "Windows that you leave out of recordings could not be left out of pictures, so none are taken",
                "Log in with X11, or empty the list under Settings, Privacy, to have pictures all the same",
            ));
            let screen: Box<dyn Screen> = match PortalScreen::start() {
                Ok(screen) => Box::new(screen),
                Err(error) => {
                    // Without pictures there is nothing to leave windows out of.
                    missing.truncate(1);
                    missing.push(Missing::new(&error.what, "Entries have no picture", &error.hint));
                    Box::new(NoScreen(error))
                }
            };
            let what = "Programs cannot see what is done in other windows in a Wayland session";
            Self {
                name: "Wayland",
                inputs: Box::new(NoInputs(CaptureError { what: what.into(), hint: hint.into() })),
                elements: Box::new(NoElements),
                screen,
                windows: Box::new(NoWindows),
                clipboard: Box::new(SystemClipboard::new()),
                missing,
                own_windows: OwnWindows::default(),
            }
        }
    }
}

impl Desktop {
    /// A desktop on which nothing can be captured, for programs that only work with what is in the library.
    pub fn headless() -> Self {
        let hint = "Record with the desktop program".to_owned();
        Self::none(CaptureError { what: "The command line has no screen".into(), hint })
    }

    fn none(error: CaptureError) -> Self {
        let missing = Missing::new(&error.what, "There are no pictures, hotkeys or clipboard", &error.hint);
        Self {
            name: "no display",
            screen: Box::new(NoScreen(error.clone())),
            windows: Box::new(NoWindows),
            inputs: Box::new(NoInputs(error.clone())),
            elements: Box::new(NoElements),
            clipboard: Box::new(NoClipboard(error)),
            missing: vec![missing],
            #[cfg(target_os = "linux")]
            own_windows: crate::OwnWindows::default(),
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Desktop {
    /// Looks what this desktop has. Never fails: what is not there is stood in for, and told.
    pub fn open() -> Self {
        Self {
            name: std::env::consts::OS,
            screen: Box::new(crate::other::SystemScreen),
            windows: Box::new(crate::other::SystemWindows),
            clipboard: Box::new(SystemClipboard::new()),
            inputs: Box::new(crate::listener::watcher::Watcher::new()),
            elements: crate::element::of_system(),
            missing: crate::other::missing(),
        }
    }
}
