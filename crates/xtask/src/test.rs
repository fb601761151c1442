//! Everything that has to hold before a change is good: style, bindings, interface, tests, journeys.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use xtask::{Done, Failure, place, program};

use crate::setup::{self, Purpose, npm};
use crate::{bindings, run};

/// Runs it all, cheapest first, and stops at the first stage that fails.
pub fn run() -> Done {
    setup::run(Purpose::Test)?;
    stage("style");
    program::run(cargo().args(["fmt", "--all", "--check"]))?;
    stage("programs");
    run::everything()?;
    stage("lints");
    program::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    stage("bindings");
    bindings::run(true)?;
    stage("interface");
    program::run(npm()?.args(["run", "check"]))?;
    program::run(npm()?.arg("test"))?;
    stage("tests and journeys");
    tests()
}

fn stage(name: &str) {
    println!("\n== {name}");
}

fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(place::root());
    cargo
}

/// Runs cargo's tests with their output shown, and adds up what each test program says.
fn tests() -> Done {
    let skipped = place::journeys()?.join("skipped.txt");
    std::fs::write(&skipped, "")?;
    let mut cargo = cargo();
    let mut child = cargo.args(["test", "--workspace", "--no-fail-fast"]).stdout(Stdio::piped()).spawn()?;
    let mut sum = Sum::default();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            sum.add(&line);
        }
    }
    let status = child.wait()?;
    let list = std::fs::read_to_string(&skipped)?;
    for line in list.lines() {
        println!("skipped: {line}");
    }
    sum.skip(list.lines().count());
    println!("\n{} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.skipped);
    if status.success() { Ok(()) } else { Err(Failure::new(format!("The tests failed: {status}."))) }
}

/// What the test programs said together.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Sum {
    /// Adds a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; ...`; any other adds nothing.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        for part in counts.split(';') {
            let Some((count, word)) = part.trim().split_once(' ') else { continue };
            let count: usize = count.parse().unwrap_or(0);
            match word {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.skipped += count,
                _ => {}
            }
        }
    }

    /// Journeys that could not run end without a failure; they are not to be taken for passed.
    fn skip(&mut self, count: usize) {
        self.passed = self.passed.saturating_sub(count);
        self.skipped += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_added_up_and_a_skipped_journey_does_not_count_as_passed() {
        let mut sum = Sum::default();
        sum.add("test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        sum.add("test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        sum.add("test a::b ... ok");
        sum.skip(2);
        assert_eq!(sum, Sum { passed: 7, failed: 3, skipped: 3 });
    }
}
