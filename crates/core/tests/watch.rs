//! Raw input becomes acts: what belongs together is one, what does not is not, and no press gets lost.

use proptest::prelude::*;
use sopwright_core::act::{Act, Button, Ending};
use sopwright_core::entry::Point;
use sopwright_core::time::Moment;
use sopwright_core::watch::{Done, Fold, Heard, Input};

const HERE: Point = Point { x: 400, y: 300 };
const THERE: Point = Point { x: -700, y: 320 };

fn at(ms: u64) -> Moment {
    Moment { at: chrono::DateTime::UNIX_EPOCH.fixed_offset(), mono_us: ms * 1_000 }
}

fn press(at: Point) -> Input {
    Input::Pressed { button: Button::Left, at }
}

fn release(at: Point) -> Input {
    Input::Released { button: Button::Left, at }
}

fn chord(keys: &str) -> Input {
    Input::Chord { keys: keys.into() }
}

fn edit(keys: &str) -> Input {
    Input::Edited { keys: keys.into() }
}

/// The acts that these inputs come to, each with the time at which it began, after everything has come to rest.
fn acts(inputs: &[(u64, Input)]) -> Vec<(u64, Act)> {
    let mut fold = Fold::default();
    let mut done = Vec::new();
    for (ms, input) in inputs {
        let heard = Heard { input: input.clone(), moment: at(*ms) };
        done.extend(fold.hear(&heard, |_| Some(*ms)));
    }
    done.extend(fold.end());
    done.into_iter().map(|Done { act, caught, .. }| (caught, act)).collect()
}

fn click(times: u8) -> Act {
    Act::Click { button: Button::Left, times, at: HERE }
}

fn typed(ending: Option<Ending>) -> Act {
    Act::Type { text: None, ending }
}

fn keys(chord: &str, times: u32) -> Act {
    Act::Keys { chord: chord.into(), times }
}

#[test]
fn clicks_in_quick_succession_are_one_act_with_the_first_ones_picture() {
    let once = |ms| [(ms, press(HERE)), (ms + 60, release(HERE))];
    assert_eq!(acts(&once(0)), [(0, click(1))]);
    assert_eq!(acts(&[once(0), once(200)].concat()), [(0, click(2))]);
    assert_eq!(acts(&[once(0), once(200), once(400)].concat()), [(0, click(3))]);
    assert_eq!(acts(&[once(0), once(700)].concat()), [(0, click(1)), (700, click(1))]);
}

#[test]
fn two_buttons_or_two_places_are_two_clicks() {
    let right = [
        (100, Input::Pressed { button: Button::Right, at: HERE }),
        (150, Input::Released { button: Button::Right, at: HERE }),
    ];
    let left = [(0, press(HERE)), (60, release(HERE))];
    let found = acts(&[left.clone(), right].concat());
    assert_eq!(found, [(0, click(1)), (100, Act::Click { button: Button::Right, times: 1, at: HERE })]);
    let there = [(100, press(THERE)), (160, release(THERE))];
    assert_eq!(acts(&[left, there].concat()).len(), 2);
}

#[test]
fn a_pull_is_one_act_with_its_two_ends() {
    let pulled = acts(&[(0, press(HERE)), (10, Input::Moved), (900, release(THERE))]);
    assert_eq!(pulled, [(0, Act::Drag { button: Button::Left, from: HERE, to: THERE })]);
    let trembled = acts(&[(0, press(HERE)), (90, release(Point { x: HERE.x + 3, ..HERE }))]);
    assert_eq!(trembled, [(0, click(1))]);
}

#[test]
fn notches_in_one_direction_are_one_scroll() {
    let notch = |down| Input::Scrolled { right: 0, down, at: HERE };
    let scrolled = acts(&[(0, notch(1)), (80, notch(1)), (160, notch(1)), (300, notch(-1))]);
    let act = |down| Act::Scroll { at: HERE, right: 0, down };
    assert_eq!(scrolled, [(0, act(3)), (300, act(-1))]);
}

#[test]
fn typing_with_corrections_is_one_act_that_ends_with_enter_or_tab() {
    let enter = [(0, Input::Typed), (90, Input::Typed), (150, edit("Backspace")), (400, chord("Enter"))];
    assert_eq!(acts(&enter), [(0, typed(Some(Ending::Enter)))]);
    let two_fields = [(0, Input::Typed), (90, chord("Tab")), (150, Input::Typed)];
    assert_eq!(acts(&two_fields), [(0, typed(Some(Ending::Tab))), (150, typed(None))]);
    let rested = [(0, Input::Typed), (4_000, Input::Typed)];
    assert_eq!(acts(&rested).len(), 2);
}

