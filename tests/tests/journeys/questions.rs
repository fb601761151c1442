//! The page of questions: all that is open is answered there in lines, without leaving the keyboard. Answers land where
//! they belong, and what was not approvable for want of them is no longer found.

use serde_json::{Value, json};
use sopwright_tests::{Browser, Check, DRIVER, Journey, Sop, skipped, without};
use xtask::desk::Hands;

const OWNER: &str = "Anna Berg, Head of invoicing, anna.berg@example.org";

#[test]
fn open_questions_are_answered_in_lines_until_none_is_left() {
    if let Some(missing) = without(&[DRIVER]) {
        return skipped("questions", &format!("{missing} is not installed"));
    }
    let mut journey = Journey::new("questions");
    journey.drive();
    let (browser, hands) = (journey.browser(), journey.desk().hands());
    let entries = [("step", "Open the ledger"), ("step", "Enter the invoice"), ("question", "Who may change a sum?")];
    let sop = Sop::drafted(&journey, &entries);
    assert!(findings(&journey, &sop).contains("questions are open"), "the draft asks nothing");

    browser.go("questions");
    browser.wait_for_mark("open-question");
    hands.wait_for_process(journey.pid(), "the main window").check("the window has the keyboard");
    let page = Answers { browser, hands, sop: &sop };

    // Into the front matter.
    page.answer(|question| question["target"] == json!({ "on": "meta", "field": "owner" }), OWNER, "Return");
    let owner = sop.wait_for("the owner", |document| document["meta"]["owner"]["name"] == "Anna Berg");
    assert_eq!(owner["meta"]["owner"]["role"], "Head of invoicing");
    browser.sees("Answered: Anna Berg");
    // Taken back, and given once more.
    browser.press("undo-answer", 0);
    sop.wait_for("no owner", |document| document["meta"]["owner"]["name"] == "");
    page.answer(|question| question["target"] == json!({ "on": "meta", "field": "owner" }), OWNER, "Return");
    sop.wait_for("the owner", |document| document["meta"]["owner"]["name"] == "Anna Berg");

    // Into the step that it is about, and into the FAQ too.
    page.answer(|question| question["question"] == "Who may change a sum?", "Anna alone.", "ctrl+Return");
    let document = sop.wait_for("the FAQ", |document| document["faq"][0]["answer"] == "Anna alone.");
    assert_eq!(document["faq"][0]["question"], "Who may change a sum?");
    assert_eq!(document["phases"][0]["steps"][1]["details"], "Anna alone.");

    page.answer_the_rest();
    browser.sees("No open questions.");
    assert!(!findings(&journey, &sop).contains("open"), "{}", findings(&journey, &sop));
}

/// What the checks find about questions, as a script learns it.
fn findings(journey: &Journey, sop: &Sop<'_>) -> String {
    let answer = journey.cli().call(&["--json", "check", sop.id()]).check("a check");
    let checked: Value = serde_json::from_str(&answer.out).check("one JSON document");
    assert_eq!(answer.code, Some(if checked["blocks"] == 0 { 0 } else { 4 }), "{answer:?}");
    let about = json!({ "on": "list", "list": "question" });
    let findings = checked["findings"].as_array().into_iter().flatten();
    let found = findings.filter(|finding| finding["target"] == about);
    found.filter_map(|finding| finding["message"].as_str()).collect::<Vec<_>>().join(", ")
}

struct Answers<'a> {
    browser: &'a Browser,
    hands: Hands<'a>,
    sop: &'a Sop<'a>,
}

impl Answers<'_> {
    /// The open questions, as the SOP has them.
    fn open(&self) -> Vec<Value> {
        let questions = self.sop.at("/questions");
        questions.as_array().into_iter().flatten().filter(|each| each["answer"].is_null()).cloned().collect()
    }

    /// Answers one of them in its line.
    fn answer(&self, which: impl Fn(&Value) -> bool, words: &str, key: &str) {
        let open = self.open();
        let question = open.iter().find(|question| which(question)).expect("the question is open");
        let id = question["id"].as_str().expect("an id");
        self.browser.press_css(&format!("[data-question='{id}'] [data-testid=answer-line]"));
        self.wait_for_keyboard_in(id);
        self.write(words);
        self.hands.press(key).check(key);
        self.wait_until_answered(id);
    }

    /// Answers one after the other by the keyboard, which goes on by itself.
    fn answer_the_rest(&self) {
        for _ in 0..self.open().len() {
            let here = "return document.activeElement?.closest('[data-question]')?.dataset.question ?? ''";
            let mut id = String::new();
            self.browser.wait_until("the keyboard to be in a question", || {
                id = self.browser.run(here, Vec::new()).as_str().unwrap_or_default().to_owned();
                !id.is_empty()
            });
            let question = self.open().into_iter().find(|question| question["id"] == id.as_str());
            let question = question.unwrap_or_else(|| panic!("the keyboard is in a question that is not open: {id}"));
            match question["target"]["field"].as_str() {
                Some("effective" | "reviewed" | "next_review") => self.write("2027-01-31"),
                Some("duration_min") => self.write("25"),
                Some("successor") => self.write("Bo Lund"),
                None if question["wants"] == "faq" => self.write("What if it is late? Then Anna is told."),
                _ => {}
            }
            let chosen = "return document.activeElement.tagName === 'BUTTON'";
            if self.browser.run(chosen, Vec::new()) == true {
                // The key of the first choice, or the one for yes.
                let key = "return document.activeElement.querySelector('kbd').innerText.toLowerCase()";
                let key = self.browser.run(key, Vec::new());
                self.hands.press(key.as_str().expect("a key")).check("a choice");
            } else {
                if self.line().is_empty() {
                    self.write("As agreed with Anna");
                }
                self.hands.press("Return").check("it is kept");
            }
            self.wait_until_answered(&id);
        }
    }

    fn line(&self) -> String {
        let line = self.browser.run("return document.activeElement.value ?? ''", Vec::new());
        line.as_str().unwrap_or_default().to_owned()
    }

    fn write(&self, words: &str) {
        self.hands.write(words).check(words);
        self.browser.wait_until(&format!("the line to say \"{words}\""), || self.line() == words);
    }

    fn wait_for_keyboard_in(&self, id: &str) {
        let there = "return document.activeElement?.closest('[data-question]')?.dataset.question === arguments[0]";
        self.browser.wait_until("the keyboard to be in the line", || self.browser.run(there, vec![json!(id)]) == true);
    }

    /// Waits until the answer is in the library and the question has left the page.
    fn wait_until_answered(&self, id: &str) {
        let gone = "return !document.querySelector(`[data-question='${arguments[0]}']`)";
        self.browser.wait_until("the question to be answered", || {
            self.open().iter().all(|question| question["id"] != id) && self.browser.run(gone, vec![json!(id)]) == true
        });
    }
}
