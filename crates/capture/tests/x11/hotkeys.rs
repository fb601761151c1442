//! Hotkeys: one press is one press, whatever the keyboard and other programs do.

use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use sopwright_capture::{Hold, X11Hotkeys};
use sopwright_core::port::{Action, Clock as _, Hearing, Hotkey, HotkeyStatus, Hotkeys as _, Press};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ConnectionExt as _, GrabMode, InputFocus, ModMask};
use x11rb::wrapper::ConnectionExt as _;

use crate::stage::{Stage, staged};

const CTRL: u8 = 37;
const LOGO: u8 = 133;
const SHIFT: u8 = 50;
const S: u8 = 39;
const G: u8 = 42;
const CAPS_LOCK: u8 = 66;
const NUM_LOCK: u8 = 77;

const HELPER: &str = "SOPWRIGHT_TEST_HELPER";

/// Not a test: the listener that the tests start, which is this program again.
#[test]
fn input_helper_process() {
    if std::env::var_os(HELPER).is_some() {
        sopwright_capture::listener::run_helper();
    }
}

/// This program as the listener.
pub fn helper() -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["hotkeys::input_helper_process", "--exact", "--nocapture"]).env(HELPER, "1");
    Ok(command)
}

fn start() -> (X11Hotkeys, Receiver<Press>) {
    start_on(None)
}

pub fn start_on(display: Option<&str>) -> (X11Hotkeys, Receiver<Press>) {
    start_with(display, Hold::default(), false)
}

fn start_with(display: Option<&str>, hold: Hold, opens: bool) -> (X11Hotkeys, Receiver<Press>) {
    let (sender, presses) = channel();
    let tell = move |press| {
        // Who has heard enough has let go of the other end.
        sender.send(press).unwrap_or_default();
        opens
    };
    (X11Hotkeys::start_on(display, helper, hold, tell).unwrap(), presses)
}

fn hotkey(action: Action, chord: &str) -> Hotkey {
    Hotkey { action, chord: chord.into() }
}

fn set(hotkeys: &X11Hotkeys, list: &[(Action, &str)]) -> Vec<HotkeyStatus> {
    let list: Vec<Hotkey> = list.iter().map(|(action, chord)| hotkey(*action, chord)).collect();
    hotkeys.set(&list)
}

fn heard(presses: &Receiver<Press>) -> Action {
    presses.recv_timeout(Duration::from_secs(10)).expect("no press was heard").action
}

fn silence(presses: &Receiver<Press>, millis: u64) {
    let more = presses.recv_timeout(Duration::from_millis(millis));
    assert_eq!(more.err(), Some(RecvTimeoutError::Timeout), "a press too many");
}

staged! {
    fn a_press_is_heard_with_its_moment(stage) {
        let (hotkeys, presses) = start();
        let statuses = set(&hotkeys, &[(Action::Step, "Ctrl+Super+S"), (Action::Shot, "Ctrl+Super+G"), (Action::Note, "")]);
        let hearing: Vec<Hearing> = statuses.iter().map(|status| status.hearing).collect();
        assert_eq!(hearing, [Hearing::Own, Hearing::Own, Hearing::Unset]);
        let mut times = Vec::new();
        for _ in 0..50 {
            let before = sopwright_capture::SystemClock.now();
            stage.chord(&[CTRL, LOGO, S]);
            let press = presses.recv_timeout(Duration::from_secs(10)).unwrap();
            assert_eq!(press.action, Action::Step);
            assert!(press.moment.mono_us >= before.mono_us && press.moment.at >= before.at);
            times.push(press.moment.mono_us - before.mono_us);
        }
        times.sort_unstable();
        eprintln!("press to moment: median {} us, slowest {} us", times[25], times[49]);
        stage.chord(&[CTRL, LOGO, G]);
        assert_eq!(heard(&presses), Action::Shot);
        // Other modifiers are other chords.
        stage.chord(&[CTRL, S]);
        stage.chord(&[CTRL, LOGO, SHIFT, S]);
        silence(&presses, 100);
    }
}

staged! {
    fn a_held_key_is_one_press(stage) {
        // The control: this server does repeat keys.
        let window = stage.window(0, 0, 10, 10, 0);
        stage.show(window);
        stage.conn.set_input_focus(InputFocus::PARENT, window, 0_u32).unwrap();
        stage.key(S, true);
        for _ in 0..5 {
            stage.wait_for(|event| matches!(event, Event::KeyPress(key) if key.detail == S));
        }
        stage.key(S, false);

        let (hotkeys, presses) = start();
        set(&hotkeys, &[(Action::Step, "Ctrl+Super+S")]);
        for code in [CTRL, LOGO, S] {
            stage.key(code, true);
        }
        assert_eq!(heard(&presses), Action::Step);
        silence(&presses, 1_500);
        for code in [S, LOGO, CTRL] {
            stage.key(code, false);
        }
        silence(&presses, 100);
    }
}

