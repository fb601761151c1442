//! Makes libraries to measure on, and times what cannot be timed from outside. Run by `cargo xtask bench`.
//!
//! `entries LIBRARY COUNT` and `steps LIBRARY COUNT PICTURE` write a session and say its identity; `words LIBRARY COUNT`
//! writes sessions to search in. `draft LIBRARY SESSION RUNS` and `search LIBRARY` say a time in nanoseconds a line.

mod fill;
mod language;
mod pictures;
mod time;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["entries", library, count] => println!("{}", fill::entries(Path::new(library), count.parse()?)?),
        ["steps", library, count, picture] => {
            println!("{}", fill::steps(Path::new(library), count.parse()?, Path::new(picture))?);
        }
        ["words", library, count] => println!("{}", fill::words(Path::new(library), count.parse()?)?),
        ["draft", library, session, runs] => time::draft(Path::new(library), session.parse()?, runs.parse()?)?,
        ["search", library] => time::search(Path::new(library))?,
        _ => return Err("say what to do: entries, steps, words, draft or search".into()),
    }
    Ok(())
}
