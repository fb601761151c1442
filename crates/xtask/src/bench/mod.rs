//! `cargo xtask bench`: the targets of the project, measured on programs built for release, each beside a peer in the
//! same run. What is measured and how is told in `docs/benchmarks.md`, whose figures this writes.

mod burst;
mod cost;
mod durable;
mod editor;
mod export;
mod frames;
mod machine;
mod names;
mod pace;
mod page;
mod press;
mod scene;
mod series;
mod server;
mod start;
mod table;
mod words;

use std::process::Command;

use clap::{Args, ValueEnum};
use xtask::{Done, place, program};

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
    Names,
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
    let (mut lines, mut lists) = (Vec::new(), Vec::new());
    for part in Part::value_variants() {
        if choice.only.is_empty() || choice.only.contains(part) {
            let Measured { lines: measured, list } = measure(*part, choice, out.path())?;
            print!("{}", table::markdown(&measured));
            lines.extend(measured);
            if let Some((place, list)) = list {
                print!("\n{list}");
                lists.push((place, list));
            }
        }
    }
    println!("\n{}", machine::facts());
    if !choice.only.is_empty() {
        return Ok(());
    }
    lists.push((page::FIGURES, format!("Measured on: {}\n\n{}", machine::facts(), table::markdown(&lines))));
    page::write(&lists)
}

/// What a part found out.
struct Measured {
    lines: Vec<Line>,
    /// What does not fit into a line, and its place in the page.
    list: Option<(page::Marks, String)>,
}

impl From<Vec<Line>> for Measured {
    fn from(lines: Vec<Line>) -> Self {
        Self { lines, list: None }
    }
}

fn measure(part: Part, choice: &Choice, out: &std::path::Path) -> Done<Measured> {
    let runs = choice.runs.max(1);
    println!("\n== {part:?}");
    let lines = match part {
        Part::Press => press::without_picture(out),
        Part::Shot => {
            let mut lines = press::with_picture(out, (1920, 1080), Ground::Plain, runs)?;
            lines.extend(press::with_picture(out, (1920, 1080), Ground::Clouds, runs)?);
            lines.extend(press::with_picture(out, (3840, 2160), Ground::Plain, runs)?);
            Ok(lines)
        }
        Part::Burst => burst::burst(out),
        Part::Names => {
            let (lines, list) = names::names(out)?;
            return Ok(Measured { lines, list: Some((page::INTERACTIONS, list)) });
        }
        Part::Draft => words::draft(out, runs),
        Part::Check => words::check(runs),
        Part::Export => export::exports(out, if choice.long { &[10, 100, 1000] } else { &[10, 100] }, runs),
        Part::Search => words::search(out),
        Part::Editor => editor::editor(out, &choice.steps, runs),
        Part::Start => start::start(out, runs),
    };
    lines.map(Measured::from)
}

/// Builds the programs for release, the one that makes libraries to measure on, and the one that asks for names.
fn build() -> Done {
    let packages = ["sopwright-desktop", "sopwright-cli", "sopwright-app", "sopwright-capture"];
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release"]).args(packages.iter().flat_map(|name| ["--package", name]));
    cargo.args(["--bins", "--examples"]);
    program::run(cargo.current_dir(place::root()))
}
