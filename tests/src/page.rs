//! What is on the page that the driver looks at: found by mark or by name, read, clicked. Everything waits until it is
//! there.

use serde_json::{Value, json};
use thirtyfour::{By, WebElement};
use xtask::wait;

use crate::{Browser, Check, Page};

impl Browser {
    /// Shows another screen of the main window, as its address names it.
    pub fn go(&self, address: &str) {
        self.turn_to(Page::Main);
        self.run("location.hash = arguments[0]", vec![json!(format!("#/{address}"))]);
    }

    /// How many elements bear this mark for tests.
    pub fn count(&self, mark: &str) -> u64 {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", vec![json!(marked(mark))]);
        count.as_u64().unwrap_or(0)
    }

    /// Waits until so many elements bear this mark.
    pub fn wait_for_count(&self, mark: &str, count: u64) {
        self.wait_until(&format!("{count} of {mark}"), || self.count(mark) == count);
    }

    /// Waits until something bears this mark.
    pub fn wait_for_mark(&self, mark: &str) {
        self.wait_until(mark, || self.count(mark) > 0);
    }

    /// The words in all elements with this mark for tests.
    pub fn words(&self, mark: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText.trim())";
        let words = self.run(script, vec![json!(marked(mark))]);
        words.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    }

    /// Clicks the element with this mark for tests; of several, the one at this place, counted from 0.
    pub fn press(&self, mark: &str, place: usize) {
        self.click_what(By::Css(marked(mark)), place, &format!("{mark} {place}"));
    }

    /// Clicks the first element that matches this CSS selector.
    pub fn press_css(&self, css: &str) {
        self.click_what(By::Css(css.to_owned()), 0, css);
    }

    /// Clicks into the first text with this mark for tests, and waits until it takes words.
    pub fn enter(&self, mark: &str) {
        self.enter_at(mark, 0);
    }

    /// The same for one of several, counted from 0.
    pub fn enter_at(&self, mark: &str, place: usize) {
        self.press(mark, place);
        self.wait_for_focus(mark, place);
    }

    /// Waits until the caret is in the text with this mark, at this place among those that bear it.
    pub fn wait_for_focus(&self, mark: &str, place: usize) {
        let script = "const found = document.querySelectorAll(arguments[0])[arguments[1]];
            return document.hasFocus() && !!found && found.contains(document.activeElement)";
        self.wait_until(&format!("the caret to be in {mark} {place}"), || {
            self.run(script, vec![json!(marked(mark)), json!(place)]) == true
        });
    }

    /// Waits until the text with this mark, at this place among those that bear it, ends with these words. Keys take
    /// their way through the display and the driver does not: without waiting it would overtake them.
    pub fn wait_for_words(&self, mark: &str, place: usize, words: &str) {
        let script = "const found = document.querySelectorAll(arguments[0])[arguments[1]];
            return found ? (found.value ?? found.innerText).trim() : ''";
        let shown =
            || self.run(script, vec![json!(marked(mark)), json!(place)]).as_str().unwrap_or_default().to_owned();
        self.wait_until(&format!("{mark} {place} to say \"{words}\""), || shown().ends_with(words.trim()));
    }

    /// Clicks something of this role by the name that a screen reader would say.
    pub fn click(&self, role: &str, name: &str) {
        self.click_what(By::XPath(by_name(role, name)), 0, &format!("{role} \"{name}\""));
    }

    /// Waits until the editor says that all is on disk.
    pub fn saved(&self) {
        self.wait_until("all to be saved", || {
            self.run("return !!document.querySelector('[data-testid=saved][data-state=saved]')", Vec::new()) == true
        });
    }

    /// Waits until the page shows these words.
    pub fn sees(&self, words: &str) {
        self.wait_until(&format!("the page to show \"{words}\""), || self.text().contains(words));
    }

    /// All words on the page.
    pub fn text(&self) -> String {
        let text = self.run("return document.body ? document.body.innerText : ''", Vec::new());
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Where an element stands on the page, by its mark and place: left, top, width, height.
    pub fn place_of(&self, mark: &str, place: usize) -> [f64; 4] {
        let script = "const box = document.querySelectorAll(arguments[0])[arguments[1]]?.getBoundingClientRect();
            return box ? [box.left, box.top, box.width, box.height] : null";
        let read = || -> Option<[f64; 4]> {
            let found: Value = self.run(script, vec![json!(marked(mark)), json!(place)]);
            let sides: Vec<f64> = found.as_array()?.iter().filter_map(Value::as_f64).collect();
            sides.try_into().ok()
        };
        wait::until(mark, || Ok(read())).check(mark)
    }

    /// Waits until something holds of the page; says what the page shows if it never does.
    pub fn wait_until(&self, what: &str, mut holds: impl FnMut() -> bool) {
        wait::until_true(what, || Ok(holds())).unwrap_or_else(|failure| {
            panic!("{failure}\nThe page shows:\n{}", self.text());
        });
    }

    fn click_what(&self, by: By, place: usize, what: &str) {
        let find = || -> Option<WebElement> {
            let found = self.wait_for(self.driver().find_all(by.clone())).unwrap_or_default();
            found.into_iter().nth(place)
        };
        // Between finding and clicking a page may draw itself anew. As a person does, it is brought into view first.
        self.wait_until(&format!("{what} to be clicked"), || {
            let click = async |element: &WebElement| {
                element.scroll_into_view().await?;
                element.click().await
            };
            find().is_some_and(|element| self.wait_for(click(&element)).is_ok())
        });
    }
}

/// A selector for elements with this mark for tests.
fn marked(mark: &str) -> String {
    format!("[data-testid=\"{mark}\"]")
}

/// A path to elements of a role by the name that a screen reader would say.
fn by_name(role: &str, name: &str) -> String {
    let tag = match role {
        "button" => "self::button",
        "link" => "self::a",
        "heading" => "self::h1 or self::h2 or self::h3",
        "field" => "self::input or self::textarea or @contenteditable",
        other => return format!("//*[@role='{other}' and (normalize-space()='{name}' or @aria-label='{name}')]"),
    };
    format!(
        "//*[({tag} or @role='{role}') and (normalize-space()='{name}' or @aria-label='{name}' or @title='{name}')]"
    )
}
