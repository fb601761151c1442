//! Times what has no outside: the draft rules, and a query.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use sopwright_core::draft::{Brief, draft as draft_of};
use sopwright_core::id::{DocumentId, SessionId};
use sopwright_core::settings::Settings;
use sopwright_store::Library;
use uuid::Uuid;

use crate::language::{Dice, word};

/// How many places a window asks for.
const PLACES: u32 = 50;

/// How many queries are measured.
const QUERIES: usize = 400;

type Done = Result<(), Box<dyn Error>>;

/// The draft rules on the entries of a session, which are in memory before time is taken.
pub fn draft(library: &Path, session: SessionId, runs: usize) -> Done {
    let store = Library::open(library)?.store()?;
    let (about, entries) = (store.session(session)?, store.entries(session)?);
    let brief = Brief {
        id: DocumentId(Uuid::now_v7()),
        number: "SOP-001".into(),
        today: about.started_at.date_naive(),
        defaults: Settings::default().defaults,
        template: sopwright_core::template::standard(),
    };
    for round in 0..=runs {
        let began = Instant::now();
        let document = black_box(draft_of(&about, &entries, &brief));
        let time = began.elapsed();
        if document.phases.is_empty() {
            return Err("the draft is empty".into());
        }
        if round > 0 {
            println!("{}", time.as_nanos());
        }
    }
    Ok(())
}

/// Queries as people type them: one word or two, common and rare, the last one often half typed.
pub fn search(library: &Path) -> Done {
    let store = Library::open(library)?.store()?;
    let mut dice = Dice::new(4);
    let mut found = 0;
    for round in 0..QUERIES + 10 {
        let mut query = word(dice.rank());
        if dice.below(4) == 0 {
            query = format!("{} {query}", word(dice.rank()));
        }
        if dice.below(2) == 0 && query.len() > 4 {
            query.truncate(query.len() - 2);
        }
        let began = Instant::now();
        let hits = black_box(store.search(&query, PLACES)?);
        let time = began.elapsed();
        found += hits.len();
        if round >= 10 {
            println!("{}", time.as_nanos());
            if std::env::var_os("BENCH_QUERIES").is_some() {
                eprintln!("{:>9} us {:>3} {query}", time.as_micros(), hits.len());
            }
        }
    }
    if found == 0 { Err("nothing was found".into()) } else { Ok(()) }
}
