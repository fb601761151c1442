//! A person at the desk of a test, who looks for elements, clicks and types in real programs, and the adapter that is
//! asked about it.

use std::process::Command;
use std::time::{Duration, Instant};

use sopwright_capture::element::AtSpiElements;
use sopwright_capture::windows::X11Windows;
use sopwright_core::act::{Element, Role};
use sopwright_core::entry::{Place, Point, Rect};
use sopwright_core::port::{Elements as _, Focused, Windows as _};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::wrapper::ConnectionExt as _;

use crate::stage::Stage;

/// A person, with what is asked about what they do.
pub struct Person<'a> {
    stage: &'a Stage,
    pub elements: AtSpiElements,
    windows: X11Windows,
}

impl<'a> Person<'a> {
    pub fn sits_down(stage: &'a Stage) -> Self {
        let elements = AtSpiElements::start().unwrap();
        elements.attend(true);
        elements.read_typed(true);
        Self { stage, elements, windows: X11Windows::connect(None).unwrap() }
    }

    /// Asks whether programs are told that somebody asks.
    pub fn sign(&self) -> impl Fn() -> bool + use<> {
        || {
            let asked = Command::new("gdbus")
                .args(["call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method"])
                .args(["org.freedesktop.DBus.Properties.Get", "org.a11y.Status", "IsEnabled"])
                .output()
                .unwrap();
            String::from_utf8_lossy(&asked.stdout).contains("true")
        }
    }

    /// Waits until they are.
    pub fn sign_is_on(&self) {
        let asks = self.sign();
        until("the sign is given", || asks().then_some(()));
    }

    pub fn place(&self) -> Place {
        self.windows.place()
    }

    /// Waits until the window with that title is in front, and says where it is.
    pub fn sees(&self, title: &str) -> Rect {
        until(title, || {
            let place = self.place();
            place.title.contains(title).then_some(place.window).flatten()
        })
    }

    pub fn at(&self, point: Point) -> Option<Element> {
        self.elements.at(point, &self.place())
    }

    /// Looks all over that part of the screen until there is an element of that name.
    pub fn finds(&self, role: Role, name: &str, within: Rect) -> Element {
        until(name, || {
            let rows = (within.y..within.y + within.height as i32).step_by(11);
            let points = rows.flat_map(|y| {
                let columns = (within.x..within.x + within.width as i32).step_by(16);
                columns.map(move |x| Point { x, y })
            });
            for point in points {
                let Some(element) = self.at(point) else { continue };
                let area = element.area.unwrap_or(within);
                assert!(holds(area, point), "{element:?} is told for {point:?}");
                if element.role == role && element.name == name {
                    return Some(element);
                }
            }
            None
        })
    }

    pub fn clicks(&self, element: &Element) {
        let area = element.area.unwrap();
        let middle = Point { x: area.x + area.width as i32 / 2, y: area.y + area.height as i32 / 2 };
        self.points_at(middle);
        for kind in [4, 5] {
            self.stage.conn.xtest_fake_input(kind, 1, 0, self.stage.root, 0, 0, 0).unwrap();
        }
        self.stage.conn.sync().unwrap();
    }

    pub fn points_at(&self, point: Point) {
        let (x, y) = (point.x as i16, point.y as i16);
        self.stage.conn.xtest_fake_input(6, 0, 0, self.stage.root, x, y, 0).unwrap();
        self.stage.conn.sync().unwrap();
    }

    /// Is about to type, as it is told at the first key.
    pub fn begins(&self) {
        self.elements.begin_text();
        self.focused();
    }

    pub fn types(&self, text: &str) {
        does("xdotool", &["type", "--delay", "30", "--", text]);
    }

    pub fn presses(&self, key: &str) {
        does("xdotool", &["key", "--", key]);
    }

    pub fn focused(&self) -> Option<Focused> {
        self.elements.focused(&self.place())
    }

    /// Waits until the keyboard is in an element of that kind.
    pub fn comes_to(&self, role: Role) -> Element {
        let there = || self.focused().filter(|focused| focused.element.role == role);
        until(&format!("{role:?}"), there).element
    }

    /// Types that where the keyboard is, and says where it was typed. On a busy machine a program may say too late what
    /// stood there before; then nothing can be told of that burst, and the next one begins in an empty field.
    pub fn writes(&self, text: &str) -> Element {
        for _ in 0..3 {
            self.begins();
            self.types(text);
            let typed = || self.focused().filter(|focused| focused.typed.as_deref() == Some(text));
            if let Some(focused) = within(Duration::from_secs(10), typed) {
                return focused.element;
            }
            self.presses("ctrl+a");
            self.presses("BackSpace");
        }
        panic!("never typed: {text}")
    }

    /// Waits until that was typed, and says where.
    pub fn has_typed(&self, text: &str) -> Element {
        until(text, || self.focused().filter(|focused| focused.typed.as_deref() == Some(text))).element
    }
}

/// Runs a program to its end.
pub fn does(program: &str, arguments: &[&str]) {
    let done = Command::new(program).args(arguments).status().unwrap();
    assert!(done.success(), "{program} {arguments:?}");
}

/// Waits until there is an answer: other programs have no end that could be waited on.
pub fn until<T>(what: &str, answer: impl FnMut() -> Option<T>) -> T {
    within(Duration::from_secs(40), answer).unwrap_or_else(|| panic!("never: {what}"))
}

fn within<T>(time: Duration, mut answer: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + time;
    loop {
        if let Some(answer) = answer() {
            return Some(answer);
        }
        if Instant::now() > deadline {
            return None;
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

pub fn holds(area: Rect, point: Point) -> bool {
    let inside = |n: i32, start: i32, size: u32| n >= start && n < start + size as i32;
    inside(point.x, area.x, area.width) && inside(point.y, area.y, area.height)
}
