//! Every screen of the real application, light and dark, under axe: no finding.

use serde_json::{Value, json};
use sopwright_tests::{Browser, Check, Journey, Page, skipped, without};
use xtask::{place, wait};

const LOOKS: [&str; 2] = ["light", "dark"];

/// What is found on the page that is shown, one line each.
fn findings(browser: &Browser, axe: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for look in LOOKS {
        browser.run("document.documentElement.dataset.theme = arguments[0]", vec![json!(look)]);
        browser.run("if (!window.axe) { (0, eval)(arguments[0]) }", vec![json!(axe)]);
        let script = "const done = arguments[arguments.length - 1];
            const settled = document.getAnimations().map((each) => each.finished.catch(() => null));
            Promise.all(settled).then(() => axe.run(document, { resultTypes: ['violations'] })).then(
                (result) => done(result.violations.map((each) =>
                    each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 3).map((node) => node.html).join(' '))),
                (error) => done(['axe itself failed: ' + error]));";
        let lines: Value = browser.run_async(script, Vec::new());
        let lines = lines.as_array().unwrap_or_else(|| panic!("axe did not answer on {name}: {lines}"));
        found.extend(lines.iter().map(|line| format!("{name}, {look}: {}", line.as_str().unwrap_or_default())));
    }
    found
}

#[test]
fn no_screen_has_a_finding_in_light_or_dark() {
    if let Some(missing) = without(&["tauri-driver", "WebKitWebDriver"]) {
        return skipped("axe on every screen", &format!("{missing} is not installed"));
    }
    let script = place::root().join("ui/node_modules/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(script) else {
        return skipped("axe on every screen", "ui/node_modules is not installed");
    };
    let mut journey = Journey::new("axe");
    journey.start();
    let expert = journey.record();
    for (kind, words) in [("step", "Open the ledger"), ("warning", "Do not save yet"), ("step", "Enter the invoice")] {
        expert.cli().json(&["log", kind, words]).check("an entry");
    }
    expert.cli().json(&["log", "faq", "What if it is closed?"]).check("a question");
    expert.cli().json(&["log", "snippet", "ledger --open 2026"]).check("a snippet");
    let session = expert.stop().check("it stops");
    let sop = journey.cli().json(&["draft", &session]).check("a draft")["id"].as_str().expect("an id").to_owned();
    journey.crash();

    let browser = Browser::start(journey.desk(), &journey.library());
    let mut found = Vec::new();
    let (session, sop) = (format!("session/{session}"), format!("sop/{sop}"));
    let screens = [
        ("today", "nav-today"),
        ("library", "create-sop"),
        ("sessions", "nav-sessions"),
        ("settings", "hotkey-step"),
        ("shortcuts", "nav-today"),
        (session.as_str(), "entry"),
        (sop.as_str(), "step"),
    ];
    for (address, mark) in screens {
        browser.go(address);
        wait::until_true(address, || Ok(browser.count(mark) > 0)).check(address);
        found.extend(findings(&browser, &axe, address));
    }
    for tab in ["tab-timeline", "tab-details"] {
        browser.press(tab, 0);
        found.extend(findings(&browser, &axe, tab));
    }
    browser.press("export", 0);
    wait::until_true("the export sheet", || Ok(browser.count("run-export") > 0)).check("the export sheet");
    found.extend(findings(&browser, &axe, "export"));
    small_windows(&browser, &journey, &axe, &mut found);
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

/// The recorder bar and the quick field, while they are in use.
fn small_windows(browser: &Browser, journey: &Journey, axe: &str, found: &mut Vec<String>) {
    let cli = browser.cli(journey.desk());
    cli.json(&["record", "start"]).check("a recording");
    cli.json(&["log", "step", "Look at it"]).check("a step");
    browser.turn_to(Page::Bar);
    wait::until_true("the bar", || Ok(browser.count("stop") > 0)).check("the bar");
    found.extend(findings(browser, axe, "bar"));
    browser.press("bar-more", 0);
    found.extend(findings(browser, axe, "bar, open"));
    journey.desk().hands().ask("step").check("the hotkey");
    browser.turn_to(Page::Field);
    wait::until_true("the field", || Ok(browser.count("field-words") > 0)).check("the field");
    found.extend(findings(browser, axe, "field"));
    cli.json(&["record", "stop"]).check("it stops");
}
