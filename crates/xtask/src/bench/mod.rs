//! `cargo xtask bench`: the targets of the project, measured on programs built for release, each beside a peer in the
//! same run. What is measured and how is told in `docs/benchmarks.md`, whose figures this writes.

mod burst;
mod cost;
mod durable;
mod editor;
mod export;
mod machine;
mod press;
mod scene;
mod series;
mod server;
mod start;
mod table;
mod words;

use std::process::Command;

use clap::{Args, ValueEnum};
use xtask::{Done, Failure, place, program};

use crate::setup::{self, Purpose};
use scene::Ground;
use table::Line;

/// What to measure.
#[derive(Args)]
pub struct Choice {
    /// Measure only these; the page with the figures is then left as it is.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Runs of what takes long; notes are always pressed 200 times.
    #[arg(long, default_value_t = 20)]
    runs: usize,
    /// Steps of the SOPs in the editor.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1000, 10_000])]
    steps: Vec<usize>,
    /// Export 1,000 steps as well, which takes the peers minutes.
    #[arg(long)]
    long: bool,
    /// Install LaTeX and Typst first, which are large or have to be built.
    #[arg(long)]
    peers: bool,
    /// Measure what has been built before.
    #[arg(long)]
    no_build: bool,
}

/// One part of the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Press,
    Shot,
    Burst,
    Draft,
    Check,
    Export,
    Search,
    Editor,
    Start,
}

/// Measures, prints the table, and writes it into the page.
pub fn run(choice: &Choice) -> Done {
    setup::run(Purpose::Bench)?;
    if choice.peers {
        setup::large_peers()?;
    }
    if !choice.no_build {
        build()?;
    }
    let out = tempfile::Builder::new().prefix("bench-").tempdir_in(place::target()?)?;
    let mut lines = Vec::new();
    for part in Part::value_variants() {
        if choice.only.is_empty() || choice.only.contains(part) {
            let measured = measure(*part, choice, out.path())?;
            print!("{}", table::markdown(&measured));
            lines.extend(measured);
        }
    }
    println!("\n{}", machine::facts());
    if choice.only.is_empty() { publish(&lines) } else { Ok(()) }
}

fn measure(part: Part, choice: &Choice, out: &std::path::Path) -> Done<Vec<Line>> {
    let runs = choice.runs.max(1);
    println!("\n== {part:?}");
    match part {
        Part::Press => press::without_picture(out),
        Part::Shot => {
            let mut lines = press::with_picture(out, (1920, 1080), Ground::Plain, runs)?;
            lines.extend(press::with_picture(out, (1920, 1080), Ground::Clouds, runs)?);
            lines.extend(press::with_picture(out, (3840, 2160), Ground::Plain, runs)?);
            Ok(lines)
        }
        Part::Burst => burst::burst(out),
        Part::Draft => words::draft(out, runs),
        Part::Check => words::check(runs),
        Part::Export => export::exports(out, if choice.long { &[10, 100, 1000] } else { &[10, 100] }, runs),
        Part::Search => words::search(out),
        Part::Editor => editor::editor(out, &choice.steps, runs),
        Part::Start => start::start(out, runs),
    }
}

/// Builds the programs for release, and the one that makes libraries to measure on.
fn build() -> Done {
    let packages = ["--package", "sopwright-desktop", "--package", "sopwright-cli", "--package", "sopwright-app"];
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release"]).args(packages).args(["--bins", "--examples"]);
    program::run(cargo.current_dir(place::root()))
}

/// Where the figures stand in the page.
const MARKS: [&str; 2] = ["<!-- figures -->\n", "<!-- end of figures -->"];

fn publish(lines: &[Line]) -> Done {
    let file = place::root().join("docs/benchmarks.md");
    let page = std::fs::read_to_string(&file)?;
    let parts = page.split_once(MARKS[0]).and_then(|(before, rest)| Some((before, rest.split_once(MARKS[1])?.1)));
    let (before, after) =
        parts.ok_or_else(|| Failure::new(format!("{} has no place for the figures.", file.display())))?;
    let figures = format!("Measured on: {}\n\n{}", machine::facts(), table::markdown(lines));
    std::fs::write(&file, format!("{before}{}\n{figures}\n{}{after}", MARKS[0], MARKS[1]))?;
    println!("The figures are in {}.", file.display());
    Ok(())
}
