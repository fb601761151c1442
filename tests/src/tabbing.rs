//! Going through a page by the keyboard alone.

use xtask::desk::Hands;

use crate::{Browser, Check};

/// Presses Tab until the keyboard is on what bears this mark.
pub fn tab_to(browser: &Browser, hands: Hands<'_>, mark: &str) {
    let there = format!("return !!document.activeElement?.closest('[data-testid={mark}]')");
    for _ in 0..200 {
        if browser.run(&there, Vec::new()) == true {
            return;
        }
        browser.run("window.before = document.activeElement", Vec::new());
        hands.press("Tab").check("Tab");
        browser.wait_until("the keyboard to go on", || {
            browser.run("return document.activeElement !== window.before", Vec::new()) == true
        });
    }
    panic!("Tab does not lead to {mark}.\n{}", browser.text());
}
