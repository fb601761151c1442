//! One round in the editor: an SOP is opened, typed into in its middle, undone, searched from, and scrolled.

use xtask::{Done, Failure};

use super::page::{ENTER, ESCAPE, Page};
use super::{NOTCHES, TYPED, Times};

/// The first letters of words, before the one that is timed: with it other words are found, so that the list changes.
const WORD: &str = "ma";

/// Measures it on this SOP.
pub fn round(page: &mut Page<'_>, sop: &str, times: &mut Times) -> Done {
    open(page, sop, times)?;
    let step = show_middle(page, sop)?;
    write(page, &step, times)?;
    undo(page, &step, times)?;
    search(page, times)?;
    for frame in page.turn("#desk", NOTCHES)? {
        times.scrolled.add(frame);
    }
    Ok(())
}

/// From Enter on the SOP in the library to the first frame of its first page.
fn open(page: &mut Page<'_>, sop: &str, times: &mut Times) -> Done {
    page.run("location.hash = '#/library'")?;
    page.until("document.querySelector('button.open')")?;
    page.run(&format!(
        "return bench.call('sops', {{}}).then((all) => {{
             const {{ number }} = all.find((each) => each.id === '{sop}');
             const row = [...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes(number));
             row.querySelector('button.open').focus();
         }})"
    ))?;
    page.settle()?;
    page.watch("() => Number(document.querySelector('#desk [data-testid=sop-title]') !== null)")?;
    page.press(ENTER)?;
    times.opened.add(page.painted()?);
    page.settle()
}

/// Shows the step in the middle, and says which it is.
fn show_middle(page: &Page<'_>, sop: &str) -> Done<String> {
    let step = page.run(&format!("return bench.steps('{sop}').then((all) => all[all.length >> 1].id)"))?;
    let step = step.as_str().unwrap_or_default().to_owned();
    page.run(&format!("location.hash = '#/sop/{sop}/{step}'"))?;
    page.until(&format!("document.getElementById('part-{step}')"))?;
    page.settle()?;
    Ok(step)
}

/// From a key to the frame that shows its letter. What was typed must be there afterwards.
fn write(page: &mut Page<'_>, step: &str, times: &mut Times) -> Done {
    let field = format!("document.querySelector('#part-{step} [data-testid=step-action]')");
    page.run(&format!("{field}.focus()"))?;
    page.until("document.activeElement.isContentEditable")?;
    page.settle()?;
    for time in page.type_in(TYPED, &format!("() => {field}.textContent.length"))? {
        times.typed.add(time);
    }
    page.settle()?;
    let text = page.run(&format!("return {field}.textContent"))?;
    if text.as_str().unwrap_or_default().contains(TYPED) {
        Ok(())
    } else {
        Err(Failure::new(format!("\"{TYPED}\" was typed, and the step says {text}.")))
    }
}

/// From Ctrl+Z to the frame that shows the step without what was typed.
fn undo(page: &mut Page<'_>, step: &str, times: &mut Times) -> Done {
    page.watch(&format!("bench.changed(() => document.getElementById('part-{step}').textContent)"))?;
    page.chord('z')?;
    times.undone.add(page.painted()?);
    page.settle()
}

/// From the last key of a word to the frame that shows what was found.
fn search(page: &mut Page<'_>, times: &mut Times) -> Done {
    page.chord('p')?;
    page.until("document.activeElement?.matches('[data-testid=picker]')")?;
    page.type_in(WORD, "() => document.querySelector('[data-testid=picker]').value.length")?;
    page.until("document.querySelector('[role=option]')")?;
    page.settle()?;
    page.watch("bench.changed(() => document.querySelector('[role=listbox]').innerHTML)")?;
    page.press(u32::from('t'))?;
    times.found.add(page.painted()?);
    page.press(ESCAPE)?;
    page.until("!document.querySelector('[data-testid=picker]')")
}
