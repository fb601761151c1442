//! Dragging in the editor, by the pointer alone.

use serde_json::json;
use xtask::program;

use crate::{Browser, Check, Journey};

/// Drags what bears a mark for tests, at its place among those that do, to the upper edge of a step. The main window has
/// this number.
pub fn drag(journey: &Journey, window: u64, what: (&str, usize), to: usize) {
    let (desk, browser, hands) = (journey.desk(), journey.browser(), journey.desk().hands());
    let at = hands.place_of(window).check("the window");
    let mouse = |act: &str| program::run(desk.command("xdotool").args([act, "1"])).check(act);
    let point = |x: f64, y: f64| hands.point_to(at.x + x as i32, at.y + y as i32).check("the pointer");
    let (mark, place) = what;
    // The page may still scroll to where the caret went.
    browser.wait_until("the pointer to be on the handle", || {
        into_view(browser, mark, place);
        let [left, top, width, height] = browser.place_of(mark, place);
        point(left + width / 2.0, top + height / 2.0);
        let on_it = "return document.querySelectorAll(arguments[0])[arguments[1]].matches(':hover')";
        browser.run(on_it, vec![json!(format!("[data-testid={mark}]")), json!(place)]) == true
    });
    mouse("mousedown");
    // A pointer that rests says nothing, and the page may scroll below it.
    let mut nudge = 0.0;
    browser.wait_until("the place to be shown", || {
        nudge = 1.0 - nudge;
        let [left, top, width, _] = browser.place_of("step", to);
        point(left + width / 2.0, top + 4.0 + nudge);
        let target = format!("return !!document.querySelectorAll('.gap')[{to}]?.classList.contains('target')");
        browser.run(&target, Vec::new()) == true
    });
    mouse("mouseup");
}

fn into_view(browser: &Browser, mark: &str, place: usize) {
    let script = "document.querySelectorAll(arguments[0])[arguments[1]]?.scrollIntoView({ block: 'nearest' })";
    browser.run(script, vec![json!(format!("[data-testid={mark}]")), json!(place)]);
}
