//! The same round in a plain text field in the same page: what the web view costs by itself.

use xtask::{Done, Failure};

use super::page::{ENTER, Page};
use super::{NOTCHES, TYPED, Times};

/// The field.
const AREA: &str = "document.querySelector('#plain textarea')";

/// Measures it with the words of all steps of this SOP.
pub fn round(page: &mut Page<'_>, sop: &str, times: &mut Times) -> Done {
    cover(page, sop, usize::MAX)?;
    open(page, times)?;
    write(page, times)?;

    page.watch(&format!("bench.changed(() => {AREA}.value)"))?;
    page.chord('z')?;
    times.undone.add(page.painted()?);

    for frame in page.turn("#plain textarea", NOTCHES)? {
        times.scrolled.add(frame);
    }
    uncover(page)
}

/// Measures keys in a field that holds no more than the words of one step.
pub fn short(page: &mut Page<'_>, sop: &str, times: &mut Times) -> Done {
    cover(page, sop, 1)?;
    open(page, times)?;
    write(page, times)?;
    uncover(page)
}

/// Puts a button over the application. It is taken away from the editor first, which would be laid out as well.
fn cover(page: &Page<'_>, sop: &str, steps: usize) -> Done {
    page.run("location.hash = '#/settings'")?;
    page.until("!document.getElementById('desk')")?;
    page.run(&format!("return bench.cover('{sop}', {steps})"))?;
    page.settle()
}

fn uncover(page: &Page<'_>) -> Done {
    page.run("document.getElementById('plain').remove()").map(|_| ())
}

fn open(page: &mut Page<'_>, times: &mut Times) -> Done {
    page.watch(&format!("() => Number({AREA} !== null)"))?;
    page.press(ENTER)?;
    times.opened.add(page.painted()?);
    page.settle()
}

fn write(page: &mut Page<'_>, times: &mut Times) -> Done {
    page.run("bench.middle()")?;
    page.settle()?;
    // Counted, because to ask a long field for its text takes long.
    for time in page.type_in(TYPED, "() => bench.inputs")? {
        times.typed.add(time);
    }
    if page.run(&format!("return {AREA}.value.includes('{TYPED}')"))? == true {
        page.settle()
    } else {
        Err(Failure::new("What was typed is not in the text field."))
    }
}
