//! A private X server for one test. The test runs a second time, in a process of its own whose `DISPLAY` is that server,
//! so that libraries that read the environment see it too and no test sees another's windows.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

const INSIDE: &str = "SOPWRIGHT_TEST_STAGE";

/// Declares a test that runs on a stage. Extra arguments for Xvfb may follow the name.
macro_rules! staged {
    ($(#[$doc:meta])* fn $name:ident($stage:ident $(, $arg:literal)*) $body:block) => {
        $(#[$doc])*
        #[test]
        fn $name() {
            fn body($stage: &$crate::stage::Stage) $body
            $crate::stage::run(concat!(module_path!(), "::", stringify!($name)), &[$($arg),*], body);
        }
    };
}
pub(crate) use staged;

/// Declares a test that runs on a stage within a desktop session, where programs tell of their elements. It needs these
/// programs, and is skipped without them.
macro_rules! in_session {
    ($(#[$doc:meta])* fn $name:ident($stage:ident, $programs:expr) $body:block) => {
        $(#[$doc])*
        #[test]
        fn $name() {
            fn body($stage: &$crate::stage::Stage) $body
            $crate::stage::run_in_session(concat!(module_path!(), "::", stringify!($name)), &$programs, body);
        }
    };
}
pub(crate) use in_session;

/// Ends a program that a test started, however the test ends.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Runs `body` in a process of its own on an X server of its own.
pub fn run(path: &str, server_arguments: &[&str], body: fn(&Stage)) {
    // An address at which there is nothing: not the session of whoever runs the tests.
    let alone = |command: &mut Command| {
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    };
    run_as(path, server_arguments, &[], alone, body);
}

/// The same, with a session bus of its own too.
pub fn run_in_session(path: &str, programs: &[&str], body: fn(&Stage)) {
    let needed = ["dbus-run-session", "xdotool", "openbox"];
    let missing = needed.iter().chain(programs).find(|program| !is_installed(program));
    if let Some(missing) = missing {
        return skipped(path, missing);
    }
    let in_session = |command: &mut Command| {
        command.env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("AT_SPI_BUS_ADDRESS").env_remove("NO_AT_BRIDGE");
        command.env("GSETTINGS_BACKEND", "memory");
    };
    run_as(path, &[], &["dbus-run-session", "--"], in_session, body);
}

/// Whether that program can be started.
pub fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

fn skipped(path: &str, needs: &str) {
    static SKIPPED: AtomicUsize = AtomicUsize::new(0);
    eprintln!("SKIPPED ({}): {path} needs {needs}", SKIPPED.fetch_add(1, Ordering::SeqCst) + 1);
}

fn run_as(path: &str, server_arguments: &[&str], within: &[&str], with: fn(&mut Command), body: fn(&Stage)) {
    if std::env::var_os(INSIDE).is_some() {
        let (done, waiting) = channel::<()>();
        std::thread::spawn(move || {
            if waiting.recv_timeout(Duration::from_secs(90)) == Err(RecvTimeoutError::Timeout) {
                eprintln!("the test did not end within 90 s");
                std::process::exit(99);
            }
        });
        body(&Stage::enter());
        drop(done);
        return;
    }
    let Some((_server, display)) = server(server_arguments) else { return skipped(path, "Xvfb") };
    let name = path.split_once("::").unwrap().1;
    let own = std::env::current_exe().unwrap();
    let mut command = match within {
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(own);
            command
        }
        [] => Command::new(own),
    };
    command
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .env("DISPLAY", &display)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("XDG_SESSION_TYPE");
    // Programs keep what they were doing there, and go on with it in the next test.
    let home = std::env::temp_dir().join(format!("sopwright-{}-{}", std::process::id(), name.replace("::", "-")));
    std::fs::create_dir_all(&home).unwrap();
    command.env("HOME", &home).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    with(&mut command);
    let output = command.output().unwrap();
    std::fs::remove_dir_all(&home).ok();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    print!("{}", text(&output.stderr));
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    assert!(text(&output.stdout).contains("1 passed"), "the test did not run: {}", text(&output.stdout));
}

/// Starts an X server, if there is Xvfb; with a number if one is given, else with a free one.
pub fn server(extra: &[&str]) -> Option<(Ended, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"]).args(extra);
    let mut server = Ended(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?);
    let mut number = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    let number = number.trim();
    assert!(!number.is_empty(), "Xvfb ended at once");
    Some((server, format!(":{number}")))
}

/// The X server of this test, with a connection of the test's own.
pub struct Stage {
    pub conn: RustConnection,
    pub root: Window,
}

impl Stage {
    fn enter() -> Self {
        let (conn, screen) = RustConnection::connect(None).unwrap();
        let root = conn.setup().roots[screen].root;
        Self { conn, root }
    }

    pub fn atom(&self, name: &str) -> u32 {
        self.conn.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// Fills the root with one colour.
    pub fn paint_root(&self, colour: u32) {
        let look = ChangeWindowAttributesAux::new().background_pixel(colour);
        self.conn.change_window_attributes(self.root, &look).unwrap();
        self.conn.clear_area(false, self.root, 0, 0, 0, 0).unwrap();
        self.conn.sync().unwrap();
    }

    /// A window of one colour, not yet shown.
    pub fn window(&self, x: i16, y: i16, width: u16, height: u16, colour: u32) -> Window {
        let window = self.conn.generate_id().unwrap();
        let look = CreateWindowAux::new().background_pixel(colour).event_mask(
            EventMask::EXPOSURE | EventMask::STRUCTURE_NOTIFY | EventMask::FOCUS_CHANGE | EventMask::KEY_PRESS,
        );
        let class = WindowClass::INPUT_OUTPUT;
        self.conn
            .create_window(0, window, self.root, x, y, width, height, 0, class, 0, &look)
            .unwrap()
            .check()
            .unwrap();
        window
    }

    /// Gives the window this process's number.
    pub fn mark_own(&self, window: Window) {
        let pid = self.atom("_NET_WM_PID");
        self.conn.change_property32(PropMode::REPLACE, window, pid, AtomEnum::CARDINAL, &[std::process::id()]).unwrap();
    }

    /// Shows the window and waits until it is drawn.
    pub fn show(&self, window: Window) {
        self.conn.map_window(window).unwrap();
        self.conn.flush().unwrap();
        self.wait_for(|event| matches!(event, Event::Expose(shown) if shown.window == window));
        self.conn.sync().unwrap();
    }

    /// Whether such an event comes within that time.
    fn event_within(&self, time: Duration, wanted: impl Fn(&Event) -> bool) -> bool {
        let deadline = Instant::now() + time;
        while Instant::now() < deadline {
            match self.conn.poll_for_event().unwrap() {
                Some(event) if wanted(&event) => return true,
                Some(_) => {}
                // The connection cannot be waited on with an end.
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        }
        false
    }

    pub fn wait_for(&self, wanted: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.conn.wait_for_event().unwrap();
            if wanted(&event) {
                return event;
            }
        }
    }

    /// Presses or releases the key in that place.
    pub fn key(&self, keycode: u8, down: bool) {
        let kind = if down { 2 } else { 3 };
        self.conn.xtest_fake_input(kind, keycode, 0, self.root, 0, 0, 0).unwrap();
        // An answer is asked for: a display that has nothing to say to anybody keeps what it recorded to itself.
        self.conn.sync().unwrap();
    }

    /// Presses or releases a button of the mouse.
    pub fn button(&self, button: u8, down: bool) {
        let kind = if down { 4 } else { 5 };
        self.conn.xtest_fake_input(kind, button, 0, self.root, 0, 0, 0).unwrap();
        self.conn.sync().unwrap();
    }

    /// Moves the pointer.
    pub fn point(&self, x: i16, y: i16) {
        self.conn.xtest_fake_input(6, 0, 0, self.root, x, y, 0).unwrap();
        self.conn.sync().unwrap();
    }

    /// Presses the chord and lets it go.
    pub fn chord(&self, keycodes: &[u8]) {
        keycodes.iter().for_each(|&code| self.key(code, true));
        keycodes.iter().rev().for_each(|&code| self.key(code, false));
    }

    /// Starts openbox and waits until it manages windows.
    pub fn window_manager(&self) -> Ended {
        let manager = start("openbox", &["--sm-disable"]);
        // It says that it is there some time before it takes windows, and windows shown meanwhile stay bare.
        let (hints, deadline) = (self.atom("WM_HINTS"), Instant::now() + Duration::from_secs(20));
        loop {
            let probe = self.window(0, 0, 10, 10, 0);
            // "Does not take the keyboard", so that nothing is left of it.
            self.conn.change_property32(PropMode::REPLACE, probe, hints, hints, &[1, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
            self.conn.map_window(probe).unwrap();
            self.conn.flush().unwrap();
            let taken = self.event_within(Duration::from_millis(500), |event| {
                matches!(event, Event::ReparentNotify(framed) if framed.window == probe && framed.parent != self.root)
            });
            self.conn.destroy_window(probe).unwrap();
            self.conn.sync().unwrap();
            if taken {
                break;
            }
            assert!(Instant::now() < deadline, "openbox never took a window");
        }
        manager
    }

    /// Waits until the root has that property with a value that will do.
    pub fn await_root_property(&self, name: &str, will_do: impl Fn(u32) -> bool) -> u32 {
        let atom = self.atom(name);
        let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        self.conn.change_window_attributes(self.root, &watch).unwrap().check().unwrap();
        loop {
            let reply = self.conn.get_property(false, self.root, atom, AtomEnum::ANY, 0, 1).unwrap().reply().unwrap();
            if let Some(value) = reply.value32().and_then(|mut values| values.next())
                && will_do(value)
            {
                return value;
            }
            self.wait_for(|event| matches!(event, Event::PropertyNotify(set) if set.atom == atom));
        }
    }
}

/// Starts a program whose output is of no interest.
pub fn start(program: &str, arguments: &[&str]) -> Ended {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ended(command.spawn().unwrap_or_else(|error| panic!("{program}: {error}")))
}