staged! {
    fn what_is_typed_after_a_press_waits_for_the_quick_field(stage) {
        const X: u8 = 53;
        let hold = Hold::default();
        let (hotkeys, presses) = start_with(None, hold.clone(), true);
        set(&hotkeys, &[(Action::Step, "Ctrl+Super+S"), (Action::Shot, "Ctrl+Super+G")]);
        let (work, field) = (stage.window(0, 0, 10, 10, 0), stage.window(20, 0, 10, 10, 0));
        let turn_to = |window| {
            stage.conn.set_input_focus(InputFocus::PARENT, window, 0_u32).unwrap().check().unwrap();
        };
        let who_got = |keycode: u8| {
            let typed = stage.wait_for(|event| matches!(event, Event::KeyPress(key) if key.detail == keycode));
            let Event::KeyPress(key) = typed else { unreachable!("this is what was waited for") };
            key.event
        };
        stage.show(work);
        stage.show(field);
        for _ in 0..20 {
            turn_to(work);
            stage.chord(&[CTRL, LOGO, S]);
            stage.chord(&[X]);
            assert_eq!(heard(&presses), Action::Step);
            turn_to(field);
            hold.end();
            assert_eq!(who_got(X), field, "a key went to the program in hand");
        }
        // What opens no field holds nothing back, and a field that never comes is not waited for long.
        turn_to(work);
        stage.chord(&[CTRL, LOGO, G]);
        stage.chord(&[X]);
        assert_eq!((heard(&presses), who_got(X)), (Action::Shot, work));
        stage.chord(&[CTRL, LOGO, S]);
        stage.chord(&[X]);
        assert_eq!((heard(&presses), who_got(X)), (Action::Step, work));
    }
}

staged! {
    fn thirty_presses_a_second_are_thirty_presses(stage) {
        let (hotkeys, presses) = start();
        set(&hotkeys, &[(Action::Step, "Ctrl+Super+S")]);
        stage.key(CTRL, true);
        stage.key(LOGO, true);
        for _ in 0..100 {
            // As fast as the server takes them, which is faster than any finger.
            stage.key(S, true);
            stage.key(S, false);
        }
        stage.key(LOGO, false);
        stage.key(CTRL, false);
        for _ in 0..100 {
            assert_eq!(heard(&presses), Action::Step);
        }
        silence(&presses, 100);
    }
}

staged! {
    fn locks_do_not_matter(stage) {
        let (hotkeys, presses) = start();
        set(&hotkeys, &[(Action::Step, "Ctrl+Super+S")]);
        for lock in [CAPS_LOCK, NUM_LOCK, CAPS_LOCK] {
            stage.chord(&[lock]);
            stage.chord(&[CTRL, LOGO, S]);
            assert_eq!(heard(&presses), Action::Step);
        }
        silence(&presses, 50);
    }
}

staged! {
    fn hotkeys_are_replaced_and_released_at_run_time(stage) {
        let (hotkeys, presses) = start();
        set(&hotkeys, &[(Action::Step, "Ctrl+Super+S")]);
        set(&hotkeys, &[(Action::Record, "Ctrl+Super+G")]);
        stage.chord(&[CTRL, LOGO, S]);
        stage.chord(&[CTRL, LOGO, G]);
        assert_eq!(heard(&presses), Action::Record);
        assert!(set(&hotkeys, &[]).is_empty());
        stage.chord(&[CTRL, LOGO, G]);
        silence(&presses, 100);
        // Somebody else can have the keys now, and has them again when we have gone.
        hold(stage, G);
        drop(hotkeys);
        assert_eq!(presses.recv_timeout(Duration::from_secs(5)).err(), Some(RecvTimeoutError::Disconnected));
    }
}

/// Takes Ctrl+Super and that key for the test's own connection, as another program would.
fn hold(stage: &Stage, keycode: u8) {
    let mods = ModMask::CONTROL | ModMask::M4;
    let mode = GrabMode::ASYNC;
    stage.conn.grab_key(false, stage.root, mods, keycode, mode, mode).unwrap().check().unwrap();
}

/// Presses the chord until it is heard: a listener that was just started may not listen yet.
fn press_until_heard(stage: &Stage, presses: &Receiver<Press>, keycode: u8) -> Action {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        stage.chord(&[CTRL, LOGO, keycode]);
        match presses.recv_timeout(Duration::from_millis(300)) {
            Ok(press) => return press.action,
            Err(_) => assert!(Instant::now() < deadline, "the listener never heard the chord"),
        }
    }
}

