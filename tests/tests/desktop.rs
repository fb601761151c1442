//! Desktops that lack something: no window manager, no session bus, a library that cannot be opened, a program that
//! runs already.

use sopwright_tests::{Check, Journey};
use xtask::desk::{App, Plan};
use xtask::place::Profile;
use xtask::wait;

/// Records a step with words and a picture by hotkey.
fn records(journey: &Journey) {
    let _terminal = journey.desk().start_program("xterm", journey.desk().command("xterm").args(["-title", "Terminal"]));
    let hands = journey.desk().hands();
    wait::until_true("the terminal", || Ok(!hands.windows("Terminal")?.is_empty())).check("a terminal");
    let expert = journey.record();
    let shot = expert.press("shot").check("a picture by hotkey");
    assert!(shot["shot"].is_object(), "{shot}");
    expert.cli().json(&["log", "step", "Look at the terminal"]).check("a step by command");
    let entries = expert.entries().check("the entries");
    assert_eq!(entries.len(), 2, "{entries:?}");
    expert.stop().check("the recording stops");
}

#[test]
fn without_a_window_manager_hotkeys_and_pictures_work() {
    let mut journey = Journey::on("no-window-manager", Plan { window_manager: false, ..Plan::default() });
    records(journey.start());
}

#[test]
fn without_a_session_bus_hotkeys_and_pictures_work() {
    let mut journey = Journey::on("no-bus", Plan { bus: false, ..Plan::default() });
    records(journey.start());
}

#[test]
fn a_second_start_shows_the_window_of_the_first() {
    let mut journey = Journey::new("second-start");
    journey.start();
    let hands = journey.desk().hands();
    let main = hands.wait_for_process(journey.app().pid(), "the main window").check("the main window");
    let terminal = journey.desk().command("xterm").args(["-title", "Terminal"]).spawn();
    let mut terminal = terminal.check("a terminal starts");
    hands.wait_for_title("Terminal").check("the terminal has the keyboard");
    let mut second = App::launch(journey.desk(), &journey.library(), Profile::Dev).check("a second start");
    let ended = wait::until("the second start to end", || second.running().ended()).check("it ends");
    assert!(ended.success(), "{ended}: {}", second.running().said());
    wait::until_true("the first window", || Ok(hands.focused()? == Some(main))).check("the first window comes");
    assert_eq!(journey.cli().status().check("the first still answers")["phase"], "idle");
    terminal.kill().check("the terminal ends");
    terminal.wait().check("the terminal ends");
}

#[test]
fn a_library_that_cannot_be_opened_is_said_in_a_window_and_by_the_exit_code() {
    let journey = Journey::new("no-library");
    std::fs::write(journey.desk().home().join("file"), "not a folder").check("a file");
    let library = journey.desk().home().join("file/library");
    let mut app = App::launch(journey.desk(), &library, Profile::Dev).check("it is started");
    let hands = journey.desk().hands();
    hands.wait_for_process(app.pid(), "the words").check("a window that says so");
    hands.press("Return").check("it is read");
    let ended = wait::until("the program to end", || app.running().ended()).check("it ends");
    assert_eq!(ended.code(), Some(1), "{}", app.running().said());
    assert!(app.running().said().contains("file/library"), "{}", app.running().said());
}
