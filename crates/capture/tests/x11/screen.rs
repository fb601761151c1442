//! Pictures: what is on the screen is in them, and nothing of Sopwright.

use std::time::{Duration, Instant};

use sopwright_capture::screen::X11Screen;
use sopwright_core::entry::Rect;
use sopwright_core::port::{Frame, Screen as _};
use x11rb::protocol::randr::{ConnectionExt as _, ModeInfo, MonitorInfo, Rotation};
use x11rb::protocol::xproto::{ConfigureWindowAux, ConnectionExt as _, StackMode};
use x11rb::wrapper::ConnectionExt as _;

use crate::stage::{staged, start};

const BLUE: u32 = 0x33_66_99;
const GREEN: u32 = 0x10_a0_20;
const RED: u32 = 0xc0_20_10;
const MAGENTA: u32 = 0xff_00_ff;

fn pixel(frame: &Frame, x: i32, y: i32) -> u32 {
    let at = ((y - frame.area.y) as usize * frame.area.width as usize + (x - frame.area.x) as usize) * 3;
    u32::from_be_bytes([0, frame.rgb[at], frame.rgb[at + 1], frame.rgb[at + 2]])
}

fn has(frame: &Frame, colour: u32) -> bool {
    let [_, r, g, b] = colour.to_be_bytes();
    frame.rgb.chunks_exact(3).any(|pixel| pixel == [r, g, b])
}

fn same(a: &Frame, b: &Frame) -> bool {
    a.area == b.area && a.rgb == b.rgb
}

staged! {
    fn a_shot_shows_what_is_on_the_screen(stage) {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        assert!(screen.shares_memory() && screen.sees_behind());
        let shot = screen.grab().unwrap();
        assert_eq!(shot.area, Rect { x: 0, y: 0, width: 1920, height: 1080 });
        assert!(shot.rgb.chunks_exact(3).all(|pixel| pixel == [0x33, 0x66, 0x99]));

        stage.show(stage.window(100, 50, 300, 200, RED));
        let shot = screen.grab().unwrap();
        for (x, y, colour) in
            [(100, 50, RED), (399, 249, RED), (99, 50, BLUE), (100, 49, BLUE), (400, 249, BLUE), (399, 250, BLUE)]
        {
            assert_eq!(pixel(&shot, x, y), colour, "at {x}, {y}");
        }
    }
}

staged! {
    fn a_display_without_shared_memory_gives_the_same_shot(stage, "-extension", "MIT-SHM") {
        stage.paint_root(BLUE);
        stage.show(stage.window(100, 50, 300, 200, RED));
        let screen = X11Screen::connect(None).unwrap();
        assert!(!screen.shares_memory());
        let shot = screen.grab().unwrap();
        assert_eq!((pixel(&shot, 100, 50), pixel(&shot, 99, 50)), (RED, BLUE));
    }
}

staged! {
    fn own_windows_are_not_in_the_shot_and_what_is_behind_them_is(stage) {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        stage.show(stage.window(200, 100, 400, 300, GREEN));
        stage.show(stage.window(500, 300, 300, 300, RED));
        let before = screen.grab().unwrap();

        // Over bare root, over both windows, and partly off the screen.
        let own = stage.window(150, 80, 600, 400, MAGENTA);
        stage.mark_own(own);
        stage.show(own);
        let edge = stage.window(1800, 1000, 400, 300, MAGENTA);
        stage.mark_own(edge);
        stage.show(edge);
        // A foreign window above an own one stays.
        let above = stage.window(160, 90, 50, 40, GREEN);
        stage.show(above);

        let shot = screen.grab().unwrap();
        assert!(!has(&shot, MAGENTA));
        assert_eq!(pixel(&shot, 165, 95), GREEN);
        stage.conn.destroy_window(above).unwrap();
        stage.conn.sync().unwrap();
        assert!(same(&screen.grab().unwrap(), &before), "the shot differs from the screen without own windows");

        // What changes behind an own window changes in the shot.
        stage.paint_root(RED);
        assert_eq!(pixel(&screen.grab().unwrap(), 160, 450), RED);
    }
}

