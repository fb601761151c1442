//! The desktop as a whole: what it says it lacks, and what happens when it is not there or goes away.

use std::process::Command;

use sopwright_capture::screen::X11Screen;
use sopwright_capture::windows::X11Windows;
use sopwright_capture::{Desktop, Hold, PortalHotkeys, X11Hotkeys};
use sopwright_core::entry::Place;
use sopwright_core::port::{Action, Hearing, Hotkey, Hotkeys as _, Screen as _, Windows as _};

use crate::stage::{self, staged};

fn lacks(desktop: &Desktop, words: &str) -> bool {
    desktop.missing.iter().any(|missing| missing.what.contains(words))
}

staged! {
    fn a_bare_server_lacks_a_window_manager_and_nothing_else(stage) {
        let desktop = Desktop::open();
        assert!(lacks(&desktop, "window manager") && of_the_server(&desktop).len() == 1, "{:?}", desktop.missing);
        assert!(desktop.screen.grab().is_ok());
        let _manager = stage.window_manager();
        let desktop = Desktop::open();
        assert!(of_the_server(&desktop).is_empty(), "{:?}", desktop.missing);
    }
}

staged! {
    fn what_the_server_lacks_is_told(_stage, "-extension", "MIT-SHM", "-extension", "Composite") {
        let desktop = Desktop::open();
        assert!(lacks(&desktop, "MIT-SHM") && lacks(&desktop, "Composite"), "{:?}", desktop.missing);
        assert!(desktop.screen.grab().is_ok());
    }
}

/// What is missing, apart from a session bus, which a test machine may have or not.
fn of_the_server(desktop: &Desktop) -> Vec<&sopwright_capture::Missing> {
    desktop.missing.iter().filter(|missing| !missing.what.contains("session bus")).collect()
}

const WITHOUT: &str = "SOPWRIGHT_TEST_WITHOUT";

/// Runs itself again with other variables, which a running program cannot change safely.
#[test]
fn without_a_display_and_on_wayland_everything_says_what_to_do() {
    match std::env::var(WITHOUT).as_deref() {
        Ok("display") => {
            let desktop = Desktop::open();
            let error = desktop.screen.grab().unwrap_err();
            assert!(error.hint.contains("DISPLAY"), "{error}");
            assert_eq!(desktop.missing.len(), 1);
            assert_eq!((desktop.windows.place(), desktop.windows.focused()), (Place::default(), None));
            desktop.windows.focus(1);
            assert!(desktop.clipboard.read().is_err());
            assert!(X11Hotkeys::start(Hold::default(), |_| false).is_err());
        }
        Ok("x11") => {
            let desktop = Desktop::open();
            assert!(lacks(&desktop, "Wayland"));
            assert!(desktop.screen.grab().is_err());
            assert!(desktop.clipboard.read().is_err(), "there is no compositor to ask");
            let error = PortalHotkeys::start(|_| (), |_| ()).err().unwrap();
            assert!(error.hint.contains("sopwright log step"), "{error}");
        }
        _ => {
            for (without, kind) in [("display", "x11"), ("x11", "wayland")] {
                let output = Command::new(std::env::current_exe().unwrap())
                    .args([
                        "desktop::without_a_display_and_on_wayland_everything_says_what_to_do",
                        "--exact",
                        "--nocapture",
                    ])
                    .env(WITHOUT, without)
                    .env("XDG_SESSION_TYPE", kind)
                    .env_remove("DISPLAY")
                    .env_remove("WAYLAND_DISPLAY")
                    .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                    .output()
                    .unwrap();
                assert!(output.status.success(), "{without}: {}", String::from_utf8_lossy(&output.stderr));
            }
        }
    }
}

#[test]
fn a_display_that_goes_and_comes_back_is_an_error_and_then_works() {
    let Some((server, display)) = stage::server(&[]) else {
        eprintln!("SKIPPED: Xvfb is not installed");
        return;
    };
    let screen = X11Screen::connect(Some(&display)).unwrap();
    let windows = X11Windows::connect(Some(&display)).unwrap();
    let (hotkeys, presses) = crate::hotkeys::start_on(Some(&display));
    let list = [Hotkey { action: Action::Step, chord: "Ctrl+Super+S".into() }];
    assert_eq!(hotkeys.set(&list)[0].hearing, Hearing::Own);
    assert!(screen.grab().is_ok());
    drop(server);
    assert!(screen.grab().is_err());
    assert_eq!(windows.place(), Place::default());
    windows.focus(1);
    let status = hotkeys.set(&list).remove(0);
    assert_eq!(status.hearing, Hearing::Deaf);
    assert!(!status.why.is_empty());
    drop(hotkeys);
    assert!(presses.recv().is_err());
    // A server with the same number, as after logging in again.
    let Some((_server, _)) = stage::server(&[&display]) else { panic!("Xvfb did not start again") };
    assert!(screen.grab().is_ok());
    assert!(windows.place().pointer.is_some());
}
