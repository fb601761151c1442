//! A long SOP in the editor: opened, typed into, undone, searched from and scrolled in the web view of the application as
//! it is released, in turn with a plain text field in the same page. Keys and the wheel are real ones, pressed at the X
//! server; the page tells when it was painted.

mod clock;
mod driver;
mod page;
mod plain;
mod sop;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use xtask::desk::{Desk, Plan};
use xtask::{Done, program};

use super::scene::{Ground, Scene, maker};
use super::series::Series;
use super::table::Line;
use page::Page;

/// What is typed in a round, without a pause. With the rounds as they are, keys for the 99th in a hundred to mean something.
const TYPED: &str = "the quick brown fox ";

/// Notches of the wheel in a round.
const NOTCHES: usize = 40;

/// What was measured at one length.
#[derive(Debug, Default)]
struct Times {
    opened: Series,
    typed: Series,
    undone: Series,
    found: Series,
    scrolled: Series,
}

/// Measures SOPs of these lengths.
pub fn editor(out: &Path, lengths: &[usize], runs: usize) -> Done<Vec<Line>> {
    let picture = out.join("shown.png");
    Scene::start(1920, 1080, Ground::Plain)?.desk.picture(&picture)?;
    let mut lines = Vec::new();
    for &steps in lengths {
        let library = out.join(format!("editor-{steps}"));
        // Each is opened once; the first one fills the caches and does not count.
        let (length, count) = (steps.to_string(), (runs + 1).to_string());
        let mut make = Command::new(maker()?);
        let made = program::read(make.arg("sops").arg(&library).args([&length, &count]).arg(&picture))?;
        let desk = Desk::start(Plan::default())?;
        let mut page = Page::start(&desk, &library)?;
        let [mut ours, mut plain, mut short] = <[Times; 3]>::default();
        for (round, sop) in made.lines().enumerate() {
            sop::round(&mut page, sop, &mut ours)?;
            plain::round(&mut page, sop, &mut plain)?;
            plain::short(&mut page, sop, &mut short)?;
            if round == 0 {
                [ours, plain, short] = <[Times; 3]>::default();
            }
        }
        lines.extend(compared(steps, ours, plain, short));
    }
    Ok(lines)
}

fn compared(steps: usize, ours: Times, plain: Times, short: Times) -> Vec<Line> {
    let ms = Duration::from_millis;
    let (first_paint, key) = (ours.opened.median() <= ms(400), ours.typed.rank(99) <= ms(16));
    let line = |what: &str, times: &Series| Line::ours(&format!("{steps} steps: {what}"), times.clone());
    let peer = |times: Series, ours: &Series| Line::peer("`<textarea>` with all its words", times, ours);
    let lines = [
        line("open, Enter to first paint", &ours.opened).aimed("<= 400 ms", first_paint),
        peer(plain.opened, &ours.opened),
        line("type, key to paint", &ours.typed).aimed("p99 <= 16 ms", key),
        peer(plain.typed, &ours.typed),
        Line::peer("`<textarea>` with the words of one step", short.typed, &ours.typed),
        line("scroll, frame to frame", &ours.scrolled),
        peer(plain.scrolled, &ours.scrolled),
        line("undo, Ctrl+Z to paint", &ours.undone),
        peer(plain.undone, &ours.undone),
        line("search, last key to what is found", &ours.found),
    ];
    lines.into_iter().map(|line| Line { tail: Some(99), ..line }).collect()
}
