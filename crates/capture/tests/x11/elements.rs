//! What real programs tell of what is clicked and typed in them. That an element's frame is right is shown by clicking in
//! the middle of it.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sopwright_capture::Desktop;
use sopwright_capture::element::AtSpiElements;
use sopwright_core::act::Role;
use sopwright_core::entry::{Place, Point, Rect};
use sopwright_core::port::{ELEMENT_TIME, Elements as _};

use crate::person::{Person, does, until};
use crate::stage::{Ended, in_session, staged, start};

/// Starts zenity, whose answer is read.
fn zenity(arguments: &[&str]) -> Ended {
    let mut command = Command::new("zenity");
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    Ended(command.spawn().unwrap())
}

/// What it was answered, when it has ended.
fn answer(of: &mut Child) -> String {
    let mut said = String::new();
    of.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    said.trim_end().to_owned()
}

const FORM: [&str; 6] = [
    "--forms",
    "--title=Sign in here",
    "--text=Sign in",
    "--add-entry=User name",
    "--add-password=Pass word",
    "--ok-label=_Let me in",
];

in_session! {
    fn a_form_tells_its_buttons_its_fields_and_what_was_typed_but_no_password(stage, ["zenity"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        let mut form = zenity(&FORM);
        let window = person.sees("Sign in here");
        let user = person.finds(Role::Field, "User name", window);
        let password = person.finds(Role::Password, "Pass word", window);
        person.finds(Role::Button, "Cancel", window);
        let ok = person.finds(Role::Button, "Let me in", window);

        person.clicks(&user);
        assert_eq!(person.comes_to(Role::Field).name, "User name");
        person.begins();
        person.types("anna");
        assert_eq!(person.has_typed("anna").name, "User name");

        person.clicks(&password);
        assert_eq!(person.comes_to(Role::Password).name, "Pass word");
        person.begins();
        person.types("s3cret");
        let focused = person.focused().unwrap();
        assert_eq!((focused.element.role, focused.typed), (Role::Password, None));

        person.clicks(&ok);
        assert_eq!(answer(&mut form.0), "anna|s3cret");
    }
}

in_session! {
    fn what_was_typed_is_known_when_enter_has_closed_the_dialog(stage, ["zenity"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        let mut dialog = zenity(&["--entry", "--title=Only once", "--text=City", "--entry-text=Ulm"]);
        person.sees("Only once");
        person.comes_to(Role::Field);
        person.begins();
        // What stood there is marked and typed over.
        person.types("Bern");
        person.has_typed("Bern");
        person.presses("e");
        person.presses("Return");
        assert_eq!(answer(&mut dialog.0), "Berne");
        let focused = person.focused().unwrap();
        assert_eq!((focused.element.role, focused.typed.as_deref()), (Role::Field, Some("Berne")));
    }
}

in_session! {
    fn nothing_is_told_of_what_was_typed_unless_it_is_wanted(stage, ["zenity"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        person.elements.read_typed(false);
        let mut dialog = zenity(&["--entry", "--title=Not wanted", "--text=City"]);
        person.sees("Not wanted");
        person.comes_to(Role::Field);
        person.begins();
        person.types("Bern");
        let focused = person.focused().unwrap();
        assert_eq!((focused.element.role, focused.typed), (Role::Field, None));
        person.presses("Return");
        assert_eq!(answer(&mut dialog.0), "Bern");
    }
}

in_session! {
    fn other_layouts_and_dead_keys_come_out_as_they_were_meant(stage, ["zenity", "setxkbmap"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        does("setxkbmap", &["de"]);
        let mut dialog = zenity(&["--entry", "--title=Layouts", "--text=City"]);
        person.sees("Layouts");
        person.comes_to(Role::Field);
        person.begins();
        // Where an American keyboard has Y, [, then = and e: z, \u{fc}, and an acute accent on the e.
        for keycode in [29, 34, 21, 26] {
            stage.chord(&[keycode]);
        }
        person.has_typed("z\u{fc}\u{e9}");
        does("setxkbmap", &["fr"]);
        person.begins();
        // Q, and 2.
        for keycode in [24, 11] {
            stage.chord(&[keycode]);
        }
        person.has_typed("z\u{fc}\u{e9}a\u{e9}");
        person.presses("Return");
        assert_eq!(answer(&mut dialog.0), "z\u{fc}\u{e9}a\u{e9}");
    }
}

in_session! {
    fn a_menu_its_items_and_a_text_of_many_lines(stage, ["mousepad"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        let _editor = start("mousepad", &[]);
        let window = person.sees("Mousepad");
        person.comes_to(Role::Text);
        person.writes("First line");
        person.presses("Return");
        person.writes("second");

        let top = Rect { height: 60, ..window };
        let menu = person.finds(Role::Menu, "Edit", top);
        person.clicks(&menu);
        let below = Rect { y: window.y + 60, height: 300, width: 200, ..window };
        let item = person.finds(Role::MenuItem, "Select All", below);
        person.clicks(&item);
        person.comes_to(Role::Text);
        person.writes("All gone");
    }
}

in_session! {
    fn a_qt_program_tells_its_menus_buttons_and_text(stage, ["featherpad", "gdbus"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        // Qt looks whether anybody asks when a program starts.
        person.sign_is_on();
        let _editor = start("featherpad", &["--standalone"]);
        let window = person.sees("Untitled");
        let top = Rect { height: 90, ..window };
        person.finds(Role::Button, "Find", top);
        let menu = person.finds(Role::Menu, "Edit", top);
        person.clicks(&menu);
        let below = Rect { y: window.y + 60, height: 300, width: 300, ..window };
        person.finds(Role::MenuItem, "Select All", below);
        person.presses("Escape");
        person.presses("Escape");
        person.comes_to(Role::Text);
        person.writes("Text in Qt");
    }
}

in_session! {
    fn a_terminal_is_never_read(stage, ["xfce4-terminal"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        let _terminal = start("xfce4-terminal", &["--disable-server", "--title=Shell", "--dynamic-title-mode=none"]);
        person.sees("Shell");
        person.comes_to(Role::Terminal);
        person.begins();
        person.types("passphrase");
        let focused = person.focused().unwrap();
        assert_eq!((focused.element.role, focused.typed), (Role::Terminal, None));
    }
}

in_session! {
    fn a_program_that_is_stuck_costs_its_time_and_nobody_elses(stage, ["zenity", "kill"]) {
        let _manager = stage.window_manager();
        let person = Person::sits_down(stage);
        let stuck = zenity(&["--entry", "--title=Stuck", "--text=City"]);
        let window = person.sees("Stuck");
        let ok = person.finds(Role::Button, "OK", window);
        let number = stuck.0.id().to_string();
        does("kill", &["-STOP", &number]);
        let middle = Point { x: ok.area.unwrap().x + 5, y: ok.area.unwrap().y + 5 };
        for _ in 0..3 {
            let asked = Instant::now();
            assert_eq!(person.at(middle), None);
            assert!(asked.elapsed() < ELEMENT_TIME * 10, "{:?}", asked.elapsed());
            let asked = Instant::now();
            person.focused();
            assert!(asked.elapsed() < ELEMENT_TIME * 10, "{:?}", asked.elapsed());
        }
        let _other = zenity(&["--question", "--title=Lively", "--text=Go on?", "--ok-label=Go on"]);
        let window = person.sees("Lively");
        person.finds(Role::Button, "Go on", window);
        does("kill", &["-CONT", &number]);
        drop(stuck);
        assert_eq!(person.elements.at(Point { x: -5, y: 40_000 }, &Place::default()), None);
    }
}

in_session! {
    fn the_sign_that_somebody_asks_is_given_and_put_back(stage, ["gdbus"]) {
        let person = Person::sits_down(stage);
        person.sign_is_on();
        let asks = person.sign();
        drop(person);
        until("the sign is put back", || (!asks()).then_some(()));
    }
}

staged! {
    fn where_there_is_no_bus_there_are_no_elements(_stage) {
        const WITHOUT: &str = "SOPWRIGHT_TEST_WITHOUT_BUS";
        if std::env::var_os(WITHOUT).is_some() {
            assert!(AtSpiElements::start().is_err());
            let desktop = Desktop::open();
            assert!(desktop.missing.iter().any(|missing| missing.what.contains("D-Bus")), "{:?}", desktop.missing);
            assert_eq!(desktop.elements.at(Point { x: 1, y: 1 }, &Place::default()), None);
            return;
        }
        // An address at which nobody answers.
        let elements = AtSpiElements::start().unwrap();
        elements.attend(true);
        elements.read_typed(true);
        elements.begin_text();
        let asked = Instant::now();
        assert_eq!(elements.at(Point { x: 1, y: 1 }, &Place::default()), None);
        assert_eq!(elements.focused(&Place::default()), None);
        assert!(asked.elapsed() < Duration::from_secs(10));
        drop(elements);
        let name = "elements::where_there_is_no_bus_there_are_no_elements";
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args([name, "--exact", "--nocapture"]).env(WITHOUT, "1").env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        let output = again.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
