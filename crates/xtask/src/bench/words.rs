//! Drafting from a long session, checking a long SOP, and searching a large library.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use xtask::place::{self, Profile};
use xtask::{Done, Failure, program};

use super::cost::{self, Run};
use super::scene::maker;
use super::series::Series;
use super::table::Line;

/// A draft from 10,000 entries: the command from start to end, and the passes by themselves.
pub fn draft(out: &Path, runs: usize) -> Done<Vec<Line>> {
    let library = out.join("draft");
    let session = made(Command::new(maker()?).arg("entries").arg(&library).arg("10000"))?;
    let mut all = Vec::new();
    for round in 0..=runs {
        let mut command = Command::new(place::built("sopwright", Profile::Release)?);
        let run = cost::run(command.args(["draft", &session]).arg("--library").arg(&library))?;
        if round > 0 {
            all.push(run);
        }
    }
    let passes = timed(Command::new(maker()?).arg("draft").arg(&library).args([&session, &runs.to_string()]))?;
    let times: Series = all.iter().map(|run| run.wall).collect();
    let aim = Duration::from_millis(100);
    let (whole, pure) = (times.median() <= aim, passes.median() <= aim);
    let mut command = Line::ours("draft from 10,000 entries: `sopwright draft`, start to exit", times);
    command = command.aimed("<= 100 ms", whole);
    command.cpu = Some(cost::mean_cpu(&all));
    command.peak = all.iter().map(|run| run.peak).max();
    let passes = Line::ours("the same: the draft rules by themselves", passes).aimed("<= 100 ms", pure);
    Ok(vec![command, passes])
}

/// All checks on a document of 10,000 steps.
pub fn check(runs: usize) -> Done<Vec<Line>> {
    let times = timed(Command::new(maker()?).args(["check", "10000", &runs.to_string()]))?;
    let met = times.median() <= Duration::from_millis(50);
    Ok(vec![Line::ours("all checks on 10,000 steps", times).aimed("<= 50 ms", met)])
}

/// Searches over 100,000 entries with words common and rare, whole and half typed.
pub fn search(out: &Path) -> Done<Vec<Line>> {
    let library = out.join("search");
    made(Command::new(maker()?).arg("words").arg(&library).arg("100000"))?;
    let times = timed(Command::new(maker()?).arg("search").arg(&library))?;
    let met = times.rank(95) <= Duration::from_millis(5);
    let worst = Line::ours("the same: the slowest query", std::iter::once(times.rank(100)).collect());
    let mut line = Line::ours("search over 100,000 entries", times).aimed("p95 <= 5 ms", met);
    line.tail = Some(95);
    Ok(vec![line, worst])
}

/// Runs the maker; the last word that it says is what it made.
pub fn made(command: &mut Command) -> Done<String> {
    let said = program::read(command)?;
    let word = said.split_whitespace().last().map(str::to_owned);
    word.ok_or_else(|| Failure::new(format!("`{}` said nothing.", program::shown(command))))
}

/// Runs the maker; each line that it says is a time in nanoseconds.
fn timed(command: &mut Command) -> Done<Series> {
    let said = program::read(command)?;
    let times: Series = said.lines().filter_map(|line| line.parse().ok()).map(Duration::from_nanos).collect();
    if times.len() > 0 { Ok(times) } else { Err(Failure::new(format!("`{}` said no times.", program::shown(command)))) }
}

/// The times of some runs.
pub fn walls(runs: &[Run]) -> Series {
    runs.iter().map(|run| run.wall).collect()
}
