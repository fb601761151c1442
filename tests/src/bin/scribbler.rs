//! Records as fast as it can until somebody kills it. Each line on standard output is a promise: what it names was
//! acknowledged, so it has to be in the library afterwards.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};
use sopwright_app::{ApiError, App, commands};
use sopwright_tests::parts;

fn main() -> Result<(), ApiError> {
    let library = PathBuf::from(std::env::args_os().nth(1).unwrap_or_default());
    let app = App::open(&library, parts())?;
    let call = |name: &str, request: Value| commands::dispatch(&app, name, request);
    let open = call("interrupted", json!({}))?;
    match open.get(0) {
        Some(found) => {
            call("recover", json!({ "session": found["session"]["id"], "go_on": true }))?;
            promise("continued", &Value::Null, "");
        }
        None => {
            call("record_start", json!({ "title": "Scribbles" }))?;
        }
    }
    for number in 0_u32.. {
        let text = format!("Line {number} of {}", std::process::id());
        let kind = if number % 3 == 2 { "note" } else { "step" };
        let entry = call("log", json!({ "kind": kind, "text": text }))?["entry"]["id"].clone();
        promise("kept", &entry, &text);
        if number % 5 == 3 {
            let better = format!("{text}, in better words");
            call("words", json!({ "entry": entry, "text": better }))?;
            promise("kept", &entry, &better);
        }
        if number % 11 == 7 {
            call("withdraw", json!({ "entry": entry }))?;
            promise("withdrawn", &entry, "");
        }
    }
    Ok(())
}

/// One line, written whole by one call, so that a kill never leaves half a promise that looks like one.
fn promise(what: &str, entry: &Value, text: &str) {
    let line = format!("{what}\t{}\t{text}\n", entry.as_str().unwrap_or_default());
    // Who cannot be told cannot hold anything against us.
    let _ = std::io::stdout().lock().write_all(line.as_bytes());
}
