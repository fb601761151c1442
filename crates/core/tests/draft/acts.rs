//! What automatic capture saw, as a draft tells it: in words that a stranger can follow, without the noise.

use sopwright_core::act::{Act, Button, Element, Ending, Role};
use sopwright_core::document::{BlockKind, Document, Mark, Step};
use sopwright_core::draft::draft;
use sopwright_core::entry::{EntryContent, Point, Rect};
use sopwright_core::settings::DraftDefaults;
use sopwright_core::text::{parse_line, plain_line};

use super::recording::{Recording, brief};

const AT: Point = Point { x: 640, y: 360 };

fn element(role: Role, name: &str) -> Option<Element> {
    let area = Some(Rect { x: 600, y: 350, width: 90, height: 30 });
    Some(Element { role, name: name.into(), area })
}

fn seen(act: Act, element: Option<Element>) -> EntryContent {
    let mut content = EntryContent::new(act.kind());
    content.act = Some(act);
    content.element = element;
    content
}

fn pressed(button: Button, times: u8, role: Role, name: &str) -> EntryContent {
    seen(Act::Click { button, times, at: AT }, element(role, name))
}

fn click(role: Role, name: &str) -> EntryContent {
    pressed(Button::Left, 1, role, name)
}

fn on_nothing() -> EntryContent {
    seen(Act::Click { button: Button::Left, times: 1, at: AT }, None)
}

fn keys(chord: &str, times: u32) -> EntryContent {
    seen(Act::Keys { chord: chord.into(), times }, None)
}

fn typed(text: Option<&str>, ending: Option<Ending>, role: Role, name: &str) -> EntryContent {
    seen(Act::Type { text: text.map(str::to_owned), ending }, element(role, name))
}

fn scroll(down: i32) -> EntryContent {
    seen(Act::Scroll { at: AT, right: 0, down }, None)
}

fn drafted(contents: Vec<EntryContent>) -> Document {
    let mut recording = Recording::new("Invoices");
    recording.window("Ledger", "Invoices - Ledger");
    for content in contents {
        recording.wait(3).add(content);
    }
    document(&recording)
}

fn document(recording: &Recording) -> Document {
    draft(&recording.session, &recording.entries, &brief(DraftDefaults::default()))
}

fn steps(document: &Document) -> Vec<&Step> {
    document.phases.iter().flat_map(|phase| &phase.steps).collect()
}

fn actions(contents: Vec<EntryContent>) -> Vec<String> {
    steps(&drafted(contents)).into_iter().map(|step| step.action.clone()).collect()
}

#[test]
fn a_click_is_told_by_what_was_clicked_and_where() {
    let told = actions(vec![click(Role::Button, "Save"), click(Role::Button, "Close")]);
    assert_eq!(told, ["Click **Save** in *Invoices*", "Click **Close**"]);
    for (content, words) in [
        (click(Role::CheckBox, "Paid"), "Click the box **Paid** in *Invoices*"),
        (click(Role::Tab, "History"), "Turn to the tab **History** in *Invoices*"),
        (click(Role::Item, "May"), "Select **May** in *Invoices*"),
        (pressed(Button::Right, 1, Role::Item, "May"), "Right-click **May** in *Invoices*"),
        (pressed(Button::Left, 2, Role::Icon, "a.pdf"), "Double-click **a.pdf** in *Invoices*"),
        (on_nothing(), "Click in *Invoices* in Ledger"),
        (scroll(4), "Scroll down in *Invoices* in Ledger"),
        (keys("Ctrl+S", 1), "Press <kbd>Ctrl</kbd>+<kbd>S</kbd> in *Invoices*"),
        (keys("Down", 3), "Press <kbd>Down</kbd> 3 times in *Invoices*"),
    ] {
        assert_eq!(actions(vec![content]), [words]);
    }
}

#[test]
fn what_was_typed_is_told_if_it_is_known_and_only_then() {
    use Ending::Enter;
    for (content, words) in [
        (typed(Some("Miller"), None, Role::Field, "Customer"), "Type `Miller` in **Customer** in *Invoices*"),
        (typed(None, None, Role::Field, "Customer"), "Type in **Customer** in *Invoices*"),
        (typed(None, Some(Enter), Role::Field, "Find"), "Type in **Find** and press <kbd>Enter</kbd> in *Invoices*"),
        (typed(None, None, Role::Password, "Password"), "Type your password in **Password** in *Invoices*"),
    ] {
        assert_eq!(actions(vec![content]), [words]);
    }
}

#[test]
fn long_text_stands_below_the_step() {
    let long = "Dear Ms Miller,\nplease find the invoice for May attached to this message.";
    let document = drafted(vec![typed(Some(long), None, Role::Text, "Message")]);
    let step = steps(&document)[0];
    assert_eq!(step.action, "Type the text below in **Message** in *Invoices*");
    assert!(step.blocks.iter().any(|block| matches!(&block.kind, BlockKind::Snippet { code, .. } if code == long)));
}

#[test]
fn a_click_into_a_field_the_typing_and_enter_are_one_step() {
    let told = actions(vec![click(Role::Field, "Find"), typed(Some("May"), Some(Ending::Enter), Role::Field, "Find")]);
    assert_eq!(told, ["Type `May` in **Find** and press <kbd>Enter</kbd> in *Invoices*"]);
}

#[test]
fn a_menu_and_its_item_are_one_step_and_both_are_its_sources() {
    let document =
        drafted(vec![click(Role::Menu, "File"), click(Role::MenuItem, "Export"), click(Role::MenuItem, "As PDF…")]);
    let steps = steps(&document);
    assert_eq!(steps.len(), 1);
    assert_eq!(plain_line(&parse_line(&steps[0].action)), "Choose File › Export › As PDF… in Invoices");
    assert_eq!(steps[0].sources.len(), 3);
}

