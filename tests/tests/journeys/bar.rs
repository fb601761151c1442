//! The recorder bar: what it shows, what its buttons do, where it stands. It never takes the keyboard.

use std::process::Command;

use sopwright_tests::{Browser, Check, DRIVER, Journey, Notepad, Page, copy, skipped, without};
use xtask::desk::Hands;
use xtask::{Done, program, wait};

/// The bar's window, once it is on the screen.
fn bar(hands: Hands<'_>) -> u64 {
    wait::until("the recorder bar", || Ok(hands.windows("^Sopwright recorder$")?.first().copied())).check("the bar")
}

/// Where the window's upper left corner is; its height changes while the pointer is on it.
fn corner(hands: Hands<'_>, window: u64) -> Done<(i32, i32)> {
    hands.place_of(window).map(|at| (at.x, at.y))
}

/// The recording clock as the bar shows it.
fn clock(browser: &Browser) -> String {
    browser.run("return document.querySelector('[role=timer]')?.innerText", Vec::new()).to_string()
}

#[test]
fn it_shows_what_is_kept_and_its_buttons_work_without_taking_the_keyboard() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("the recorder bar", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("bar");
    journey.drive();
    let (desk, browser) = (journey.desk(), journey.browser());
    let hands = desk.hands();
    let notepad = Notepad::open(desk);
    let expert = journey.record();
    let window = bar(hands);
    browser.turn_to(Page::Bar);
    browser.sees("Nothing logged yet");
    assert!(notepad.has_keyboard().check("the keyboard"), "the bar took the keyboard when it came");

    for (kind, words) in [("step", "Open the ledger"), ("note", "It is on the shared disk"), ("step", "Enter the sum")]
    {
        expert.log(kind, words).check("an entry");
        browser.sees(words);
    }
    browser.sees("3 entries");
    let began = clock(browser);
    browser.wait_until("the clock to go on", || clock(browser) != began);

    // A real pointer on the real window, as a person has it.
    let aim = |mark: &str| {
        let ([left, top, width, height], at) = (browser.place_of(mark, 0), hands.place_of(window).check("the bar"));
        (at.x + (left + width / 2.0) as i32, at.y + (top + height / 2.0) as i32)
    };
    let click = |mark: &str| {
        let (x, y) = aim(mark);
        hands.click(x, y).check(mark);
    };
    let (x, y) = aim("pause");
    hands.point_to(x, y).check("the pointer rests on the bar");
    browser.wait_for_count("entry", 3);
    let drawn =
        "return [...document.querySelectorAll('[data-testid=entry] img')].filter((each) => each.naturalWidth).length";
    browser.wait_until("two thumbnails", || browser.run(drawn, Vec::new()) == 2);
    assert_eq!(browser.words("entry").len(), 3);
    assert!(browser.words("entry")[0].contains("Enter the sum"), "{:?}", browser.words("entry"));

    click("withdraw");
    wait::until_true("the last entry to be taken back", || Ok(expert.cli().status()?["entries"] == 2)).check("it is");
    browser.sees("2 entries");
    click("pause");
    expert.cli().wait_for_phase("paused").check("it pauses");
    browser.sees("Paused");
    click("pause");
    expert.cli().wait_for_phase("recording").check("it goes on");
    hands.write("work goes on").check("typed");
    notepad.wait_for("work goes on");

    // A capture that failed is shown until one succeeds.
    let mut owner = copy(desk, "UTF8_STRING", b"never handed over");
    program::run(Command::new("kill").args(["-STOP", &owner.pid().to_string()])).check("the owner falls silent");
    hands.ask("snippet").check("the hotkey");
    browser.wait_until("the warning", || browser.run("return !!document.querySelector('.bar.bad')", vec![]) == true);
    let trouble = expert.cli().status().check("a status")["trouble"]["what"].as_str().unwrap_or_default().to_owned();
    browser.sees(&trouble);
    owner.kill();
    expert.log("step", "Save it").check("a step");
    browser.wait_until("no warning", || browser.run("return !document.querySelector('.bar.bad')", vec![]) == true);
    assert!(notepad.has_keyboard().check("the keyboard"), "the bar took the keyboard");

    click("stop");
    expert.cli().wait_for_phase("idle").check("it stops");
    wait::until_true("the bar to go", || Ok(hands.windows("^Sopwright recorder$")?.is_empty())).check("it goes");
    browser.turn_to(Page::Main);
    hands.wait_for_process(journey.pid(), "the main window").check("the main window comes");
    browser.wait_for_mark("receipt");
    let receipt = browser.words("receipt").concat();
    assert!(receipt.contains("3 entries") && receipt.contains("2 pictures"), "{receipt}");
    browser.sees(&trouble);
}

#[test]
fn it_comes_back_where_it_was_put() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("the place of the recorder bar", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("bar-place");
    journey.drive();
    let hands = journey.desk().hands();
    let expert = journey.record();
    let window = bar(hands);
    let browser = journey.browser();
    browser.turn_to(Page::Bar);
    browser.wait_until("the bar to be laid out", || browser.run("return innerHeight", Vec::new()) == 56);
    let began = hands.place_of(window).check("its place");
    // Held near its left edge, where there is no button.
    hands.point_to(began.x + 6, began.y + 28).check("the pointer");
    // It opens under the pointer, and a window manager lets go of a window that grows in its hand.
    let open = || browser.run("return innerHeight > 56", Vec::new()) == true;
    browser.wait_until("the bar to open", open);
    let mouse = |act: &str| program::run(journey.desk().command("xdotool").args([act, "1"])).check(act);
    mouse("mousedown");
    // The pointer goes to and fro beside the place, for as long as the window manager needs to take hold.
    let mut away = (40..240).step_by(20).cycle();
    wait::until_true("the bar to follow the pointer", || {
        let away = away.next().unwrap_or(40);
        hands.point_to(began.x + 6 - away, began.y + 28 - away / 2)?;
        Ok(corner(hands, window)? != (began.x, began.y))
    })
    .check("the bar follows");
    mouse("mouseup");
    let mut last = (began.x, began.y);
    wait::until_true("the bar to come to rest", || Ok(std::mem::replace(&mut last, corner(hands, window)?) == last))
        .check("it rests");
    expert.stop().check("it stops");

    journey.crash();
    journey.start();
    let hands = journey.desk().hands();
    let expert = journey.record();
    let again = bar(hands);
    wait::until_true("the bar where it was put", || Ok(corner(hands, again)? == last))
        .unwrap_or_else(|failure| panic!("{failure} {:?} and not {last:?}", corner(hands, again)));
    expert.stop().check("it stops");
}
