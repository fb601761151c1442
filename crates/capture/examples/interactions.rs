//! Thirty things that people do in five programs: is the element that was clicked called what the screen calls it, is what
//! was typed told as it was typed, and how long does the answer take? Runs on the display and in the session that it is
//! started in, with a window manager, and prints a line for each with tabs between: program, `name`, `text` or `secret`,
//! what, `right` or `wrong`, and the microseconds of an answer. A program that is not here has one line, `absent`. For
//! `cargo xtask bench --only names`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sopwright_capture::Desktop;
use sopwright_core::act::Role;
use sopwright_core::entry::{Place, Point, Rect};

/// One thing that is done.
enum Do {
    /// The element of that kind and name is looked for all over the window.
    Find(Role, &'static str),
    /// The same, and it is clicked.
    Click(Role, &'static str),
    /// Text is typed, and told to be in an element of that kind; or, if it is secret, is not told.
    Type(Role, &'static str, bool),
    /// A key is pressed. Nothing is asked.
    Key(&'static str),
}

use Do::{Click, Find, Key, Type};

struct Program {
    name: &'static str,
    command: &'static [&'static str],
    title: &'static str,
    does: &'static [Do],
}

const PAGE: &str = "data:text/html,<title>Order form</title><form><p><label for=a>First name</label> <input id=a>\
<p><label>Mail <input type=email></label><p><input type=password aria-label='Secret word'>\
<p><textarea aria-label=Notes></textarea><p><button>Send it</button> <a href=x>Read the terms</a></form>";

const PROGRAMS: [Program; 5] = [
    Program {
        name: "mousepad (GTK 3)",
        command: &["mousepad"],
        title: "Mousepad",
        does: &[
            Find(Role::Menu, "File"),
            Find(Role::Menu, "Search"),
            Type(Role::Text, "Hello there", true),
            Key("Return"),
            Type(Role::Text, "second line", true),
            Click(Role::Menu, "Edit"),
            Find(Role::MenuItem, "Select All"),
            Key("Escape"),
            Key("ctrl+s"),
            Find(Role::Button, "Cancel"),
            Type(Role::Field, "plan.txt", true),
            Key("Escape"),
        ],
    },
    Program {
        name: "featherpad (Qt 5)",
        command: &["featherpad", "--standalone"],
        title: "Untitled",
        does: &[
            Find(Role::Button, "Find"),
            Find(Role::Tab, "Untitled"),
            Type(Role::Text, "Text in Qt", true),
            Click(Role::Menu, "Edit"),
            Find(Role::MenuItem, "Select All"),
            Key("Escape"),
            Key("Escape"),
            Key("ctrl+f"),
            Type(Role::ComboBox, "needle", true),
        ],
    },
    Program {
        name: "LibreOffice Calc",
        command: &["soffice", "--calc", "--norestore", "--nologo"],
        title: "LibreOffice",
        does: &[
            Find(Role::Button, "Print"),
            Find(Role::Tab, "Sheet1"),
            Click(Role::Cell, "C4"),
            Type(Role::Cell, "Total 5", true),
            Key("Return"),
            Click(Role::Menu, "Insert"),
            Find(Role::MenuItem, "Image..."),
            Key("Escape"),
            Key("ctrl+f"),
            Type(Role::Field, "Total", true),
        ],
    },
    Program {
        name: "Chromium, asked to show elements",
        command: &[
            "chromium",
            "--force-renderer-accessibility",
            "--no-sandbox",
            "--no-first-run",
            "--window-size=1000,700",
            PAGE,
        ],
        title: "Order form",
        does: &[
            Find(Role::Field, "Address and search bar"),
            Find(Role::Button, "Send it"),
            Find(Role::Link, "Read the terms"),
            Click(Role::Field, "First name"),
            Type(Role::Field, "Zo\u{eb}", true),
            Click(Role::Text, "Notes"),
            Type(Role::Text, "By noon", true),
            Click(Role::Password, "Secret word"),
            Type(Role::Password, "hidden", false),
        ],
    },
    Program {
        name: "xfce4-terminal (VTE)",
        command: &["xfce4-terminal", "--disable-server", "--title=Shell", "--dynamic-title-mode=none"],
        title: "Shell",
        does: &[Find(Role::Menu, "Edit"), Type(Role::Terminal, "passphrase", false)],
    },
];

fn main() {
    let settings = std::env::temp_dir().join("sopwright-interactions");
    let desktop = Desktop::open();
    desktop.elements.attend(true);
    desktop.elements.read_typed(true);
    // Qt looks whether anybody asks only when a program starts.
    std::thread::sleep(Duration::from_secs(1));
    for program in &PROGRAMS {
        let [first, rest @ ..] = program.command else { continue };
        let mut command = Command::new(first);
        // LibreOffice draws with another toolkit otherwise, which tells nothing.
        command.args(rest).env("SAL_USE_VCLPLUGIN", "gtk3");
        // As they are when they are new, and nothing of the person's own is touched.
        command.env("XDG_CONFIG_HOME", &settings);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => visit(&desktop, program, child),
            Err(_) => absent(program),
        }
    }
}

fn visit(desktop: &Desktop, program: &Program, mut child: Child) {
    let shown = wait(60, || Some(desktop.windows.place()).filter(|place| place.title.contains(program.title)));
    if shown.is_some() {
        // It is on the screen before it is ready.
        std::thread::sleep(Duration::from_secs(3));
        for action in program.does {
            act(desktop, program.name, action);
        }
    } else {
        absent(program);
    }
    child.kill().ok();
    child.wait().ok();
    // What a wrapper started ends with its window.
    let front = desktop.windows.place();
    if front.title.contains(program.title) {
        xdotool(&["getactivewindow", "windowkill"]);
    }
    wait(10, || (!desktop.windows.place().title.contains(program.title)).then_some(()));
}

fn absent(program: &Program) {
    println!("{}\tabsent\t\t\t", program.name);
}

fn act(desktop: &Desktop, program: &str, action: &Do) {
    let tell = |kind: &str, what: &str, right: bool, time: Option<Duration>| {
        let time = time.map(|time| time.as_micros().to_string()).unwrap_or_default();
        println!("{program}\t{kind}\t{what}\t{}\t{time}", if right { "right" } else { "wrong" });
    };
    match action {
        Find(role, name) | Click(role, name) => {
            let found = wait(8, || search(desktop, *role, name));
            tell("name", &format!("{role:?} {name:?}"), found.is_some(), found.map(|(_, time)| time));
            if let (Some((middle, _)), Click(..)) = (found, action) {
                let (x, y) = (middle.x.to_string(), middle.y.to_string());
                xdotool(&["mousemove", &x, &y, "click", "1"]);
                std::thread::sleep(Duration::from_secs(1));
            }
        }
        Type(role, text, told) => {
            desktop.elements.begin_text();
            desktop.elements.focused(&desktop.windows.place());
            xdotool(&["type", "--delay", "40", "--", text]);
            std::thread::sleep(Duration::from_millis(400));
            let asked = Instant::now();
            let focused = desktop.elements.focused(&desktop.windows.place());
            let time = asked.elapsed();
            let right = focused.as_ref().is_some_and(|focused| {
                focused.element.role == *role && focused.typed.as_deref() == told.then_some(*text)
            });
            if !right {
                eprintln!("{program}: {focused:?}");
            }
            let kind = if *told { "text" } else { "secret" };
            tell(kind, &format!("{text:?} in {role:?}"), right, Some(time));
        }
        Key(key) => {
            xdotool(&["key", "--", key]);
            std::thread::sleep(Duration::from_millis(1_200));
        }
    }
}

/// The middle of the element, and how long the question about it took, if it is found anywhere on the screen.
fn search(desktop: &Desktop, role: Role, name: &str) -> Option<(Point, Duration)> {
    let place = desktop.windows.place();
    // Menus may reach out of the window.
    let window = place.window?;
    let all = Rect { height: window.height.max(600), ..window };
    for y in (all.y + 4..all.y + all.height as i32).step_by(12) {
        for x in (all.x + 4..all.x + all.width as i32).step_by(24) {
            let Some(element) = ask(desktop, Point { x, y }, &place).0 else { continue };
            let (true, true, Some(area)) = (element.role == role, element.name == name, element.area) else { continue };
            let middle = Point { x: area.x + area.width as i32 / 2, y: area.y + area.height as i32 / 2 };
            let (again, time) = ask(desktop, middle, &place);
            if again.as_ref() == Some(&element) {
                return Some((middle, time));
            }
        }
    }
    None
}

fn ask(desktop: &Desktop, at: Point, place: &Place) -> (Option<sopwright_core::act::Element>, Duration) {
    let asked = Instant::now();
    let element = desktop.elements.at(at, place);
    (element, asked.elapsed())
}

fn xdotool(words: &[&str]) {
    Command::new("xdotool").args(words).status().ok();
}

fn wait<T>(seconds: u64, mut answer: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    loop {
        let answered = answer();
        if answered.is_some() || Instant::now() > deadline {
            return answered;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
