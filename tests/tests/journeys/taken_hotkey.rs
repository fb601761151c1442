//! A hotkey that another program holds: the clash is named, other keys are offered, and it is heard all the same.

use sopwright_tests::{Check, DRIVER, Journey, Notepad, skipped, without};
use xtask::desk::hotkey;
use xtask::wait;

#[test]
fn it_is_named_heard_all_the_same_and_other_keys_are_offered() {
    if let Some(missing) = without(&[DRIVER, "sxhkd"]) {
        return skipped("a hotkey that another program holds", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("taken-hotkey");
    let keys = journey.desk().home().join("sxhkdrc");
    let step = hotkey("step").check("a hotkey");
    std::fs::write(&keys, format!("ctrl + super + {step}\n\techo taken >> {{}}\n").replace("{}", "acted"))
        .check("its settings");
    let mut holder = journey.desk().command("sxhkd");
    holder.arg("-c").arg(&keys).env("SXHKD_SHELL", "/bin/sh");
    let _holder = journey.desk().start_program("sxhkd", &mut holder).check("another program with hotkeys");
    let acted = journey.desk().home().join("acted");
    let others = || std::fs::read_to_string(&acted).unwrap_or_default().lines().count();
    wait::until_true("the other program to hold the key", || {
        journey.desk().hands().ask("step")?;
        Ok(others() > 0)
    })
    .check("it holds the key");

    journey.drive();
    let (desk, browser) = (journey.desk(), journey.browser());
    browser.go("settings/hotkeys");
    browser.wait_for_mark("hotkey-step");
    browser.sees("Ctrl+Super+S is used by sxhkd");
    assert!(!browser.words("hotkey-note").concat().contains("is used by"), "a free key is called taken");

    // Both act on it: the other program is not stopped, and one press is one entry.
    let notepad = Notepad::open(desk);
    let expert = journey.record();
    let before = others();
    expert.log("step", "Heard all the same").check("a step");
    let acted_again = || wait::until_true("the key to repeat", || Ok(others() >= before + 4));
    desk.hands().hold(&["ctrl", "super", step], acted_again).check("a long press");
    desk.hands().wait_for_process(journey.pid(), "the quick field").check("the field");
    desk.hands().press("Escape").check("closed");
    notepad.wait_for_keyboard();
    expert.log("note", "After the long press").check("a note");
    let entries = expert.entries().check("the entries");
    let kinds: Vec<&str> = entries.iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["step", "step", "note"]);
    assert!(entries[0]["shot"].is_object(), "{}", entries[0]);
    assert!(others() >= before + 2, "the other program did not hear its key");
    expert.stop().check("it stops");

    // The keys that are offered are ours alone.
    browser.go("settings/hotkeys");
    browser.wait_for_mark("hotkey-step");
    let offers =
        "return [...document.querySelectorAll('[data-testid=hotkey-step] button')].map((each) => each.innerText)";
    let offers = browser.run(offers, Vec::new());
    let offer = offers.as_array().into_iter().flatten().filter_map(|words| words.as_str()?.strip_prefix("Use ")).next();
    let offer = offer.unwrap_or_else(|| panic!("nothing is offered: {offers}")).to_owned();
    browser.click("button", &format!("Use {offer}"));
    browser.wait_until("the clash to be gone", || !browser.text().contains("is used by"));
    desk.hands().turn_to(notepad.window()).check("the terminal has the keyboard");
    let expert = journey.record();
    let before = others();
    desk.hands().press(&offer.to_lowercase()).check("the new keys");
    expert.cli().wait_for_entries(1).check("a step by the new keys");
    assert_eq!(expert.entries().check("the entries")[0]["kind"], "step");
    desk.hands().wait_for_process(journey.pid(), "the quick field").check("the field");
    desk.hands().press("Escape").check("closed");
    notepad.wait_for_keyboard();
    desk.hands().ask("step").check("the old keys");
    wait::until_true("the other program to act", || Ok(others() > before)).check("it acts");
    expert.log("note", "After the old keys").check("a note");
    assert_eq!(expert.entries().check("the entries").len(), 2, "the old keys are still heard");
    expert.stop().check("it stops");
}
