//! The window in front, with a window manager and without.

use std::time::{Duration, Instant};

use sopwright_capture::windows::X11Windows;
use sopwright_core::port::Windows as _;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, InputFocus, PropMode};
use x11rb::wrapper::ConnectionExt as _;

use crate::stage::{staged, start};

staged! {
    fn the_place_is_the_window_in_front_under_a_window_manager(stage) {
        let _manager = stage.window_manager();
        let windows = X11Windows::connect(None).unwrap();
        assert!(windows.window_manager());
        let _xterm = start("xterm", &["-title", "Invoices 2026", "-geometry", "80x24+300+200", "-e", "sleep", "60"]);
        let active = stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window != 0);
        let deadline = Instant::now() + Duration::from_secs(20);
        let mut place = windows.place();
        while place.title.is_empty() && Instant::now() < deadline {
            place = windows.place();
        }
        assert_eq!((place.app.as_str(), place.title.as_str()), ("XTerm", "Invoices 2026"));
        let frame = place.window.unwrap();
        // The frame is larger than what is in it.
        let inside = stage.conn.get_geometry(active).unwrap().reply().unwrap();
        assert!(frame.width >= u32::from(inside.width) && frame.height > u32::from(inside.height), "{frame:?}");
        assert!(place.pointer.is_some());
        assert_eq!(windows.focused(), Some(u64::from(active)));
    }
}

staged! {
    fn the_keyboard_goes_back_to_a_window_under_a_window_manager(stage) {
        let _manager = stage.window_manager();
        let windows = X11Windows::connect(None).unwrap();
        let first = stage.window(0, 0, 100, 100, 0);
        stage.show(first);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window == first);
        let before = windows.focused().unwrap();
        let second = stage.window(300, 300, 100, 100, 0);
        stage.show(second);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window == second);
        windows.focus(before);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window == first);
    }
}

staged! {
    fn without_a_window_manager_the_keyboard_tells_and_takes(stage) {
        let windows = X11Windows::connect(None).unwrap();
        assert!(!windows.window_manager());
        let window = stage.window(40, 30, 200, 100, 0);
        let part = stage.conn.generate_id().unwrap();
        let look = x11rb::protocol::xproto::CreateWindowAux::new();
        let class = x11rb::protocol::xproto::WindowClass::INPUT_OUTPUT;
        stage.conn.create_window(0, part, window, 0, 0, 10, 10, 0, class, 0, &look).unwrap();
        stage.conn.map_window(part).unwrap();
        let set = |name: AtomEnum, value: &[u8]| {
            stage.conn.change_property8(PropMode::REPLACE, window, name, AtomEnum::STRING, value).unwrap();
        };
        set(AtomEnum::WM_CLASS, b"ledger\0org.example.Ledger\0");
        // Latin-1, with a bell in it.
        set(AtomEnum::WM_NAME, b"Caf\xe9\x07");
        stage.show(window);
        stage.conn.set_input_focus(InputFocus::PARENT, part, 0_u32).unwrap();
        stage.conn.sync().unwrap();
        let place = windows.place();
        assert_eq!((place.app.as_str(), place.title.as_str()), ("Ledger", "Caf\u{e9}"));
        let frame = place.window.unwrap();
        assert_eq!((frame.x, frame.y, frame.width, frame.height), (40, 30, 200, 100));
        assert_eq!(windows.focused(), Some(u64::from(window)));

        let other = stage.window(400, 30, 200, 100, 0);
        stage.show(other);
        windows.focus(u64::from(other));
        stage.wait_for(|event| matches!(event, Event::FocusIn(focus) if focus.event == other));
    }
}

staged! {
    fn a_window_that_has_gone_and_a_hostile_title_are_no_trouble(stage) {
        let _manager = stage.window_manager();
        let windows = X11Windows::connect(None).unwrap();
        windows.focus(0x7fff_ffff);
        windows.focus(u64::MAX);
        let window = stage.window(0, 0, 100, 100, 0);
        let (name, utf8) = (stage.atom("_NET_WM_NAME"), stage.atom("UTF8_STRING"));
        let mut title = b"\xff\xfea\x1b[31m\xe2\x80\xae".to_vec();
        title.extend(std::iter::repeat_n(b'x', 100_000));
        stage.conn.change_property8(PropMode::REPLACE, window, name, utf8, &title).unwrap();
        stage.show(window);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |active| active == window);
        let place = windows.place();
        assert!(place.title.starts_with("\u{fffd}\u{fffd}a[31mxxx"), "{:?}", place.title.get(..20));
        assert!(place.title.chars().count() <= 512);
        stage.conn.destroy_window(window).unwrap();
        stage.conn.sync().unwrap();
        windows.focus(u64::from(window));
        windows.place();
    }
}
