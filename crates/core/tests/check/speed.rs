//! Ten thousand steps, ordinary and with much to find, and actions of any length. No time is asserted, it is printed:
//! what grows with the square of the input would not come to an end here. `cargo xtask bench` measures.

use std::time::Instant;

use sopwright_core::check::{Finding, RuleKey as R};
use sopwright_core::document::{Document, Phase};

use super::sop::{all, figure, part, sound, step};

const MANY: usize = 10_000;

fn long(steps: usize, action: impl Fn(usize) -> String) -> Document {
    let mut document = sound();
    document.phases.clear();
    for i in 0..steps {
        if i % 20 == 0 {
            let id = part(10_000_000 + i as u128);
            document.phases.push(Phase::new(id, format!("Part {i}")));
        }
        let n = 100_000 + i as u128 * 10;
        let mut one = step(n, &action(i));
        one.details = "The search takes a moment on the first use of a day. It is *slow* then.".into();
        one.expected = "The record opens in a new window.".into();
        one.blocks = vec![figure(n + 1, &format!("Firefox with “Record {i}”, at the step: Open record {i}"))];
        document.phases.last_mut().unwrap().steps.push(one);
    }
    document
}

fn timed(name: &str, document: &Document) -> Vec<Finding> {
    let begun = Instant::now();
    let findings = all(document);
    println!("{name}: {:?}, {} findings", begun.elapsed(), findings.len());
    findings
}

#[test]
fn an_ordinary_long_sop() {
    let document = long(MANY, |i| format!("Open **record {i}** and look at the total"));
    assert_eq!(timed("ordinary", &document), []);
}

#[test]
fn much_to_find_in_every_step() {
    let mut document = long(MANY, |i| format!("Open the list, save the file and print it etc. {{{{p{i}}}}}"));
    for one in document.phases.iter_mut().flat_map(|p| &mut p.steps) {
        one.expected = "password: Tr0ub4dor&3x".into();
    }
    let findings = timed("much", &document);
    for rule in [R::TwoActions, R::Vague, R::UndefinedParameter, R::Secret] {
        assert_eq!(findings.iter().filter(|f| f.rule == rule).count(), MANY, "{rule:?}");
    }
}

#[test]
fn one_enormous_action() {
    for text in [
        "open it and ",
        "open, ",
        "etc. ",
        "{{x}} ",
        "ERP (",
        "“",
        "password: ",
        "is-",
        "a. ",
        "**a ",
        "save and ",
        "then ",
        "then save x and ",
    ] {
        let mut document = sound();
        document.phases[0].steps[0].action = text.repeat(10 * MANY);
        timed(text, &document);
    }
}