staged! {
    fn a_chord_that_another_program_holds_is_shared_and_heard(stage) {
        hold(stage, S);
        let (hotkeys, presses) = start();
        let statuses = set(&hotkeys, &[(Action::Step, "Ctrl+Super+S"), (Action::Shot, "Ctrl+Super+G")]);
        assert_eq!((statuses[0].hearing, statuses[1].hearing), (Hearing::Shared, Hearing::Own), "{statuses:?}");
        assert_eq!(statuses[0].offer, "Ctrl+Shift+Super+S");
        assert!(statuses[0].why.contains("Ctrl+Super+S") && statuses[0].why.contains("Ctrl+Shift+Super+S"));

        assert_eq!(press_until_heard(stage, &presses, S), Action::Step);
        silence(&presses, 400);
        // The other program gets its key all the same.
        stage.wait_for(|event| matches!(event, Event::KeyPress(key) if key.detail == S));
        // Ours is heard once, not by the listener too.
        stage.chord(&[CTRL, LOGO, G]);
        assert_eq!(heard(&presses), Action::Shot);
        silence(&presses, 200);
        // One press also when it is held down, and ten for ten.
        for code in [CTRL, LOGO, S] {
            stage.key(code, true);
        }
        assert_eq!(heard(&presses), Action::Step);
        silence(&presses, 1_500);
        for code in [S, LOGO, CTRL] {
            stage.key(code, false);
        }
        // No finger is up and down again within this time.
        silence(&presses, 50);
        for _ in 0..10 {
            stage.chord(&[CTRL, LOGO, S]);
            assert_eq!(heard(&presses), Action::Step);
        }

        // The other chord of the listener, without starting it anew.
        hold(stage, 29);
        let statuses = set(&hotkeys, &[(Action::Faq, "Ctrl+Super+Y")]);
        assert_eq!(statuses[0].hearing, Hearing::Shared);
        assert_eq!(press_until_heard(stage, &presses, 29), Action::Faq);
        set(&hotkeys, &[]);
        while presses.recv_timeout(Duration::from_millis(300)).is_ok() {}
        stage.chord(&[CTRL, LOGO, 29]);
        silence(&presses, 300);
    }
}

staged! {
    fn a_listener_that_dies_is_started_again(stage) {
        hold(stage, S);
        let (hotkeys, presses) = start();
        assert_eq!(set(&hotkeys, &[(Action::Step, "Ctrl+Super+S")])[0].hearing, Hearing::Shared);
        press_until_heard(stage, &presses, S);
        for child in children() {
            Command::new("kill").arg(child.to_string()).status().unwrap();
        }
        assert_eq!(press_until_heard(stage, &presses, S), Action::Step);
        set(&hotkeys, &[]);
        assert!(children().is_empty(), "a listener is left: {:?}", children());
    }
}

/// The processes that this one started.
fn children() -> Vec<u32> {
    let mut found = Vec::new();
    for task in std::fs::read_dir("/proc/self/task").unwrap() {
        let list = std::fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default();
        found.extend(list.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok()));
    }
    found
}

staged! {
    fn mistakes_are_told_and_do_not_hurt_the_others(stage) {
        let (hotkeys, presses) = start();
        let statuses = set(&hotkeys, &[
            (Action::Step, "Ctrl+Super+S"),
            (Action::Note, "super+ctrl+s"),
            (Action::Warning, "Ctrl+Nonsense"),
            (Action::Shot, "Ctrl+Super+G"),
        ]);
        assert_eq!(statuses[1].hearing, Hearing::Deaf);
        assert!(statuses[1].why.contains("Step"), "{}", statuses[1].why);
        assert!(statuses[2].why.contains("not the name of a key"), "{}", statuses[2].why);
        stage.chord(&[CTRL, LOGO, S]);
        stage.chord(&[CTRL, LOGO, G]);
        assert_eq!((heard(&presses), heard(&presses)), (Action::Step, Action::Shot));
    }
}

staged! {
    fn the_hotkey_follows_the_layout(stage) {
        let (hotkeys, presses) = start();
        set(&hotkeys, &[(Action::Faq, "Ctrl+Super+A")]);
        stage.chord(&[CTRL, LOGO, 38]);
        assert_eq!(heard(&presses), Action::Faq);
        // On a French keyboard the letter A is where a US keyboard has Q.
        let Ok(status) = Command::new("setxkbmap").arg("fr").status() else {
            eprintln!("SKIPPED: setxkbmap is not installed");
            return;
        };
        assert!(status.success());
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            stage.chord(&[CTRL, LOGO, 24]);
            match presses.recv_timeout(Duration::from_millis(200)) {
                Ok(press) => break assert_eq!(press.action, Action::Faq),
                Err(_) => assert!(Instant::now() < deadline, "the hotkey stayed where it was"),
            }
        }
        while presses.recv_timeout(Duration::from_millis(200)).is_ok() {}
        stage.chord(&[CTRL, LOGO, 38]);
        silence(&presses, 200);
        stage.conn.sync().unwrap();
    }
}