#[test]
fn a_key_with_a_meaning_is_an_act_and_repeats_are_counted() {
    assert_eq!(acts(&[(0, chord("Ctrl+S"))]), [(0, keys("Ctrl+S", 1))]);
    assert_eq!(acts(&[(0, edit("Down")), (200, edit("Down")), (400, edit("Down"))]), [(0, keys("Down", 3))]);
    let saved = [(0, Input::Typed), (300, chord("Ctrl+S"))];
    assert_eq!(acts(&saved), [(0, typed(None)), (300, keys("Ctrl+S", 1))]);
}

#[test]
fn what_is_not_to_be_kept_leaves_nothing_but_ends_what_was_before_it() {
    let mut fold = Fold::default();
    let hear = |fold: &mut Fold<()>, ms, input, kept: Option<()>| {
        fold.hear(&Heard { input, moment: at(ms) }, |_| kept).into_iter().map(|done| done.act).collect::<Vec<_>>()
    };
    assert_eq!(hear(&mut fold, 0, press(HERE), Some(())), []);
    assert_eq!(hear(&mut fold, 60, release(HERE), Some(())), []);
    assert_eq!(hear(&mut fold, 100, press(THERE), None), [click(1)]);
    assert_eq!(hear(&mut fold, 160, release(THERE), Some(())), []);
    assert_eq!(fold.due_us(), None);
    assert_eq!(fold.end(), None);
}

fn inputs() -> impl Strategy<Value = Vec<(u64, Input)>> {
    let point = (-3..3_i32, 0..3_i32).prop_map(|(x, y)| Point { x: x * 300, y: y * 300 });
    let button = prop::sample::select(vec![Button::Left, Button::Right, Button::Middle]);
    let keys = prop::sample::select(vec!["Ctrl+S", "Enter", "Tab", "Escape", "F5"]);
    let input = prop_oneof![
        Just(Input::Moved),
        (button.clone(), point.clone()).prop_map(|(button, at)| Input::Pressed { button, at }),
        (button, point.clone()).prop_map(|(button, at)| Input::Released { button, at }),
        (-2..3_i32, -2..3_i32, point).prop_map(|(right, down, at)| Input::Scrolled { right, down, at }),
        Just(Input::Typed),
        prop::sample::select(vec!["Backspace", "Left"]).prop_map(edit),
        keys.prop_map(chord),
    ];
    prop::collection::vec((0..3_000_u64, input), 0..60).prop_map(|steps| {
        let mut now = 0;
        steps
            .into_iter()
            .map(|(wait, input)| {
                now += wait;
                (now, input)
            })
            .collect()
    })
}

/// How many presses of a button, or of keys with a meaning, the acts account for.
fn presses(acts: &[(u64, Act)]) -> (u64, u64, u64) {
    let mut counted = (0, 0, 0);
    for (_, act) in acts {
        match act {
            Act::Click { times, .. } => counted.0 += u64::from(*times),
            Act::Drag { .. } => counted.0 += 1,
            Act::Keys { times, .. } => counted.1 += u64::from(*times),
            Act::Type { ending, .. } => {
                counted.1 += u64::from(ending.is_some());
                counted.2 += 1;
            }
            Act::Scroll { .. } => {}
        }
    }
    counted
}

proptest! {
    #[test]
    fn every_press_is_in_one_act_and_acts_keep_their_order(inputs in inputs()) {
        let acts = acts(&inputs);
        let (clicked, pressed, typed) = presses(&acts);
        let count = |of: &dyn Fn(&Input) -> bool| inputs.iter().filter(|(_, input)| of(input)).count() as u64;
        // A pull with more than one press before it is the one case in which clicks become one act that counts once.
        let buttons = count(&|input| matches!(input, Input::Pressed { .. }));
        prop_assert!(clicked <= buttons);
        prop_assert_eq!(buttons > 0, clicked > 0);
        let chords = count(&|input| matches!(input, Input::Chord { .. }));
        prop_assert!(pressed >= chords);
        prop_assert_eq!(typed > 0, count(&|input| matches!(input, Input::Typed)) > 0);
        prop_assert!(acts.windows(2).all(|two| two[0].0 <= two[1].0));
    }
}
