//! The quick field: every word that is typed into it lands in its entry and none in the program in hand, and the
//! keyboard comes back each time.

use sopwright_tests::{Check, Journey};
use xtask::wait;

const PRESSES: usize = 20;

#[test]
fn every_word_lands_in_its_entry_and_none_elsewhere() {
    let mut journey = Journey::new("field");
    journey.start();
    let desk = journey.desk();
    let mut command = desk.command("xterm");
    command.args(["-title", "Ledger", "-e", "sh", "-c", "cat > typed"]);
    let _ledger = desk.start_program("ledger", &mut command).check("a terminal");
    let window = desk.hands().wait_for_title("Ledger").check("it has the keyboard");
    let expert = journey.record();
    let mut said = Vec::new();
    for press in 0..PRESSES {
        let action = ["step", "note", "warning", "question"][press % 4];
        let words = format!("Word {press} and its end {}", press * 7);
        expert.log(action, &words).check("words by hotkey");
        assert_eq!(desk.hands().focused().check("the keyboard"), Some(window), "press {press}");
        // The person works on between two presses.
        desk.hands().write(&format!("work {press}\n")).check("work goes on");
        said.push(words);
    }
    let entries = expert.entries().check("the entries");
    let kept: Vec<&str> = entries.iter().filter_map(|entry| entry["text"].as_str()).collect();
    assert_eq!(kept, said);
    let work: String = (0..PRESSES).map(|press| format!("work {press}\n")).collect();
    let typed = || std::fs::read_to_string(desk.home().join("typed")).unwrap_or_default();
    wait::until_true("the work to be written", || Ok(typed().lines().count() >= PRESSES)).check("it is written");
    assert_eq!(typed(), work);
    expert.stop().check("it stops");
}

#[test]
fn escape_keeps_the_entry_without_words_and_gives_the_keyboard_back() {
    let mut journey = Journey::new("field-escape");
    journey.start();
    let desk = journey.desk();
    let _terminal = desk.start_program("xterm", desk.command("xterm").args(["-title", "Ledger"])).check("a terminal");
    let window = desk.hands().wait_for_title("Ledger").check("it has the keyboard");
    let expert = journey.record();
    let entry = expert.open("step").check("the field opens");
    desk.hands().write("never mind").check("typed");
    desk.hands().press("Escape").check("closed");
    wait::until_true("the keyboard to come back", || Ok(desk.hands().focused()? == Some(window)))
        .check("it comes back");
    let entries = expert.entries().check("the entries");
    assert_eq!(entries.len(), 1);
    assert_eq!((&entries[0]["id"], entries[0]["text"].as_str()), (&entry["id"], Some("")));
    expert.stop().check("it stops");
}
