//! Makes libraries to measure on, and times what cannot be timed from outside. Run by `cargo xtask bench`.
//!
//! `entries LIBRARY COUNT` and `steps LIBRARY COUNT PICTURE` write a session and say its identity; `words LIBRARY COUNT`
//! writes sessions to search in; `sops LIBRARY STEPS COUNT PICTURE` writes SOPs and says their identities. `draft LIBRARY
//! SESSION RUNS`, `check STEPS RUNS` and `search LIBRARY` say a time in nanoseconds a line.

mod check;
mod fill;
mod language;
mod pictures;
mod sops;
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
        ["sops", library, steps, count, picture] => {
            for id in sops::sops(Path::new(library), steps.parse()?, count.parse()?, Path::new(picture))? {
                println!("{id}");
            }
        }
        ["draft", library, session, runs] => time::draft(Path::new(library), session.parse()?, runs.parse()?)?,
        ["check", steps, runs] => check::check(steps.parse()?, runs.parse()?)?,
        ["search", library] => time::search(Path::new(library))?,
        _ => return Err("say what to do: entries, steps, words, sops, draft, check or search".into()),
    }
    Ok(())
}
