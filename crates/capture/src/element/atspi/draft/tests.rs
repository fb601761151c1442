//! What counts as typed, and what does not.

use proptest::prelude::*;

use super::*;

fn put(at: usize, text: &str) -> Edit {
    Edit::Insert { at, text: text.to_owned() }
}

fn cut(at: usize, length: usize) -> Edit {
    Edit::Remove { at, length }
}

/// A clock of the test's own: what happens at which millisecond.
struct Told {
    start: Instant,
    draft: Draft,
}

impl Told {
    fn new(draft: Draft) -> Self {
        Self { start: Instant::now() + Duration::from_secs(1), draft }
    }

    fn at(&self, ms: u64) -> Instant {
        self.start + Duration::from_millis(ms)
    }

    fn begin(&mut self, ms: u64) -> &mut Self {
        self.draft.begin(self.at(ms));
        self
    }

    fn edit(&mut self, ms: u64, edit: Edit) -> &mut Self {
        self.draft.edit(edit, self.at(ms));
        self
    }

    fn typed(&self, ms: u64) -> Option<String> {
        self.draft.typed(self.at(ms))
    }
}

#[test]
fn a_field_of_one_line_tells_all_of_its_text() {
    let mut told = Told::new(Draft::one_line("report"));
    told.begin(0);
    assert_eq!(told.typed(1), None, "nothing was typed yet");
    told.edit(10, put(6, "s")).edit(90, put(0, "\u{fc}"));
    assert_eq!(told.typed(2_000).as_deref(), Some("\u{fc}reports"));
    told.edit(2_100, cut(1, 6));
    assert_eq!(told.typed(4_000).as_deref(), Some("\u{fc}s"));
}

#[test]
fn a_text_tells_only_the_stretch_that_was_typed() {
    let mut told = Told::new(Draft::many_lines());
    told.begin(0).edit(10, put(500, "a")).edit(20, put(501, "c")).edit(30, put(501, "b"));
    assert_eq!(told.typed(1_000).as_deref(), Some("abc"));
    told.edit(1_100, cut(502, 1)).edit(1_200, cut(499, 1)).edit(1_300, put(501, "\n"));
    assert_eq!(told.typed(3_000).as_deref(), Some("ab"));
}

#[test]
fn a_stretch_that_something_else_is_written_beside_is_not_known() {
    let mut told = Told::new(Draft::many_lines());
    told.begin(0).edit(10, put(500, "a")).edit(20, put(3, "log line"));
    assert_eq!(told.typed(1_000), None);
    told.begin(2_000).edit(2_010, put(7, "b"));
    assert_eq!(told.typed(4_000).as_deref(), Some("b"), "the next burst is known again");
}

#[test]
fn the_first_character_may_come_before_the_burst_is_known() {
    for draft in [Draft::one_line(""), Draft::many_lines()] {
        let mut told = Told::new(draft);
        told.edit(0, put(0, "x")).begin(5).edit(80, put(1, "y"));
        assert_eq!(told.typed(1_000).as_deref(), Some("xy"));
    }
    let mut told = Told::new(Draft::many_lines());
    told.edit(0, put(0, "old")).begin(5_000).edit(5_010, put(3, "new"));
    assert_eq!(told.typed(9_000).as_deref(), Some("new"));
}

#[test]
fn what_was_told_is_not_told_again() {
    let mut told = Told::new(Draft::many_lines());
    told.begin(0).edit(10, put(0, "a"));
    let now = told.at(20);
    told.draft.end(now);
    told.edit(25, put(1, "\n")).begin(60).edit(61, put(2, "b"));
    assert_eq!(told.typed(1_000).as_deref(), Some("b"));
}

#[test]
fn a_field_that_enter_empties_had_what_was_typed() {
    let mut told = Told::new(Draft::one_line(""));
    told.begin(0).edit(10, put(0, "2")).edit(100, put(1, "+")).edit(200, put(2, "3"));
    told.edit(900, cut(0, 3));
    assert_eq!(told.typed(920).as_deref(), Some("2+3"));
    assert_eq!(told.typed(890).as_deref(), Some("2+3"), "asked before, emptied meanwhile");
    told.edit(930, put(0, "https://example.org"));
    assert_eq!(told.typed(950).as_deref(), Some("2+3"), "another text put in its place was not typed");
    assert_eq!(told.typed(3_000).as_deref(), Some("https://example.org"), "later it is what stands there");
}

#[test]
fn typing_over_everything_is_no_enter() {
    let mut told = Told::new(Draft::one_line("old text"));
    told.begin(0).edit(5, cut(0, 8)).edit(6, put(0, "n")).edit(50, put(1, "o"));
    assert_eq!(told.typed(60).as_deref(), Some("no"));
}

#[test]
fn nothing_left_is_nothing_told() {
    let mut told = Told::new(Draft::one_line("ab"));
    told.begin(0).edit(10, cut(1, 1)).edit(20, cut(0, 1));
    assert_eq!(told.typed(5_000), None);
}

#[test]
fn what_opened_a_field_was_typed_into_it() {
    let mut told = Told::new(Draft::one_line("7"));
    told.begin(0);
    told.draft.opened();
    assert_eq!(told.typed(500).as_deref(), Some("7"));
    let mut told = Told::new(Draft::one_line(""));
    told.begin(0);
    told.draft.opened();
    assert_eq!(told.typed(500), None);
}

#[test]
fn a_proposal_is_what_one_change_put_at_the_end() {
    let mut told = Told::new(Draft::one_line(""));
    told.begin(0).edit(10, put(0, "exa"));
    told.edit(20, put(3, "mple.org"));
    assert!(told.draft.proposed_from(3));
    assert!(!told.draft.proposed_from(2));
    told.edit(30, put(11, "/"));
    assert!(!told.draft.proposed_from(11));
}

#[test]
fn a_change_that_cannot_be_is_not_guessed_at() {
    for edit in [put(9, "x"), cut(2, 9), cut(usize::MAX, 2)] {
        let mut told = Told::new(Draft::one_line("ab"));
        told.begin(0).edit(5, edit).edit(6, put(0, "y"));
        assert_eq!(told.typed(1_000), None);
        assert_eq!(told.draft.whole(), None);
    }
    let mut told = Told::new(Draft::one_line(""));
    told.begin(0).edit(5, put(0, &"x".repeat(LONGEST + 1)));
    assert_eq!(told.typed(1_000), None);
}

proptest! {
    /// Whatever is done to a field of one line, it holds what a text to which the same is done holds.
    #[test]
    fn one_line_follows_the_field(
        text in "[a-c\u{e4}\u{20ac}]{0,6}",
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..4, "[x-z\u{df}]{1,3}", any::<bool>()), 0..20),
    ) {
        let mut draft = Draft::one_line(&text);
        let mut field: Vec<char> = text.chars().collect();
        let now = Instant::now();
        draft.begin(now);
        for (place, length, text, inserts) in edits {
            let at = place.index(field.len() + 1);
            if inserts {
                field.splice(at..at, text.chars());
                draft.edit(Edit::Insert { at, text }, now);
            } else {
                let length = length.min(field.len() - at);
                field.drain(at..at + length);
                draft.edit(Edit::Remove { at, length }, now);
            }
        }
        prop_assert_eq!(draft.whole(), Some(field.into_iter().collect::<String>()));
    }
}