#[test]
fn a_click_that_only_brought_a_window_to_the_front_is_no_step() {
    let mut recording = Recording::new("T");
    recording.window("Ledger", "Invoices - Ledger").add(click(Role::Button, "Copy"));
    recording.window("Mousepad", "notes.txt - Mousepad").wait(4).add(on_nothing());
    recording.wait(2).add(click(Role::Button, "Save"));
    let document = document(&recording);
    let told: Vec<&str> = steps(&document).iter().map(|step| step.action.as_str()).collect();
    assert_eq!(told, ["Click **Copy** in *Invoices*", "Click **Save** in *notes.txt*"]);
}

#[test]
fn of_several_clicks_on_nothing_in_particular_only_the_first_brought_the_window_to_the_front() {
    for others in [0, 1] {
        let mut recording = Recording::new("T");
        for _ in 0..others {
            recording.window("Ledger", "Invoices - Ledger").add(click(Role::Button, "Copy"));
        }
        recording.window("Mousepad", "notes.txt - Mousepad");
        for _ in 0..4 {
            recording.wait(4).add(on_nothing());
        }
        assert_eq!(steps(&document(&recording)).len(), others + 3);
    }
}

#[test]
fn scrolling_to_what_is_clicked_is_no_step_and_several_scrolls_are_one() {
    let told = actions(vec![scroll(3), scroll(2), click(Role::Button, "Pay")]);
    assert_eq!(told, ["Click **Pay** in *Invoices*"]);
    assert_eq!(actions(vec![scroll(3), scroll(2)]).len(), 1);
}

#[test]
fn what_was_undone_and_done_again_is_no_step() {
    let told = actions(vec![click(Role::Button, "Bold"), keys("Ctrl+Z", 2), keys("Ctrl+Y", 2)]);
    assert_eq!(told, ["Click **Bold** in *Invoices*"]);
    // What was undone and not done again is a step: only the expert knows whether it belongs there.
    assert_eq!(actions(vec![click(Role::Button, "Bold"), keys("Ctrl+Z", 1)]).len(), 2);
}

#[test]
fn bursts_of_typing_in_one_field_are_one_step() {
    let bursts = |role| vec![typed(Some("Dear "), None, role, "Letter"), typed(Some("Ada"), None, role, "Letter")];
    assert_eq!(actions(bursts(Role::Text)), ["Type `Dear Ada` in **Letter** in *Invoices*"]);
    // A field for one line tells all that stands in it.
    assert_eq!(actions(bursts(Role::Field)), ["Type `Ada` in **Letter** in *Invoices*"]);
    let unknown = vec![typed(None, None, Role::Text, "Letter"), typed(Some("Ada"), None, Role::Text, "Letter")];
    assert_eq!(actions(unknown), ["Type in **Letter** in *Invoices*"]);
}

#[test]
fn words_that_a_person_gave_stand_before_what_was_seen() {
    let mut recording = Recording::new("T");
    recording.window("Ledger", "Invoices - Ledger").add(click(Role::Menu, "File"));
    recording.words(1, "Open the file menu", None);
    recording.wait(2).add(click(Role::MenuItem, "Export"));
    let document = document(&recording);
    let told: Vec<&str> = steps(&document).iter().map(|step| step.action.as_str()).collect();
    assert_eq!(told, ["Open the file menu", "Choose **Export**"]);
}

#[test]
fn the_figure_points_at_the_click_and_frames_the_element() {
    let document = drafted(vec![click(Role::Button, "Save")]);
    let figure = document.figures().next().unwrap();
    let frame = Rect { x: 596, y: 346, width: 98, height: 38 };
    assert_eq!(figure.marks, [Mark::Box { area: frame }, Mark::Pointer { at: AT }]);
    assert!(figure.alt.contains("Save"), "{}", figure.alt);
}

#[test]
fn a_window_that_fills_the_screen_is_shown_around_the_element() {
    let mut recording = Recording::new("T");
    let mut content = click(Role::Button, "Save");
    content.place = Some(sopwright_core::entry::Place {
        app: "Ledger".into(),
        window: Some(super::recording::SCREEN),
        ..Default::default()
    });
    recording.add(content);
    let crop = document(&recording).figures().next().unwrap().crop.unwrap();
    assert!(crop.width < 1300 && crop.height < 750, "{crop:?}");
    assert!(crop.x <= 600 && crop.y <= 350, "{crop:?}");
}

#[test]
fn what_is_copied_here_and_pasted_there_is_one_step() {
    let mut recording = Recording::new("T");
    recording.window("Ledger", "Invoices - Ledger").add(keys("Ctrl+C", 1)).copy("INV-2026-0117");
    recording.window("Mail", "Reminder - Mail").wait(3).add(click(Role::Field, "Subject"));
    recording.wait(1).add(keys("Ctrl+V", 1));
    let document = document(&recording);
    let steps = steps(&document);
    let told: Vec<&str> = steps.iter().map(|step| step.action.as_str()).collect();
    assert_eq!(told, [r"Copy *INV-2026-0117* from *Invoices* in Ledger and paste it into **Subject** in *Reminder*"],);
    assert_eq!(steps[0].sources.len(), 4);
    // The next case has another number.
    assert_eq!(document.parameters.len(), 1);
    assert_eq!(document.parameters[0].example, "INV-2026-0117");
}

#[test]
fn a_menu_in_a_menu_is_opened_in_one_step() {
    let told = actions(vec![click(Role::Menu, "File"), click(Role::Menu, "Open Recent")]);
    assert_eq!(told, ["Open the menu **File** › **Open Recent** in *Invoices*"]);
}
