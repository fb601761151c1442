//! The table of results: a line for Sopwright, then one for each peer that was measured beside it.

use std::fmt::Write;
use std::time::Duration;

use super::series::{Series, shown, size};

/// One program at one task.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The task; empty on the lines of peers.
    pub what: String,
    /// The program.
    pub who: String,
    /// Its times; empty when what counts is no time.
    pub times: Series,
    /// The program is not installed.
    pub absent: bool,
    /// Which rank is shown beside the median.
    pub tail: Option<usize>,
    /// User and system time of one run.
    pub cpu: Option<Duration>,
    /// Most memory in use, in bytes.
    pub peak: Option<u64>,
    /// What was written, in bytes.
    pub bytes: Option<u64>,
    /// The peer's median over Sopwright's.
    pub ratio: Option<f64>,
    /// What was aimed at.
    pub target: String,
    /// Whether it was reached; nothing when there is no target.
    pub met: Option<bool>,
}

impl Line {
    /// Sopwright at a task.
    pub fn ours(what: &str, times: Series) -> Self {
        Self { what: what.to_owned(), who: "**Sopwright**".to_owned(), times, ..Self::default() }
    }

    /// A peer at the same task.
    pub fn peer(who: &str, times: Series, ours: &Series) -> Self {
        let ratio = times.median().as_secs_f64() / ours.median().as_secs_f64();
        Self { who: who.to_owned(), times, ratio: Some(ratio), ..Self::default() }
    }

    /// A peer that is not here.
    pub fn absent(who: &str) -> Self {
        Self { who: who.to_owned(), absent: true, ..Self::default() }
    }

    /// With a target, and whether it was reached.
    pub fn aimed(mut self, target: impl Into<String>, met: bool) -> Self {
        self.target = target.into();
        self.met = Some(met);
        self
    }

    fn cells(&self) -> [String; 12] {
        let some = |text: Option<String>| text.unwrap_or_default();
        let timeless = self.times.len() == 0;
        let time = |time: Duration| if timeless { String::new() } else { shown(time) };
        [
            self.what.clone(),
            if self.absent { format!("{}: not installed", self.who) } else { self.who.clone() },
            if timeless { String::new() } else { self.times.len().to_string() },
            time(self.times.min()),
            time(self.times.median()),
            some(self.tail.map(|rank| format!("p{rank} {}", shown(self.times.rank(rank))))),
            some(self.cpu.map(shown)),
            some(self.peak.map(size)),
            some(self.bytes.map(size)),
            some(self.ratio.map(|ratio| format!("{ratio:.2} x"))),
            self.target.clone(),
            some(self.met.map(|met| if met { "met" } else { "**missed**" }.to_owned())),
        ]
    }
}

const HEAD: [&str; 12] = [
    "task",
    "program",
    "runs",
    "min",
    "median",
    "tail",
    "user+sys",
    "memory",
    "written",
    "of Sopwright's time",
    "target",
    "",
];

/// The lines as Markdown.
pub fn markdown(lines: &[Line]) -> String {
    let rows: Vec<[String; 12]> = lines.iter().map(Line::cells).collect();
    grid(HEAD.map(str::to_owned), &rows)
}

/// Rows under a head as Markdown, padded so that they read well in a terminal too.
pub fn grid<const N: usize>(head: [String; N], rows: &[[String; N]]) -> String {
    let mut widths = head.each_ref().map(|cell| cell.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    let mut put = |cells: &[String]| {
        for (cell, width) in cells.iter().zip(widths) {
            // Writing to a string cannot fail.
            let _ = write!(text, "| {cell:width$} ");
        }
        text.push_str("|\n");
    };
    put(&head);
    put(&widths.map(|width| "-".repeat(width.max(3))));
    for row in rows {
        put(row);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_compared_and_an_absent_one_is_named() {
        let times = |ms| [Duration::from_millis(ms)].into_iter().collect::<Series>();
        let ours = Line::ours("press", times(2)).aimed("<= 1 ms", false);
        let table = markdown(&[ours, Line::peer("scrot", times(20), &times(2)), Line::absent("maim")]);
        assert!(table.contains("**missed**") && table.contains("10.00 x") && table.contains("maim: not installed"));
        assert_eq!(table.lines().count(), 5);
    }
}
