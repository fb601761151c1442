//! The desktop program. Composes the rooms and owns what only a shell can: windows, tray, hotkeys, the pictures'
//! address. No rules of its own.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod call;
mod compose;
mod field;
mod keys;
mod notices;
mod pictures;
mod ready;
mod start;
mod tray;
mod windows;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    start::be_helper_if_asked();
    let library = match start::library() {
        Ok(library) => library,
        Err(words) => {
            eprintln!("sopwright: {words}");
            return ExitCode::from(2);
        }
    };
    if start::another_runs(&library) {
        return ExitCode::SUCCESS;
    }
    start::prepare_webview();
    match compose::run(library) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("sopwright: {words}");
            ExitCode::FAILURE
        }
    }
}
