//! A real Wayland session without X: weston without a screen, in which a test runs once more as a program of the
//! session.

use std::fs::Permissions;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::process::Command;

use sopwright_capture::{Desktop, PortalHotkeys};
use sopwright_core::entry::Place;

use crate::bus::Bus;
use crate::portal::{Mood, Portal};

const INSIDE: &str = "SOPWRIGHT_TEST_IN_SESSION";

fn lacks(desktop: &Desktop, words: &str) -> bool {
    desktop.missing.iter().any(|missing| missing.what.contains(words) || missing.consequence.contains(words))
}

/// Runs the test with that name as a program of a session with that bus, and holds that it passed.
fn in_session(test: &str, bus: &Bus) {
    let folder = std::env::temp_dir().join(format!("sopwright-session-{}", uuid::Uuid::now_v7()));
    std::fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
    let (config, program, said) = (folder.join("weston.ini"), folder.join("program"), folder.join("said"));
    let settings = format!("[core]\nidle-time=0\n[autolaunch]\npath={}\nwatch=true\n", program.display());
    std::fs::write(&config, settings).unwrap();
    let exe = std::env::current_exe().unwrap();
    let script = format!("#!/bin/sh\n'{}' {test} --exact --nocapture > '{}' 2>&1\n", exe.display(), said.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, Permissions::from_mode(0o700)).unwrap();
    let mut command = Command::new("weston");
    command
        .args(["--backend=headless-backend.so", "--shell=kiosk-shell.so"])
        .arg(format!("--config={}", config.display()))
        .env(INSIDE, "1")
        .env("XDG_RUNTIME_DIR", &folder)
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("XDG_SESSION_TYPE");
    match command.output() {
        Err(_) => eprintln!("SKIPPED: weston is not installed"),
        Ok(session) => {
            let said = std::fs::read_to_string(&said).unwrap_or_default();
            let log = String::from_utf8_lossy(&session.stdout).into_owned();
            assert!(said.contains("1 passed"), "{said}\n{log}");
        }
    }
    std::fs::remove_dir_all(&folder).ok();
}

#[test]
fn in_a_session_without_x_and_portal_everything_starts_and_says_what_is_missing() {
    if std::env::var_os(INSIDE).is_none() {
        let Some(bus) = Bus::start() else { return };
        return in_session(
            "compositor::in_a_session_without_x_and_portal_everything_starts_and_says_what_is_missing",
            &bus,
        );
    }
    assert!(std::env::var_os("WAYLAND_DISPLAY").is_some() && std::env::var_os("DISPLAY").is_none());
    let desktop = Desktop::open();
    assert_eq!(desktop.name, "Wayland");
    assert!(lacks(&desktop, "Screenshot portal") && lacks(&desktop, "no picture"), "{:?}", desktop.missing);
    assert!(lacks(&desktop, "which application"), "{:?}", desktop.missing);
    assert!(desktop.screen.grab().unwrap_err().what.contains("Screenshot portal"));
    assert_eq!((desktop.windows.place(), desktop.windows.focused()), (Place::default(), None));
    assert!(desktop.inputs.listen(Some(Box::new(|_| ()))).is_err());
    // weston, as GNOME, lets no program without a window read the clipboard.
    assert!(desktop.clipboard.read().is_err());
    let error = PortalHotkeys::start(|_| (), |_| ()).err().unwrap();
    assert!(error.what.contains("GlobalShortcuts portal") && error.hint.contains("sopwright log step"), "{error}");
}

#[test]
fn in_a_session_with_the_portal_only_windows_are_missing() {
    if std::env::var_os(INSIDE).is_none() {
        let Some(bus) = Bus::start() else { return };
        let _portal = Portal::start(&bus.address, Mood::Willing);
        return in_session("compositor::in_a_session_with_the_portal_only_windows_are_missing", &bus);
    }
    let desktop = Desktop::open();
    assert!(desktop.missing.len() == 2 && lacks(&desktop, "could not be left out"), "{:?}", desktop.missing);
    assert!(PortalHotkeys::start(|_| (), |_| ()).is_ok());
}
