//! Ten thousand entries, ordinary and hostile. The target is 100 ms in a release build. A debug build on a busy machine
//! cannot show that, so these tests print the time and fail when it grows with the square of the input. What counts is the
//! processor's time for this thread: how busy the machine is with something else does not matter.

use std::time::Duration;

use cpu_time::ThreadTime;
use sopwright_core::entry::EntryKind as K;

use super::recording::{Recording, filled};

const MANY: usize = 10_000;
/// Four times the input takes 4 times as long if time is linear, 16 times if it is quadratic.
const FEWER: usize = MANY / 4;
const MOST_RATIO: f64 = 9.0;

fn fastest(recording: &Recording) -> Duration {
    let run = || {
        let begun = ThreadTime::now();
        std::hint::black_box(recording.draft(filled()));
        begun.elapsed()
    };
    (0..4).map(|_| run()).min().unwrap_or_default()
}

/// The second try is for a machine that was busy with something else during the first.
fn grows_linearly(name: &str, make: impl Fn(usize) -> Recording) {
    let (few, many) = (make(FEWER), make(MANY));
    let ratio = || {
        let (small, large) = (fastest(&few), fastest(&many));
        println!("{name}: {large:?} for {} entries", many.entries.len());
        large.as_secs_f64() / small.as_secs_f64()
    };
    let first = ratio();
    let ratio = if first < MOST_RATIO { first } else { ratio() };
    assert!(ratio < MOST_RATIO, "{name} grows too fast: {ratio:.1} times as long for 4 times as much");
}

#[test]
fn an_ordinary_long_recording() {
    grows_linearly("ordinary", |many| {
        let mut r = Recording::new("long");
        for i in 0..many {
            if i % 40 == 0 {
                r.window(&format!("App {}", i % 7), &format!("Order {i} - App {}", i % 7));
            }
            r.wait(3);
            match i % 8 {
                0 => r.log(K::Step, &format!("open order number {i} and look at the *total*")),
                1 => r.copy(&format!("INV-{i}")),
                2 => r.log(K::Note, "worth knowing: it is slow"),
                3 => r.log(K::Expected, "the list is shown"),
                4 => r.log(K::Step, ""),
                5 => r.words(1, "press the button.", None),
                6 => r.log(K::Decision, "if it is red then stop, otherwise go on"),
                _ => r.log(K::Faq, "why? because"),
            };
        }
        r
    });
}

#[test]
fn everything_on_one_step() {
    for kind in [K::Shot, K::Note, K::Expected, K::Snippet, K::Question, K::Warning] {
        grows_linearly(kind.word(), |many| {
            let mut r = Recording::new("one step");
            r.log(K::Step, "the only one");
            for i in 0..many {
                match kind {
                    K::Snippet => r.copy(&format!("value {i}23")),
                    kind => r.log(kind, "words"),
                };
            }
            r
        });
    }
}

#[test]
fn one_identity_and_many_applications() {
    grows_linearly("one identity", |many| {
        let mut r = Recording::new("hostile");
        for i in 0..many {
            r.window(&format!("App {i}"), "Untitled").wait(i as u64 % 200).log(K::Step, "");
        }
        for entry in &mut r.entries {
            entry.id = sopwright_core::id::EntryId(uuid::Uuid::nil());
        }
        r
    });
}

#[test]
fn enormous_texts() {
    for text in ["if ", "else if x then ", "? ", "a - b ", "if not\n", "```", "{{x}}", "yes: no: ", "?a "] {
        grows_linearly(text, |many| {
            let text = text.repeat(many);
            let mut r = Recording::new("hostile");
            r.window("App", &text).log(K::Decision, &text).log(K::Step, &text).log(K::Faq, &text).copy(&text);
            r
        });
    }
}
