//! What is told of the windows in a picture: names, stacking, and what lets nothing through.

use std::time::{Duration, Instant};

use sopwright_capture::screen::X11Screen;
use sopwright_core::entry::Rect;
use sopwright_core::exclusion::{Exclusion, Exclusions, veil};
use sopwright_core::port::{Screen as _, Shown};
use x11rb::protocol::shape::{ConnectionExt as _, SK, SO};
use x11rb::protocol::xproto::{
    AtomEnum, ClipOrdering, ConfigureWindowAux, ConnectionExt as _, PropMode, Rectangle, StackMode,
};
use x11rb::wrapper::ConnectionExt as _;

use crate::stage::{Stage, staged, start};

fn name(stage: &Stage, window: u32, class: &str, title: &str) {
    let class = format!("{class}\0{class}\0");
    let (mode, string) = (PropMode::REPLACE, AtomEnum::STRING);
    stage.conn.change_property8(mode, window, AtomEnum::WM_CLASS, string, class.as_bytes()).unwrap();
    let (wm_name, utf8) = (stage.atom("_NET_WM_NAME"), stage.atom("UTF8_STRING"));
    stage.conn.change_property8(mode, window, wm_name, utf8, title.as_bytes()).unwrap();
    stage.conn.sync().unwrap();
}

fn titles(windows: &[Shown]) -> Vec<&str> {
    windows.iter().map(|window| window.title.as_str()).collect()
}

staged! {
    fn windows_are_told_from_the_lowest_to_the_topmost_without_own_ones(stage) {
        let screen = X11Screen::connect(None).unwrap();
        let made: Vec<u32> = ["First", "Second"].into_iter().map(|title| {
            let window = stage.window(100, 100, 300, 200, 0);
            name(stage, window, "Vault", title);
            stage.show(window);
            window
        }).collect();
        let own = stage.window(0, 0, 500, 500, 0);
        name(stage, own, "Sopwright", "Own");
        stage.mark_own(own);
        stage.show(own);
        let windows = screen.scene(None).unwrap().windows;
        assert_eq!(titles(&windows), ["First", "Second"]);
        let frame = Rect { x: 100, y: 100, width: 300, height: 200 };
        assert_eq!((windows[0].app.as_str(), windows[0].frame, &windows[0].solid), ("Vault", frame, &vec![frame]));

        let raise = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
        stage.conn.configure_window(made[0], &raise).unwrap();
        stage.conn.unmap_window(own).unwrap();
        stage.conn.sync().unwrap();
        assert_eq!(titles(&screen.scene(None).unwrap().windows), ["Second", "First"]);
        stage.conn.unmap_window(made[0]).unwrap();
        stage.conn.sync().unwrap();
        assert_eq!(titles(&screen.scene(None).unwrap().windows), ["Second"]);
    }
}

staged! {
    fn a_window_with_a_hole_is_solid_around_it_only(stage) {
        let screen = X11Screen::connect(None).unwrap();
        let window = stage.window(100, 50, 300, 200, 0);
        name(stage, window, "Eyes", "Eyes");
        let bar = Rectangle { x: 0, y: 0, width: 300, height: 20 };
        stage.conn.shape_rectangles(SO::SET, SK::BOUNDING, ClipOrdering::UNSORTED, window, 0, 0, &[bar]).unwrap();
        stage.show(window);
        let windows = screen.scene(None).unwrap().windows;
        assert_eq!(windows[0].solid, [Rect { x: 100, y: 50, width: 300, height: 20 }]);
    }
}

staged! {
    /// The whole way, with a real program in a real frame: what can be seen of it is gone, what lies over it is there.
    fn an_excluded_program_is_covered_with_its_frame_where_nothing_lies_over_it(stage) {
        const ABOVE: [u8; 3] = [0xc0, 0x20, 0x10];
        const PRIVATE: [u8; 3] = [0x10, 0xa0, 0x20];
        stage.paint_root(0x33_66_99);
        let _manager = stage.window_manager();
        let screen = X11Screen::connect(None).unwrap();
        let _xterm = start("xterm", &[
            "-title", "Private Browsing", "-bg", "#10a020", "-fg", "#10a020", "-geometry", "80x24+300+200", "-e", "sleep", "60",
        ]);
        let active = stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window != 0);
        let seen = |rgb: &[u8], colour: [u8; 3]| rgb.chunks_exact(3).any(|pixel| pixel == colour);
        let deadline = Instant::now() + Duration::from_secs(20);
        while !seen(&screen.grab().unwrap().rgb, PRIVATE) {
            assert!(Instant::now() < deadline, "xterm never drew its window");
        }
        let above = stage.window(350, 250, 60, 50, 0xc0_20_10);
        stage.show(above);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window == above);
        let exclusions = Exclusions::new(&[Exclusion { app: "xterm".into(), title: String::new() }]);
        let scene = screen.scene(None).unwrap();
        let private = scene.windows.iter().find(|window| window.app == "XTerm").cloned().expect("the terminal");
        assert_eq!(private.title, "Private Browsing");
        let inside = stage.conn.get_geometry(active).unwrap().reply().unwrap();
        assert!(private.frame.height > u32::from(inside.height), "it is told without its frame");
        assert!(seen(&scene.frame.rgb, PRIVATE) && seen(&scene.frame.rgb, ABOVE));
        let (frame, covered) = veil(scene, &exclusions);
        assert!(covered && !seen(&frame.rgb, PRIVATE), "something of it is left");
        let visible = frame.rgb.chunks_exact(3).filter(|pixel| *pixel == ABOVE).count();
        assert_eq!(visible, 60 * 50, "what lies over it is not whole");
    }
}

staged! {
    /// An excluded window is uncovered and covered as fast as it can be while pictures are taken.
    fn an_excluded_window_that_moves_under_way_is_covered_all_the_same(stage) {
        const PRIVATE: [u8; 3] = [0xff, 0x00, 0xff];
        stage.paint_root(0x33_66_99);
        let screen = X11Screen::connect(None).unwrap();
        let window = stage.window(100, 100, 500, 400, 0xff_00_ff);
        name(stage, window, "Vault", "Vault");
        let lid = stage.window(100, 100, 500, 400, 0x10_a0_20);
        stage.show(window);
        stage.show(lid);
        let exclusions = Exclusions::new(&[Exclusion { app: "vault".into(), title: String::new() }]);
        let stop = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut turn = 0;
                while !stop.load(std::sync::atomic::Ordering::SeqCst) {
                    turn += 1;
                    let to = ConfigureWindowAux::new().x(100 + turn % 700);
                    stage.conn.configure_window(window, &to).unwrap();
                    stage.conn.unmap_window(lid).unwrap();
                    stage.conn.sync().unwrap();
                    stage.conn.map_window(lid).unwrap();
                    stage.conn.sync().unwrap();
                }
            });
            let shots: Vec<bool> = (0..60).map(|_| {
                let (frame, _) = veil(screen.scene(None).unwrap(), &exclusions);
                frame.rgb.chunks_exact(3).any(|pixel| pixel == PRIVATE)
            }).collect();
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
            assert_eq!(shots.iter().filter(|seen| **seen).count(), 0, "private pixels in shots");
        });
    }
}
