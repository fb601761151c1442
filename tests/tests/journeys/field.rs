//! The quick field: every word that is typed into it lands in its entry and none in the program in hand, and the
//! keyboard comes back each time.

use serde_json::Value;
use sopwright_tests::{Check, Journey, Notepad};
use xtask::desk::{Expert, hotkey};
use xtask::{Done, program, wait};

/// Presses the step key and waits for the field; gives the entry.
fn step(expert: &Expert<'_>) -> String {
    let entry = expert.open("step").check("the field opens");
    entry["id"].as_str().expect("an id").to_owned()
}

/// The entry as it counts now, once it does so in this way.
fn wait_for_entry(expert: &Expert<'_>, id: &str, what: &str, so: impl Fn(&Value) -> bool) {
    let find = || -> Done<Option<Value>> { Ok(expert.entries()?.into_iter().find(|entry| entry["id"] == id)) };
    wait::until_true(what, || Ok(find()?.is_some_and(|entry| so(&entry))))
        .unwrap_or_else(|failure| panic!("{failure}\n{:?}", find()));
}

#[test]
fn every_word_lands_in_its_entry_and_none_elsewhere() {
    let mut journey = Journey::new("field-words");
    journey.start();
    let desk = journey.desk();
    let notepad = Notepad::open(desk);
    let expert = journey.record();
    let (mut said, mut work) = (Vec::new(), String::new());
    for press in 0..10 {
        let action = ["step", "note", "warning", "question"][press % 4];
        let words = format!("Word {press} and its end {}", press * 7);
        expert.log(action, &words).check("words by hotkey");
        said.push(words);
        // The person works on between two presses.
        let line = format!("work {press} ");
        desk.hands().write(&line).check("work goes on");
        work.push_str(&line);
        notepad.wait_for(&work);
    }
    let entries = expert.entries().check("the entries");
    let kept: Vec<&str> = entries.iter().filter_map(|entry| entry["text"].as_str()).collect();
    assert_eq!(kept, said);
    expert.stop().check("it stops");
}

/// One run of the keyboard: hotkey, words and Enter without a pause, faster than any person.
#[test]
fn what_is_typed_at_once_after_the_press_is_not_lost() {
    let mut journey = Journey::new("field-at-once");
    journey.start();
    let desk = journey.desk();
    let notepad = Notepad::open(desk);
    let expert = journey.record();
    let chord = format!("ctrl+super+{}", hotkey("step").check("a hotkey"));
    let mut said = Vec::new();
    for press in 0..6 {
        let words = format!("Typed at once {press}");
        let mut command = desk.command("xdotool");
        command.args(["key", &chord, "type", "--delay", "5", "--", &words]);
        program::run(&mut command).check("hotkey and words");
        desk.hands().press("Return").check("kept");
        said.push(words);
        let all = || -> Done<Vec<String>> {
            let entries = expert.entries()?;
            Ok(entries.iter().filter_map(|entry| entry["text"].as_str().map(str::to_owned)).collect())
        };
        wait::until_true("the words to be kept", || Ok(all()? == said))
            .unwrap_or_else(|failure| panic!("{failure}\nKept {:?}, elsewhere {:?}", all(), notepad.typed()));
        notepad.wait_for_keyboard();
    }
    assert_eq!(notepad.typed(), "", "words went to the program in hand");
    expert.stop().check("it stops");
}

#[test]
fn the_keys_of_the_field_do_what_they_say() {
    let mut journey = Journey::new("field-keys");
    journey.start();
    let notepad = Notepad::open(journey.desk());
    let expert = journey.record();
    let hands = expert.hands();
    let press = |chord: &str| hands.press(chord).check(chord);
    let write = |words: &str| hands.write(words).check(words);

    // Escape keeps the entry without its words.
    let id = step(&expert);
    write("never mind");
    press("Escape");
    notepad.wait_for_keyboard();
    wait_for_entry(&expert, &id, "an entry without words", |entry| entry["text"] == "" && entry["kind"] == "step");

    // Enter alone keeps it without words too.
    let id = step(&expert);
    press("Return");
    notepad.wait_for_keyboard();
    wait_for_entry(&expert, &id, "an entry without words", |entry| entry["text"] == "" && entry["kind"] == "step");

    // Tab goes to the next kind, Shift+Tab back, Ctrl and a number to that one.
    for (chords, kind) in [(&["Tab"][..], "note"), (&["Tab", "Tab", "shift+Tab"], "note"), (&["ctrl+3"], "warning")] {
        let id = step(&expert);
        write("As");
        chords.iter().for_each(|chord| press(chord));
        write(" another kind");
        press("Return");
        notepad.wait_for_keyboard();
        wait_for_entry(&expert, &id, kind, |entry| entry["kind"] == kind && entry["text"] == "As another kind");
    }

    // Ctrl+Backspace takes the entry back.
    let before = expert.cli().status().check("a status")["entries"].clone();
    let id = step(&expert);
    write("a slip");
    press("ctrl+BackSpace");
    notepad.wait_for_keyboard();
    wait_for_entry(&expert, &id, "an entry that is taken back", |entry| entry["withdrawn"] == true);
    assert_eq!(expert.cli().status().check("a status")["entries"], before);

    // A second press while the field is open: the first entry keeps what was typed for it.
    let first = step(&expert);
    write("for the first");
    let second = expert.press("note").check("a second press")["id"].as_str().expect("an id").to_owned();
    wait_for_entry(&expert, &first, "the words of the first entry", |entry| entry["text"] == "for the first");
    write("for the second");
    press("Return");
    notepad.wait_for_keyboard();
    wait_for_entry(&expert, &second, "the words of the second entry", |entry| entry["text"] == "for the second");

    write("on with the work");
    notepad.wait_for("on with the work");
    expert.stop().check("it stops");
}