staged! {
    fn a_window_that_the_shell_registered_is_left_out_until_it_is_taken_off_the_list(stage) {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        let window = stage.window(10, 10, 100, 100, MAGENTA);
        stage.show(window);
        assert!(has(&screen.grab().unwrap(), MAGENTA));
        screen.own_windows().add(window);
        assert!(!has(&screen.grab().unwrap(), MAGENTA));
        screen.own_windows().remove(window);
        assert!(has(&screen.grab().unwrap(), MAGENTA));
    }
}

staged! {
    fn without_composite_an_own_window_turns_grey(stage, "-extension", "Composite") {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        assert!(!screen.sees_behind());
        let own = stage.window(10, 10, 100, 100, MAGENTA);
        stage.mark_own(own);
        stage.show(own);
        let shot = screen.grab().unwrap();
        assert_eq!((pixel(&shot, 50, 50), pixel(&shot, 5, 5)), (0x80_80_80, BLUE));
    }
}

staged! {
    fn an_own_window_with_a_frame_is_left_out_with_its_frame(stage) {
        stage.paint_root(BLUE);
        let _manager = stage.window_manager();
        let screen = X11Screen::connect(None).unwrap();
        // A real program with a window of a colour of its own.
        let _xterm = start("xterm", &["-bg", "#10a020", "-geometry", "80x24+300+200", "-e", "sleep", "60"]);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |window| window != 0);
        let deadline = Instant::now() + Duration::from_secs(20);
        while !has(&screen.grab().unwrap(), GREEN) {
            assert!(Instant::now() < deadline, "xterm never drew its window");
        }
        let own = stage.window(250, 150, 500, 400, MAGENTA);
        stage.mark_own(own);
        stage.show(own);
        let frame = frame_of(stage, own);
        assert_ne!(frame, own, "the window manager gave it no frame");
        let shot = screen.grab().unwrap();
        assert!(!has(&shot, MAGENTA));
        assert!(has(&shot, GREEN), "what is behind the own window is missing");
        let title_bar = stage.conn.get_geometry(frame).unwrap().reply().unwrap();
        assert_eq!(pixel(&shot, i32::from(title_bar.x) + 3, i32::from(title_bar.y) + 3), BLUE);
    }
}

staged! {
    /// Window managers list a window only some time after they showed it in its frame.
    fn an_own_window_in_a_frame_is_left_out_before_anybody_lists_it(stage) {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        let (frame, wrapper) = (stage.window(100, 100, 320, 240, GREEN), stage.window(0, 0, 310, 210, GREEN));
        let own = stage.window(0, 0, 300, 200, MAGENTA);
        stage.mark_own(own);
        for (window, parent) in [(wrapper, frame), (own, wrapper)] {
            stage.conn.reparent_window(window, parent, 10, 20).unwrap();
            stage.conn.map_window(window).unwrap();
        }
        stage.show(frame);
        let shot = screen.grab().unwrap();
        assert!(!has(&shot, MAGENTA) && !has(&shot, GREEN));
    }
}

fn frame_of(stage: &crate::stage::Stage, window: u32) -> u32 {
    let mut at = window;
    loop {
        let tree = stage.conn.query_tree(at).unwrap().reply().unwrap();
        if tree.parent == stage.root {
            return at;
        }
        at = tree.parent;
    }
}

