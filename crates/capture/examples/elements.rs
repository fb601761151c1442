//! Asks the desktop for elements, a line of the input at a time: `at 300 200`, `focused`, `read on`, `begin`, `attend
//! off`. To see what a program tells of itself.
#![allow(clippy::print_stdout)]

use std::io::BufRead as _;
use std::time::Instant;

use sopwright_capture::Desktop;
use sopwright_core::entry::Point;

fn main() {
    let desktop = Desktop::open();
    for missing in &desktop.missing {
        println!("{missing:?}");
    }
    let elements = &desktop.elements;
    elements.attend(true);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let start = Instant::now();
        let said = match words[..] {
            ["at", x, y] => match (x.parse(), y.parse()) {
                (Ok(x), Ok(y)) => format!("{:?}", elements.at(Point { x, y }, &desktop.windows.place())),
                _ => "at X Y".into(),
            },
            ["focused"] => format!("{:?}", elements.focused(&desktop.windows.place())),
            ["begin"] => {
                elements.begin_text();
                String::new()
            }
            ["read", on] => {
                elements.read_typed(on == "on");
                String::new()
            }
            ["attend", on] => {
                elements.attend(on == "on");
                String::new()
            }
            _ => "at X Y | focused | begin | read on|off | attend on|off".into(),
        };
        println!("{line}: {said} ({} us)", start.elapsed().as_micros());
    }
}
