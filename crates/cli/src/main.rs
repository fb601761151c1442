//! `sopwright`: the same commands from a terminal and from scripts. Speaks to the program that runs for this library;
//! where none runs, opens the library itself. Needs no display.

mod arguments;
mod comparison;
mod findings;
mod handover;
mod print;
mod questions;
mod run;
mod suggestions;
mod target;
mod template;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Clap prints usage errors itself and leaves with 2.
    let arguments = arguments::Arguments::parse();
    match run::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sopwright: {}", print::error(&error));
            ExitCode::from(exit_code(error.code))
        }
    }
}

/// Exit codes are a contract: 0 done, 1 failed, 2 bad usage, 3 not found, 4 refused.
fn exit_code(code: sopwright_app::Code) -> u8 {
    use sopwright_app::Code;
    match code {
        Code::Failed | Code::Cancelled => 1,
        Code::BadRequest => 2,
        Code::NotFound => 3,
        Code::Refused | Code::Stale => 4,
    }
}