staged! {
    /// Own windows come, go and move as fast as they can while pictures are taken.
    fn an_own_window_that_comes_under_way_is_not_in_the_shot_either(stage) {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        let own = stage.window(100, 100, 800, 600, MAGENTA);
        stage.mark_own(own);
        stage.conn.sync().unwrap();
        let stop = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut turn = 0;
                while !stop.load(std::sync::atomic::Ordering::SeqCst) {
                    turn += 1;
                    stage.conn.map_window(own).unwrap();
                    let to = ConfigureWindowAux::new().x(turn % 900).stack_mode(StackMode::ABOVE);
                    stage.conn.configure_window(own, &to).unwrap();
                    stage.conn.sync().unwrap();
                    stage.conn.unmap_window(own).unwrap();
                    stage.conn.sync().unwrap();
                }
            });
            let shots: Vec<bool> = (0..60).map(|_| has(&screen.grab().unwrap(), MAGENTA)).collect();
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
            assert_eq!(shots.iter().filter(|seen| **seen).count(), 0, "own windows in shots");
        });
    }
}

staged! {
    fn the_monitor_is_the_one_on_which_the_person_acts(stage) {
        let monitor = |name: &str, x: i16, primary| MonitorInfo {
            name: stage.atom(name), primary, automatic: false, x, y: 0, width: 960, height: 1080,
            width_in_millimeters: 100, height_in_millimeters: 100, outputs: Vec::new(),
        };
        stage.conn.randr_set_monitor(stage.root, monitor("left", 0, true)).unwrap().check().unwrap();
        stage.conn.randr_set_monitor(stage.root, monitor("right", 960, false)).unwrap().check().unwrap();
        let monitors = stage.conn.randr_get_monitors(stage.root, true).unwrap().reply().unwrap().monitors;
        // The server keeps its automatic monitor if no output is taken from it; then there is nothing to choose.
        assert!(monitors.len() >= 2, "{monitors:?}");
        let screen = X11Screen::connect(None).unwrap();
        let _manager = stage.window_manager();
        let window = stage.window(1200, 100, 400, 400, RED);
        stage.show(window);
        stage.await_root_property("_NET_ACTIVE_WINDOW", |active| active == window);
        let shot = screen.grab().unwrap();
        assert!(shot.area.x == 960 || monitors.len() > 2, "{:?} of {monitors:?}", shot.area);
    }
}

staged! {
    fn the_shot_follows_the_size_of_the_screen(stage) {
        stage.paint_root(BLUE);
        let screen = X11Screen::connect(None).unwrap();
        assert_eq!(screen.grab().unwrap().area.width, 1920);
        shrink(stage, 1280, 720);
        let root = stage.conn.get_geometry(stage.root).unwrap().reply().unwrap();
        let shot = screen.grab().unwrap();
        assert_eq!((shot.area.width, shot.area.height), (u32::from(root.width), u32::from(root.height)));
        assert!(shot.area.width < 1920);
    }
}

/// Makes the screen smaller, as another monitor or another mode would.
fn shrink(stage: &crate::stage::Stage, width: u16, height: u16) {
    let conn = &stage.conn;
    let resources = conn.randr_get_screen_resources(stage.root).unwrap().reply().unwrap();
    let mode = ModeInfo { width, height, name_len: 5, ..resources.modes[0] };
    let mode = conn.randr_create_mode(stage.root, mode, b"small").unwrap().reply().unwrap().mode;
    conn.randr_add_output_mode(resources.outputs[0], mode).unwrap().check().unwrap();
    let set = |mode, outputs: &[u32]| {
        let crtc = resources.crtcs[0];
        conn.randr_set_crtc_config(crtc, 0, 0, 0, 0, mode, Rotation::ROTATE0, outputs).unwrap().reply().unwrap();
    };
    set(0, &[]);
    conn.randr_set_screen_size(stage.root, width, height, 300, 200).unwrap().check().unwrap();
    set(mode, &resources.outputs);
}

#[test]
fn no_display_is_an_error_with_a_hint() {
    for name in [":49999", ":65000", ":99999999999999999999", "nonsense", ""] {
        let error = X11Screen::connect(Some(name)).err().unwrap();
        let error = sopwright_core::port::CaptureError::from(error);
        assert!(error.hint.contains("DISPLAY"), "{error}");
    }
}
