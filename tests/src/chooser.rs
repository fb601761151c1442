//! The desktop's own dialog for files, as a person uses it: the whole path is typed.

use std::path::Path;
use std::time::{Duration, Instant};

use xtask::desk::Hands;
use xtask::{Done, wait};

use crate::{Check, Journey};

/// How long a dialog has to take what was chosen before it is asked again.
const AGAIN: Duration = Duration::from_secs(4);

/// Types this path into the dialog that the application opens over its window `main`, and waits until it is gone.
pub fn choose_file(journey: &Journey, main: u64, path: &Path) {
    let hands = journey.desk().hands();
    let dialog = wait::until("the dialog for files", || {
        let other = hands.focused()?.filter(|window| *window != main);
        let Some(window) = other else { return Ok(None) };
        Ok((hands.pid_of(window)? == Some(journey.pid())).then_some(window))
    })
    .check("the dialog for files");
    // A dialog that opens a file makes room for a path when one is begun, and misses keys that come meanwhile. So what
    // was typed is read back, which GTK lets nobody do but by copying it.
    let path = path.display().to_string();
    for words in ["/", &path] {
        wait::until_true(&format!("the dialog to say {words}"), || {
            typed(hands, words)?;
            Ok(journey.desk().clipboard()?.as_deref() == Some(words))
        })
        .check("the path is typed");
    }
    let mut chosen: Option<Instant> = None;
    wait::until_true("the dialog to go", || {
        if hands.focused()? != Some(dialog) {
            return Ok(true);
        }
        // On a busy machine the dialog takes one Return for a name that it offers to complete.
        if chosen.is_none_or(|at| at.elapsed() > AGAIN) {
            hands.press("Return")?;
            chosen = Some(Instant::now());
        }
        Ok(false)
    })
    .check("the dialog goes");
}

/// Types over what stands in the line, and copies it.
fn typed(hands: Hands<'_>, words: &str) -> Done {
    hands.press("ctrl+a")?;
    hands.write(words)?;
    hands.press("ctrl+a")?;
    hands.press("ctrl+c")
}
