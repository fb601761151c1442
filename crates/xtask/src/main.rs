//! `cargo xtask`: the only task runner of the project.

#[cfg(target_os = "linux")]
mod bench;
mod bindings;
mod demo;
mod run;
mod setup;
mod test;
mod windows;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use setup::Purpose;
use xtask::Done;

/// The tasks of the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Line {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing to build, run and test.
    Setup,
    /// Build and start the application; without a display, run the demo.
    Run {
        /// Words for the application.
        #[arg(last = true)]
        words: Vec<String>,
    },
    /// Do a real task on a private desktop, record it, and export the SOP that comes of it.
    Demo {
        /// Where the library, the exports and the screenshots go.
        #[arg(long, default_value = "out/demo")]
        out: PathBuf,
    },
    /// Check the style, the bindings and the interface, and run all tests and journeys.
    Test,
    /// Compile the application for Windows, on Linux. Nothing is linked or run.
    CheckWindows,
    /// Measure the targets beside their peers, with programs built for release.
    #[cfg(target_os = "linux")]
    Bench(bench::Choice),
    /// Generate the TypeScript types of the commands.
    Bindings {
        /// Change nothing; fail if they are not up to date.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match carry_out(Line::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Done {
    match task {
        Task::Setup => setup::run(Purpose::Test),
        Task::Run { words } => run::run(&words),
        Task::Demo { out } => demo::run(&out),
        Task::Test => test::run(),
        Task::CheckWindows => windows::check(),
        #[cfg(target_os = "linux")]
        Task::Bench(choice) => bench::run(&choice),
        Task::Bindings { check } => {
            // The shell, which is built along, takes the interface in.
            setup::run(Purpose::Build)?;
            run::programs()?;
            bindings::run(check)
        }
    }
}
