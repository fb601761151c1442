//! What is heard of mouse and keyboard while automatic capture wants it: buttons with their places, chords by the layout
//! that is set, of typing only that there was some, and nothing at all when it is off.

use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use sopwright_capture::listener::watcher::Watcher;
use sopwright_capture::windows::X11Windows;
use sopwright_core::act::Button;
use sopwright_core::entry::Point;
use sopwright_core::port::{Inputs as _, Windows as _};
use sopwright_core::watch::Input;

use crate::hotkeys::helper;
use crate::stage::staged;

const CTRL: u8 = 37;
const SHIFT: u8 = 50;
const A: u8 = 38;
const S: u8 = 39;
const BACKSPACE: u8 = 22;

/// Listens, until the other end is dropped.
fn listen(watcher: &Watcher) -> Receiver<Input> {
    let (sender, heard) = channel();
    // Who has heard enough has let go of the other end.
    let ear = move |told: sopwright_core::watch::Heard| sender.send(told.input).unwrap_or_default();
    watcher.listen(Some(Box::new(ear))).unwrap();
    heard
}

/// The next input that is no move.
fn next(heard: &Receiver<Input>) -> Input {
    loop {
        match heard.recv_timeout(Duration::from_secs(20)).expect("nothing was heard") {
            Input::Moved => {}
            input => return input,
        }
    }
}

staged! {
    fn what_is_done_first_is_heard(stage) {
        let watcher = Watcher::on(None, helper);
        for _ in 0..20 {
            let heard = listen(&watcher);
            stage.button(3, true);
            stage.button(3, false);
            assert!(matches!(next(&heard), Input::Pressed { button: Button::Right, .. }));
            watcher.listen(None).unwrap();
        }
    }
}

staged! {
    fn a_click_is_heard_with_its_place(stage) {
        let watcher = Watcher::on(None, helper);
        let heard = listen(&watcher);
        stage.point(300, 200);
        stage.button(1, true);
        stage.button(1, false);
        stage.button(3, true);
        stage.button(3, false);
        stage.button(5, true);
        stage.button(5, false);
        let at = Point { x: 300, y: 200 };
        assert_eq!(next(&heard), Input::Pressed { button: Button::Left, at });
        assert_eq!(next(&heard), Input::Released { button: Button::Left, at });
        assert_eq!(next(&heard), Input::Pressed { button: Button::Right, at });
        assert_eq!(next(&heard), Input::Released { button: Button::Right, at });
        assert_eq!(next(&heard), Input::Scrolled { right: 0, down: 1, at });
    }
}

staged! {
    fn of_typing_only_that_there_was_some_is_heard(stage) {
        let watcher = Watcher::on(None, helper);
        let heard = listen(&watcher);
        stage.chord(&[A]);
        stage.chord(&[SHIFT, S]);
        stage.chord(&[BACKSPACE]);
        stage.chord(&[CTRL, SHIFT, S]);
        assert_eq!(next(&heard), Input::Typed);
        assert_eq!(next(&heard), Input::Typed);
        assert_eq!(next(&heard), Input::Edited { keys: "Backspace".into() });
        assert_eq!(next(&heard), Input::Chord { keys: "Ctrl+Shift+S".into() });
    }
}

staged! {
    fn a_chord_is_called_by_the_layout_that_is_set(stage) {
        let watcher = Watcher::on(None, helper);
        let heard = listen(&watcher);
        let set = |layout: &str| Command::new("setxkbmap").arg(layout).status().unwrap().success();
        assert!(set("fr"));
        // What is A on a US keyboard is Q on a French one.
        stage.chord(&[CTRL, A]);
        assert_eq!(next(&heard), Input::Chord { keys: "Ctrl+Q".into() });
        assert!(set("us"));
        stage.chord(&[CTRL, A]);
        assert_eq!(next(&heard), Input::Chord { keys: "Ctrl+A".into() });
    }
}

staged! {
    fn nothing_listens_when_it_is_off(stage) {
        let watcher = Watcher::on(None, helper);
        let heard = listen(&watcher);
        assert_eq!(helpers(), 1);
        watcher.listen(None).unwrap();
        assert_eq!(helpers(), 0);
        stage.chord(&[CTRL, S]);
        // The sender went with the ear.
        assert!(heard.recv_timeout(Duration::from_secs(5)).is_err());
        let again = listen(&watcher);
        stage.chord(&[CTRL, S]);
        assert_eq!(next(&again), Input::Chord { keys: "Ctrl+S".into() });
    }
}

staged! {
    fn the_window_under_the_pointer_is_told_unless_it_is_ours(stage) {
        let windows = X11Windows::connect(None).unwrap();
        let other = stage.window(0, 0, 400, 300, 0x20_40_60);
        stage.show(other);
        let own = stage.window(600, 0, 400, 300, 0x60_40_20);
        stage.mark_own(own);
        stage.show(own);
        stage.point(100, 100);
        assert_eq!(windows.place_under_pointer().unwrap().pointer, Some(Point { x: 100, y: 100 }));
        stage.point(700, 100);
        assert_eq!(windows.place_under_pointer(), None);
        stage.point(1500, 900);
        assert!(windows.place_under_pointer().is_some(), "the desktop itself");
    }
}

/// How many listeners this process has.
fn helpers() -> usize {
    let of = format!("/proc/{}/task", std::process::id());
    let children = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
    let all: String = std::fs::read_dir(of).unwrap().map(|task| children(task.unwrap())).collect();
    let alive = |pid: &&str| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        stat.contains("input_helper_process")
    };
    all.split_whitespace().filter(alive).count()
}
